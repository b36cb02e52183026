"""Even a judge that is mostly noise gets few false contradictions shown as confirmed.

It finds half of what clashes, calls 30 % of what fits a clash, and breaks 20 % of its answers.
"""

import json
import re
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.backends.protocol import Backend, ChatRequest, Chunk, FinalFrame
from engine.calls import Caller
from engine.context import RunContext
from engine.gate import Gate
from engine.phases.compare import Compared, Finding, compare
from engine.phases.compare.sheet import QUESTIONS
from engine.phases.consult import Handover
from engine.resources import RESOURCES, PromptLibrary, shipped_prompts
from engine.statements import plain_text
from engine.workforce import Workforce
from models.brief import Brief
from models.call import CallMetrics
from models.claim import Facet
from models.comparison import CompareMode
from models.contradiction import Verdict
from models.contribution import Contribution, ContributionState
from models.events import RunEvent
from models.llm import LlmInfo
from models.run import Run, replay
from models.settings import Settings
from models.team import Specialist, TeamTopic, Topic
from tests.builders import a_start, a_team
from tests.engine.runs.staging import TEXTS, a_finished_run
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, role_of, section_of, step_of
from tests.noisy_judge import NoisyJudge
from tests.scripted_ollama import Answer, InstalledLlm, ScriptedOllama

CASES = sorted((RESOURCES / "evaluation" / "cases").glob("*.json"))


def bare(text: str) -> str:
    """Letters and figures only."""
    return re.sub(r"\W+", "", plain_text(text).partition(" (columns: ")[0]).casefold()


@dataclass(frozen=True)
class Case:
    """A bundled case and what clashes in it."""

    brief: str
    texts: dict[str, str]
    conflicts: tuple[tuple[tuple[str, str], ...], ...]

    @classmethod
    @cache
    def load(cls, path: Path) -> "Case":
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            brief=data["brief"],
            texts={one["worker"]: one["markdown"] for one in data["documents"]},
            conflicts=tuple(
                tuple((side["worker"], bare(side["quote"])) for side in one["sides"])
                for one in data["conflicts"]
            ),
        )

    def clashes(self, first: str, second: str) -> bool:
        """Whether two statements are on two sides of one conflict, or a side and the brief."""
        a, b, brief = bare(first), bare(second), bare(self.brief)
        for sides in self.conflicts:
            ours = {worker for worker, quote in sides if a in quote or quote in a}
            theirs = {worker for worker, quote in sides if b in quote or quote in b}
            if any(one != other for one in ours for other in theirs):
                return True
            if (ours and b in brief) or (theirs and a in brief):
                return True
        return False

    def is_true(self, finding: Finding) -> bool:
        """Whether two of its sides really clash."""
        quotes = [one.statement.quote for one in finding.sides]
        return any(self.clashes(a, b) for a in quotes for b in quotes if a is not b)

    def asked(self, statement: str) -> Facet | None:
        """Which question a side of a conflict answers, another one for each conflict."""
        words = bare(statement)
        for question, sides in zip(QUESTIONS, self.conflicts, strict=False):
            if any(quote in words or words in quote for _, quote in sides):
                return question.facet
        return None


@dataclass(frozen=True)
class Way:
    """How contradictions are looked for, by an LLM of which size, and how often it is tried."""

    mode: CompareMode
    parameter_size: str
    seeds: int


PAIRS = Way(CompareMode.PAIR, "8.2B", seeds=4)
SHEETS = Way(CompareMode.LEDGER, "3.2B", seeds=20)
"""It confirms far less, so more tries are needed to tell; each takes a quarter of the time."""


class JudgeBackend:
    """A judge at the seam, without a server in between."""

    host = ""
    is_demo = False

    def __init__(self, judge: NoisyJudge) -> None:
        self._judge = judge

    async def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """The whole answer at once."""
        call: dict[str, Any] = {
            "messages": [{"content": one.content} for one in request.messages],
            "think": request.think,
        }
        if request.schema is not None:
            call["format"] = request.schema
        yield Chunk(text=self._judge(call).text)
        yield Chunk(final=FinalFrame(is_cut=False, metrics=CallMetrics()))

    async def version(self) -> str:
        return "0.33.0"

    async def installed_llms(self) -> tuple[LlmInfo, ...]:
        return ()

    async def describe_llm(self, name: str) -> LlmInfo:
        return LlmInfo(name=name)

    async def loaded_llms(self) -> frozenset[str]:
        return frozenset()

    async def close(self) -> None:
        """Nothing is open."""


