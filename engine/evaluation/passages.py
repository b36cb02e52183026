"""Whether a passage that a report names is one that is known, and no wider than a statement."""

from collections import Counter
from collections.abc import Sequence

from engine.evaluation.cases import Case, Quote
from engine.statements import cut
from models.base import Record

_WIDEST = 3
"""So many times as long as what is known: whoever names half a text has found nothing in it."""

_MOST_PLACES = 6
"""Of one worker in one report, such as the rows of a sum; a longer list points at nothing."""


class ReportSide(Record):
    """A place that a report quotes.

    Attributes:
        worker: who wrote it; ``BRIEF_WORKER`` for the brief.
        start: where it begins in the worker's document.
        end: one past its last character.
    """

    worker: str
    start: int
    end: int


class Passages:
    """The texts of a case, cut into statements.

    Args:
        case: whose texts they are.
    """

    def __init__(self, case: Case) -> None:
        self._statements = {
            case.worker_of(one.document_id): [
                (statement.ref.start, statement.ref.end) for statement in cut(one)
            ]
            for one in case.documents
        }

    def workers_matched(self, quotes: Sequence[Quote], report: Sequence[ReportSide]) -> int:
        """How many workers' passages a report names; one of several alternatives is enough."""
        places = Counter(one.worker for one in report)
        few = [one for one in report if places[one.worker] <= _MOST_PLACES]
        return len(
            {quote.worker for quote in quotes if any(self._matches(quote, one) for one in few)}
        )

    def _matches(self, quote: Quote, side: ReportSide) -> bool:
        """Whether both are mostly the same place: half of the shorter one at least."""
        if side.worker != quote.worker or self._is_too_wide(quote, side):
            return False
        shared = min(quote.end, side.end) - max(quote.start, side.start)
        shorter = min(quote.end - quote.start, side.end - side.start)
        return shared > 0 and shared * 2 >= shorter

    def _is_too_wide(self, quote: Quote, side: ReportSide) -> bool:
        """Whether a passage is far longer than what is known, or the whole of a longer text.

        A statement that holds what is known may always be named: nobody can name less by its id.
        """
        statements = self._statements[quote.worker]
        holding = [one for one in statements if one[0] < quote.end and quote.start < one[1]]
        if not holding:
            return False
        start, end = holding[0][0], holding[-1][1]
        if start <= side.start and side.end <= end:
            return False
        is_whole = side.start <= statements[0][0] and statements[-1][1] <= side.end
        widest = max(_WIDEST * (quote.end - quote.start), end - start)
        return is_whole or side.end - side.start > widest
