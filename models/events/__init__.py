"""Everything that can happen in a run: events in the past tense, the only thing stored.

Each event has ``kind``, the discriminator of the union ``RunEvent``, and ``at_s``, the seconds
since the run started. Texts arrive in pieces; all else arrives whole.
"""

from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from models.events.compare import (
    AlignmentDrawn,
    CandidateChecked,
    CandidateFound,
    ClaimsListed,
    ContradictionDismissed,
    ContradictionFound,
    ContradictionRevised,
    ContradictionWithdrawn,
    DecisionMade,
    DocumentsCompared,
    FinderChosen,
    PairRead,
    RulingMade,
    RulingUndone,
)
from models.events.plan import (
    ParagraphRepaired,
    PlanChecked,
    PlanDrafted,
    PlanStarted,
    PlanUpdateStarted,
    SectionRestarted,
    SectionTextAdded,
    SectionWritten,
)
from models.events.run import (
    SCHEMA_VERSION,
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    CallFinished,
    NoticeGiven,
    RunFailed,
    RunStarted,
    RunStopped,
)
from models.events.work import (
    ContributionMuted,
    ContributionVersioned,
    LlmChanged,
    SpecialistFailed,
    SpecialistFinished,
    SpecialistQueued,
    SpecialistStopped,
    SpecialistWaiting,
    TextAdded,
    ThinkingAdded,
    WorkerAdded,
)

RunEvent = Annotated[
    RunStarted
    | RunStopped
    | RunFailed
    | ActivityStarted
    | ActivityEnded
    | NoticeGiven
    | CallFinished
    | WorkerAdded
    | LlmChanged
    | SpecialistQueued
    | SpecialistWaiting
    | ThinkingAdded
    | TextAdded
    | SpecialistFinished
    | SpecialistStopped
    | SpecialistFailed
    | ContributionVersioned
    | ContributionMuted
    | FinderChosen
    | ClaimsListed
    | PairRead
    | CandidateFound
    | CandidateChecked
    | DocumentsCompared
    | ContradictionFound
    | ContradictionRevised
    | ContradictionWithdrawn
    | ContradictionDismissed
    | DecisionMade
    | RulingMade
    | RulingUndone
    | AlignmentDrawn
    | PlanStarted
    | PlanUpdateStarted
    | SectionTextAdded
    | SectionRestarted
    | SectionWritten
    | ParagraphRepaired
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

__all__ = [
    "RUN_EVENT_ADAPTER",
    "SCHEMA_VERSION",
    "TEXT_EVENTS",
    "ActivityEnded",
    "ActivityKind",
    "ActivityOutcome",
    "ActivityStarted",
    "AlignmentDrawn",
    "CallFinished",
    "CandidateChecked",
    "CandidateFound",
    "ClaimsListed",
    "ContradictionDismissed",
    "ContradictionFound",
    "ContradictionRevised",
    "ContradictionWithdrawn",
    "ContributionMuted",
    "ContributionVersioned",
    "DecisionMade",
    "DocumentsCompared",
    "FinderChosen",
    "LlmChanged",
    "NoticeGiven",
    "PairRead",
    "ParagraphRepaired",
    "PlanChecked",
    "PlanDrafted",
    "PlanStarted",
    "PlanUpdateStarted",
    "RulingMade",
    "RulingUndone",
    "RunEvent",
    "RunFailed",
    "RunStarted",
    "RunStopped",
    "SectionRestarted",
    "SectionTextAdded",
    "SectionWritten",
    "SpecialistFailed",
    "SpecialistFinished",
    "SpecialistQueued",
    "SpecialistStopped",
    "SpecialistWaiting",
    "TextAdded",
    "ThinkingAdded",
    "WorkerAdded",
]
