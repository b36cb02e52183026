"""A statement as it would be said: plain words, and the cells of a table row apart."""

import re

from engine.statements.plain import plain_text
from models.documents import Statement, StatementKind

_CELL_BORDER = re.compile(r"(?<!\\)\|")


def in_words(statement: Statement) -> str:
    """The statement in plain words; a table row as "Creators · 16,000"."""
    if statement.kind is not StatementKind.TABLE_ROW:
        return plain_text(statement.quote)
    cells = (plain_text(cell) for cell in _CELL_BORDER.split(statement.quote))
    return " · ".join(cell for cell in cells if cell)
