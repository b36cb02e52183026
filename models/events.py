"""Everything that can happen in a run: events in the past tense, the only thing stored.

Each event has ``kind``, the discriminator of the union ``RunEvent``, and ``at_s``, the seconds
since the run started. Texts arrive in pieces; all else arrives whole.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from models.base import Record
from models.brief import Brief
from models.call import Call
from models.comparison import Comparison
from models.contradiction import Contradiction, Decision
from models.contribution import Origin, Timings, Tokens, WaitingReason
from models.failure import Failure
from models.plan import PlanSection, Violation
from models.rules import HouseRule
from models.settings import LlmSeat, Settings, Versions
from models.team import Specialist, Team

SCHEMA_VERSION = 1


class _Event(Record):
    at_s: float = Field(default=0, ge=0)


class RunStarted(_Event):
    """The first event: a snapshot of all the run depends on.

    Attributes:
        schema_version: of the journal; a newer one is refused, not guessed at.
        run_id: names the run and its folder.
        started_at: wall-clock time with its zone.
        source: where the answers come from, in words for the reader, such as "Ollama 0.33.0 at
            127.0.0.1" or "Demo — scripted answers, no LLM".
        is_demo: whether answers are scripted.
        brief: the task.
        team: with all prompts.
        settings: what the user chose.
        seats: which LLM each role got.
        house_rules: standing rules that hold for this run.
        prompts: the texts all prompts are made of, by name.
        remarks: what was said before the start, such as that answers are kept short on a slow
            machine.
        versions: what made the run.
    """

    kind: Literal["run_started"] = "run_started"
    schema_version: int = SCHEMA_VERSION
    run_id: str
    started_at: datetime
    source: str
    is_demo: bool = False
    brief: Brief
    team: Team
    settings: Settings
    seats: tuple[LlmSeat, ...]
    house_rules: tuple[HouseRule, ...] = ()
    prompts: dict[str, str] = Field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    versions: Versions


class RunStopped(_Event):
    """The user stopped the whole run; everything that had arrived is kept."""

    kind: Literal["run_stopped"] = "run_stopped"


class RunFailed(_Event):
    """The run could not go on; everything that had arrived is kept."""

    kind: Literal["run_failed"] = "run_failed"
    failure: Failure


class ActivityKind(StrEnum):
    """What costs time."""

    CONSULT = "consult"
    COMPARE = "compare"
    DECIDE = "decide"
    PLAN = "plan"
    RERUN = "rerun"
    UPDATE = "update"


class ActivityOutcome(StrEnum):
    """How an activity ended."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class ActivityStarted(_Event):
    """Something that costs time began."""

    kind: Literal["activity_started"] = "activity_started"
    activity_id: int = Field(ge=1)
    activity: ActivityKind


class ActivityEnded(_Event):
    """It ended. One that started and never ended was interrupted."""

    kind: Literal["activity_ended"] = "activity_ended"
    activity_id: int = Field(ge=1)
    outcome: ActivityOutcome


class NoticeGiven(_Event):
    """Something the user should know that is no failure, such as why a mode was chosen."""

    kind: Literal["notice_given"] = "notice_given"
    text: str


class WorkerAdded(_Event):
    """A specialist joined after the start."""

    kind: Literal["worker_added"] = "worker_added"
    specialist: Specialist
    seat: LlmSeat


class SpecialistQueued(_Event):
    """Our own gate holds the call back."""

    kind: Literal["specialist_queued"] = "specialist_queued"
    slot: str


class SpecialistWaiting(_Event):
    """The call is with the server, which is silent; the reason is inferred."""

    kind: Literal["specialist_waiting"] = "specialist_waiting"
    slot: str
    reason: WaitingReason


class ThinkingAdded(_Event):
    """A piece of thinking arrived."""

    kind: Literal["thinking_added"] = "thinking_added"
    slot: str
    text: str


class TextAdded(_Event):
    """A piece of the answer arrived."""

    kind: Literal["text_added"] = "text_added"
    slot: str
    text: str


class SpecialistFinished(_Event):
    """The answer is complete, or complete up to its length limit."""

    kind: Literal["specialist_finished"] = "specialist_finished"
    slot: str
    is_cut: bool = False
    timings_s: Timings
    tokens: Tokens


class SpecialistStopped(_Event):
    """The user stopped this specialist."""

    kind: Literal["specialist_stopped"] = "specialist_stopped"
    slot: str
    timings_s: Timings = Timings()


