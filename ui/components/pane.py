"""Filled areas and the hairlines between them."""

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.components.painting import CARD_RADIUS, fill_rounded, smooth_painter
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class Pane(QWidget):
    """An area filled with one colour of the theme."""

    def __init__(self, theme: Theme, role: Role, parent: QWidget | None = None) -> None:
        """Fill with ``role``."""
        super().__init__(parent)
        self._theme = theme
        self._role = role
        theme.changed.connect(self.update)

    def set_role(self, role: Role) -> None:
        """Fill with another colour."""
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill; a style sheet would put an old palette back when the parent changes."""
        QPainter(self).fillRect(event.rect(), self._theme.color(self._role))


class Hairline(QWidget):
    """A 1 px line between panes."""

    def __init__(
        self,
        theme: Theme,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        """Lie or stand."""
        super().__init__(parent)
        self._theme = theme
        policies = QSizePolicy.Policy
        if orientation is Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
            self.setSizePolicy(policies.Expanding, policies.Fixed)
        else:
            self.setFixedWidth(1)
            self.setSizePolicy(policies.Fixed, policies.Expanding)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), self._theme.color(Role.LINE))


class FormCard(QWidget):
    """A rounded card for forms and errors; text that is read stands on panes instead."""

    def __init__(
        self,
        theme: Theme,
        fill: Role = Role.SURFACE,
        edge: Role = Role.LINE2,
        parent: QWidget | None = None,
    ) -> None:
        """An empty card."""
        super().__init__(parent)
        self._theme = theme
        self._fill = fill
        self._edge = edge
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(QMargins(14, 12, 14, 14))
        self.body.setSpacing(8)
        theme.changed.connect(self.update)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when enabled or disabled."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = smooth_painter(self)
        color = self._theme.color
        fill_rounded(painter, self.rect(), CARD_RADIUS, color(self._fill), color(self._edge))
