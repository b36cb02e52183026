"""The colours of decision marks, laid over the text so that they change without writing it anew."""

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from ui.markdown.badges import QuoteStatus
from ui.markdown.decorations import PlanMark
from ui.markdown.leaves import utf16_length
from ui.markdown.positions import Placed
from ui.markdown.style import ReadingColours


def highlight(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """A range in another look."""
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = look
    return selection


def mark_selections(
    document: QTextDocument,
    placed: Iterable[Placed],
    marks: Mapping[int, PlanMark],
    colours: ReadingColours,
) -> list[QTextEdit.ExtraSelection]:
    """Each decision mark in the colour of its topic."""
    selections = []
    for start, end, number in _marks_in(placed) if marks else ():
        if mark := marks.get(number):
            look = QTextCharFormat()
            is_old = mark.status is QuoteStatus.OUT_OF_DATE
            look.setForeground(QColor(colours.text3 if is_old else colours.topics[mark.topic].base))
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selections.append(highlight(cursor, look))
    return selections


def _marks_in(placed: Iterable[Placed]) -> Iterable[tuple[int, int, int]]:
    for one in placed:
        for start, runs in one.texts:
            position = start
            for run in runs:
                end = position + utf16_length(run.text)
                if run.mark:
                    yield position, end, run.mark
                position = end
