"""A pane of Markdown with all that is lit in it: quotes, decision marks, and what was searched."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from ui.markdown.backdrop import Backdrop
from ui.markdown.decorations import PlanMark
from ui.markdown.find import Finder
from ui.markdown.formats import Formats
from ui.markdown.highlights import mark_selections
from ui.markdown.pane import MarkdownPane
from ui.markdown.quotes import Outline, QuoteMark, Quotes
from ui.markdown.style import ReadingStyle
from ui.markdown.ticks import QuoteTicks


class MarkdownView(MarkdownPane):
    """Shows Markdown, and lights in it what others point at.

    Signals:
        quote_activated: the number of the contradiction whose badge or quote was clicked.
    """

    quote_activated = Signal(int)

    def __init__(
        self, style: ReadingStyle, *, marks: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet; the arguments are those of `MarkdownPane`."""
        super().__init__(style, marks=marks, parent=parent)
        self._plan_marks: dict[int, PlanMark] = {}
        self._is_over_badge = False
        self._pressed_at = QPointF()
        self._quotes = Quotes(self.document())
        self._finder = Finder(self.document())
        self._ticks = QuoteTicks(self, self._outlines)
        self.document().contentsChanged.connect(self._forget_places)
        self.document().documentLayout().documentSizeChanged.connect(self._forget_places)
        self.set_style(style)

    def finish(self) -> None:
        """Nothing more will come."""
        super().finish()
        self._show_highlights()

    def clear(self) -> None:
        """Show nothing: no text, no quotes, no hits."""
        self._quotes.marks = ()
        self._plan_marks = {}
        self._finder.find_all("")
        super().clear()
        self._show_highlights()

    def set_style(self, style: ReadingStyle) -> None:
        """Show the same words at the same place in another look."""
        super().set_style(style)
        self._finder.find_again()
        self._backdrop = Backdrop(self.document(), Formats(style), self.isRightToLeft())
        self._ticks.set_colours(style.colours)
        self._fit_ticks()
        self._forget_places()
        self._show_highlights()

    # Quotes and marks

    def show_quotes(self, quotes: Sequence[QuoteMark]) -> None:
        """Light these quotes and no others."""
        self._quotes.marks = tuple(quotes)
        self._forget_places()
        self.viewport().update()

    def show_marks(self, marks: Sequence[PlanMark]) -> None:
        """Give the decision marks their topics and states."""
        self._plan_marks = {mark.number: mark for mark in marks}
        self._show_highlights()

    def scroll_to_quote(self, number: int) -> bool:
        """Bring the quote of a contradiction into view, caret included; false if there is none."""
        outline = next((one for one in self._outlines() if one.mark.number == number), None)
        if outline is None:
            return False
        self._show_position(outline.position, outline.rect.top())
        return True

    def show_range(self, start: int, end: int) -> bool:
        """Select a range of the source and bring it into view; false if it is not shown."""
        spans = self.positions_of(start, end)
        if not spans:
            return False
        first, last = spans[0].start, spans[-1].end
        top = QTextCursor(self.document())
        top.setPosition(first)
        self._show_position(first, self.cursorRect(top).top() + self._offset().y())
        self._set_caret(first, last)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _fit_ticks(self) -> None:
        margins = self.viewportMargins()
        self._ticks.fit(margins.left() if self.isRightToLeft() else margins.right())

    def _forget_places(self) -> None:
        self._quotes.forget_places()
        self._ticks.update()

    def _outlines(self) -> list[Outline]:
        return self._quotes.outlines(self._writer.placed)

    def _quote_at(self, point: QPointF) -> Outline | None:
        place = point + self._offset()
        return self._backdrop.quote_at(place, self._outlines(), self.viewport().width())

    # Find

    def find_all(self, text: str) -> int:
        """Highlight a text wherever it is shown, and say how often that is."""
        hits = self._finder.find_all(text)
        self._show_highlights()
        return hits

    def show_hit(self, index: int | None) -> QRect | None:
        """Go to a hit, counted from 0, and say where it is in the viewport; ``None`` leaves all."""
        hit = self._finder.go_to(index)
        self._show_highlights()
        if hit is None:
            return None
        start = QTextCursor(self.document())
        start.setPosition(hit.selectionStart())
        top = self.cursorRect(start).top() + self._offset().y()
        self._show_position(hit.selectionStart(), top)
        return self.cursorRect(start)

    def _show_highlights(self) -> None:
        colours = self._style.colours
        marks = mark_selections(self.document(), self._writer.placed, self._plan_marks, colours)
        self.setExtraSelections([*marks, *self._finder.selections(colours)])
        self.viewport().update()

    # What Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies under the words, then the words."""
        offset = self._offset()
        area = QRectF(self.viewport().rect()).translated(offset)
        painter = QPainter(self.viewport())
        painter.translate(-offset)
        self._backdrop.paint(painter, area, self._writer.placed, self._plan_marks, self._quotes)
        if self._is_streaming:
            end = QTextCursor(self.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            corner = QPointF(self.cursorRect(end).topLeft()) + offset
            self._backdrop.paint_caret(painter, corner)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep at the top what is at the top."""
        super().resizeEvent(event)
        self._fit_ticks()
        self._forget_places()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a selection."""
        self._scroller.stop()
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Activate a quote that was clicked."""
        super().mouseReleaseEvent(event)
        moved = (event.position() - self._pressed_at).manhattanLength()
        is_click = moved < QApplication.startDragDistance() and not self.textCursor().hasSelection()
        if event.button() != Qt.MouseButton.LeftButton or not is_click:
            return
        if not self.anchorAt(event.position().toPoint()):
            outline = self._quote_at(event.position())
            if outline is not None:
                self.quote_activated.emit(outline.mark.number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand above a badge."""
        super().mouseMoveEvent(event)
        place = event.position() + self._offset()
        width = self.viewport().width()
        badges = (self._backdrop.badge_rect(one, width) for one in self._outlines())
        is_over_badge = any(badge.contains(place) for badge in badges)
        if is_over_badge is not self._is_over_badge:
            self._is_over_badge = is_over_badge
            shape = Qt.CursorShape
            self.viewport().setCursor(
                shape.PointingHandCursor if is_over_badge else shape.IBeamCursor
            )
