"""Contradictions found before: what is kept, what is withdrawn, and what the user ruled on."""

from collections.abc import Sequence
from typing import cast

import pytest

from engine.context import RunContext
from engine.numbering import NumberedDocuments
from engine.phases.compare import Compared, Finding
from engine.phases.decide import decide
from engine.phases.settle import decision_by_ruling
from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import (
    Basis,
    Contradiction,
    ContradictionStatus,
    Decision,
    FoundBy,
)
from models.events import ContradictionWithdrawn, DecisionMade, NoticeGiven, RunEvent
from models.ruling import Ruling, RulingKind
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
BOTH = a_finding(WORLD, "launch is on 11 May", "25 May")
RUN = Run.begin(a_start(TEAM))
RULED = KNOWN.model_copy(update={"decision": RULING})


class Stage:
    """As much of a run as deciding needs."""

    def __init__(self) -> None:
        self.run = Run.begin(a_start(TEAM))
        self.events: list[RunEvent] = []

    async def decide(
        self,
        known: Contradiction | Sequence[Contradiction],
        findings: Sequence[Finding] = (),
        level: CompareLevel = CompareLevel.SCHEMA,
        slots: tuple[str, ...] = SLOTS,
        world: NumberedDocuments = WORLD,
    ) -> tuple[Contradiction, ...]:
        comparison = Comparison(mode=CompareMode.QUICK, level=level, slots=slots)
        context = cast(RunContext, _Context(self.run, self.events))
        before = [known] if isinstance(known, Contradiction) else known
        return await decide(context, Compared(world, tuple(findings), comparison), before)

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


def rewritten(messages: str, dates: str) -> NumberedDocuments:
    """What the two say now."""
    return a_world({MESSAGES: messages, DATES: dates}, facts=[LAUNCH_FACT])


def ruled_on(ruling: Ruling) -> Contradiction:
    """The known contradiction after a ruling that keeps 25 May where it keeps a side."""
    if ruling.kind is RulingKind.NOT_A_CONTRADICTION:
        return KNOWN.ruled(ruling, None)
    return KNOWN.ruled(ruling, decision_by_ruling(BOTH, ruling, KNOWN.decision, RUN))


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(kind=RulingKind.KEEP, side=1),
        Ruling(kind=RulingKind.OWN_WORDS, text="Launch on 18 May 2027."),
        Ruling(kind=RulingKind.LEAVE_OPEN),
        Ruling(kind=RulingKind.NOT_A_CONTRADICTION),
    ],
)
async def test_a_ruling_outlives_comparing_the_same_texts_again(
    stage: Stage, ruling: Ruling
) -> None:
    known = ruled_on(ruling)
    turned = a_finding(WORLD, "25 May", "launch is on 11 May")
    (one,) = await stage.decide(known, [turned])
    assert (one.number, one.status) == (known.number, known.status)
    assert (one.decision, one.rulings) == (known.decision, known.rulings)
    assert one.sides == known.sides, "a ruling names sides by their order"
    assert not any(isinstance(event, DecisionMade) for event in stage.events)


async def test_a_ruling_takes_up_what_the_other_side_says_now(stage: Stage) -> None:
    known = ruled_on(Ruling(kind=RulingKind.KEEP, side=1))
    world = rewritten("The public launch is on 4 May 2027.", "The public launch is on 25 May 2027.")
    again = a_finding(world, "4 May", "25 May")
    (one,) = await stage.decide(known, [again], world=world)
    assert one.ruling == known.ruling
    assert one.decision is not None
    assert one.decision.basis is Basis.USER
    assert (one.decision.kept_values, one.decision.dropped_values) == (
        ("25 May 2027",),
        ("4 May 2027",),
    )
    undone = one.unruled().decision
    assert undone is not None
    assert undone.basis is Basis.BRIEF, "undoing it gives what the rules say of the new texts"


async def test_a_ruling_holds_where_the_value_it_keeps_is_said_in_other_words(stage: Stage) -> None:
    known = ruled_on(Ruling(kind=RulingKind.KEEP, side=1))
    world = rewritten("The public launch is on 11 May 2027.", "We launch to the public on 25 May.")
    again = a_finding(world, "launch is on 11 May", "25 May")
    (one,) = await stage.decide(known, [again], world=world)
    assert one.ruling == known.ruling
    assert one.status is ContradictionStatus.DECIDED


async def test_a_ruling_whose_value_is_gone_needs_you_again_and_says_so(stage: Stage) -> None:
    known = ruled_on(Ruling(kind=RulingKind.KEEP, side=1))
    world = rewritten(
        "The public launch is on 11 May 2027.", "The public launch is on 18 May 2027."
    )
    again = a_finding(world, "launch is on 11 May", "18 May")
    (one,) = await stage.decide(known, [again], world=world)
    assert one.status is ContradictionStatus.NEEDS_YOU
    assert one.rulings == ()
    assert one.decision is not None
    assert one.decision.basis is Basis.NEEDS_YOU
    (notice,) = [event.text for event in stage.events if isinstance(event, NoticeGiven)]
    assert notice == (
        "Your ruling on R1 kept 25 May 2027, and Timeline Planner no longer says so. R1 needs you "
        "again."
    )


