"""The buttons of the design: primary, secondary, flat, link and icon."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from ui.components.button_base import LEAST_TARGET_PX, ButtonPaint, ButtonSize, PaintedButton
from ui.components.tool_tips import plain_tool_tip
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class PrimaryButton(PaintedButton):
    """The one accent-filled button of a screen."""

    _WEIGHT = QFont.Weight.DemiBold

    def _paint(self) -> ButtonPaint:
        fill = self._theme.color(Role.ACCENT_FILL)
        if self.isDown():
            fill = fill.darker(118)
        elif self.underMouse():
            fill = fill.darker(108)
        return ButtonPaint(self._theme.color(Role.ON_ACCENT), Role.ON_ACCENT, fill)


class SecondaryButton(PaintedButton):
    """Any other action; checkable, it is one of several options (`setCheckable`)."""

    def _paint(self) -> ButtonPaint:
        color, tokens = self._theme.color, self._theme.tokens
        if self.isChecked():
            accent = color(Role.ACCENT)
            return ButtonPaint(accent, Role.ACCENT, color(Role.ACCENT_TINT), accent)
        fill = tokens.button
        if self.isDown():
            fill = Role.SELECT
        elif self.underMouse():
            fill = Role.LINE if tokens.is_dark and not tokens.is_high_contrast else Role.HOVER
        return ButtonPaint(color(Role.TEXT), Role.TEXT2, color(fill), color(Role.LINE2))

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


class FlatButton(PaintedButton):
    """An action beside a heading: no box until the mouse is over it."""

    _WEIGHT = QFont.Weight.Normal

    def _paint(self) -> ButtonPaint:
        color = self._theme.color
        fill = color(Role.HOVER) if self.underMouse() or self.isDown() else None
        return ButtonPaint(color(Role.TEXT), Role.TEXT2, fill)

    def _disabled_paint(self) -> ButtonPaint:
        return ButtonPaint(self._theme.color(Role.TEXT3), Role.TEXT3)


class LinkButton(PaintedButton):
    """An action in the flow of text. Its label starts where the text above it does."""

    _WEIGHT = QFont.Weight.Normal

    def sizeHint(self) -> QSize:
        """As wide as the label, but high enough to hit."""
        height = max(self._theme.fonts.px(LEAST_TARGET_PX), self.fontMetrics().height() + 2)
        return QSize(max(self._content_px + 1, LEAST_TARGET_PX), height)

    def _paint(self) -> ButtonPaint:
        return ButtonPaint(self._theme.color(Role.ACCENT), Role.ACCENT)

    def _disabled_paint(self) -> ButtonPaint:
        return ButtonPaint(self._theme.color(Role.TEXT3), Role.TEXT3)

    def _paint_text(self, painter: QPainter, rect: QRect) -> None:
        font = self.font()
        font.setUnderline(self.isEnabled() and self.underMouse())
        painter.setFont(font)
        super()._paint_text(painter, rect)

    @property
    def _content_left_px(self) -> int:
        return 0


class IconButton(PaintedButton):
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
        self.setToolTip(plain_tool_tip(name))

    def set_blocked(self, reason: str) -> None:
        """Disable and say why; an empty reason enables."""
        super().set_blocked(reason)
        self.setToolTip(plain_tool_tip(reason or self._name))

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._theme.fonts.px(self._button_size.height_px)
        return QSize(side, side)

    def _paint(self) -> ButtonPaint:
        color, tokens = self._theme.color, self._theme.tokens
        is_lit = self.underMouse() or self.isDown() or self.isChecked()
        if self._has_box:
            fill = Role.HOVER if is_lit else tokens.button
            return ButtonPaint(color(Role.TEXT), Role.TEXT2, color(fill), color(Role.LINE2))
        return ButtonPaint(color(Role.TEXT), Role.TEXT2, color(Role.HOVER) if is_lit else None)

    def _disabled_paint(self) -> ButtonPaint:
        return ButtonPaint(self._theme.color(Role.TEXT3), Role.TEXT3)
