"""What no longer rests on what it was made from."""

from models.base import Record
from models.contribution import Contribution, Origin
from models.documents import specialist_document_id
from models.plan import PlanSection
from models.run import Run


class StaleSection(Record):
    """A plan section that rests on texts that have changed since.

    Attributes:
        section_id: which one.
        changed: the contributions as they are now, in team order.
    """

    section_id: str
    changed: tuple[Contribution, ...]


def stale_sections(run: Run) -> tuple[StaleSection, ...]:
    """The plan sections that are out of date, in the plan's order, with what changed.

    A section is out of date if a text it was written from has a newer version or was muted since,
    or if a text that was missing when the plan was made is there now.
    """
    if run.plan is None:
        return ()
    found = []
    for section in run.plan.sections:
        changed = tuple(one for one in run.contributions if _has_changed(one, section, run))
        if changed:
            found.append(StaleSection(section_id=section.id, changed=changed))
    return tuple(found)


def _has_changed(one: Contribution, section: PlanSection, run: Run) -> bool:
    document_id = specialist_document_id(one.slot)
    versions = {ref.version for ref in section.sources if ref.document_id == document_id}
    if versions:
        return one.muted or one.version not in versions
    plan = run.plan
    owns = set(run.team.specialist_in(one.slot).topics)
    covers = next((set(spec.topics) for spec in run.team.sections if spec.id == section.id), set())
    is_about_it = not covers or bool(owns & covers)
    return plan is not None and is_about_it and one.is_evidence and one.since_s > plan.since_s


def cause_of(one: Contribution) -> str:
    """What happened to a text, as a sentence begins: "Timeline Planner was re-run"."""
    if one.muted:
        return f"{one.specialist} was left out"
    return {
        Origin.LLM: f"{one.specialist} was re-run",
        Origin.USER: f"{one.specialist} was edited",
        Origin.ACCEPTED_PARTIAL: f"The partial text of {one.specialist} was accepted",
    }[one.origin]
