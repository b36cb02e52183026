"""A line at the edge of a panel's header."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Role


class EdgeLine(QWidget):
    """A line that keeps its room while it is not drawn, so that nothing jumps."""

    def __init__(
        self, theme: Theme, role: Role, height: int, parent: QWidget | None = None
    ) -> None:
        """Not drawn yet."""
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._is_lit = False
        self.setFixedHeight(height)
        theme.changed.connect(self.update)

    @property
    def is_lit(self) -> bool:
        """Whether it is drawn."""
        return self._is_lit

    def light(self, is_lit: bool) -> None:
        """Draw it, or not."""
        if is_lit != self._is_lit:
            self._is_lit = is_lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        if self._is_lit:
            QPainter(self).fillRect(self.rect(), self._theme.color(self._role))
