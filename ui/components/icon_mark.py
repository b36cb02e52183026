"""An icon that stands beside text and cannot be pressed."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.components.painting import paint_icon, smooth_painter
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class IconMark(QWidget):
    """Shows an icon. The text beside it says the same, so screen readers pass over it."""

    def __init__(
        self,
        theme: Theme,
        icon: Icon,
        role: Role = Role.TEXT2,
        size_px: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``icon``."""
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._role = role
        self._size_px = size_px
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_icon(self, icon: Icon, role: Role) -> None:
        """Show another icon."""
        self._icon = icon
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        paint_icon(smooth_painter(self), self._theme, self._icon, self._role, self.rect())

    def _restyle(self) -> None:
        side = self._theme.fonts.px(self._size_px)
        self.setFixedSize(side, side)
        self.update()
