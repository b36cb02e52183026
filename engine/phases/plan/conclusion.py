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
from models.plan import PlanSection, Violation, ViolationKind


async def conclude_plan(
    material: Material,
    sections: Sequence[PlanSection],
    changeable: Sequence[str],
    earlier: Sequence[Violation] = (),
) -> None:
    """Check the plan, repair what breaks a decision, and say what is left.

    Args:
        material: what the plan was made from.
        sections: all of them, in order.
        changeable: ids of those that may be repaired; all others stay as they are.
        earlier: what was wrong with the plan before it was updated.
    """
    new = [one for one in sections if one.id in changeable]
    numbers = {leaning.number for one in new for leaning in one.leans_on}
    to_read = [one for one in material.contradictions if one.number in numbers and needs_look(one)]
    first = await _look(material, sections, to_read)
    specs = [one for one in material.context.run.team.sections if one.id in changeable]
    how = Repairing(
        material=material,
        assignments={one.id: Assignment.of(one, material) for one in specs},
        check=lambda plan: check_by_code(material, plan),
        look=lambda plan, again: _look_again(material, plan, to_read, again),
    )
    plan, seen = await repaired(how, tuple(sections), first.violations)
    kept = seen_before(earlier, {one.number for one in to_read})
    close_plan(material, plan, (*kept, *seen), first.note)


def close_plan(
    material: Material,
    sections: Sequence[PlanSection],
    seen: Sequence[Violation],
    note: str = "",
) -> None:
    """Say how the plan was made and what is wrong with it; no LLM is asked.

    Args:
        material: what the plan was made from.
        sections: all of them, in order.
        seen: what looks of the LLM have found wrong.
        note: what the reader must know besides the notes of the sections; empty if nothing.
    """
    context = material.context
    notes = (*(one for section in sections for one in section.notes), *([note] if note else []))
    tables = plan_tables(material.numbered, material.contradictions, material.ledgers)
    context.emit(PlanDrafted(notes=tuple(dict.fromkeys(notes)), tables=tables))
    violations = (*check_by_code(material, sections), *seen)
    weave = weave_of(sections, material.numbered)
    context.emit(PlanChecked(violations=violations, weave=weave))


def check_by_code(material: Material, sections: Sequence[PlanSection]) -> tuple[Violation, ...]:
    """What typed values and words show to be wrong; each sentence is blamed once."""
    decisions = violations_of(sections, material.contradictions, material.statements)
    blamed = {(one.section_id, one.quote) for one in decisions}
    breaches = breaches_of(sections, material.numbered, material.contradictions)
    others = (one for one in breaches if (one.section_id, one.quote) not in blamed)
    return (*decisions, *others)


def seen_before(violations: Sequence[Violation], without: set[int]) -> tuple[Violation, ...]:
    """What earlier looks found wrong with decisions, apart from some."""
    looks = (one for one in violations if one.kind is ViolationKind.NOT_HONOURED)
    return tuple(one for one in looks if one.number not in without)


async def _look(
    material: Material, sections: Sequence[PlanSection], decided: Sequence[Contradiction]
) -> Look:
    """One look at decisions without figures; the quick mode does without, and says so."""
    if not decided or material.mode is not CompareMode.QUICK:
        return await look_at(material, sections, decided)
    which = ", ".join(f"R{one.number}" for one in decided)
    return Look(
        note=f"No model has read the plan against {which}: what was decided has no figures that "
        "code could compare, and the quick mode spares the call. Only the marks were checked."
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
