"""What follows once all sections are settled: check, repair, tables, and what is said of them."""

from collections.abc import Sequence

from engine.phases.plan.against import breaches_of
from engine.phases.plan.check import violations_of
from engine.phases.plan.material import Material
from engine.phases.plan.provenance import weave_of
from engine.phases.plan.repair import Repairing, repaired
from engine.phases.plan.sections import Assignment
from engine.phases.plan.tables import plan_tables
from models.events import PlanChecked, PlanDrafted
from models.plan import PlanSection, Violation


async def conclude_plan(
    material: Material, sections: Sequence[PlanSection], changeable: Sequence[str]
) -> None:
    """Check the plan, repair what breaks a decision, and say what is left.

    Args:
        material: what the plan was made from.
        sections: all of them, in order.
        changeable: ids of those that may be repaired; all others stay as they are.
    """
    specs = [one for one in material.context.run.team.sections if one.id in changeable]
    how = Repairing(
        material=material,
        assignments={one.id: Assignment.of(one, material) for one in specs},
        check=lambda plan: check_by_code(material, plan),
        look=_no_look,
    )
    plan, seen = await repaired(how, tuple(sections), ())
    close_plan(material, plan, seen)


def close_plan(
    material: Material, sections: Sequence[PlanSection], seen: Sequence[Violation]
) -> None:
    """Say how the plan was made and what is wrong with it; no LLM is asked.

    Args:
        material: what the plan was made from.
        sections: all of them, in order.
        seen: what a look of the LLM has found wrong.
    """
    context = material.context
    tables = plan_tables(material.numbered, material.contradictions, material.ledgers)
    context.emit(PlanDrafted(notes=_notes_of(sections), tables=tables))
    violations = (*check_by_code(material, sections), *seen)
    weave = weave_of(sections, material.numbered)
    context.emit(PlanChecked(violations=violations, weave=weave))


def check_by_code(material: Material, sections: Sequence[PlanSection]) -> tuple[Violation, ...]:
    """What typed values and words show to be wrong; each sentence is blamed once."""
    decisions = violations_of(sections, material.contradictions)
    blamed = {(one.section_id, one.quote) for one in decisions}
    breaches = breaches_of(sections, material.numbered, material.contradictions)
    others = (one for one in breaches if (one.section_id, one.quote) not in blamed)
    return (*decisions, *others)


async def _no_look(_: Sequence[PlanSection], __: frozenset[int]) -> tuple[Violation, ...]:
    return ()


def _notes_of(sections: Sequence[PlanSection]) -> tuple[str, ...]:
    """The notes of all sections, each once."""
    return tuple(dict.fromkeys(note for one in sections for note in one.notes))
