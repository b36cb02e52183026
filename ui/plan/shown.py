"""A plan and what the run says about it, apart from any widget."""

from dataclasses import dataclass

from models.contradiction import ContradictionStatus
from models.plan import Plan
from models.run import Run
from ui.markdown.badges import QuoteStatus
from ui.markdown.decorations import PlanMark
from ui.plan.coverage import NOTHING_STALE, Staleness
from ui.plan.words import mark_hint
from ui.workers.quotes import status_of


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan and what the run says about it.

    Attributes:
        plan: what is written.
        staleness: what is out of date in it.
        marks: how decision marks look.
        is_live: whether it is being written now.
        before: the plan that is being updated.
    """

    plan: Plan
    staleness: Staleness = NOTHING_STALE
    marks: tuple[PlanMark, ...] = ()
    is_live: bool = False
    before: Plan | None = None

    def text_before(self, section_id: str) -> str:
        """What a section said before; empty if nothing is known of that."""
        sections = self.before.sections if self.before is not None else ()
        return next((one.markdown for one in sections if one.id == section_id), "")


def marks_of(run: Run) -> tuple[PlanMark, ...]:
    """How the marks of the contradictions of ``run`` look."""
    return tuple(
        PlanMark(
            one.number,
            one.topic,
            QuoteStatus.OUT_OF_DATE
            if one.status is ContradictionStatus.WITHDRAWN
            else status_of(one, run),
            hint=mark_hint(one),
        )
        for one in run.contradictions
    )
