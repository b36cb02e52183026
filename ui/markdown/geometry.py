"""Where text stands on the page, in document coordinates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLine, QTextTable

from ui.markdown.formats import CELL_PADDING_PX
from ui.markdown.positions import Span

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]")
_ABOVE_BASELINE, _BELOW_BASELINE = 0.725, 0.25
"""What a mark covers, in heights of a line; marks on neighbouring lines just do not meet."""


@dataclass(frozen=True, slots=True)
class LineBox:
    """A piece of text on one line."""

    rect: QRectF
    baseline: float


def boxes_of(document: QTextDocument, span: Span) -> list[LineBox]:
    """The lines a span takes; a table row is one."""
    if span.is_row:
        row = row_rect(document, span.start)
        return [LineBox(row, row.bottom())] if row else []
    boxes: list[LineBox] = []
    block = document.findBlock(span.start)
    while block.isValid() and block.position() < span.end:
        boxes += _boxes_in(document, block, span)
        block = block.next()
    return boxes


def _boxes_in(document: QTextDocument, block: QTextBlock, span: Span) -> Iterator[LineBox]:
    corner = block_rect(document, block).topLeft()
    is_mixed = _RIGHT_TO_LEFT.search(block.text()) is not None
    height = block.blockFormat().lineHeight()
    for line in _lines(block):
        first = max(span.start - block.position(), line.textStart())
        last = min(span.end - block.position(), line.textStart() + line.textLength())
        if first >= last:
            continue
        left, right = _extent(line, first, last, is_mixed)
        baseline = corner.y() + line.y() + line.ascent()
        top = baseline - _ABOVE_BASELINE * height
        rect = QRectF(
            corner.x() + left, top, right - left, (_ABOVE_BASELINE + _BELOW_BASELINE) * height
        )
        yield LineBox(rect, baseline)


def _lines(block: QTextBlock) -> Iterator[QTextLine]:
    layout = block.layout()
    return (layout.lineAt(number) for number in range(layout.lineCount()))


def _extent(line: QTextLine, first: int, last: int, is_mixed: bool) -> tuple[float, float]:
    """From where to where text stands on a line.

    Where directions are mixed, a range may be torn apart; then all between its ends is covered.
    """
    places = range(first, last + 1) if is_mixed else (first, last)
    edges = [_x(line, place) for place in places]
    natural = line.naturalTextRect()  # without the space at which the line was broken
    return max(min(edges), natural.left()), min(max(edges), natural.right())


def _x(line: QTextLine, place: int) -> float:
    # The stubs promise a number; PySide answers with the place it moved to as well.
    answer: Any = line.cursorToX(place)
    return float(answer[0] if isinstance(answer, tuple) else answer)


def block_rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    """Where a paragraph stands, without the space above it.

    Qt's own rectangle ends with the last line's letters, above the end of the line.
    """
    rect = document.documentLayout().blockBoundingRect(block)
    rect.setHeight(max(1, block.layout().lineCount()) * block.blockFormat().lineHeight())
    return rect


def first_baseline(document: QTextDocument, position: int) -> float:
    """The baseline of the first line of the paragraph at a position."""
    block = document.findBlock(position)
    top = block_rect(document, block).top()
    if not block.layout().lineCount():
        return top
    line = block.layout().lineAt(0)
    return top + line.y() + line.ascent()


def is_right_to_left(document: QTextDocument, position: int) -> bool:
    """Whether the paragraph at a position runs from right to left."""
    return document.findBlock(position).textDirection() == Qt.LayoutDirection.RightToLeft


def row_rect(document: QTextDocument, position: int) -> QRectF | None:
    """The whole table row at a position."""
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    table = cursor.currentTable()
    if not isinstance(table, QTextTable):
        return None
    frame = document.documentLayout().frameBoundingRect(table)
    row = table.cellAt(position).row()
    rects = []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        rects.append(block_rect(document, cell.firstCursorPosition().block()))
        rects.append(block_rect(document, cell.lastCursorPosition().block()))
    top = min(rect.top() for rect in rects) - CELL_PADDING_PX
    bottom = max(rect.bottom() for rect in rects) + CELL_PADDING_PX
    margins = table.frameFormat()
    left = frame.left() + margins.leftMargin()
    right = frame.right() - margins.rightMargin()
    return QRectF(QPointF(left, top), QPointF(right, bottom))
