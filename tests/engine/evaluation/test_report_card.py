"""Testing an LLM over real HTTP: what the card says is what was seen."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from engine.backends.ollama import OllamaBackend
from engine.errors import HostUnreachable, LlmMissing
from engine.evaluation import report_card
from engine.evaluation.short_cases import short_cases
from engine.phases.compare.choosing import Situation, choose_finder
from models.comparison import CompareMode
from models.report_card import ReportCard
from tests.judges import prompt_of
from tests.known_cases import KnowingJudge
from tests.scripted_ollama import Answer, InstalledLlm, Pace, Script, ScriptedOllama

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
LLM = InstalledLlm(digest="500a1f067a9f", parameter_size="8.2B")


async def a_card(
    script: Script, *, clock: Iterator[float] | None = None, limit_s: float = 60, **server: Any
) -> tuple[ReportCard, list[tuple[int, int]]]:
    progress: list[tuple[int, int]] = []
    seconds = clock or count(0, 0.001)
    async with ScriptedOllama(script, num_parallel=4, llms=(LLM,), **server) as stand_in:
        backend = OllamaBackend(stand_in.url)
        try:
            card = await report_card.test_llm(
                backend,
                LLM.name,
                lambda done, of: progress.append((done, of)),
                limit_s,
                clock=lambda: next(seconds),
                wall_clock=lambda: NOW,
            )
        finally:
            await backend.close()
    return card, progress


async def test_a_judge_that_knows_everything_finds_all_that_is_planted() -> None:
    cases = short_cases()
    card, progress = await a_card(KnowingJudge(cases))
    assert card.found == card.planted == sum(len(one.conflicts) for one in cases)
    assert card.false_alarms == 0
    assert card.valid_json_calls == card.calls > 0
    assert progress == [(done, len(cases)) for done in range(len(cases) + 1)]


async def test_the_card_names_what_was_tested() -> None:
    card, _ = await a_card(KnowingJudge(short_cases()))
    assert (card.llm, card.digest) == (LLM.name, "500a1f067a9f")
    assert (card.parameter_size, card.server, card.made_at) == ("8.2B", "0.33.0", NOW)
    assert card.mode not in (None, CompareMode.AUTO)


async def test_answers_that_cannot_be_read_are_said() -> None:
    card, _ = await a_card(lambda _: Answer("I see no way to answer that."))
    assert card.valid_json_calls == 0 < card.calls
    assert card.questions_read == 0 < card.questions
    assert "answers readable 0 %" in card.sentence


async def test_answers_that_can_be_read_without_a_schema_count_as_readable() -> None:
    knowing = KnowingJudge(short_cases())

    def script(call: dict[str, Any]) -> Answer:
        if call.get("format"):
            return Answer("Sure! Here is the answer.")
        if '"claims"' in prompt_of(call):
            return knowing({**call, "format": {}})
        is_look = "Can both hold" in prompt_of(call)
        return Answer("fit | These are two things." if is_look else "none")

    card, _ = await a_card(script)
    assert card.valid_json_calls == 0 < card.calls
    assert card.questions_read == card.questions > 0
    assert "answers readable 100 %" in card.sentence
    usual = Situation(
        workers=4,
        text_tokens=1_470,
        brief_tokens=300,
        num_ctx=16_384,
        parameter_size=card.parameter_size,
        readable_share=card.readable_share,
    )
    assert choose_finder(CompareMode.AUTO, usual).mode is CompareMode.PAIR


async def test_what_was_not_finished_in_time_counts_for_nothing() -> None:
    knowing, (first, second, *_) = KnowingJudge(short_cases()), short_cases()

    def script(call: dict[str, Any]) -> Answer:
        # What is asked about a finished plan names no worker, so the second case tells itself.
        is_second = any(one.title in str(call["messages"]) for one in second.texts)
        return Answer("{", gate=asyncio.Event()) if is_second else knowing(call)

    # The start, the first case, and then the second, for which hardly any time is left.
    clock = iter([0.0, 0.0, 59.9, 60.0, 60.0])
    card, progress = await a_card(script, clock=clock, limit_s=60)
    assert card.cases == 1
    assert card.planted == len(first.conflicts)
    assert progress[-1] == (1, len(short_cases()))
    assert second.conflicts == ()


async def test_where_no_case_was_finished_nothing_is_claimed() -> None:
    card, _ = await a_card(
        lambda _: Answer("{", gate=asyncio.Event()), clock=iter([0.0, 59.9, 60.0]), limit_s=60
    )
    assert (card.cases, card.planted, card.mode, card.expected_run_s) == (0, 0, None, None)
    assert card.sentence == "no case was finished in the time of the test"


async def test_the_time_of_a_run_follows_from_the_speed_that_was_measured() -> None:
    pace = Pace(prompt_tokens_per_s=200_000, tokens_per_s=20_000)
    card, _ = await a_card(KnowingJudge(short_cases()), pace=pace)
    assert card.tokens_per_s is not None
    assert card.expected_run_s is not None
    four_workers_alone_s = 4 * 1_200 / card.tokens_per_s
    assert four_workers_alone_s < card.expected_run_s < 100 * four_workers_alone_s


async def test_a_llm_that_is_not_there_is_said() -> None:
    async with ScriptedOllama(llms=(LLM,)) as server:
        backend = OllamaBackend(server.url)
        with pytest.raises(LlmMissing):
            await report_card.test_llm(backend, "none:1b", lambda *_: None)
        await backend.close()


async def test_a_server_that_is_not_there_is_said() -> None:
    async with ScriptedOllama() as server:
        url = server.url
    backend = OllamaBackend(url)
    with pytest.raises(HostUnreachable):
        await report_card.test_llm(backend, LLM.name, lambda *_: None)
    await backend.close()


class TestTheShortCases:
    def test_are_few_texts_of_different_domains_and_one_of_them_is_consistent(self) -> None:
        cases = short_cases()
        assert all(len(one.texts) == 2 for one in cases)
        assert len({one.domain for one in cases}) == len(cases)
        assert [one.id for one in cases if not one.conflicts] == ["11-expedition"]

    def test_know_only_what_stands_in_their_texts(self) -> None:
        for case in short_cases():
            writers = {"brief", *(one.title for one in case.texts)}
            for conflict in case.conflicts:
                assert {one.worker for one in conflict.sides} <= writers
