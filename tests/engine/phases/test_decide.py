"""Contradictions found before: what is kept, what is withdrawn, and what the user ruled on."""

from collections.abc import Sequence
from typing import cast

import pytest

from engine.context import RunContext
from engine.numbering import NumberedDocuments
from engine.phases.compare import Compared, Finding
from engine.phases.decide import decide
from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import Basis, Contradiction, Decision, FoundBy
from models.events import ContradictionWithdrawn, RunEvent
from models.run import Run
from tests.builders import a_start
from tests.engine.phases.staging import DATES, LAUNCH_FACT, TEAM, a_finding, a_world, decided
from tests.engine.runs.staging import MESSAGES

SLOTS = ("messaging-specialist", "timeline-planner")
WORLD = a_world(
    {
        MESSAGES: "The public launch is on 11 May 2027.",
        DATES: "The public launch is on 25 May 2027.",
    },
    facts=[LAUNCH_FACT],
)
KNOWN = decided(WORLD, "launch is on 11 May", "25 May")
RULING = Decision(text="Launch on 25 May 2027.", basis=Basis.USER, keep=DATES)
RULED = KNOWN.model_copy(update={"decision": RULING})


class Stage:
    """As much of a run as deciding needs."""

    def __init__(self) -> None:
        self.run = Run.begin(a_start(TEAM))
        self.events: list[RunEvent] = []

    async def decide(
        self,
        known: Contradiction,
        findings: Sequence[Finding] = (),
        level: CompareLevel = CompareLevel.SCHEMA,
        slots: tuple[str, ...] = SLOTS,
        world: NumberedDocuments = WORLD,
    ) -> tuple[Contradiction, ...]:
        comparison = Comparison(mode=CompareMode.QUICK, level=level, slots=slots)
        context = cast(RunContext, _Context(self.run, self.events))
        return await decide(context, Compared(world, tuple(findings), comparison), [known])

    @property
    def has_withdrawn(self) -> bool:
        return any(isinstance(one, ContradictionWithdrawn) for one in self.events)


class _Context(RunContext):
    def __init__(self, run: Run, events: list[RunEvent]) -> None:
        super().__init__(
            run=run,
            backend=cast("object", None),  # type: ignore[arg-type]
            caller=cast("object", None),  # type: ignore[arg-type]
            emit=events.append,
            seconds=lambda: 0.0,
            prompts=cast("object", None),  # type: ignore[arg-type]
            workforce=cast("object", None),  # type: ignore[arg-type]
        )


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("level", [CompareLevel.SCHEMA, CompareLevel.LINES])
async def test_what_an_llm_no_longer_finds_is_withdrawn(stage: Stage, level: CompareLevel) -> None:
    assert await stage.decide(KNOWN, level=level) == ()
    assert stage.has_withdrawn


async def test_where_only_code_compared_nothing_is_withdrawn(stage: Stage) -> None:
    assert await stage.decide(KNOWN, level=CompareLevel.CODE_ONLY) == (KNOWN,)
    assert not stage.has_withdrawn


async def test_what_stands_in_a_text_that_was_not_compared_is_not_withdrawn(stage: Stage) -> None:
    assert await stage.decide(KNOWN, slots=SLOTS[:1]) == (KNOWN,)
    assert not stage.has_withdrawn


async def test_what_code_sees_again_stays_as_the_llm_had_it(stage: Stage) -> None:
    seen = a_finding(WORLD, "launch is on 11 May", "25 May", by=FoundBy.CODE, topic=None)
    assert await stage.decide(KNOWN, [seen], CompareLevel.CODE_ONLY) == (KNOWN,)


async def test_a_ruling_of_the_user_is_never_settled_again(stage: Stage) -> None:
    again = a_finding(WORLD, "launch is on 11 May", "25 May", subject="day of the launch")
    (one,) = await stage.decide(RULED, [again])
    assert (one.number, one.title, one.decision) == (1, "day of the launch", RULING)


async def test_a_ruling_stands_while_its_sentences_do(stage: Stage) -> None:
    assert await stage.decide(RULED) == (RULED,)
    rewritten = a_world({MESSAGES: "The public launch is on 11 May 2027.", DATES: "No date."})
    assert await stage.decide(RULED, world=rewritten) == ()


async def test_another_finding_gets_the_next_number(stage: Stage) -> None:
    other = a_finding(WORLD, "launch is on 11 May", "25 May", subject="colour", topic="claims")
    known = KNOWN.model_copy(update={"number": 7, "sides": _other_sides()})
    assert [one.number for one in await stage.decide(known, [other])] == [8]


def _other_sides() -> object:
    world = a_world({MESSAGES: "The logo is green.", DATES: "The logo is blue."})
    return decided(world, "green", "blue").sides
