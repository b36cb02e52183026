"""Scrolling that keeps its place, and that glides."""

from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

_GLIDE_MS = 150


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stands at the top of a view: a position of the document, ``offset`` pixels below it."""

    position: int
    offset: int


class Scroller:
    """Scrolls a text view."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._bar = view.verticalScrollBar()
        self._glide = QPropertyAnimation(self._bar, b"value", view)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def anchor(self) -> Anchor | None:
        """Note what stands at the top, before the layout changes; nothing at the very beginning."""
        if self._bar.value() == self._bar.minimum():
            return None
        middle = QPoint(self._view.viewport().width() // 2, 0)
        cursor = self._view.cursorForPosition(middle)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return Anchor(cursor.position(), self._view.cursorRect(cursor).top())

    def restore(self, anchor: Anchor | None) -> None:
        """Bring back to the top what stood there."""
        if anchor is None:
            self._bar.setValue(self._bar.minimum())
            return
        cursor = QTextCursor(self._view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._view.cursorRect(cursor)  # lays out all text, so that the range is right
        cursor.setPosition(min(anchor.position, cursor.position()))
        top = self._view.cursorRect(cursor).top()
        self._bar.setValue(self._bar.value() + top - anchor.offset)

    def to(self, y: float, is_still: bool) -> None:
        """Scroll until ``y`` of the document is at the top; jump when motion is unwanted."""
        target = max(self._bar.minimum(), min(self._bar.maximum(), round(y)))
        self._glide.stop()
        if is_still or not self._view.isVisible():
            self._bar.setValue(target)
            return
        self._glide.setStartValue(self._bar.value())
        self._glide.setEndValue(target)
        self._glide.start()

    def stop(self) -> None:
        """End a glide where it is: the reader scrolls, or the text is another one."""
        self._glide.stop()
