"""The sentences of a plan section, each together with the decision marks that belong to it."""

import re

from engine.statements import cut, drop_torn_last
from engine.values import TypedValue, values_in
from models.documents import Document, Statement, StatementKind

MARK = re.compile(r"\[R(\d{1,4})\]")

_BEHIND_STOP = re.compile(r"(?P<stop>[.!?…][\"'”’)*_]*)(?P<marks>(?:[ \t]*\[R\d{1,4}\])+)")

_ONLY_MARKS = rf"(?:[^\w\n]*{MARK.pattern})+[^\w\n]*"
_BARE_MARKS = re.compile(
    rf"^[ \t]*(?:[-*+]|#{{1,6}}|\d+[.)])[ \t]+{_ONLY_MARKS}$"
    rf"|(?<![^\n]\n)^{_ONLY_MARKS}$(?!\n[^\n])",
    re.MULTILINE,
)
"""A list item or heading, and a line between blank ones; in a paragraph a sentence is near."""


def statements_in(markdown: str, section_id: str = "plan") -> tuple[Statement, ...]:
    """The statements of a section; a mark behind a full stop belongs to the sentence it ends.

    The quotes are exact slices of ``markdown``.
    """
    moved = _with_marks_before_stops(markdown)
    statements = cut(Document(document_id=section_id, title=section_id, text=moved))
    return tuple(
        one.model_copy(update={"quote": markdown[one.ref.start : one.ref.end]})
        for one in statements
    )


def whole_statements(markdown: str) -> str:
    """A section that was cut, up to its last whole statement; headings of nothing are dropped."""
    moved = _with_marks_before_stops(markdown)
    statements = cut(Document(document_id="plan", title="plan", text=moved))
    whole = list(drop_torn_last(statements, moved))
    while whole and whole[-1].kind is StatementKind.HEADING:
        whole.pop()
    if len(whole) == len(statements):
        return markdown
    return markdown[: whole[-1].ref.end].rstrip() if whole else ""


def _with_marks_before_stops(markdown: str) -> str:
    """As long as before, so that all places stay the same."""
    return _BEHIND_STOP.sub(r"\g<marks>\g<stop>", markdown)


def values_said(statement: Statement) -> tuple[TypedValue, ...]:
    """The values of a sentence; a mark beside a figure in a table cell does not hide it."""
    if "[R" not in statement.quote:
        return values_in(statement)
    unmarked = with_blank_marks(statement.quote)
    return values_in(statement.model_copy(update={"quote": unmarked}))


def with_blank_marks(text: str) -> str:
    """A text with white space in place of its marks, so that all places stay the same."""
    return MARK.sub(lambda mark: " " * len(mark[0]), text)


def without_bare_marks(markdown: str) -> str:
    """A section without paragraphs, list items and headings that are nothing but marks.

    Such marks belong to no sentence: they say of nothing that it applies a decision.
    """
    return _BARE_MARKS.sub("", markdown)


def without_marks(text: str) -> str:
    """A text without decision marks and the white space before them."""
    return re.sub(rf"\s*{MARK.pattern}", "", text)