async def test_the_events_of_a_ruling_that_is_carried_over_tell_what_is_returned(
    stage: Stage,
) -> None:
    known = ruled_on(Ruling(kind=RulingKind.KEEP, side=1))
    for text in ("The public launch is on 4 May 2027.", "The public launch is on 11 May 2027."):
        world = rewritten(text, "The public launch is on 25 May 2027.")
        again = a_finding(world, text, "launch is on 25 May")
        stage.events.clear()
        (returned,) = await stage.decide(known, [again], world=world)
        told = Run.begin(a_start(TEAM)).model_copy(update={"contradictions": (known,)})
        for event in stage.events:
            told = told.after(event)
        assert told.contradictions == (returned,)


DAYS = "The launch is on 11 May 2027 and the launch webinar is on 20 May 2027."
TWO = a_world(
    {
        MESSAGES: DAYS,
        DATES: "The public launch is on 25 May 2027.\n\nThe launch webinar is on 2 June 2027.",
    }
)
LAUNCH = decided(TWO, DAYS, "public launch", subject="public launch date")
WEBINAR = decided(TWO, DAYS, "2 June", subject="launch webinar date")
OWN_WORDS = Ruling(kind=RulingKind.OWN_WORDS, text="Launch on 18 May 2027.")


def ruled_launch(world: NumberedDocuments = TWO) -> Contradiction:
    """R1, the launch, as the user has ruled."""
    found = a_finding(world, DAYS, "public launch", subject="public launch date")
    return LAUNCH.ruled(OWN_WORDS, decision_by_ruling(found, OWN_WORDS, LAUNCH.decision, RUN))


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize("launch", ["public launch date", "day of the public launch", "go-live"])
async def test_a_ruling_stays_with_its_contradiction_in_whatever_order_they_are_found(
    stage: Stage, launch: str, *, is_turned: bool
) -> None:
    again = [
        a_finding(TWO, DAYS, "public launch", subject=launch),
        a_finding(TWO, DAYS, "2 June", subject="launch webinar date"),
    ]
    known = [ruled_launch(), WEBINAR.model_copy(update={"number": 2})]
    first, second = await stage.decide(known, again[::-1] if is_turned else again, world=TWO)
    assert (first.number, first.title, first.ruling) == (1, launch, OWN_WORDS)
    assert (second.number, second.title, second.ruling) == (2, "launch webinar date", None)


@pytest.mark.parametrize("is_turned", [False, True])
async def test_between_the_same_sentences_a_ruling_stays_with_its_subject(
    stage: Stage, *, is_turned: bool
) -> None:
    both = "The public launch is on 25 May 2027, and the launch webinar is on 2 June 2027."
    world = a_world({MESSAGES: DAYS, DATES: both})
    known = [
        decided(world, DAYS, both, subject="launch webinar").model_copy(update={"number": 2}),
        decided(world, DAYS, both, subject="public launch").ruled(OWN_WORDS, RULING),
    ]
    again = [
        a_finding(world, DAYS, both, subject="public launch"),
        a_finding(world, DAYS, both, subject="launch webinar"),
    ]
    found = await stage.decide(known, again[::-1] if is_turned else again, world=world)
    assert [(one.number, one.title, one.ruling) for one in found] == [
        (1, "public launch", OWN_WORDS),
        (2, "launch webinar", None),
    ]
    only = await stage.decide(known[1], again[1:], world=world)
    assert [(one.number, one.ruling) for one in only] == [(1, OWN_WORDS), (2, None)]


async def test_a_ruling_does_not_move_to_what_is_found_beside_it(stage: Stage) -> None:
    webinar = a_finding(TWO, DAYS, "2 June", subject="launch webinar date")
    gone = a_world({MESSAGES: DAYS, DATES: "The launch webinar is on 2 June 2027."})
    moved = a_finding(gone, DAYS, "2 June", subject="launch webinar date")
    for world, finding in ((TWO, webinar), (gone, moved)):
        found = await stage.decide(ruled_launch(), [finding], world=world)
        assert [one.title for one in found if one.rulings] in ([], ["public launch date"])
        assert found[-1].number == 2


async def test_what_both_texts_say_in_other_sentences_is_known_by_its_subject(
    stage: Stage,
) -> None:
    world = a_world({MESSAGES: "We launch on 4 May 2027.", DATES: "All launch on 25 May 2027."})
    again = a_finding(world, "We launch", "All launch", subject="day of the launch")
    other = a_finding(world, "We launch", "All launch", subject="launch webinar date")
    assert (await stage.decide(LAUNCH, [again], world=world))[0].number == 1
    assert (await stage.decide(LAUNCH, [other], world=world))[-1].number == 2


def _other_sides() -> object:
    world = a_world({MESSAGES: "The logo is green.", DATES: "The logo is blue."})
    return decided(world, "green", "blue").sides
