"""What tables, lists and dated sentences say of an activity that an LLM has named."""

from collections.abc import Mapping

from engine.numbering import NumberedDocuments
from engine.phases.align import words
from engine.phases.align.by_code.planned import Planned, planned_in, stems_of
from engine.phases.align.by_code.said import Said
from engine.phases.align.holding import Holding
from models.alignment import AlignmentCell, Aspect
from models.documents import Statement, StatementRef

_FEWEST_SHARED = 2
"""One common word may name two different things."""


class Tables:
    """Fills cells that an LLM left empty: a list of commitments leaves most of a calendar out.

    Args:
        numbered: all texts.
        holding: what holds where a decision replaced something.
    """

    def __init__(self, numbered: NumberedDocuments, holding: Holding) -> None:
        """Read the tables and lists of all texts."""
        self._holding = holding
        self._said = Said(numbered)
        self._planned = [one for one in planned_in(numbered) if one.is_activity]
        self._places: Mapping[StatementRef, Statement] = {
            statement.ref: statement for _, statement in self._said.all
        }

    def cell(self, name: str, aspect: Aspect) -> AlignmentCell | None:
        """What a table, a list or a dated sentence plainly says of the activity of that name."""
        stems = stems_of(name)
        if len(stems) < _FEWEST_SHARED:
            return None
        fitting = [
            (len(stems & one.stems), one)
            for one in self._planned
            if aspect in one.cells and len(stems & one.stems) >= _FEWEST_SHARED
        ]
        if fitting:
            _, best = max(fitting, key=lambda one: one[0])
            return self._of_planned(best, aspect)
        dated = self._said.date_of(stems) if aspect is Aspect.DATE else None
        return self._of_dated(dated) if dated else None

    def at(self, ref: StatementRef, aspect: Aspect) -> AlignmentCell | None:
        """The same cell again, from where it was taken."""
        for one in self._planned:
            if one.statement.ref == ref and aspect in one.cells:
                return self._of_planned(one, aspect)
        statement = self._places.get(ref)
        is_dated = statement is not None and words.values_of(statement, Aspect.DATE)
        return self._of_dated(statement) if statement and is_dated else None

    def _of_planned(self, planned: Planned, aspect: Aspect) -> AlignmentCell:
        return self._holding.cell(planned.statement, aspect, planned.cells[aspect])

    def _of_dated(self, dated: Statement) -> AlignmentCell:
        said = words.as_written(words.values_of(dated, Aspect.DATE))
        return self._holding.cell(dated, Aspect.DATE, said)
