"""The sentences of a plan section, each together with the decision marks that belong to it."""

import re

from engine.statements import cut
from engine.values import TypedValue, values_in
from models.documents import Document, Statement

MARK = re.compile(r"\[R(\d{1,4})\]")

_BEHIND_STOP = re.compile(r"(?P<stop>[.!?…][\"'”’)*_]*)(?P<marks>(?:[ \t]*\[R\d{1,4}\])+)")


def statements_in(markdown: str, section_id: str = "plan") -> tuple[Statement, ...]:
    """The statements of a section; a mark behind a full stop belongs to the sentence it ends.

    The quotes are exact slices of ``markdown``.
    """
    # As long as before, so that all places stay the same.
    moved = _BEHIND_STOP.sub(r"\g<marks>\g<stop>", markdown)
    statements = cut(Document(document_id=section_id, title=section_id, text=moved))
    return tuple(
        one.model_copy(update={"quote": markdown[one.ref.start : one.ref.end]})
        for one in statements
    )


def values_said(statement: Statement) -> tuple[TypedValue, ...]:
    """The values of a sentence; a mark beside a figure in a table cell does not hide it."""
    if "[R" not in statement.quote:
        return values_in(statement)
    unmarked = MARK.sub(lambda mark: " " * len(mark[0]), statement.quote)
    return values_in(statement.model_copy(update={"quote": unmarked}))


def without_marks(text: str) -> str:
    """A text without decision marks and the white space before them."""
    return re.sub(rf"\s*{MARK.pattern}", "", text)
