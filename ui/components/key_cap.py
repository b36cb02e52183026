"""A key of the keyboard."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.painting import CENTER, fill_rounded, smooth_painter
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class KeyCap(QLabel):
    """A key, such as Enter, beside the action it presses."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        """Show ``key``."""
        super().__init__(key, parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """At least a square."""
        height = max(self._theme.fonts.px(18), self.fontMetrics().height() + 4)
        width = self.fontMetrics().horizontalAdvance(self.text()) + 11
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap and key."""
        painter = smooth_painter(self)
        color = self._theme.color
        fill_rounded(painter, self.rect(), 4, color(Role.RAISED), color(Role.LINE2))
        painter.setPen(color(Role.TEXT2))
        painter.drawText(self.rect(), CENTER, self.text())

    def _restyle(self) -> None:
        font = self._theme.fonts.font(TextStyle.META)
        font.setWeight(font.Weight.Medium)
        self.setFont(font)
        self.updateGeometry()
