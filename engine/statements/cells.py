"""The cells of a table row, each with its column."""

import re

from engine.statements.plain import plain_text
from models.documents import Statement, StatementKind

_BORDER = re.compile(r"(?<!\\)\|")


def cells_of(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Column title and plain text of each cell; none for anything but a table row."""
    if statement.kind is not StatementKind.TABLE_ROW:
        return ()
    body = statement.quote.strip().removeprefix("|")
    texts = _BORDER.split(body)
    if len(texts) > 1 and not texts[-1].strip():
        texts.pop()
    titles = (*statement.columns, *("",) * len(texts))
    return tuple(zip(titles, map(plain_text, texts), strict=False))
