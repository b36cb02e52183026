"""Runs in every state that the synthesizer's dock shows."""

from models.comparison import CompareLevel, CompareMode
from models.contradiction import Contradiction, FoundBy, Severity
from models.contribution import Origin, Timings, Tokens, WaitingReason
from models.documents import StatementRef, specialist_document_id
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    ContradictionFound,
    ContributionVersioned,
    DecisionMade,
    DocumentsCompared,
    PlanChecked,
    PlanDrafted,
    PlanStarted,
    RunEvent,
    RunFailed,
    RunStopped,
    SectionTextAdded,
    SectionWritten,
    SpecialistFinished,
    SpecialistWaiting,
    TextAdded,
)
from models.failure import Failure, FailureKind
from models.plan import PlanSection, SectionOrigin, SectionState, Violation, ViolationKind
from models.run import Run, replay
from models.team import slot_of
from tests.builders import (
    SECTIONS,
    TEXTS,
    a_run,
    a_run_with,
    a_start,
    a_team,
    the_contradictions,
    the_decisions,
)

MESSAGING, CHANNELS, TIMELINE, METRICS = (slot_of(name) for name in TEXTS)

RERUN_S = 1020
"""17 minutes after 10:41."""


def fold(run: Run, *events: RunEvent) -> Run:
    for event in events:
        run = run.after(event)
    return run


def finished(slot: str, at_s: float = 60) -> SpecialistFinished:
    return SpecialistFinished(at_s=at_s, slot=slot, timings_s=Timings(), tokens=Tokens())


def consulting() -> Run:
    """One worker has ended, one writes, one's model is being loaded, one is queued."""
    return fold(
        replay([a_start(a_team())]),
        ActivityStarted(activity_id=1, activity=ActivityKind.CONSULT),
        TextAdded(at_s=20, slot=MESSAGING, text=TEXTS["Messaging Specialist"]),
        finished(MESSAGING, 40),
        SpecialistWaiting(at_s=45, slot=TIMELINE, reason=WaitingReason.LOADING),
        TextAdded(at_s=53, slot=CHANNELS, text="# Channels"),
    )


def consulted() -> Run:
    run = fold(
        replay([a_start(a_team())]),
        ActivityStarted(activity_id=1, activity=ActivityKind.CONSULT),
    )
    for name, text in TEXTS.items():
        run = fold(run, TextAdded(at_s=20, slot=slot_of(name), text=text), finished(slot_of(name)))
    return fold(run, ActivityEnded(at_s=62, activity_id=1, outcome=ActivityOutcome.DONE))


def comparing() -> Run:
    return fold(consulted(), ActivityStarted(at_s=62, activity_id=2, activity=ActivityKind.COMPARE))


def deciding() -> Run:
    """Both contradictions are there, and nothing is decided."""
    comparison = quick().comparison
    assert comparison is not None
    return fold(
        comparing(),
        DocumentsCompared(at_s=80, comparison=comparison),
        ActivityEnded(at_s=80, activity_id=2, outcome=ActivityOutcome.DONE),
        ActivityStarted(at_s=80, activity_id=3, activity=ActivityKind.DECIDE),
        *(ContradictionFound(at_s=80, contradiction=one) for one in the_contradictions()),
    )


def planning() -> Run:
    """One of four sections is written, one is being written."""
    first, *_ = sections = tuple(PlanSection(id=slot_of(one), title=one) for one in SECTIONS)
    written = first.model_copy(
        update={"markdown": SECTIONS["Audience"], "state": SectionState.WRITTEN}
    )
    return fold(
        deciding(),
        *(
            DecisionMade(at_s=81, number=number, decision=decision)
            for number, decision in enumerate(the_decisions(), 1)
        ),
        ActivityEnded(at_s=81, activity_id=3, outcome=ActivityOutcome.DONE),
        ActivityStarted(at_s=82, activity_id=4, activity=ActivityKind.PLAN),
        PlanStarted(at_s=82, title="Launch plan", sections=sections),
        SectionWritten(at_s=90, section=written),
        SectionTextAdded(at_s=91, section_id="channels", text="People sign up"),
    )


def planned() -> Run:
    """The same run when it has ended; its sections are written from the timeline."""
    source = StatementRef(document_id=specialist_document_id(TIMELINE), version=1, start=0, end=10)
    return fold(
        planning(),
        *(
            SectionWritten(
                at_s=95,
                section=PlanSection(
                    id=slot_of(title),
                    title=title,
                    markdown=text,
                    state=SectionState.WRITTEN,
                    sources=(source,),
                ),
            )
            for title, text in SECTIONS.items()
        ),
        PlanDrafted(at_s=96),
        PlanChecked(at_s=97),
        ActivityEnded(at_s=97, activity_id=4, outcome=ActivityOutcome.DONE),
    )


