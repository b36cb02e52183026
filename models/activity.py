"""What cost time in a run, and where the run is."""

from enum import StrEnum

from models.base import Record
from models.events import ActivityKind, ActivityOutcome


class RunStatus(StrEnum):
    """Where a run is."""

    RUNNING = "running"
    """Something is under way; in a stored run nobody works on, it was interrupted."""
    COMPLETE = "complete"
    """A checked plan rests on all specialists asked."""
    PARTIAL = "partial"
    """A checked plan rests on fewer specialists than asked."""
    STOPPED = "stopped"
    """The user stopped it."""
    FAILED = "failed"
    """There is no plan."""


PLANNING = frozenset({ActivityKind.PLAN, ActivityKind.UPDATE})
"""What writes sections of the plan."""


class Activity(Record):
    """Something that costs time; ``outcome`` is ``None`` until it ends."""

    activity_id: int
    activity: ActivityKind
    started_s: float
    ended_s: float | None = None
    outcome: ActivityOutcome | None = None
