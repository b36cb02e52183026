"""Valid journals, made at random: what the phases may emit, in orders in which they may emit it."""

from hypothesis import strategies as st

from models.alignment import Alignment
from models.candidate import Candidate
from models.claim import Ledger
from models.comparison import CompareMode, FinderChoice
from models.contradiction import FoundBy, Verdict
from models.contribution import Origin, Timings, Tokens, WaitingReason
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    AlignmentDrawn,
    CandidateChecked,
    CandidateFound,
    ClaimsListed,
    ContradictionDismissed,
    ContradictionFound,
    ContradictionRevised,
    ContradictionWithdrawn,
    ContributionMuted,
    ContributionVersioned,
    DecisionMade,
    FinderChosen,
    LlmChanged,
    NoticeGiven,
    PairRead,
    ParagraphRepaired,
    PlanChecked,
    PlanDrafted,
    PlanStarted,
    PlanUpdateStarted,
    RulingMade,
    RulingUndone,
    RunEvent,
    RunStopped,
    SectionRestarted,
    SectionTextAdded,
    SectionWritten,
    SpecialistFailed,
    SpecialistFinished,
    SpecialistQueued,
    SpecialistStopped,
    SpecialistWaiting,
    TextAdded,
    ThinkingAdded,
)
from models.failure import Failure, FailureKind
from models.plan import PlanSection, Repair, SectionState
from models.ruling import Ruling, RulingKind
from models.run import Run
from tests.builders import a_start, a_team, the_contradictions, the_decisions

_FAILURE = Failure(kind=FailureKind.SERVER_FAULT, message="The server has gone.")
_TEXTS = st.text(max_size=12)


@st.composite
def journals(draw: st.DrawFn) -> list[RunEvent]:
    """A journal of up to about forty events that fit each other."""
    events: list[RunEvent] = [a_start(a_team())]
    run = Run.begin(events[0])  # type: ignore[arg-type] # the first event is the start
    for at_s in range(draw(st.integers(0, 40))):
        event = draw(st.sampled_from(_possible(draw, run)))
        event = event.model_copy(update={"at_s": float(at_s)})
        run = run.after(event)
        events.append(event)
    return events


def _possible(draw: st.DrawFn, run: Run) -> list[RunEvent]:
    events: list[RunEvent] = [NoticeGiven(text=draw(_TEXTS)), RunStopped()]
    events += _worker_events(draw, run)
    events += _activity_events(run)
    events += _compare_events(draw, run)
    events += _contradiction_events(run)
    events += _plan_events(draw, run)
    return events


def _worker_events(draw: st.DrawFn, run: Run) -> list[RunEvent]:
    now = draw(st.sampled_from(run.contributions))
    slot = now.slot
    if now.state.is_final:
        origin = draw(st.sampled_from(Origin))
        return [
            LlmChanged(seat=run.seat(slot).model_copy(update={"llm": draw(_TEXTS)})),
            ContributionMuted(slot=slot, muted=draw(st.booleans())),
            ContributionVersioned(
                slot=slot, version=now.version + 1, origin=origin, text=draw(_TEXTS)
            ),
        ]
    return [
        SpecialistQueued(slot=slot),
        SpecialistWaiting(slot=slot, reason=draw(st.sampled_from(WaitingReason))),
        ThinkingAdded(slot=slot, text=draw(_TEXTS)),
        TextAdded(slot=slot, text=draw(_TEXTS)),
        SpecialistFinished(
            slot=slot, is_cut=draw(st.booleans()), timings_s=Timings(), tokens=Tokens()
        ),
        SpecialistStopped(slot=slot),
        SpecialistFailed(slot=slot, failure=_FAILURE),
    ]


def _activity_events(run: Run) -> list[RunEvent]:
    events: list[RunEvent] = [
        ActivityStarted(activity_id=len(run.activities) + 1, activity=ActivityKind.CONSULT)
    ]
    events += [
        ActivityEnded(activity_id=one.activity_id, outcome=ActivityOutcome.DONE)
        for one in run.activities
        if one.outcome is None
    ]
    return events


def _compare_events(draw: st.DrawFn, run: Run) -> list[RunEvent]:
    slots = [one.slot for one in run.contributions]
    events: list[RunEvent] = [
        FinderChosen(choice=FinderChoice(mode=CompareMode.PAIR, why="There are four texts.")),
        ClaimsListed(ledger=Ledger(slot=draw(st.sampled_from(slots)), version=1)),
        PairRead(slots=(slots[0], slots[1])),
        AlignmentDrawn(alignment=Alignment()),
    ]
    like = the_contradictions()[0]
    found = Candidate(
        candidate_id=len(run.candidates) + 1,
        title=like.title,
        topic=like.topic,
        sides=like.sides,
        explanation=like.explanation,
        found_by=FoundBy.LLM,
    )
    events.append(CandidateFound(candidate=found))
    for one in run.candidates:
        verdict = draw(st.sampled_from(Verdict))
        events.append(CandidateChecked(candidate_id=one.candidate_id, verdict=verdict))
    return events


def _contradiction_events(run: Run) -> list[RunEvent]:
    there = {one.number for one in run.contradictions}
    events: list[RunEvent] = [
        ContradictionFound(contradiction=one)
        for one in the_contradictions()
        if one.number not in there
    ]
    for one in run.contradictions:
        events.append(DecisionMade(number=one.number, decision=the_decisions()[0]))
        events.append(ContradictionRevised(contradiction=one.model_copy(update={"title": "x"})))
        events.append(ContradictionWithdrawn(number=one.number, reason="A side is gone."))
        events.append(ContradictionDismissed(number=one.number))
        ruling = Ruling(kind=RulingKind.KEEP, side=0)
        events.append(RulingMade(number=one.number, ruling=ruling, decision=the_decisions()[0]))
        if one.rulings:
            events.append(RulingUndone(number=one.number))
    return events


def _plan_events(draw: st.DrawFn, run: Run) -> list[RunEvent]:
    sections = (PlanSection(id="goals", title="Goals"), PlanSection(id="dates", title="Dates"))
    if run.plan is None:
        return [PlanStarted(title="Plan", sections=sections)]
    section = draw(st.sampled_from(run.plan.sections))
    written = section.model_copy(update={"state": SectionState.WRITTEN, "markdown": draw(_TEXTS)})
    return [
        SectionTextAdded(section_id=section.id, text=draw(_TEXTS)),
        SectionRestarted(section_id=section.id),
        SectionWritten(section=written),
        PlanUpdateStarted(section_ids=(section.id,)),
        ParagraphRepaired(
            repair=Repair(section_id=section.id, numbers=(1,), attempt=1, before="a", after="b")
        ),
        PlanDrafted(),
        PlanChecked(),
    ]
