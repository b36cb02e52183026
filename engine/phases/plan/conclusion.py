"""What follows once all sections are settled: check, repair, tables, and what is said of them."""

from collections.abc import Sequence

from engine.phases.plan.against import breaches_of
from engine.phases.plan.check import violations_of
from engine.phases.plan.look import Look, look_at, needs_look
from engine.phases.plan.material import Material
from engine.phases.plan.provenance import weave_of
from engine.phases.plan.repair import Repairing, repaired
from engine.phases.plan.sections import Assignment
from engine.phases.plan.tables import plan_tables
from models.comparison import CompareMode
from models.contradiction import Contradiction
from models.events import PlanChecked, PlanDrafted
from models.plan import Plan, PlanSection, Violation, ViolationKind

_STOPPED = "The check of the plan was stopped: only code has looked at it, and less was repaired."


async def conclude_plan(
    material: Material,
    sections: Sequence[PlanSection],
    changeable: Sequence[str],
    earlier: Plan | None = None,
) -> None:
    """Check the plan, repair what breaks a decision, and say what is left.

    Args:
        material: what the plan was made from.
        sections: all of them, in order.
        changeable: ids of those that may be repaired; all others stay as they are.
        earlier: the plan before it was updated; ``None`` where it is new.
    """
    new = [one for one in sections if one.id in changeable]
    to_read = _to_read(material, new, earlier)
    first = await _look(material, sections, to_read)
    specs = [one for one in material.context.run.team.sections if one.id in changeable]
    how = Repairing(
        material=material,
        assignments={one.id: Assignment.of(one, material) for one in specs},
        check=lambda plan: check_by_code(material, plan),
        look=lambda plan, again: _look_again(material, plan, to_read, again),
    )
    plan, seen = await repaired(how, tuple(sections), first.violations)
    read = {one.number for one in to_read} - first.unjudged
    before = _seen_before(earlier, material, plan)
    kept = (one for one in before if one.number not in read)
    _close(material, plan, (*kept, *seen), first)


def close_stopped_plan(
    material: Material,
    sections: Sequence[PlanSection],
    changeable: Sequence[str],
    earlier: Plan | None = None,
) -> None:
    """Say what code can say of a plan whose check was stopped; no LLM is asked.

    Arguments as in ``conclude_plan``.
    """
    new = [one for one in sections if one.id in changeable]
    unread = frozenset(one.number for one in _to_read(material, new, earlier))
    look = Look(unjudged=unread, note=_STOPPED)
    _close(material, sections, _seen_before(earlier, material, sections), look)


def _close(
    material: Material, sections: Sequence[PlanSection], seen: Sequence[Violation], look: Look
) -> None:
    """Say how the plan was made, and what code and looks find wrong with it."""
    context = material.context
    noted = (one for section in sections for one in section.notes)
    notes = (*noted, *([look.note] if look.note else []))
    tables = plan_tables(material.numbered, material.contradictions, material.ledgers)
    context.emit(PlanDrafted(notes=tuple(dict.fromkeys(notes)), tables=tables))
    violations = (*check_by_code(material, sections), *seen)
    weave = weave_of(sections, material.numbered)
    unread = tuple(sorted(look.unjudged))
    context.emit(PlanChecked(violations=violations, weave=weave, unread=unread))


def check_by_code(material: Material, sections: Sequence[PlanSection]) -> tuple[Violation, ...]:
    """What typed values and words show to be wrong; each sentence is blamed once."""
    decisions = violations_of(sections, material.contradictions, material.statements)
    blamed = {(one.section_id, one.quote) for one in decisions}
    breaches = breaches_of(sections, material.numbered, material.contradictions)
    others = (one for one in breaches if (one.section_id, one.quote) not in blamed)
    return (*decisions, *others)


def _seen_before(
    earlier: Plan | None, material: Material, sections: Sequence[PlanSection]
) -> tuple[Violation, ...]:
    """What looks at an earlier plan found wrong, where decision and words are still the same."""
    if earlier is None:
        return ()
    same = {
        one.number
        for one in material.contradictions
        if needs_look(one) and not _is_decided_otherwise(one, earlier)
    }
    texts = {one.id: one.markdown for one in sections}
    return tuple(
        one
        for one in earlier.violations
        if one.kind is ViolationKind.NOT_HONOURED
        and one.number in same
        and one.quote in texts.get(one.section_id, "")
    )


def _to_read(
    material: Material, new: Sequence[PlanSection], earlier: Plan | None
) -> list[Contradiction]:
    """The decisions to read the plan against: of new sections, other ones, and unread ones."""
    numbers = {leaning.number for one in new for leaning in one.leans_on}
    return [
        one
        for one in material.contradictions
        if needs_look(one) and (one.number in numbers or (earlier and not _was_read(one, earlier)))
    ]


def _was_read(one: Contradiction, earlier: Plan) -> bool:
    return one.number not in earlier.unread and not _is_decided_otherwise(one, earlier)


def _is_decided_otherwise(one: Contradiction, earlier: Plan) -> bool:
    """Whether a plan leans on other decisions of a contradiction, and on none that is as now."""
    leant_on = {
        leaning.fingerprint
        for section in earlier.sections
        for leaning in section.leans_on
        if leaning.number == one.number
    }
    now = one.decision.fingerprint if one.decision else ""
    return bool(leant_on) and now not in leant_on


async def _look(
    material: Material, sections: Sequence[PlanSection], decided: Sequence[Contradiction]
) -> Look:
    """One look at decisions without figures; the quick mode does without, and says so."""
    if not decided or material.mode is not CompareMode.QUICK:
        return await look_at(material, sections, decided)
    which = ", ".join(f"R{one.number}" for one in decided)
    return Look(
        unjudged=frozenset(one.number for one in decided),
        note=f"No model has read the plan against {which}: what was decided has no figures that "
        "code could compare, and the quick mode spares the call. Only the marks were checked.",
    )


async def _look_again(
    material: Material,
    sections: Sequence[PlanSection],
    decided: Sequence[Contradiction],
    numbers: frozenset[int],
) -> frozenset[int]:
    """Which of some decisions are still not kept; those nothing is said of count as such."""
    look = await look_at(material, sections, [one for one in decided if one.number in numbers])
    return look.unjudged | {one.number for one in look.violations}
