"""An answer cut at its length limit ends in the middle of something, which is no evidence."""

import re
from collections.abc import Sequence

from engine.statements.sentences import ends_with_stop
from models.documents import Statement, StatementKind

_CELL_END = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})", re.MULTILINE)


def drop_torn_last(statements: Sequence[Statement], text: str) -> tuple[Statement, ...]:
    """``statements`` without the last one, if that does not end as its kind normally would.

    In doubt it is dropped: one sentence less is better than half a figure taken for a whole one.
    """
    if not statements or _is_whole(statements[-1], text[statements[-1].ref.end :]):
        return tuple(statements)
    return tuple(statements[:-1])


def _is_whole(statement: Statement, rest: str) -> bool:
    match statement.kind:
        case StatementKind.CODE:
            return bool(_FENCE.search(rest))
        case StatementKind.TABLE_ROW:
            return "\n" in rest or _has_all_cells(statement)
        case StatementKind.HEADING:
            return "\n" in rest
        case StatementKind.BULLET:
            return "\n" in rest or ends_with_stop(statement.quote)
        case StatementKind.SENTENCE:
            return "\n\n" in rest.replace("\r\n", "\n") or ends_with_stop(statement.quote)


def _has_all_cells(row: Statement) -> bool:
    quote = row.quote.rstrip()
    bars = len(_CELL_END.findall(quote))
    return quote.endswith("|") and bars >= len(row.columns) + quote.startswith("|")
