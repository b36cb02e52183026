"""What the command line says of looks, pairs, alignment and of how a run ended."""

import io
from collections.abc import Iterable

from models.alignment import Alignment
from models.claim import Ledger
from models.comparison import CompareMode, FinderChoice
from models.contradiction import ContradictionStatus, Verdict
from models.events import (
    AlignmentDrawn,
    CandidateChecked,
    CandidateFound,
    ClaimsListed,
    FinderChosen,
    PairRead,
    ParagraphRepaired,
    PlanUpdateStarted,
    RunEvent,
)
from models.plan import Repair
from models.run import Run
from tests.builders import a_run
from tests.engine.export.full import a_full_run
from ui.headless import Console
from ui.headless.progress import Progress
from ui.headless.summary import say_how_it_ended


def said_of(events: Iterable[RunEvent], run: Run) -> list[str]:
    """What is said while these things happen in a run."""
    screen = io.StringIO()
    progress = Progress(Console(io.BytesIO(), io.StringIO(), screen))
    for event in events:
        run = run.after(event)
        progress.show(event, run)
    return screen.getvalue().splitlines()


def ending_of(run: Run) -> str:
    screen = io.StringIO()
    say_how_it_ended(run, Console(io.BytesIO(), io.StringIO(), screen))
    return screen.getvalue()


def chosen(why: str = "Four texts are few.") -> FinderChosen:
    return FinderChosen(choice=FinderChoice(mode=CompareMode.PAIR, why=why))


def test_the_finder_and_why_it_was_chosen_are_said() -> None:
    said = said_of([chosen()], a_run())
    assert "Comparing two texts side by side, pair by pair. Four texts are few." in said


def test_each_pair_is_counted_of_those_there_are() -> None:
    first = PairRead(slots=("channel-strategist", "timeline-planner"), found=2)
    second = PairRead(slots=("channel-strategist", "metrics-designer"))
    said = said_of([chosen(), first, second], a_run())
    assert "  Pair 1 of 6 read: Channel Strategist and Timeline Planner, 2 found" in said
    assert "  Pair 2 of 6 read: Channel Strategist and Metrics Designer, 0 found" in said


def test_each_second_look_is_counted_with_what_it_gave() -> None:
    candidates = [
        one.model_copy(update={"verdict": None, "looks": ()}) for one in a_full_run().candidates
    ]
    said = said_of(
        [
            chosen(),
            *(CandidateFound(candidate=one) for one in candidates),
            CandidateChecked(candidate_id=2, verdict=Verdict.DROPPED),
            CandidateChecked(candidate_id=1, verdict=Verdict.CONFIRMED),
        ],
        a_run(),
    )
    assert "  Checking 1 of 2: launch hour: they fit" in said
    assert "  Checking 2 of 2: signups for the money: confirmed" in said


def test_commitments_alignment_repairs_and_updates_are_said() -> None:
    repair = Repair(section_id="timeline", numbers=(1,), attempt=1, before="a", after="a")
    said = said_of(
        [
            ClaimsListed(ledger=Ledger(slot="metrics-designer", version=1, is_by_code=True)),
            AlignmentDrawn(alignment=Alignment(is_by_code=True)),
            PlanUpdateStarted(section_ids=("timeline",)),
            ParagraphRepaired(repair=repair),
        ],
        a_run(),
    )
    for line in (
        "  Metrics Designer: 0 commitments listed by code",
        "  Alignment: 0 activities, 0 misalignments, 0 gaps (by code alone, from tables and "
        "lists).",
        "Updating 1 section",
        "  Timeline: a paragraph was written again because of R1, without success",
    ):
        assert line in said


def test_a_run_ends_with_what_is_left_to_look_at() -> None:
    ending = ending_of(a_full_run())
    for line in (
        "The plan does not reflect 3 points yet:",
        "  The brief  It costs more. “Everybody is happy.”",
        "  The plan itself  Two dates.",
        "Worth a look, and not decided: R3.",
        "Not counted, because you have called it no contradiction: R4.",
        "Whether the parts fit: 2 activities, 1 misalignment, 1 gap.",
        "  “Search pages”: no text gives it a date.",
        "  No text says how it is spent.",
    ):
        assert f"{line}\n" in ending


def test_nothing_an_llm_wrote_steers_the_terminal() -> None:
    assert "\x1b" not in ending_of(a_full_run("\x1b[31m\r"))
    said = said_of([chosen("Because\x1b[2J of that.")], a_run())
    assert not any("\x1b" in line for line in said)


def test_a_decision_that_no_model_read_is_not_counted_as_reflected() -> None:
    run = a_full_run()
    assert run.plan is not None
    decided = [one for one in run.contradictions if one.status is ContradictionStatus.DECIDED]
    whole = run.plan.model_copy(update={"violations": (), "checked": True})
    last = decided[-1].number
    partly = whole.model_copy(update={"unread": (last,)})
    unread = whole.model_copy(update={"unread": tuple(one.number for one in decided)})
    count = len(decided)
    said = [ending_of(run.model_copy(update={"plan": one})) for one in (whole, partly, unread)]
    assert f"The plan reflects all {count} decisions." in said[0]
    assert (
        f"reflects {count - 1} of {count} decisions; no model has read it against R{last}."
        in (said[1])
    )
    assert "Whether the plan reflects what was decided is not known: no model has read" in said[2]