def a_run_of(case: Case, way: Way) -> Run:
    team = a_team(case.texts).model_copy(
        update={
            "topics": (TeamTopic(id="dates", group=Topic.WHEN, meaning="when it opens"),),
            "specialists": tuple(Specialist(name=name, prompt="Write.") for name in case.texts),
        }
    )
    start = a_start(team, Brief(text=case.brief))
    seats = tuple(
        one.model_copy(update={"parameter_size": way.parameter_size}) for one in start.seats
    )
    update = {"settings": Settings(mode=way.mode), "seats": seats}
    return replay([start.model_copy(update=update)])


async def compared(case: Case, seed: int, way: Way) -> Compared:
    """A case, read closely by a noisy judge."""
    run, events = a_run_of(case, way), list[RunEvent]()
    backend: Backend = JudgeBackend(NoisyJudge(case.clashes, seed, case.asked))
    context = RunContext(
        run=run,
        backend=backend,
        caller=Caller(backend, Gate(), events.append, lambda: 0.0, {}),
        emit=events.append,
        seconds=lambda: 0.0,
        prompts=PromptLibrary(shipped_prompts()),
        workforce=Workforce({}),
    )
    handover = Handover()
    for one in run.contributions:
        written = Contribution(
            specialist=one.specialist,
            slot=one.slot,
            state=ContributionState.DONE,
            text=case.texts[one.specialist],
        )
        handover.put(written)
    handover.close()
    result = await compare(context, handover)
    assert result is not None
    return result


def confirmed_in(result: Compared) -> Iterator[Finding]:
    yield from (one for one in result.findings if one.verdict is Verdict.CONFIRMED)


@pytest.mark.parametrize("way", [PAIRS, SHEETS], ids=["pairs", "sheets"])
async def test_at_most_one_in_five_confirmed_contradictions_is_false(way: Way) -> None:
    count: Counter[bool] = Counter()
    for path in CASES:
        case = Case.load(path)
        for seed in range(way.seeds):
            result = await compared(case, seed, way)
            count.update(case.is_true(one) for one in confirmed_in(result))
            for one in result.findings:
                for side in one.sides:
                    text, ref = side.cut.document.text, side.statement.ref
                    assert text[ref.start : ref.end] == side.statement.quote
    assert count.total() >= len(CASES)
    assert count[False] <= count.total() / 5


@pytest.mark.parametrize("way", [PAIRS, SHEETS], ids=["pairs", "sheets"])
@pytest.mark.parametrize("seed", range(3))
async def test_over_the_wire_nothing_is_invented_and_no_decision_is_lost(
    tmp_path: Path, seed: int, way: Way
) -> None:
    pairs = [tuple(map(bare, one["at"])) for one in (CALLS, TWO_DATES)]

    def truth(first: str, second: str) -> bool:
        a, b = bare(first), bare(second)
        return any({one in a or one in b for one in pair} == {True} for pair in pairs)

    def asked(statement: str) -> Facet | None:
        words = bare(statement)
        facets = (Facet.MOTION, Facet.DATE)
        return next(
            (facet for facet, pair in zip(facets, pairs, strict=True) if words in pair), None
        )

    answer = _with_workers(NoisyJudge(truth, seed, asked))
    llm = InstalledLlm(parameter_size=way.parameter_size)
    async with ScriptedOllama(answer, num_parallel=4, llms=(llm,)) as server:
        run = await a_finished_run(server, tmp_path, settings=Settings(mode=way.mode))
    assert run.plan is not None
    for one in run.contradictions:
        for side in one.sides:
            if side.specialist in TEXTS:
                assert TEXTS[side.specialist][side.start : side.end] == side.quote
    plan = "\n".join(section.markdown for section in run.plan.sections)
    decided = [one for one in run.contradictions if one.is_of_plan]
    assert [one.mark for one in decided if one.mark not in plan] == []


def _with_workers(noisy: NoisyJudge) -> Any:
    honest = Judge(TEXTS)

    def answer(call: dict[str, Any]) -> Answer:
        is_judging = step_of(call) and not role_of(call) and not section_of(call)
        return noisy(call) if is_judging else honest(call)

    return answer
