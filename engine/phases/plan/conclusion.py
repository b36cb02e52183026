"""What follows once all sections are settled: the tables, the check, and what is said of both."""

from collections.abc import Sequence

from engine.phases.plan.check import violations_of
from engine.phases.plan.material import Material
from engine.phases.plan.provenance import weave_of
from engine.phases.plan.tables import plan_tables
from models.events import PlanChecked, PlanDrafted
from models.plan import PlanSection


def conclude_plan(material: Material, sections: Sequence[PlanSection]) -> None:
    """Say how the plan was made, and what in it departs from the decisions.

    Args:
        material: what the plan was made from.
        sections: all of them, in order.
    """
    context = material.context
    tables = plan_tables(material.numbered, material.contradictions)
    context.emit(PlanDrafted(notes=notes_of(sections), tables=tables))
    violations = violations_of(sections, material.contradictions)
    weave = weave_of(sections, material.numbered)
    context.emit(PlanChecked(violations=violations, weave=weave))


def notes_of(sections: Sequence[PlanSection]) -> tuple[str, ...]:
    """The notes of all sections, each once."""
    return tuple(dict.fromkeys(note for one in sections for note in one.notes))
