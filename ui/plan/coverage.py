"""Whose texts a plan rests on, and what has changed since it was written."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.contradiction import Contradiction
from models.contribution import Contribution
from models.documents import specialist_document_id
from models.plan import Plan
from models.run import Run
from models.staleness import StaleSection, stale_sections


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whose texts a plan rests on.

    Attributes:
        used: contributions whose text was there, in team order.
        missing: the others, as they are now.
    """

    used: tuple[Contribution, ...]
    missing: tuple[Contribution, ...]

    @property
    def asked(self) -> int:
        """How many were asked."""
        return len(self.used) + len(self.missing)


def coverage_of(run: Run, plan: Plan) -> Coverage:
    """Whose texts ``plan`` rests on, whatever has become of them since."""
    used = tuple(one for one in run.contributions if _was_used(one, run, plan))
    missing = tuple(one for one in run.contributions if one not in used)
    return Coverage(used, missing)


def _was_used(now: Contribution, run: Run, plan: Plan) -> bool:
    if not plan.coverage:
        return True  # the engine says so where anybody is missing
    document_id = specialist_document_id(now.slot)
    if any(ref.document_id == document_id for one in plan.sections for ref in one.sources):
        return True
    versions = [one for one in (*run.earlier_versions, now) if one.slot == now.slot]
    then = [one for one in versions if one.since_s <= plan.texts_s]
    newest = max(then, key=lambda one: one.version, default=None)
    return newest is not None and newest.is_evidence and newest.settled_s <= plan.texts_s


@dataclass(frozen=True, slots=True)
class Staleness:
    """What in the plan no longer rests on what it was made from.

    Attributes:
        sections: ids of the sections.
        changed: whose texts changed, in team order.
        decided: the contradictions whose decision is another now, by number.
    """

    sections: frozenset[str] = frozenset()
    changed: tuple[Contribution, ...] = ()
    decided: tuple[Contradiction, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is out of date."""
        return bool(self.sections)


NOTHING_STALE = Staleness()


def staleness_of(run: Run) -> Staleness:
    """What is out of date in the plan of ``run``."""
    found: tuple[StaleSection, ...] = stale_sections(run)
    slots = {one.slot for section in found for one in section.changed}
    numbers = {one.number for section in found for one in section.decided}
    return Staleness(
        sections=frozenset(one.section_id for one in found),
        changed=tuple(one for one in run.contributions if one.slot in slots),
        decided=tuple(one for one in run.contradictions if one.number in numbers),
    )


def clock_time(run: Run, at_s: float) -> str:
    """When something happened, "10:58"; with the day, where that is not the run's."""
    moment: datetime = run.started_at + timedelta(seconds=at_s)
    is_same_day = moment.date() == run.started_at.date()
    return f"{moment:%H:%M}" if is_same_day else f"{moment:%Y-%m-%d %H:%M}"
