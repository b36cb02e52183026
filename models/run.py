"""A run, and the pure fold that makes it from its events.

``Run.after`` is the only place where the state of a run changes. Live view, history, crash
recovery, the command line and the tests are all this fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from pydantic import Field

from models.activity import PLANNING, Activity, RunStatus
from models.alignment import Alignment
from models.base import EventOutOfPlace, Record
from models.brief import Brief
from models.call import Call
from models.candidate import Candidate
from models.claim import Ledger
from models.comparison import Comparison, FinderChoice
from models.contradiction import Contradiction
from models.contribution import Contribution
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    AlignmentDrawn,
    CallFinished,
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
    DocumentsCompared,
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
    RunFailed,
    RunStarted,
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
    WorkerAdded,
)
from models.failure import Failure
from models.fold_compare import candidates_after, contradictions_after, ledgers_after
from models.fold_contribution import ContributionEvent, contribution_after, stopped_with_run
from models.fold_plan import PlanEvent, plan_after, put_back
from models.plan import Plan
from models.report_card import ReportCard
from models.rules import Dismissal, HouseRule
from models.settings import LlmSeat, Settings, Versions
from models.team import Team


class Run(Record):
    """The state of a run after some of its events.

    Attributes:
        id: names the run and its folder.
        started_at: wall-clock time with its zone.
        source: where the answers come from, in words.
        is_demo: whether answers are scripted.
        brief: the task.
        team: the team as it was at the start, with workers added since.
        settings: what the user chose.
        seats: which LLM each role got.
        versions: what made the run.
        report_card: what the user's test of the synthesizer's LLM gave; ``None`` if untested.
        prompts: the texts all prompts are made of, by name.
        contributions: one per specialist, in team order; the newest version of each.
        earlier_versions: texts that newer versions replaced, oldest first.
        finder: how contradictions are looked for, once that is settled.
        ledgers: the commitments of each text as far as they are known.
        pairs_read: the slots of texts that were read side by side so far.
        candidates: what finders proposed, checked or not.
        alignment: whether the parts fit, once it is known.
        comparison: what was compared, once it was.
        contradictions: by number.
        plan: as far as it is written.
        earlier_plans: plans that newer ones replaced, oldest first.
        calls: every finished call, in the order of their ends.
        activities: what cost time.
        notices: what the user should know.
        failure: why the run could not go on.
        was_stopped: whether the user stopped the whole run.
        last_s: seconds from the start to the newest event.
    """

    id: str
    started_at: datetime
    source: str
    is_demo: bool
    brief: Brief
    team: Team
    settings: Settings
    seats: tuple[LlmSeat, ...]
    house_rules: tuple[HouseRule, ...]
    dismissals: tuple[Dismissal, ...] = ()
    report_card: ReportCard | None = None
    versions: Versions
    prompts: dict[str, str] = Field(default_factory=dict)
    contributions: tuple[Contribution, ...]
    earlier_versions: tuple[Contribution, ...] = ()
    finder: FinderChoice | None = None
    ledgers: tuple[Ledger, ...] = ()
    pairs_read: tuple[tuple[str, str], ...] = ()
    candidates: tuple[Candidate, ...] = ()
    alignment: Alignment | None = None
    comparison: Comparison | None = None
    contradictions: tuple[Contradiction, ...] = ()
    plan: Plan | None = None
    earlier_plans: tuple[Plan, ...] = ()
    calls: tuple[Call, ...] = ()
    activities: tuple[Activity, ...] = ()
    notices: tuple[str, ...] = ()
    failure: Failure | None = None
    was_stopped: bool = False
    last_s: float = Field(default=0, ge=0)

    @classmethod
    def begin(cls, event: RunStarted) -> Run:
        """The run right after its first event."""
        llms = {seat.role: seat.llm for seat in event.seats}
        return cls(
            id=event.run_id,
            started_at=event.started_at,
            source=event.source,
            is_demo=event.is_demo,
            brief=event.brief,
            team=event.team,
            settings=event.settings,
            seats=event.seats,
            house_rules=event.house_rules,
            dismissals=event.dismissals,
            report_card=event.report_card,
            versions=event.versions,
            prompts=event.prompts,
            notices=event.remarks,
            contributions=tuple(
                Contribution(specialist=one.name, slot=one.slot, llm=llms.get(one.slot, ""))
                for one in event.team.specialists
            ),
            last_s=event.at_s,
        )

    @property
    def status(self) -> RunStatus:
        """Where the run is, derived from what happened."""
        if any(activity.outcome is None for activity in self.activities):
            return RunStatus.RUNNING
        if self.plan is not None and self.plan.is_complete:
            return RunStatus.PARTIAL if self.plan.coverage else RunStatus.COMPLETE
        if self.failure is not None:
            return RunStatus.FAILED
        last_was_stopped = (
            bool(self.activities) and self.activities[-1].outcome is ActivityOutcome.STOPPED
        )
        return RunStatus.STOPPED if self.was_stopped or last_was_stopped else RunStatus.RUNNING

    @property
    def is_planning(self) -> bool:
        """Whether somebody writes the plan, or did when the run was interrupted."""
        return any(one.outcome is None and one.activity in PLANNING for one in self.activities)

    @property
    def evidence(self) -> tuple[Contribution, ...]:
        """The contributions that may be quoted, compared and planned with."""
        return tuple(one for one in self.contributions if one.is_evidence)

    @property
    def missing(self) -> tuple[Contribution, ...]:
        """The contributions that were asked for and cannot be used."""
        return tuple(one for one in self.contributions if not one.is_evidence)

    def contribution(self, slot: str) -> Contribution:
        """The newest contribution of ``slot``. Raises: EventOutOfPlace, if there is none."""
        for one in self.contributions:
            if one.slot == slot:
                return one
        raise EventOutOfPlace(f"the run has no specialist in the slot {slot!r}")

    def contradiction(self, number: int) -> Contradiction:
        """The contradiction of that number. Raises: EventOutOfPlace, if there is none."""
        for one in self.contradictions:
            if one.number == number:
                return one
        raise EventOutOfPlace(f"the run has no contradiction number {number}")

    def seat(self, role: str) -> LlmSeat:
        """Which LLM a role got. Raises: EventOutOfPlace, if the role has none."""
        for one in self.seats:
            if one.role == role:
                return one
        raise EventOutOfPlace(f"the run has no LLM for {role!r}")

    def after(self, event: RunEvent) -> Run:
        """The run after one more event. Raises: EventOutOfPlace, if the event does not fit."""
        changed = self._changed_by(event)
        return (
            changed
            if changed.last_s >= event.at_s
            else changed.model_copy(update={"last_s": event.at_s})
        )

    def _changed_by(self, event: RunEvent) -> Run:  # noqa: C901 - one arm per event is the point of a fold
        match event:
            case RunStarted():
                raise EventOutOfPlace("a run starts only once")
            case RunStopped():
                return self._with(
                    was_stopped=True,
                    contributions=tuple(stopped_with_run(one) for one in self.contributions),
                )
            case RunFailed():
                return self._with(failure=event.failure)
            case ActivityStarted():
                return self._with_activity_started(event)
            case ActivityEnded():
                return self._with_activity_ended(event)
            case NoticeGiven():
                return self._with(notices=(*self.notices, event.text))
            case WorkerAdded():
                return self._with_worker(event)
            case LlmChanged():
                old = self.seat(event.seat.role)
                seats = tuple(event.seat if one is old else one for one in self.seats)
                return self._with(seats=seats)
            case (
                SpecialistQueued()
                | SpecialistWaiting()
                | ThinkingAdded()
                | TextAdded()
                | SpecialistFinished()
                | SpecialistStopped()
                | SpecialistFailed()
                | ContributionVersioned()
                | ContributionMuted()
            ):
                return self._with_contribution(event)
            case CallFinished():
                return self._with(calls=(*self.calls, event.call))
            case DocumentsCompared():
                return self._with(comparison=event.comparison)
            case FinderChosen():
                # Comparing begins: what an earlier comparison proposed is in the journal.
                return self._with(finder=event.choice, candidates=(), pairs_read=())
            case ClaimsListed():
                return self._with(ledgers=ledgers_after(self.ledgers, event.ledger))
            case PairRead():
                return self._with(pairs_read=(*self.pairs_read, event.slots))
            case CandidateFound() | CandidateChecked():
                return self._with(candidates=candidates_after(self.candidates, event))
            case AlignmentDrawn():
                return self._with(alignment=event.alignment)
            case (
                ContradictionFound()
                | ContradictionRevised()
                | ContradictionWithdrawn()
                | ContradictionDismissed()
                | DecisionMade()
                | RulingMade()
                | RulingUndone()
            ):
                changed = contradictions_after(self.contradictions, event)
                return self._with(contradictions=changed)
            case (
                PlanStarted()
                | PlanUpdateStarted()
                | SectionTextAdded()
                | SectionRestarted()
                | SectionWritten()
                | ParagraphRepaired()
                | PlanDrafted()
                | PlanChecked()
            ):
                return self._with_plan(event)
            case _:
                assert_never(event)

    def _with(self, **changes: object) -> Run:
        return self.model_copy(update=changes)

    def _with_activity_started(self, event: ActivityStarted) -> Run:
        if any(one.activity_id == event.activity_id for one in self.activities):
            raise EventOutOfPlace(f"activity {event.activity_id} started twice")
        started = Activity(
            activity_id=event.activity_id, activity=event.activity, started_s=event.at_s
        )
        return self._with(activities=(*self.activities, started))

    def _with_activity_ended(self, event: ActivityEnded) -> Run:
        if not any(
            one.activity_id == event.activity_id and one.outcome is None for one in self.activities
        ):
            raise EventOutOfPlace(f"activity {event.activity_id} ended without being under way")
        changes = {"ended_s": event.at_s, "outcome": event.outcome}
        ended = self._with(
            activities=tuple(
                one.model_copy(update=changes) if one.activity_id == event.activity_id else one
                for one in self.activities
            )
        )
        if self.plan is None or ended.is_planning or not self.is_planning:
            return ended
        return ended._with(plan=put_back(self.plan, self.earlier_plans))

    def _with_worker(self, event: WorkerAdded) -> Run:
        if any(one.slot == event.specialist.slot for one in self.contributions):
            raise EventOutOfPlace(f"the slot {event.specialist.slot!r} is taken")
        added = Contribution(
            specialist=event.specialist.name, slot=event.specialist.slot, llm=event.seat.llm
        )
        team = self.team.model_copy(
            update={"specialists": (*self.team.specialists, event.specialist)}
        )
        return self._with(
            team=team, seats=(*self.seats, event.seat), contributions=(*self.contributions, added)
        )

    def _with_contribution(self, event: ContributionEvent) -> Run:
        old = self.contribution(event.slot)
        llm = next((one.llm for one in self.seats if one.role == event.slot), old.llm)
        new = contribution_after(old, event, llm)
        replaced = (
            (*self.earlier_versions, old) if new.version > old.version else self.earlier_versions
        )
        return self._with(
            contributions=tuple(
                new if one.slot == event.slot else one for one in self.contributions
            ),
            earlier_versions=replaced,
        )

    def _with_plan(self, event: PlanEvent) -> Run:
        plan = plan_after(self.plan, event)
        if not isinstance(event, PlanStarted | PlanUpdateStarted):
            return self._with(plan=plan)
        # A whole plan is made from the texts that were compared for it.
        compared = [one for one in self.activities if one.activity is ActivityKind.COMPARE]
        is_whole = isinstance(event, PlanStarted) and compared
        texts_s = compared[-1].started_s if is_whole else event.at_s
        return self._with(
            plan=plan.model_copy(update={"texts_s": texts_s}),
            earlier_plans=(*self.earlier_plans, self.plan) if self.plan else self.earlier_plans,
        )


def replay(events: Iterable[RunEvent]) -> Run:
    """Fold a journal.

    Raises:
        EventOutOfPlace: if it is empty, does not begin with a start, or an event does not fit.
    """
    stream = iter(events)
    first = next(stream, None)
    if not isinstance(first, RunStarted):
        raise EventOutOfPlace("a run's first event must be its start")
    run = Run.begin(first)
    for event in stream:
        run = run.after(event)
    return run
