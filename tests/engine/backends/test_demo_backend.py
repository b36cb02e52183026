import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.backends.demo import DEMO_LLM, DemoBackend, DemoScript, Pace
from engine.backends.protocol import Backend, ChatRequest, Chunk, FinalFrame, Message
from engine.errors import BadRequest, InputError, LlmMissing
from models.call import CallPurpose, Phase, Step

FINDINGS = """[
  {"key": "day", "at": [{"document": "Baker", "quote": "We open on **2 May 2027**."},
    {"document": "Cashier", "quote": "| Opening | 9 May 2027 |"}],
   "because": "Two days.", "decision": "Open on 2 May 2027.",
   "evidence": {"document": "Fixed fact", "quote": "Opening: 2 May 2027"},
   "keep": {"document": "Baker", "quote": "We open on **2 May 2027**."},
   "label": "contradiction", "rule": "brief", "severity": "high",
   "subject": "opening day", "topic": "dates"},
  {"key": "tills", "at": [{"document": "Baker", "quote": "One till is enough."},
    {"document": "Cashier", "quote": "There are two tills."}],
   "because": "One or two.", "decision": "Decide.", "evidence": null, "keep": null,
   "label": "contradiction", "rule": "needs_you", "severity": "low",
   "subject": "number of tills", "topic": "dates"}
]"""
SUSPICIONS = """[
  {"at": [{"document": "Baker", "quote": "One till is enough."},
    {"document": "Cashier", "quote": "| Opening | 9 May 2027 |"}],
   "because": "A till and a day.", "label": "tension", "subject": "tills on a day",
   "topic": "dates", "looks": [{"label": "tension", "because": "Perhaps."},
    {"label": "compatible", "because": "No."}]}
]"""
CLAIMS = """{"baker": [{"quote": "One till is enough.", "facet": "capacity", "force": "plan",
   "says": "one till", "subject": "number of tills"}]}"""
ALIGNMENT = """[{"about": "one till", "owner": "two tills"}, {"about": "three tills"},
   {"about": "A bakery opens.", "answer": "one till"}]"""
BAKER = "## Opening\n\nWe open on **2 May 2027**.\n\n- One till is enough."
SECTION = "We open on 2 May 2027. [R:day] The tills are open. [R:tills]\n\n| a | b [R:day] |"
NUMBERED = """The documents:
<brief>
[B1] A bakery opens.
[F1] Opening: 2 May 2027
</brief>
[K1] # Opening
[K2] We open on 2 May 2027.
[K3] One till is enough.
[C1] | Opening | 9 May 2027 | (columns: What | When)
[C2] There are two tills."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "brief.md": "A bakery opens.",
        "facts.toml": '[[facts]]\nsubject = "Opening"\nvalue = "2 May 2027"\n',
        "findings.json": FINDINGS,
        "suspicions.json": SUSPICIONS,
        "claims.json": CLAIMS,
        "alignment.json": ALIGNMENT,
        "specialists/baker.md": BAKER,
        "specialists/cashier.md": "There are two tills.",
        "plan/all.md": SECTION,
    }.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def script(folder: Path) -> DemoScript:
    return DemoScript.load(folder)


@pytest.fixture
def demo(script: DemoScript) -> DemoBackend:
    return DemoBackend(script, Pace.instant())


class Clock:
    """Counts the seconds asked for and passes at once."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


def request(purpose: CallPurpose, prompt: str = "Go.", num_predict: int = 4000) -> ChatRequest:
    return ChatRequest(
        llm=DEMO_LLM.name,
        messages=(Message("system", "Rules."), Message("user", prompt)),
        purpose=purpose,
        num_ctx=8192,
        num_predict=num_predict,
        temperature=0,
        seed=1,
    )


def consult(slot: str) -> CallPurpose:
    return CallPurpose(phase=Phase.CONSULT, slots=(slot,))


COMPARE = CallPurpose(phase=Phase.COMPARE, slots=("baker", "cashier"))
PLAN = CallPurpose(phase=Phase.PLAN, section_id="all")


async def chunks_of(backend: Backend, asked: ChatRequest) -> list[Chunk]:
    async with aclosing(backend.stream_chat(asked)) as stream:
        return [chunk async for chunk in stream]