class SpecialistFailed(_Event):
    """This specialist failed; the others go on."""

    kind: Literal["specialist_failed"] = "specialist_failed"
    slot: str
    failure: Failure
    timings_s: Timings = Timings()


class ContributionVersioned(_Event):
    """A new version of a specialist's text began (re-run) or was made (edit, partial text).

    Attributes:
        slot: whose.
        version: one more than the last.
        origin: where it comes from.
        text: the whole text; empty for a re-run, whose text arrives in pieces.
    """

    kind: Literal["contribution_versioned"] = "contribution_versioned"
    slot: str
    version: int = Field(ge=2)
    origin: Origin
    text: str = ""


class ContributionMuted(_Event):
    """The user left a text out of comparing and planning, or took it back in."""

    kind: Literal["contribution_muted"] = "contribution_muted"
    slot: str
    muted: bool


class CallFinished(_Event):
    """A call to an LLM ended, in whatever way."""

    kind: Literal["call_finished"] = "call_finished"
    call: Call


class DocumentsCompared(_Event):
    """Comparing ended; says what was compared, whether or not anything was found."""

    kind: Literal["documents_compared"] = "documents_compared"
    comparison: Comparison


class ContradictionFound(_Event):
    """A contradiction got its number."""

    kind: Literal["contradiction_found"] = "contradiction_found"
    contradiction: Contradiction


class ContradictionRevised(_Event):
    """Something about it changed; the number stays."""

    kind: Literal["contradiction_revised"] = "contradiction_revised"
    contradiction: Contradiction


class ContradictionWithdrawn(_Event):
    """A side it rested on is gone."""

    kind: Literal["contradiction_withdrawn"] = "contradiction_withdrawn"
    number: int = Field(ge=1)
    reason: str


class DecisionMade(_Event):
    """A contradiction was settled, or left open for the user."""

    kind: Literal["decision_made"] = "decision_made"
    number: int = Field(ge=1)
    decision: Decision


class PlanStarted(_Event):
    """Writing began.

    Attributes:
        title: the plan's main heading.
        coverage: whose texts are missing; empty where all are there.
        sections: all of them, in order, still to be written.
    """

    kind: Literal["plan_started"] = "plan_started"
    title: str
    coverage: str = ""
    sections: tuple[PlanSection, ...]


class SectionTextAdded(_Event):
    """A piece of a plan section arrived."""

    kind: Literal["section_text_added"] = "section_text_added"
    section_id: str
    text: str


class SectionRestarted(_Event):
    """What had arrived of a section is not used; it is written anew."""

    kind: Literal["section_restarted"] = "section_restarted"
    section_id: str


class SectionWritten(_Event):
    """A section is settled; replaces what had arrived of it."""

    kind: Literal["section_written"] = "section_written"
    section: PlanSection


class PlanDrafted(_Event):
    """All sections are settled.

    Attributes:
        notes: what the reader must know about how it was made.
    """

    kind: Literal["plan_drafted"] = "plan_drafted"
    notes: tuple[str, ...] = ()


class PlanChecked(_Event):
    """The plan was checked against every decision."""

    kind: Literal["plan_checked"] = "plan_checked"
    violations: tuple[Violation, ...] = ()


RunEvent = Annotated[
    RunStarted
    | RunStopped
    | RunFailed
    | ActivityStarted
    | ActivityEnded
    | NoticeGiven
    | WorkerAdded
    | SpecialistQueued
    | SpecialistWaiting
    | ThinkingAdded
    | TextAdded
    | SpecialistFinished
    | SpecialistStopped
    | SpecialistFailed
    | ContributionVersioned
    | ContributionMuted
    | CallFinished
    | DocumentsCompared
    | ContradictionFound
    | ContradictionRevised
    | ContradictionWithdrawn
    | DecisionMade
    | PlanStarted
    | SectionTextAdded
    | SectionRestarted
    | SectionWritten
    | PlanDrafted
    | PlanChecked,
    Field(discriminator="kind"),
]
"""Anything that can happen in a run; ``kind`` tells which."""

TEXT_EVENTS = (TextAdded, ThinkingAdded, SectionTextAdded)
"""Events that only add text: they may be joined, and need no ``fsync`` of their own."""

RUN_EVENT_ADAPTER: TypeAdapter[RunEvent] = TypeAdapter(
    RunEvent, config=ConfigDict(defer_build=True)
)
"""Reads and writes one event as JSON."""
