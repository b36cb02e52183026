"""A decision mark outside of the plan's text; it looks as the one in it does."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.components.button_base import LEAST_TARGET_PX, ButtonSize, PaintedButton
from ui.components.painting import CENTER, smooth_painter
from ui.markdown.badges import QuoteStatus
from ui.markdown.decorations import PlanMark
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_CORNER_PX = 4
_TAG_PX = 20
_DASHES = (2, 1.6)


class MarkButton(PaintedButton):
    """Shows a `PlanMark`, dashed unless it is decided; pressing it is following the mark."""

    def __init__(self, theme: Theme, mark: PlanMark, parent: QWidget | None = None) -> None:
        """Show ``mark``."""
        self._mark = mark
        super().__init__(theme, f"R{mark.number}", size=ButtonSize.COMPACT, parent=parent)

    def sizeHint(self) -> QSize:
        """The tag, and enough around it to hit."""
        width = self._content_px + self._theme.fonts.px(8)
        return QSize(max(width, LEAST_TARGET_PX), self._theme.fonts.px(LEAST_TARGET_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tag and its number."""
        color, mark = self._theme.color, self._mark
        is_old = mark.status is QuoteStatus.OUT_OF_DATE
        base = color(Role.TEXT3 if is_old else Role.of_topic(mark.topic))
        pen = QPen(base, 2 if self.underMouse() else 1)
        if mark.status is not QuoteStatus.DECIDED:
            pen.setDashPattern(_DASHES)
        height = self._theme.fonts.px(_TAG_PX)
        rect = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter = smooth_painter(self)
        painter.setPen(pen)
        painter.setBrush(color(Role.quiet_quote(mark.topic)))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _CORNER_PX, _CORNER_PX)
        painter.setPen(base)
        painter.drawText(rect, CENTER, self.text())

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.META_STRONG))
        self.updateGeometry()
        self.update()
