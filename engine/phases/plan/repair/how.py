"""How a plan is repaired: what may change, and what tells whether it is better."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.phases.plan.material import Material
from engine.phases.plan.sections import Assignment, settled_section
from models.contradiction import Contradiction
from models.plan import PlanSection, Violation

Sections = tuple[PlanSection, ...]
Check = Callable[[Sequence[PlanSection]], tuple[Violation, ...]]
Look = Callable[[Sequence[PlanSection], frozenset[int]], Awaitable[frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Repairing:
    """How a plan is repaired.

    Attributes:
        material: what it was made from.
        assignments: of the sections that may change, by id.
        check: what code finds wrong with it.
        look: which of some decisions a look of the LLM still finds not kept.
    """

    material: Material
    assignments: Mapping[str, Assignment]
    check: Check
    look: Look

    @property
    def decisions(self) -> Mapping[int, Contradiction]:
        """The contradictions by number."""
        return {one.number: one for one in self.material.contradictions}

    def changed(self, section: PlanSection, markdown: str, *notes: str) -> PlanSection:
        """A section with another text, and with more notes."""
        return settled_section(
            self.assignments[section.id],
            self.material,
            markdown,
            origin=section.origin,
            state=section.state,
            notes=(*section.notes, *notes),
        )


def with_section(sections: Sections, changed: PlanSection) -> Sections:
    """The plan with a section in the place of the one of the same id."""
    return tuple(changed if one.id == changed.id else one for one in sections)