def text_of(chunks: Sequence[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks)


def final_of(chunks: Sequence[Chunk]) -> FinalFrame:
    assert [chunk for chunk in chunks if chunk.final] == [chunks[-1]]
    final = chunks[-1].final
    assert final is not None
    return final


class TestTheLlm:
    async def test_there_is_one_and_it_is_loaded(self, demo: DemoBackend) -> None:
        assert (demo.host, demo.is_demo, await demo.version()) == ("", True, "demo")
        assert await demo.installed_llms() == (DEMO_LLM,)
        assert await demo.describe_llm("demo-script") == DEMO_LLM
        assert await demo.loaded_llms() == {"demo-script"}
        assert DEMO_LLM.can_chat
        assert not DEMO_LLM.is_cloud
        await demo.close()

    async def test_another_llm_is_missing(self, demo: DemoBackend) -> None:
        with pytest.raises(LlmMissing, match="Choose demo-script"):
            await demo.describe_llm("other")


class TestConsulting:
    async def test_a_specialist_says_its_text_word_by_word(self, demo: DemoBackend) -> None:
        chunks = await chunks_of(demo, request(consult("baker")))
        assert text_of(chunks) == BAKER
        assert [chunk.text for chunk in chunks[:3]] == ["## ", "Opening\n\n", "We "]
        assert not final_of(chunks).is_cut

    async def test_an_unknown_specialist_has_no_answer(self, demo: DemoBackend) -> None:
        with pytest.raises(BadRequest, match="no answer"):
            await chunks_of(demo, request(consult("painter")))

    async def test_an_answer_ends_at_its_length_limit(self, demo: DemoBackend) -> None:
        chunks = await chunks_of(demo, request(consult("baker"), num_predict=4))
        assert BAKER.startswith(text_of(chunks))
        assert final_of(chunks).is_cut
        assert final_of(chunks).metrics.answer_tokens <= 4

    async def test_the_final_frame_measures_what_was_said(self, demo: DemoBackend) -> None:
        final = final_of(await chunks_of(demo, request(consult("baker"), prompt="Grüße")))
        metrics = final.metrics
        assert metrics.total_s == pytest.approx(metrics.prompt_s + metrics.answer_s)
        assert metrics.answer_tokens / metrics.answer_s == pytest.approx(45, rel=0.151)
        assert metrics.prompt_tokens > 0
        assert final.received_bytes == len(BAKER.encode())
        assert final.sent_bytes == len("Rules.Grüße".encode())


class TestComparing:
    async def rows(self, demo: DemoBackend, prompt: str) -> list[dict[str, object]]:
        answer = json.loads(text_of(await chunks_of(demo, request(COMPARE, prompt))))
        assert list(answer) == ["findings"]
        rows: list[dict[str, object]] = answer["findings"]
        return rows

    async def test_quotes_become_the_ids_of_the_prompt(self, demo: DemoBackend) -> None:
        day, tills = await self.rows(demo, NUMBERED)
        assert (day["at"], day["evidence"], day["keep"]) == (["K2", "C1"], "F1", "K2")
        assert (tills["at"], tills["evidence"], tills["keep"]) == (["K3", "C2"], "none", "none")

    async def test_lines_may_keep_their_markdown(self, demo: DemoBackend) -> None:
        prompt = NUMBERED.replace("2 May 2027.", "**2 May 2027**.").replace("One", "- One")
        assert [row["at"] for row in await self.rows(demo, prompt)] == [["K2", "C1"], ["K3", "C2"]]

    async def test_rows_have_the_keys_of_the_finder(self, demo: DemoBackend) -> None:
        row = (await self.rows(demo, NUMBERED))[0]
        assert list(row) == sorted(row)
        assert "key" not in row

    async def test_a_row_without_one_of_its_sides_is_left_out(self, demo: DemoBackend) -> None:
        prompt = NUMBERED.partition("[C2]")[0]
        assert [row["subject"] for row in await self.rows(demo, prompt)] == ["opening day"]

    async def test_evidence_that_is_not_in_the_prompt_is_none(self, demo: DemoBackend) -> None:
        prompt = NUMBERED.replace("[F1] Opening: 2 May 2027\n", "")
        assert (await self.rows(demo, prompt))[0]["evidence"] == "none"

    async def test_nothing_to_compare_gives_an_empty_list(self, demo: DemoBackend) -> None:
        assert await self.rows(demo, "Nothing.") == []


class TestLookingClosely:
    async def answer(
        self, demo: DemoBackend, step: Step, prompt: str, schema: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        purpose = CallPurpose(phase=Phase.COMPARE, step=step, slots=("baker",))
        asked = replace(request(purpose, prompt), schema=schema)
        answer: dict[str, Any] = json.loads(text_of(await chunks_of(demo, asked)))
        return answer

    async def look(self, demo: DemoBackend, first: str, second: str) -> str:
        prompt = f"[B1] A bakery opens.\n1: {first}\n(after it: x)\n2: {second}"
        answer = await self.answer(demo, Step.VERIFY, prompt)
        return str(answer["looks"][0]["label"])

    async def test_a_pair_has_what_stands_in_both_and_what_will_not_be_confirmed(
        self, demo: DemoBackend
    ) -> None:
        answer = await self.answer(demo, Step.PAIR, NUMBERED)
        assert [(row["a"], row["b"]) for row in answer["findings"]] == [
            ("K2", "C1"),
            ("K3", "C2"),
            ("K3", "C1"),
        ]
        assert list(answer["findings"][0]) == ["a", "b", "because", "label", "subject", "topic"]

    async def test_commitments_have_the_ids_of_the_prompt(self, demo: DemoBackend) -> None:
        rows = (await self.answer(demo, Step.CLAIMS, NUMBERED))["claims"]
        assert [(row["at"], row["says"]) for row in rows] == [("K3", "one till")]

    async def test_what_fits_has_the_ids_of_the_prompt_and_none_for_the_rest(
        self, demo: DemoBackend
    ) -> None:
        prompt = "[B1] A bakery opens.\n[C1] (Baker) tills: one till\n[C2] (Cashier) x: two tills"
        rows = (await self.answer(demo, Step.ALIGN, prompt))["rows"]
        assert [(row["about"], row["owner"], row["answer"]) for row in rows] == [
            ("C1", "C2", "none"),
            ("B1", "none", "C1"),
        ]

    async def test_a_look_says_what_the_finding_says_in_either_order(
        self, demo: DemoBackend
    ) -> None:
        day, row = "We open on 2 May 2027.", "| Opening | 9 May 2027 | (columns: What | When)"
        assert await self.look(demo, day, row) == "contradiction"
        assert await self.look(demo, row, day) == "contradiction"
        assert await self.look(demo, row, "Opening: 2 May 2027") == "contradiction"

    async def test_the_winning_side_and_its_evidence_fit(self, demo: DemoBackend) -> None:
        day = "We open on 2 May 2027."
        assert await self.look(demo, day, "Opening: 2 May 2027") == "compatible"

    async def test_a_suspicion_is_not_confirmed_in_the_other_order(self, demo: DemoBackend) -> None:
        till, row = "One till is enough.", "| Opening | 9 May 2027 |"
        assert await self.look(demo, till, row) == "tension"
        assert await self.look(demo, row, till) == "compatible"

    async def test_what_the_script_says_nothing_of_fits(self, demo: DemoBackend) -> None:
        assert await self.look(demo, "A.", "B.") == "compatible"

    async def test_a_decision_is_that_of_the_finding_between_the_sides(
        self, demo: DemoBackend
    ) -> None:
        asked = f"{NUMBERED}\n\nThese statements do not hold together: K2, C1."
        (row,) = (await self.answer(demo, Step.DECIDE, asked))["decisions"]
        assert (row["basis"], row["brief_sentence"], row["keep"]) == ("brief", "F1", "K2")
        asked = f"{NUMBERED}\n\nThese statements do not hold together: K3, C2."
        (row,) = (await self.answer(demo, Step.DECIDE, asked))["decisions"]
        assert (row["basis"], row["brief_sentence"], row["keep"]) == ("ask_user", "none", "none")

    @pytest.mark.parametrize("step", [Step.CHECK])
    async def test_other_lists_are_empty(self, demo: DemoBackend, step: Step) -> None:
        assert await self.answer(demo, step, "?", {"required": ["rows"]}) == {"rows": []}


class TestPlanning:
    async def section(self, demo: DemoBackend, prompt: str) -> str:
        return text_of(await chunks_of(demo, request(PLAN, prompt)))

    async def test_marks_get_the_numbers_of_the_prompt(self, demo: DemoBackend) -> None:
        text = await self.section(
            demo,
            "R7 (Opening day): Open on 2 May 2027.\n"
            "- R2 (number of tills) (open: the user has not decided yet): Decide.",
        )
        assert text == "We open on 2 May 2027. [R7] The tills are open. [R2]\n\n| a | b [R7] |"

    async def test_a_mark_without_its_decision_is_left_out(self, demo: DemoBackend) -> None:
        text = await self.section(demo, "R2 (number of tills): Decide.")
        assert text == "We open on 2 May 2027. The tills are open. [R2]\n\n| a | b |"

    @pytest.mark.parametrize(
        "purpose",
        [
            CallPurpose(phase=Phase.PLAN, section_id="unknown"),
            CallPurpose(phase=Phase.PLAN),
            CallPurpose(phase=Phase.DECIDE),
            CallPurpose(phase=Phase.CONSULT),
        ],
    )
    async def test_what_the_script_does_not_know_is_refused(
        self, demo: DemoBackend, purpose: CallPurpose
    ) -> None:
        with pytest.raises(BadRequest, match="choose an installed model"):
            await chunks_of(demo, request(purpose))


class TestPace:
    async def test_words_come_after_a_silence_and_at_the_speed_of_the_pace(
        self, script: DemoScript
    ) -> None:
        clock = Clock()
        backend = DemoBackend(script, Pace(first_word_s=2, tokens_per_s=10), clock.sleep)
        metrics = final_of(await chunks_of(backend, request(consult("baker")))).metrics
        assert clock.waits[0] == pytest.approx(2, rel=0.18)
        assert sum(clock.waits) == pytest.approx(metrics.total_s)

    async def test_what_nobody_watches_is_written_faster(self, script: DemoScript) -> None:
        clock = Clock()
        backend = DemoBackend(script, Pace(first_word_s=2, tokens_per_s=10), clock.sleep)
        metrics = final_of(await chunks_of(backend, request(COMPARE, NUMBERED))).metrics
        assert metrics.answer_tokens / metrics.answer_s == pytest.approx(80, rel=0.151)
        assert sum(clock.waits) == pytest.approx(metrics.total_s)

    def test_workers_differ_a_little_and_always_in_the_same_way(self) -> None:
        paces = [Pace().for_call(name) for name in ("baker", "cashier", "baker")]
        assert paces[0] == paces[2] != paces[1]
        assert all(45 * 0.85 <= pace.tokens_per_s <= 45 * 1.15 for pace in paces)

    async def test_an_instant_pace_never_sleeps_but_lets_others_work(
        self, script: DemoScript
    ) -> None:
        clock = Clock()
        backend = DemoBackend(script, Pace.instant(), clock.sleep)
        order: list[str] = []

        async def talk(slot: str) -> None:
            async with aclosing(backend.stream_chat(request(consult(slot)))) as stream:
                async for _ in stream:
                    order.append(slot)

        await asyncio.gather(talk("baker"), talk("cashier"))
        assert order[:4] == ["baker", "cashier", "baker", "cashier"]
        assert clock.waits == []

    async def test_nothing_happens_before_the_first_step(self, script: DemoScript) -> None:
        clock = Clock()
        stream = DemoBackend(script, Pace(), clock.sleep).stream_chat(request(consult("baker")))
        await stream.aclose()
        assert clock.waits == []

    async def test_a_stream_may_be_closed_early(self, demo: DemoBackend) -> None:
        async with aclosing(demo.stream_chat(request(consult("baker")))) as stream:
            assert (await anext(stream)).text == "## "
        with pytest.raises(StopAsyncIteration):
            await anext(stream)

    async def test_a_cancelled_stream_stops_where_it_waits(self, script: DemoScript) -> None:
        is_waiting = asyncio.Event()

        async def sleep(_: float) -> None:
            is_waiting.set()
            await asyncio.Event().wait()

        backend = DemoBackend(script, Pace(), sleep)
        task = asyncio.create_task(chunks_of(backend, request(consult("baker"))))
        await is_waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


class TestLoading:
    def test_all_parts_are_read(self, script: DemoScript) -> None:
        assert script.brief.facts[0].sentence == "Opening: 2 May 2027"
        assert list(script.answers) == ["baker", "cashier"]
        assert [one.key for one in script.findings] == ["day", "tills"]
        assert script.sections == {"all": SECTION}

    @pytest.mark.parametrize(
        ("file", "content", "said"),
        [
            ("facts.toml", "facts = 3", "facts.toml cannot be used: facts"),
            ("facts.toml", "[[facts]", "line 1"),
            ("facts.toml", "other = 1", "facts.toml cannot be used: other"),
            ("brief.md", "", "brief.md cannot be used: text"),
            ("findings.json", "[", "findings.json cannot be used: Invalid JSON"),
            ("findings.json", FINDINGS.replace('"brief"', '"taste"'), "0.rule"),
            ("plan/all.md", b"\xff", "all.md cannot be used: 'utf-8'"),
        ],
    )
    def test_a_broken_file_is_named(
        self, folder: Path, file: str, content: str | bytes, said: str
    ) -> None:
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(InputError) as caught:
            DemoScript.load(folder)
        assert said in caught.value.message
        assert "\n" not in str(caught.value)
        assert caught.value.remedy

    def test_a_missing_file_is_named(self, folder: Path) -> None:
        (folder / "findings.json").unlink()
        with pytest.raises(InputError, match=r"findings\.json cannot be used: No such file"):
            DemoScript.load(folder)

    def test_an_empty_folder_is_named(self, folder: Path) -> None:
        (folder / "plan" / "all.md").unlink()
        with pytest.raises(InputError, match="plan has no texts"):
            DemoScript.load(folder)
