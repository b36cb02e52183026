"""How Qt's own widgets are drawn: Fusion, a few primitives of ours, and colours by style sheet."""

from string import Template

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QToolTip,
    QWidget,
)

from ui.theme.focus import KeyboardFocus
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme, palette_for
from ui.theme.tokens import Role, Tokens

RING_PX = 2
"""Width of the focus ring, and of the gap inside it."""

_INDICATOR_PX = 16

# No font sizes here: a size hint is measured with the widget's own font, and text would be clipped.
# Colours of states come before :disabled, which must win.
_SHEET = Template(
    """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $ctrl; border-radius: 6px;
    selection-background-color: $accent_fill; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { padding: 0 8px; min-height: 26px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent;
}
QLineEdit:focus, QAbstractSpinBox:focus { padding: 0 7px; min-height: 24px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $sunken; color: $text3; border-color: $line; }
QTextBrowser, QTextBrowser:focus { border: none; border-radius: 0; }
QLineEdit[isSearch="true"] { background: $sunken; border-color: $search_edge; }
QComboBox::drop-down { border: none; width: 24px; }
QScrollArea, QAbstractItemView { border: none; background: transparent; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line2; }
QAbstractItemView::item { color: $text; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $select; color: $text; }
QSplitter::handle { background: $line; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 3px 5px; }
"""
)


def sheet_for(tokens: Tokens) -> str:
    """The style sheet in a theme's colours."""
    values = {role.value: color for role, color in tokens.colors.items()}
    # A trough needs no edge, except where its tint is too faint to be relied on.
    values["search_edge"] = values["ctrl"] if tokens.is_high_contrast else values["sunken"]
    return _SHEET.substitute(values)


class ParallelStyle(QProxyStyle):
    """Fusion with our check boxes, radio buttons, arrows and focus ring."""

    def __init__(self, theme: Theme) -> None:
        """Draw in the colours of ``theme``."""
        super().__init__("Fusion")
        self._theme = theme

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Lengths that differ from Fusion's."""
        metrics = QStyle.PixelMetric
        match metric:
            case (
                metrics.PM_IndicatorWidth
                | metrics.PM_IndicatorHeight
                | metrics.PM_ExclusiveIndicatorWidth
                | metrics.PM_ExclusiveIndicatorHeight
            ):
                return self._theme.fonts.px(_INDICATOR_PX)
            case metrics.PM_CheckBoxLabelSpacing | metrics.PM_RadioButtonLabelSpacing:
                return 8
            case metrics.PM_FocusFrameHMargin | metrics.PM_FocusFrameVMargin:
                return 2 * RING_PX
            case _:
                return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Behaviour that differs from Fusion's."""
        hints = QStyle.StyleHint
        if hint is hints.SH_FocusFrame_AboveWidget:
            return 1
        if hint is hints.SH_EtchDisabledText:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a check box, a radio button or an arrow; leave the rest to Fusion."""
        elements = QStyle.PrimitiveElement
        match element:
            case elements.PE_FrameFocusRect:
                return  # KeyboardFocus draws the ring, around the widget and not inside it.
            case elements.PE_IndicatorCheckBox | elements.PE_IndicatorRadioButton:
                is_round = element is elements.PE_IndicatorRadioButton
                self._draw_indicator(option, painter, is_round=is_round)
            case elements.PE_IndicatorArrowDown:
                self._draw_arrow(option.rect, painter)
            case _:
                super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the focus ring; leave the rest to Fusion."""
        if element is not QStyle.ControlElement.CE_FocusFrame:
            super().drawControl(element, option, painter, widget)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Role.ACCENT), RING_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = RING_PX / 2
        ring = QRectF(option.rect).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(ring, 8, 8)

    def _draw_indicator(self, option: QStyleOption, painter: QPainter, *, is_round: bool) -> None:
        flags = QStyle.StateFlag
        is_on = bool(option.state & flags.State_On)
        is_enabled = bool(option.state & flags.State_Enabled)
        color = self._theme.color
        box = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75)
        radius = box.width() / 2 if is_round else 4.0
        fill, edge, mark = Role.SURFACE, Role.CTRL, Role.ON_ACCENT
        if not is_enabled:
            fill, edge, mark = Role.SUNKEN, Role.LINE2, Role.TEXT3
        elif is_on:
            fill = edge = Role.ACCENT_FILL
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(edge), 1.5))
        painter.setBrush(color(fill))
        painter.drawRoundedRect(box, radius, radius)
        if is_on and is_round:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(mark))
            painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5)
        elif is_on:
            painter.setPen(_round_pen(QPen(color(mark), 1.5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(_tick(box))
        painter.restore()

    def _draw_arrow(self, rect: QRect, painter: QPainter) -> None:
        center, reach = QRectF(rect).center(), 4.0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_round_pen(QPen(self._theme.color(Role.TEXT2), 1.4)))
        painter.drawPolyline(
            [
                center + QPointF(-reach, -reach / 2),
                center + QPointF(0, reach / 2),
                center + QPointF(reach, -reach / 2),
            ]
        )
        painter.restore()


def _round_pen(pen: QPen) -> QPen:
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _tick(box: QRectF) -> QPainterPath:
    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height())

    path = QPainterPath(at(0.26, 0.53))
    path.lineTo(at(0.43, 0.69))
    path.lineTo(at(0.74, 0.34))
    return path


class Look:
    """Dresses the application in a theme, and again whenever the theme changes."""

    def __init__(self, application: QApplication, theme: Theme) -> None:
        """Set style, palette, font and style sheet."""
        self._application = application
        self._theme = theme
        # Qt owns the style, but does not keep its Python half alive.
        self._style = ParallelStyle(theme)
        application.setStyle(self._style)
        self._focus = KeyboardFocus(application)
        theme.changed.connect(self._put_on)
        self._put_on()

    def _put_on(self) -> None:
        palette = palette_for(self._theme.tokens)
        self._application.setPalette(palette)
        QToolTip.setPalette(palette)
        QToolTip.setFont(self._theme.fonts.font(TextStyle.SMALL))
        self._application.setFont(self._theme.fonts.font(TextStyle.BODY))
        self._application.setStyleSheet(sheet_for(self._theme.tokens))
