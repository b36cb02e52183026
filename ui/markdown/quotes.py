"""Quotes of contradictions, lit in the text: fills and lines under it, badges and bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextDocument

from models.team import Topic
from ui.markdown.badges import BADGE_PX, QuoteStatus, paint_badge
from ui.markdown.geometry import LineBox, boxes_of
from ui.markdown.positions import Placed, positions_of
from ui.markdown.style import SHAPES, ReadingStyle

_PADDING_PX, _CORNER_PX = 3, 3
_QUIET_LINE_PX, _SELECTED_LINE_PX = 1.2, 2.0
_BAR_PX, _BAR_OFFSET_PX = 2.5, 38
_BADGE_OFFSET_PX, _SIDE_OFFSET_PX, _SIDE_WIDTH_PX = 8, 26, 12
_SIDE_FONT_PX = 11
_DIMMED_ALPHA = 180


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """One side of a contradiction, as a quote in this text.

    Attributes:
        number: of the contradiction.
        side: its letter; a quote without one is only tinted, as the plan's sentences are.
        start: first code point of the source.
        end: one past the last code point.
        topic: gives shape and colour.
        status: gives fill and line.
        selected: whether its contradiction is the one looked at.
        dimmed: whether another one is, so that only a line is left.
    """

    number: int
    side: str
    start: int
    end: int
    topic: Topic
    status: QuoteStatus = QuoteStatus.DECIDED
    selected: bool = False
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a quote stands, in document coordinates; ``badge`` is the top of its badge."""

    mark: QuoteMark
    position: int
    boxes: tuple[LineBox, ...]
    rect: QRectF
    badge: float

    def has(self, point: QPointF) -> bool:
        """Whether a point lies on the quote's words."""
        return any(box.rect.contains(point) for box in self.boxes)


class Quotes:
    """The quotes of one text. Where they stand is computed once for each layout."""

    def __init__(self, document: QTextDocument) -> None:
        self.marks: tuple[QuoteMark, ...] = ()
        self._document = document
        self._outlines: list[Outline] | None = None

    def forget_places(self) -> None:
        """The layout has changed."""
        self._outlines = None

    def outlines(self, placed: Sequence[Placed]) -> list[Outline]:
        """Where each quote stands, from top to bottom. Quotes that are not found are left out."""
        if self._outlines is None:
            found = [outline for mark in self.marks if (outline := self._outline(mark, placed))]
            found.sort(key=lambda outline: (outline.rect.top(), outline.mark.number))
            self._outlines = _with_room_for_badges(found)
        return self._outlines

    def _outline(self, mark: QuoteMark, placed: Sequence[Placed]) -> Outline | None:
        spans = positions_of(placed, mark.start, mark.end)
        boxes = tuple(box for span in spans for box in boxes_of(self._document, span))
        if not boxes:
            return None
        rect = boxes[0].rect
        for box in boxes[1:]:
            rect = rect.united(box.rect)
        badge = boxes[0].rect.center().y() - BADGE_PX / 2
        return Outline(mark, spans[0].start, boxes, rect, badge)


def _with_room_for_badges(outlines: Sequence[Outline]) -> list[Outline]:
    """Move badges down that would cover each other."""
    moved = []
    free = float("-inf")
    for outline in outlines:
        badge = outline.badge if not outline.mark.side else max(outline.badge, free)
        if outline.mark.side:
            free = badge + BADGE_PX + 1
        moved.append(Outline(outline.mark, outline.position, outline.boxes, outline.rect, badge))
    return moved


class QuotePainter:
    """Paints outlines in one style."""

    def __init__(self, style: ReadingStyle, is_mirrored: bool) -> None:
        self._style = style
        self._is_mirrored = is_mirrored

    def paint(self, painter: QPainter, outline: Outline, width: float) -> None:
        """Paint a quote and what belongs to it in the gutter, in document coordinates."""
        mark = outline.mark
        colours = self._style.colours.topics[mark.topic]
        is_tinted = not self._style.is_high_contrast and mark.status is not QuoteStatus.OUT_OF_DATE
        if is_tinted and (mark.selected or not mark.dimmed):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.strong if mark.selected else colours.tint))
            for box in outline.boxes:
                rect = box.rect.adjusted(-_PADDING_PX, 0, _PADDING_PX, 0)
                painter.drawRoundedRect(rect, _CORNER_PX, _CORNER_PX)
        if not mark.side:
            return
        painter.setPen(self._line(mark))
        for box in outline.boxes:
            y = box.rect.bottom() + 0.2
            painter.drawLine(QPointF(box.rect.left(), y), QPointF(box.rect.right(), y))
        if mark.selected:
            left = self._gutter_x(_BAR_OFFSET_PX, _BAR_PX, width)
            bar = QRectF(left, outline.rect.top(), _BAR_PX, outline.rect.height())
            painter.fillRect(bar, QColor(colours.base))
        self._paint_badge(painter, outline, width)

    def _line(self, mark: QuoteMark) -> QPen:
        is_strong = mark.selected or self._style.is_high_contrast
        colour = QColor(self._style.colours.topics[mark.topic].base)
        if mark.status is QuoteStatus.OUT_OF_DATE:
            colour = QColor(self._style.colours.text3)
        elif not is_strong:
            colour.setAlpha(_DIMMED_ALPHA)
        pen = QPen(colour, _SELECTED_LINE_PX if is_strong else _QUIET_LINE_PX)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if mark.status is QuoteStatus.OPEN:
            pen.setDashPattern([3, 1.5] if is_strong else [3.4, 2])
        elif mark.status is QuoteStatus.OUT_OF_DATE:
            pen.setDashPattern([1.2, 2])
        return pen

    def _paint_badge(self, painter: QPainter, outline: Outline, width: float) -> None:
        mark, colours = outline.mark, self._style.colours.badge(outline.mark.topic)
        rect = self.badge_rect(outline, width)
        paint_badge(painter, rect, mark.number, SHAPES[mark.topic], colours, mark.status)
        is_old = mark.status is QuoteStatus.OUT_OF_DATE
        font = QFont(painter.font())
        font.setPixelSize(_SIDE_FONT_PX)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(QColor(colours.out_of_date if is_old else colours.base))
        side = self._gutter_x(_SIDE_OFFSET_PX, _SIDE_WIDTH_PX, width)
        painter.drawText(
            QRectF(side, rect.top(), _SIDE_WIDTH_PX, BADGE_PX),
            Qt.AlignmentFlag.AlignCenter,
            mark.side,
        )

    def badge_rect(self, outline: Outline, width: float) -> QRectF:
        """Where a quote's badge is."""
        left = self._gutter_x(_BADGE_OFFSET_PX, BADGE_PX, width)
        return QRectF(left, outline.badge, BADGE_PX, BADGE_PX)

    def _gutter_x(self, offset: float, breadth: float, width: float) -> float:
        """Where something ``offset`` from the outer edge of the gutter begins."""
        return width - offset - breadth if self._is_mirrored else offset