def planned_again() -> Run:
    """A second plan has replaced the first, ten minutes later."""
    run = fold(
        planned(),
        ActivityStarted(at_s=660, activity_id=5, activity=ActivityKind.COMPARE),
        ActivityEnded(at_s=661, activity_id=5, outcome=ActivityOutcome.DONE),
        ActivityStarted(at_s=661, activity_id=6, activity=ActivityKind.PLAN),
        PlanStarted(
            at_s=661,
            title="Second plan",
            sections=(PlanSection(id="audience", title="Audience", state=SectionState.WRITTEN),),
        ),
        PlanDrafted(at_s=662),
        PlanChecked(at_s=663),
    )
    return fold(run, ActivityEnded(at_s=663, activity_id=6, outcome=ActivityOutcome.DONE))


def quick(
    contradictions: tuple[Contradiction, ...] | None = None,
    level: CompareLevel = CompareLevel.SCHEMA,
    close_calls: int = 2,
) -> Run:
    """A finished run whose texts were read by the quick finder."""
    run = a_run(contradictions=contradictions)
    assert run.comparison is not None
    changes = {"mode": CompareMode.QUICK, "level": level, "close_calls": close_calls}
    return run.model_copy(update={"comparison": run.comparison.model_copy(update=changes)})


def by_code_only() -> Run:
    found = the_contradictions()[0].model_copy(update={"found_by": FoundBy.CODE})
    return quick((found,), CompareLevel.CODE_ONLY)


def with_minor() -> Run:
    """Two that matter and three that do not."""
    first, second = the_contradictions()
    minor = [
        first.model_copy(
            update={"number": number, "severity": Severity.LOW, "title": f"no. {number}"}
        )
        for number in (3, 4, 5)
    ]
    decisions = [*the_decisions(), *(the_decisions()[0] for _one in minor)]
    return a_run(contradictions=(first, second, *minor), decisions=decisions)


def under_way_again(run: Run) -> Run:
    """The same run while a worker writes again, at 10:58."""
    return fold(
        run,
        ActivityStarted(at_s=RERUN_S, activity_id=9, activity=ActivityKind.RERUN),
        ContributionVersioned(at_s=RERUN_S, slot=TIMELINE, version=2, origin=Origin.LLM),
    )


def rerun(run: Run, slot: str = TIMELINE) -> Run:
    """The same run after a worker has written again, at 10:58."""
    text = next(one.text for one in run.contributions if one.slot == slot)
    return fold(
        run,
        ContributionVersioned(at_s=RERUN_S, slot=slot, version=2, origin=Origin.LLM),
        TextAdded(at_s=RERUN_S + 1, slot=slot, text=text),
        finished(slot, RERUN_S + 60),
    )


def three_of_four(ending: str = "failed") -> Run:
    """The last worker has no text, and so one section has no source."""
    run = a_run_with(ending)
    assert run.plan is not None
    changes = {
        "state": SectionState.MISSING,
        "origin": SectionOrigin.CODE,
        "markdown": "No source. Metrics Designer failed, so nothing is stated here.",
    }
    sections = tuple(
        one.model_copy(update=changes) if one.id == "metrics" else one for one in run.plan.sections
    )
    return run.model_copy(update={"plan": run.plan.model_copy(update={"sections": sections})})


def with_violations() -> Run:
    run = a_run()
    assert run.plan is not None
    violations = (
        Violation(
            number=1,
            kind=ViolationKind.LOSING_VALUE_LEFT,
            section_id="timeline",
            message="25 May 2027 still stands in Timeline.",
            quote="The public launch is on 25 May 2027.",
        ),
        Violation(number=2, kind=ViolationKind.MARK_MISSING, message="No sentence is marked [R2]."),
    )
    return run.model_copy(update={"plan": run.plan.model_copy(update={"violations": violations})})


def stopped() -> Run:
    return fold(
        consulting(),
        RunStopped(at_s=60),
        ActivityEnded(at_s=60, activity_id=1, outcome=ActivityOutcome.STOPPED),
    )


def failed() -> Run:
    failure = Failure(
        kind=FailureKind.EMPTY_ANSWER,
        message="None of the 4 specialists gave an answer to plan with.",
        remedy="Run again and let at least one specialist finish.",
    )
    return fold(a_run(has_plan=False, contradictions=()), RunFailed(failure=failure))
