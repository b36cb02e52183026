"""How the page for a new run is divided, also before it is there."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.components.pane import Pane
from ui.theme.fonts import Fonts
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_RUN_COLUMN_SHARE = 0.402
_RUN_COLUMN_PX = (340, 492)


def run_column_px(page_px: int, fonts: Fonts) -> int:
    """The width of the right column on a page of ``page_px``."""
    narrowest, widest = _RUN_COLUMN_PX
    # With large text the column may grow, but never over half of the page.
    most = max(narrowest, min(fonts.px(widest), page_px // 2))
    return min(max(round(page_px * _RUN_COLUMN_SHARE), narrowest), most)


class ColumnsSketch(Pane):
    """The two columns without what stands in them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Stand where the page will be."""
        super().__init__(theme, Role.SURFACE, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both columns and the line between them."""
        super().paintEvent(event)
        left_px = self.width() - run_column_px(self.width(), self._theme.fonts)
        painter = QPainter(self)
        line = QRect(left_px - 1, 0, 1, self.height())
        painter.fillRect(line, self._theme.color(Role.LINE))
        column = QRect(left_px, 0, self.width() - left_px, self.height())
        painter.fillRect(column, self._theme.color(Role.RAISED))
