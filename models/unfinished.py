"""What is left of a plan whose writing broke off, and what an update has to take up again."""

from models.activity import PLANNING
from models.events import ActivityEnded, ActivityOutcome
from models.plan import Plan
from models.run import Run
from models.staleness import stale_sections


def as_left(run: Run) -> Run:
    """The run as it stands if nobody works on it any more.

    Where its plan was being written, sections that were not finished have their old text again.
    """
    for one in run.activities:
        if one.outcome is None and one.activity in PLANNING:
            ended = ActivityEnded(
                at_s=run.last_s, activity_id=one.activity_id, outcome=ActivityOutcome.FAILED
            )
            run = run.after(ended)
    return run


def needs_update(run: Run) -> bool:
    """Whether sections of the plan are out of date or unfinished, or were never checked."""
    if run.plan is None or run.is_planning:
        return False
    return not run.plan.checked or bool(stale_sections(run))


def last_checked(run: Run) -> Plan | None:
    """The plan, or the newest one before it that was checked; ``None`` if none ever was."""
    plans = [*run.earlier_plans, *([run.plan] if run.plan else [])]
    return next((one for one in reversed(plans) if one.checked), None)


def unchecked_sections(run: Run) -> tuple[str, ...]:
    """Ids of the sections that have become others since a plan was checked, in their order."""
    if run.plan is None:
        return ()
    checked = last_checked(run)
    known = checked.sections if checked is not None else ()
    return tuple(one.id for one in run.plan.sections if one not in known)
