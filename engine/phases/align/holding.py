"""What holds where a decision replaced what a text says."""

from collections.abc import Iterable

from engine.phases.align import words
from engine.phases.plan.reflection import (
    dropped_values,
    kept_values,
    losing_sides,
)
from engine.phases.plan.replaced import still_says_dropped
from engine.phases.plan.statements import without_marks
from engine.statements import plain_text
from engine.values import same_value, values_in
from models.alignment import AlignmentCell, Aspect
from models.contradiction import Contradiction
from models.documents import Statement


class Holding:
    """The decisions, as far as they change what a table of the texts should show.

    Args:
        contradictions: all that stand.
    """

    def __init__(self, contradictions: Iterable[Contradiction]) -> None:
        """Keep those that the plan has to reflect."""
        of_plan = [
            (one, one.decision)
            for one in contradictions
            if one.is_of_plan and one.decision is not None
        ]
        self._decided = [one for one, decision in of_plan if not decision.is_open]
        self._open = [one for one, decision in of_plan if decision.is_open]

    def held(self, statement: Statement, text: str, *, is_figure: bool = False) -> str:
        """A text taken from a statement, with what was decided in place of what lost.

        Args:
            statement: where the text was taken from.
            text: some words of it, or values as it writes them.
            is_figure: whether the text is nothing but values: a decision in words does not replace
                these.
        """
        for one in self._decided:
            is_loser = any(side.ref == statement.ref for side in losing_sides(one))
            if not is_loser and not still_says_dropped(statement, one):
                continue
            held = _with_kept_values(text, statement, one)
            if held != text:
                text = f"{held} (R{one.number})"
            elif is_loser and not is_figure and one.decision and not kept_values(one):
                decided = words.cell_text(without_marks(one.decision.text))
                text = f"{decided} (R{one.number})"
        for one in self._open:
            if any(side.ref == statement.ref for side in one.sides):
                text = f"{text} (R{one.number} is open)"
        return text

    def cell(self, statement: Statement, aspect: Aspect, text: str) -> AlignmentCell:
        """A cell that was taken from a statement, with what holds now."""
        is_figure = aspect in (Aspect.DATE, Aspect.BUDGET)
        says = self.held(statement, text, is_figure=is_figure)
        return AlignmentCell(aspect=aspect, says=says, sources=(statement.ref,))

    def has_lost(self, statement: Statement) -> bool:
        """Whether a decision replaced what the statement says, or a value in it."""
        return any(
            any(side.ref == statement.ref for side in losing_sides(one))
            or still_says_dropped(statement, one)
            for one in self._decided
        )


def _with_kept_values(text: str, statement: Statement, contradiction: Contradiction) -> str:
    dropped = dropped_values(contradiction)
    for found in values_in(statement):
        holds = [one for one in kept_values(contradiction) if one.kind is found.kind]
        if len(holds) == 1 and any(same_value(found, value) for value in dropped):
            text = text.replace(plain_text(found.written), plain_text(holds[0].written))
    return text
