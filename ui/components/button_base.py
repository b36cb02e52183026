"""What all buttons share: painted by us, so that icon, text and edge sit where they should."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.components.painting import (
    CONTROL_RADIUS,
    START,
    fill_rounded,
    mirrored,
    paint_icon,
    smooth_painter,
)
from ui.components.tool_tips import plain_tool_tip
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

LEAST_TARGET_PX = 24
"""No target is smaller."""

_TEXT_FLAGS = Qt.TextFlag.TextHideMnemonic


class ButtonSize(Enum):
    """Height, and space before and after the label, in px."""

    COMPACT = (28, 8)
    """In cards and rows, with small text."""
    DEFAULT = (28, 14)
    LARGE = (34, 20)
    """The primary action of a screen."""

    @property
    def height_px(self) -> int:
        """Height at 100 %."""
        return self.value[0]

    @property
    def padding_px(self) -> int:
        """Before and after the label."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class ButtonPaint:
    """The colours of a button in its present state."""

    text: QColor
    icon: Role
    fill: QColor | None = None
    edge: QColor | None = None


class PaintedButton(QPushButton):
    """Label and icon in a box; subclasses choose the colours."""

    _WEIGHT = QFont.Weight.Medium
    _ICON_GAP_PX = 5

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        icon: Icon | None = None,
        size: ButtonSize = ButtonSize.DEFAULT,
        parent: QWidget | None = None,
    ) -> None:
        """A button with a label, an icon, or both."""
        super().__init__(text, parent)
        self._theme = theme
        self._icon = icon
        self._button_size = size
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_icon(self, icon: Icon | None) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_blocked(self, reason: str) -> None:
        """Disable and say why; an empty reason enables."""
        self.setEnabled(not reason)
        self.setToolTip(plain_tool_tip(reason))
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        """Room for icon and label in the font they are painted with."""
        width = 2 * self._padding_px + self._content_px
        height = self._theme.fonts.px(self._button_size.height_px)
        return QSize(max(width, LEAST_TARGET_PX), max(height, self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        """Labels are never clipped."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, icon and label."""
        painter = smooth_painter(self)
        paint = self._paint() if self.isEnabled() else self._disabled_paint()
        if paint.fill or paint.edge:
            fill_rounded(painter, self.rect(), CONTROL_RADIUS, paint.fill, paint.edge)
        left = self._content_left_px
        if self._shown_icon:
            size = self._icon_px
            rect = QRect(left, (self.height() - size) // 2, size, size)
            paint_icon(painter, self._theme, self._shown_icon, paint.icon, mirrored(self, rect))
            left += size + self._ICON_GAP_PX
        painter.setPen(paint.text)
        rest = QRect(left, 0, self.width() - left, self.height())
        self._paint_text(painter, mirrored(self, rest))

    def _paint(self) -> ButtonPaint:
        raise NotImplementedError

    def _disabled_paint(self) -> ButtonPaint:
        color = self._theme.color
        return ButtonPaint(color(Role.TEXT3), Role.TEXT3, color(Role.SUNKEN), color(Role.LINE))

    def _paint_text(self, painter: QPainter, rect: QRect) -> None:
        painter.drawText(rect, int(START) | int(_TEXT_FLAGS), self.text())

    def _restyle(self) -> None:
        is_small = self._button_size is ButtonSize.COMPACT
        font = self._theme.fonts.font(TextStyle.SMALL if is_small else TextStyle.BODY)
        font.setWeight(self._WEIGHT)
        self.setFont(font)
        self.updateGeometry()
        self.update()

    @property
    def _shown_icon(self) -> Icon | None:
        return self._icon

    @property
    def _icon_px(self) -> int:
        return self._theme.fonts.px(16)

    @property
    def _padding_px(self) -> int:
        return self._theme.fonts.px(self._button_size.padding_px)

    @property
    def _content_px(self) -> int:
        text = QFontMetrics(self.font()).size(_TEXT_FLAGS, self.text()).width()
        if not self._shown_icon:
            return text
        return self._icon_px + (self._ICON_GAP_PX + text if text else 0)

    @property
    def _content_left_px(self) -> int:
        """Icon and label stand in the middle together."""
        return (self.width() - self._content_px) // 2
