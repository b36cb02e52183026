"""The part of the fold that concerns the plan."""

from collections.abc import Sequence
from typing import assert_never

from models.base import EventOutOfPlace
from models.events import (
    ParagraphRepaired,
    PlanChecked,
    PlanDrafted,
    PlanStarted,
    PlanUpdateStarted,
    SectionRestarted,
    SectionTextAdded,
    SectionWritten,
)
from models.plan import Plan, PlanSection, SectionState

SectionEvent = SectionTextAdded | SectionRestarted | SectionWritten
PlanEvent = (
    PlanStarted | PlanUpdateStarted | SectionEvent | ParagraphRepaired | PlanDrafted | PlanChecked
)


def plan_after(now: Plan | None, event: PlanEvent) -> Plan:
    """The plan after one more event. Raises: EventOutOfPlace, if the event does not fit."""
    if isinstance(event, PlanStarted):
        return Plan(
            title=event.title,
            coverage=event.coverage,
            sections=event.sections,
            since_s=event.at_s,
        )
    if now is None:
        raise EventOutOfPlace("there is no plan yet")
    match event:
        case PlanUpdateStarted():
            return _with_update_started(now, event)
        case ParagraphRepaired():
            return now.model_copy(update={"repairs": (*now.repairs, event.repair)})
        case SectionTextAdded() | SectionRestarted() | SectionWritten():
            return _with_section(now, _section_after(now, event))
        case PlanDrafted():
            return now.model_copy(update={"notes": event.notes, "tables": event.tables})
        case PlanChecked():
            changes = {
                "violations": event.violations,
                "weave": event.weave,
                "unread": event.unread,
                "checked": True,
            }
            return now.model_copy(update=changes)
        case _:
            assert_never(event)


def put_back(plan: Plan, earlier: Sequence[Plan]) -> Plan:
    """The plan once nobody writes it any more.

    A section that was not finished is again what it was in an earlier plan, if there is one; where
    nothing new was finished or checked, the whole plan is.

    Args:
        plan: as it was when its writing ended, for whatever reason.
        earlier: the plans that newer ones replaced, oldest first.
    """
    sections, since_s, texts_s = [], plan.since_s, plan.texts_s
    for now in plan.sections:
        old = next((one for one in reversed(earlier) if _is_settled(one, now.id)), None)
        if now.state is SectionState.WRITING and old is not None:
            sections.append(next(one for one in old.sections if one.id == now.id))
            since_s, texts_s = min(since_s, old.since_s), min(texts_s, old.texts_s)
        else:
            sections.append(now)
    if tuple(sections) == plan.sections:
        return plan
    if not plan.checked and earlier and tuple(sections) == earlier[-1].sections:
        return earlier[-1]
    changes = {"sections": tuple(sections), "since_s": since_s, "texts_s": texts_s}
    return plan.model_copy(update=changes)


def _is_settled(plan: Plan, section_id: str) -> bool:
    return any(
        one.id == section_id and one.state is not SectionState.WRITING for one in plan.sections
    )


def _with_update_started(plan: Plan, event: PlanUpdateStarted) -> Plan:
    known = {one.id for one in plan.sections}
    if unknown := set(event.section_ids) - known:
        raise EventOutOfPlace(f"the plan has no section {min(unknown)!r}")
    begun = {"markdown": "", "state": SectionState.WRITING}
    sections = tuple(
        one.model_copy(update=begun) if one.id in event.section_ids else one
        for one in plan.sections
    )
    changes = {
        "coverage": event.coverage,
        "sections": sections,
        "checked": False,
        "violations": (),
        "since_s": event.at_s,
    }
    return plan.model_copy(update=changes)


def _section_after(plan: Plan, event: SectionEvent) -> PlanSection:
    section_id = event.section.id if isinstance(event, SectionWritten) else event.section_id
    now = next((one for one in plan.sections if one.id == section_id), None)
    if now is None:
        raise EventOutOfPlace(f"the plan has no section {section_id!r}")
    match event:
        case SectionTextAdded():
            return now.model_copy(update={"markdown": now.markdown + event.text})
        case SectionRestarted():
            return now.model_copy(update={"markdown": ""})
        case SectionWritten():
            return event.section
        case _:
            assert_never(event)


def _with_section(plan: Plan, changed: PlanSection) -> Plan:
    sections = tuple(changed if one.id == changed.id else one for one in plan.sections)
    return plan.model_copy(update={"sections": sections})
