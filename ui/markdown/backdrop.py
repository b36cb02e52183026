"""All that is painted under the words of a view, for the part that is to be seen."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextDocument

from ui.markdown.decorations import Decorations, PlanMark
from ui.markdown.formats import Formats
from ui.markdown.geometry import block_rect
from ui.markdown.positions import Placed
from ui.markdown.quotes import Outline, QuotePainter, Quotes

_CARET_PX = (7, 15)
_CARET_GAP_PX = 2
_CARET_ABOVE_BASELINE = 0.8
_ROOM_FOR_BADGES_PX = 40


class Backdrop:
    """Paints one document in one style. Its coordinates are the document's."""

    def __init__(self, document: QTextDocument, formats: Formats, is_mirrored: bool) -> None:
        self._document = document
        self._style = formats.style
        self._decorations = Decorations(document, formats)
        self._quotes = QuotePainter(formats.style, is_mirrored)
        self._is_mirrored = is_mirrored

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        placed: Sequence[Placed],
        marks: Mapping[int, PlanMark],
        quotes: Quotes,
    ) -> None:
        """Paint what stands in ``area``, which is as wide as the view."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = self._visible(area, placed)
        outlines = quotes.outlines(placed) if quotes.marks else []
        seen = area.adjusted(0, -_ROOM_FOR_BADGES_PX, 0, _ROOM_FOR_BADGES_PX)
        self._decorations.paint_ground(painter, self._page(area), placed, visible)
        for outline in outlines:
            if outline.rect.bottom() > seen.top() and outline.rect.top() < seen.bottom():
                self._quotes.paint(painter, outline, area.width())
        self._decorations.paint(painter, self._page(area), placed, visible, marks)

    def paint_caret(self, painter: QPainter, corner: QPointF) -> None:
        """Paint the block that says more is coming, behind the last word.

        Args:
            painter: in document coordinates.
            corner: where the text cursor would stand at the end, top left.
        """
        block = self._document.lastBlock()
        wide, high = (self._style.px(size) for size in _CARET_PX)
        top = corner.y()
        if count := block.layout().lineCount():
            line = block.layout().lineAt(count - 1)
            if block.blockFormat().lineHeight() > 1:  # not the vacant one behind a table
                baseline = block_rect(self._document, block).top() + line.y() + line.ascent()
                top = baseline - _CARET_ABOVE_BASELINE * high
        gap = -_CARET_GAP_PX - wide if self._is_mirrored else _CARET_GAP_PX
        painter.fillRect(
            QRectF(corner.x() + gap, round(top), wide, high), QColor(self._style.colours.accent)
        )

    def quote_at(self, point: QPointF, outlines: Sequence[Outline], width: float) -> Outline | None:
        """The quote whose badge or words are at a point; of several, the shortest."""
        for outline in outlines:
            if outline.mark.side and self.badge_rect(outline, width).contains(point):
                return outline
        hit = [outline for outline in outlines if outline.mark.side and outline.has(point)]
        return min(hit, key=lambda one: one.mark.end - one.mark.start, default=None)

    def badge_rect(self, outline: Outline, width: float) -> QRectF:
        """Where a quote's badge is."""
        return self._quotes.badge_rect(outline, width)

    def _page(self, area: QRectF) -> QRectF:
        gutter, margin = self._style.gutter_px, self._style.margin_px
        if self._is_mirrored:
            return area.adjusted(margin, 0, -gutter, 0)
        return area.adjusted(gutter, 0, -margin, 0)

    def _visible(self, area: QRectF, placed: Sequence[Placed]) -> range:
        """The leaves in an area, and one more above and below, whose frames may reach in."""
        if not placed:
            return range(0)
        layout = self._document.documentLayout()
        position = layout.hitTest(
            QPointF(area.center().x(), area.top()), Qt.HitTestAccuracy.FuzzyHit
        )
        first = max(0, bisect_right(placed, position, key=lambda one: one.starts[0]) - 2)
        last = first
        while last < len(placed):
            block = self._document.findBlock(placed[last].starts[0])
            last += 1
            if block_rect(self._document, block).top() > area.bottom():
                break
        return range(first, last)
