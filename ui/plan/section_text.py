"""Heading and text of a plan section."""

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from ui.components.labels import WrapLabel
from ui.components.tool_tips import plain_tool_tip
from ui.markdown.decorations import PlanMark
from ui.markdown.geometry import boxes_of
from ui.markdown.links import mark_number
from ui.markdown.style import ReadingStyle
from ui.markdown.view import MarkdownView
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.workers.reading_style import reading_style

EDGE_PX = 20
"""Left and right of the text."""

MARGIN_PX = 12
"""The part of the left edge that is no text view; the dashed line of stale sections is there."""

_HEADING_PX = 15


class SectionHeading(WrapLabel):
    """A heading that is zoomed with the text below it."""

    def __init__(self, theme: Theme, text: str, size_px: int = _HEADING_PX) -> None:
        """Show ``text``; ``size_px`` is the size at 100 %."""
        self._size_px = size_px
        self._zoom_percent = 100
        super().__init__(theme, text, TextStyle.READING)

    def set_zoom(self, percent: int) -> None:
        """Zoom with the text."""
        self._zoom_percent = percent
        self._restyle()

    def _restyle(self) -> None:
        super()._restyle()
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(self._theme.fonts.px(self._size_px * self._zoom_percent / 100))
        self.setFont(font)
        self._claim_height()


class SectionText(MarkdownView):
    """A section's Markdown, always as high as it is; what scrolls is the whole plan.

    Attributes:
        pointed: the place in the Markdown that the mouse is over, -1 when it has left.
        caret_moved: the place in the Markdown that the caret was put to.
    """

    pointed = Signal(int)
    caret_moved = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        """Nothing yet."""
        self._theme = theme
        self._lit: tuple[int, int] | None = None
        self._zoom_percent = 100
        self._is_old = False
        self._hints: dict[int, str] = {}
        super().__init__(self._look(), marks=True)
        self.setAccessibleName(name)
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Nobody scrolls in here, so nobody has left the end either.
        self.viewport().removeEventFilter(self._follower)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit(self.document().size())
        theme.changed.connect(self._restyle)
        self.cursorPositionChanged.connect(self._tell_caret)

    def light(self, start: int, end: int) -> None:
        """Light a range of the Markdown; an empty one lights nothing."""
        lit = (start, end) if end > start else None
        if lit != self._lit:
            self._lit = lit
            self._show_highlights()

    def show_marks(self, marks: Sequence[PlanMark]) -> None:
        """Give the decision marks their looks, and what they stand for."""
        self._hints = {mark.number: mark.hint for mark in marks}
        super().show_marks(marks)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what the mark stands for that the mouse rests on."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        number = mark_number(self.anchorAt(event.pos()))
        if hint := self._hints.get(number or 0, ""):
            QToolTip.showText(event.globalPos(), plain_tool_tip(hint), self.viewport())
            return True
        QToolTip.hideText()
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is over."""
        super().mouseMoveEvent(event)
        position = self.cursorForPosition(event.position().toPoint()).position()
        self.pointed.emit(self._place_at(position))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that it has left."""
        super().leaveEvent(event)
        self.pointed.emit(-1)

    def _tell_caret(self) -> None:
        if self.hasFocus():
            self.caret_moved.emit(self._place_at(self.textCursor().position()))

    def _place_at(self, position: int) -> int:
        last = self.document().characterCount() - 1
        position = min(position, max(0, last - 1))
        return self.source_of(position, position + 1)[0]

    def _show_highlights(self) -> None:
        super()._show_highlights()
        colours, under = self._style.colours, []
        if self._is_old:
            whole = self._selection(0, self.document().characterCount() - 1)
            whole.format.setForeground(QColor(colours.text3))
            under.append(whole)
        for span in self.positions_of(*self._lit) if self._lit is not None else ():
            lit = self._selection(span.start, span.end)
            lit.format.setBackground(QColor(colours.sunken))
            under.append(lit)
        if under:
            self.setExtraSelections([*under, *self.extraSelections()])

    def _selection(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self.document())
        selection.cursor.setPosition(start)
        selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return selection

    def show_old(self, *, is_old: bool) -> None:
        """Say by its colour that the text waits for another to take its place."""
        if is_old != self._is_old:
            self._is_old = is_old
            self._show_highlights()

    def zoom(self, percent: int) -> None:
        """Zoom the text."""
        self._zoom_percent = percent
        self._restyle()

    def extent_of(self, start: int, end: int) -> tuple[float, float] | None:
        """How far down a range of the source begins and ends."""
        boxes = [
            box for span in self.positions_of(start, end) for box in boxes_of(self.document(), span)
        ]
        return (boxes[0].rect.top(), boxes[-1].rect.bottom()) if boxes else None

    def _restyle(self) -> None:
        self.set_style(self._look())

    def _look(self) -> ReadingStyle:
        style = reading_style(self._theme, TextStyle.READING, self._zoom_percent)
        return replace(style, gutter_px=EDGE_PX - MARGIN_PX, margin_px=EDGE_PX)

    def _fit(self, size: QSizeF) -> None:
        self.setFixedHeight(max(1, math.ceil(size.height())))
