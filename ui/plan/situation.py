"""Where a run is, as the synthesizer sees it."""

from enum import Enum, auto

from models.activity import Activity, RunStatus
from models.events import ActivityKind
from models.run import Run

_GAP_S = 5.0
"""A longer pause between two activities means that a stored run was taken up again."""


class Situation(Enum):
    """What the dock shows."""

    WORKING = auto()
    """Steps: a plan is on its way."""
    UPDATING = auto()
    """A whole plan is there, of which some sections are written anew."""
    READY = auto()
    """A whole plan is there, even if a worker is asked again meanwhile."""
    STOPPED = auto()
    FAILED = auto()
    INTERRUPTED = auto()
    """It was under way, and nobody works on it any more."""


def situation_of(run: Run, *, is_live: bool) -> Situation:
    """Where ``run`` is; ``is_live`` tells whether somebody works on it now."""
    under_way = [one for one in newest_pass(run) if _leads_to_plan(one)]
    if is_live and under_way:
        is_update = all(one.activity is ActivityKind.UPDATE for one in under_way)
        return Situation.UPDATING if is_update else Situation.WORKING
    if run.plan is not None and run.plan.is_complete:
        return Situation.READY
    if run.failure is not None:
        return Situation.FAILED
    if run.was_stopped or run.status is RunStatus.STOPPED:
        return Situation.STOPPED
    return Situation.WORKING if is_live else Situation.INTERRUPTED


def newest_pass(run: Run) -> tuple[Activity, ...]:
    """The activities from the last comparing on, or all if there was none.

    One that never ended before that was interrupted when the application closed.
    """
    starts = [at for at, one in enumerate(run.activities) if one.activity is ActivityKind.COMPARE]
    return run.activities[starts[-1] :] if starts else run.activities


def activity_in_pass(run: Run, kind: ActivityKind) -> Activity | None:
    """The last activity of a kind in the newest pass."""
    found = [one for one in newest_pass(run) if one.activity is kind]
    return found[-1] if found else None


def work_began_s(run: Run) -> float:
    """When the work that is under way began, in seconds since the run started."""
    began = ended = 0.0
    for one in run.activities:
        if one.started_s > ended + _GAP_S:
            began = one.started_s
        ended = max(ended, one.started_s if one.ended_s is None else one.ended_s)
        if one.outcome is None:
            ended = max(ended, run.last_s)
    return began


def _leads_to_plan(one: Activity) -> bool:
    return one.outcome is None and one.activity is not ActivityKind.RERUN
