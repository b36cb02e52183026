"""Buttons in the design's look, painted by us so that icon, text and edge sit where they should."""

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
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_LEAST_PX = 24
"""No target is smaller."""

_TEXT_FLAGS = Qt.TextFlag.TextHideMnemonic


class ButtonSize(Enum):
    """Height, and space before and after the label, in px."""

    COMPACT = (28, 8)
    """In cards and rows, with small text."""
    DEFAULT = (28, 15)
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
class _Paint:
    """The colours of a button in its present state."""

    text: QColor
    icon: Role
    fill: QColor | None = None
    edge: QColor | None = None


class _Button(QPushButton):
    """Label and icon in a box; subclasses choose the colours."""

    _WEIGHT = QFont.Weight.Medium
    _ICON_GAP_PX = 7

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        icon: Icon | None = None,
        size: ButtonSize = ButtonSize.DEFAULT,
        parent: QWidget | None = None,
    ) -> None:
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
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        """Room for icon and label in the font they are painted with."""
        width = 2 * self._padding_px + self._content_px
        height = self._theme.fonts.px(self._button_size.height_px)
        return QSize(max(width, _LEAST_PX), max(height, self.fontMetrics().height() + 6))

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
        self._paint_text(painter, mirrored(self, QRect(left, 0, self.width() - left, self.height())))

    def _paint(self) -> _Paint:
        raise NotImplementedError

    def _disabled_paint(self) -> _Paint:
        color = self._theme.color
        return _Paint(color(Role.TEXT3), Role.TEXT3, color(Role.SUNKEN), color(Role.LINE))

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


class PrimaryButton(_Button):
    """The one accent-filled button of a screen."""

    _WEIGHT = QFont.Weight.DemiBold

    def _paint(self) -> _Paint:
        fill = self._theme.color(Role.ACCENT_FILL)
        if self.isDown():
            fill = fill.darker(118)
        elif self.underMouse():
            fill = fill.darker(108)
        return _Paint(self._theme.color(Role.ON_ACCENT), Role.ON_ACCENT, fill)


class SecondaryButton(_Button):
    """Any other action; checkable, it is one of several options (`setCheckable`)."""

    def _paint(self) -> _Paint:
        color, tokens = self._theme.color, self._theme.tokens
        if self.isChecked():
            accent = color(Role.ACCENT)
            return _Paint(accent, Role.ACCENT, color(Role.ACCENT_TINT), accent)
        fill = tokens.button
        if self.isDown():
            fill = Role.SELECT
        elif self.underMouse():
            fill = Role.LINE if tokens.is_dark and not tokens.is_high_contrast else Role.HOVER
        return _Paint(color(Role.TEXT), Role.TEXT2, color(fill), color(Role.LINE2))

    def checkStateSet(self) -> None:
        """Make room for the tick, or take it back."""
        super().checkStateSet()
        self._restyle()

    def nextCheckState(self) -> None:
        """The same when clicked."""
        super().nextCheckState()
        self._restyle()

    def _restyle(self) -> None:
        super()._restyle()
        if self.isChecked():
            font = self.font()
            font.setWeight(QFont.Weight.DemiBold)
            self.setFont(font)
            self.updateGeometry()

    @property
    def _shown_icon(self) -> Icon | None:
        return Icon.CHECK if self.isChecked() else self._icon


class FlatButton(_Button):
    """An action beside a heading: no box until the mouse is over it."""

    _WEIGHT = QFont.Weight.Normal

    def _paint(self) -> _Paint:
        color = self._theme.color
        fill = color(Role.HOVER) if self.underMouse() or self.isDown() else None
        return _Paint(color(Role.TEXT), Role.TEXT2, fill)

    def _disabled_paint(self) -> _Paint:
        return _Paint(self._theme.color(Role.TEXT3), Role.TEXT3)


class LinkButton(_Button):
    """An action in the flow of text. Its label starts where the text above it does."""

    _WEIGHT = QFont.Weight.Normal

    def sizeHint(self) -> QSize:
        """As wide as the label, but high enough to hit."""
        height = max(self._theme.fonts.px(_LEAST_PX), self.fontMetrics().height() + 2)
        return QSize(max(self._content_px + 1, _LEAST_PX), height)

    def _paint(self) -> _Paint:
        return _Paint(self._theme.color(Role.ACCENT), Role.ACCENT)

    def _disabled_paint(self) -> _Paint:
        return _Paint(self._theme.color(Role.TEXT3), Role.TEXT3)

    def _paint_text(self, painter: QPainter, rect: QRect) -> None:
        font = self.font()
        font.setUnderline(self.isEnabled() and self.underMouse())
        painter.setFont(font)
        super()._paint_text(painter, rect)

    @property
    def _content_left_px(self) -> int:
        return 0


class IconButton(_Button):
    """An icon alone; the name is its tooltip and what screen readers say."""

    def __init__(
        self,
        theme: Theme,
        icon: Icon,
        name: str,
        *,
        has_box: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``has_box`` draws the edge of a secondary button."""
        self._has_box = has_box
        super().__init__(theme, "", icon, ButtonSize.DEFAULT, parent)
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_blocked(self, reason: str) -> None:
        """Disable and say why; an empty reason enables."""
        super().set_blocked(reason)
        self.setToolTip(reason or self._name)

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._theme.fonts.px(self._button_size.height_px)
        return QSize(side, side)

    def _paint(self) -> _Paint:
        color, tokens = self._theme.color, self._theme.tokens
        is_lit = self.underMouse() or self.isDown() or self.isChecked()
        if self._has_box:
            fill = Role.HOVER if is_lit else tokens.button
            return _Paint(color(Role.TEXT), Role.TEXT2, color(fill), color(Role.LINE2))
        return _Paint(color(Role.TEXT), Role.TEXT2, color(Role.HOVER) if is_lit else None)

    def _disabled_paint(self) -> _Paint:
        return _Paint(self._theme.color(Role.TEXT3), Role.TEXT3)
