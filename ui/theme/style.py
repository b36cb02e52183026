"""How Qt's own widgets are drawn: Fusion, a few primitives of ours, and colours by style sheet."""

from string import Template

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QToolTip,
    QWidget,
)

from ui.theme.focus import KeyboardFocus
from ui.theme.fonts import Fonts, TextStyle
from ui.theme.primitives import (
    RING_PX,
    draw_arrow_down,
    draw_combo_box,
    draw_focus_ring,
    draw_indicator,
)
from ui.theme.theme import Theme, palette_for
from ui.theme.tokens import Tokens

_INDICATOR_PX = 16
_TOOL_TIP_AFTER_MS = 400
_CONTROL_PX = 28
_FIELD_INDENT_PX = 9
_COMBO = QStyle.ComplexControl.CC_ComboBox

# No font sizes here: a size hint is measured with the widget's own font, and text would be clipped.
# No combo boxes either: once there is a rule for them, their arrow is an image or bevelled.
_SHEET = Template(
    """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $ctrl; border-radius: 6px;
    placeholder-text-color: $text3;
    selection-background-color: $accent_fill; selection-color: $on_accent;
}
QLineEdit, QAbstractSpinBox { padding: 0 8px; min-height: ${inner}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent;
}
QLineEdit:focus, QAbstractSpinBox:focus { padding: 0 7px; min-height: ${focused_inner}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled,
QAbstractSpinBox:disabled { background: $sunken; color: $text3; border-color: $line; }
QTextBrowser, QTextBrowser:focus { border: none; border-radius: 0; }
QLineEdit[isSearch="true"] { background: $sunken; border-color: $search_edge; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { background: transparent; border: none; }
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


def sheet_for(tokens: Tokens, fonts: Fonts) -> str:
    """The style sheet in a theme's colours, with fields as high as their text needs."""
    values = {role.value: color for role, color in tokens.colors.items()}
    # A trough needs no edge, except where its tint is too faint to be relied on.
    values["search_edge"] = values["ctrl"] if tokens.is_high_contrast else values["sunken"]
    inner_px = fonts.px(_CONTROL_PX) - 2
    return _SHEET.substitute(values, inner=inner_px, focused_inner=inner_px - 2)


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
            case metrics.PM_SmallIconSize | metrics.PM_LineEditIconSize:
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
        if hint is hints.SH_ToolTip_WakeUpDelay:
            return _TOOL_TIP_AFTER_MS
        return super().styleHint(hint, option, widget, returnData)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a check box, a radio button or an arrow; leave the rest to Fusion."""
        elements, tokens = QStyle.PrimitiveElement, self._theme.tokens
        match element:
            case elements.PE_FrameFocusRect:
                return  # KeyboardFocus draws the ring, around the widget and not inside it.
            case elements.PE_IndicatorCheckBox | elements.PE_IndicatorRadioButton:
                is_round = element is elements.PE_IndicatorRadioButton
                draw_indicator(painter, tokens, option.rect, option.state, is_round=is_round)
            case elements.PE_IndicatorArrowDown:
                draw_arrow_down(painter, tokens, option.rect)
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
        if element is QStyle.ControlElement.CE_FocusFrame:
            draw_focus_ring(painter, self._theme.tokens, option.rect)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a combo box; leave the rest to Fusion."""
        if control is not _COMBO:
            super().drawComplexControl(control, option, painter, widget)
            return
        arrow = self.subControlRect(control, option, QStyle.SubControl.SC_ComboBoxArrow, widget)
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        draw_combo_box(painter, self._theme.tokens, option.rect, arrow, is_enabled=is_enabled)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Make combo boxes as high as fields and buttons."""
        if kind is QStyle.ContentsType.CT_ComboBox:
            height = self._theme.fonts.px(_CONTROL_PX)
            return QSize(
                size.width() + 2 * _FIELD_INDENT_PX + height, max(height, size.height() + 4)
            )
        return super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Where a combo box has its text, which starts as that of a field does, and its arrow."""
        parts = QStyle.SubControl
        if control is _COMBO and part in (parts.SC_ComboBoxArrow, parts.SC_ComboBoxEditField):
            outer = option.rect
            arrow = QRect(outer)
            arrow.setLeft(outer.right() + 1 - self._theme.fonts.px(_CONTROL_PX))
            text = outer.adjusted(_FIELD_INDENT_PX, 1, -arrow.width(), -1)
            wanted = arrow if part is parts.SC_ComboBoxArrow else text
            return self.visualRect(option.direction, outer, wanted)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]


class Look(QObject):
    """Dresses the application in a theme, and again whenever the theme changes.

    It lives as long as the theme.

    Attributes:
        focus: draws the focus ring.
    """

    def __init__(self, application: QApplication, theme: Theme) -> None:
        """Set style, palette, font and style sheet."""
        super().__init__(theme)
        self._application = application
        self._theme = theme
        # Qt owns the style, but does not keep its Python half alive.
        self._style = ParallelStyle(theme)
        application.setStyle(self._style)
        self.focus = KeyboardFocus(application, self)
        theme.changed.connect(self._put_on)
        self._put_on()

    def _put_on(self) -> None:
        palette = palette_for(self._theme.tokens)
        self._application.setPalette(palette)
        QToolTip.setPalette(palette)
        QToolTip.setFont(self._theme.fonts.font(TextStyle.SMALL))
        self._application.setFont(self._theme.fonts.font(TextStyle.BODY))
        self._application.setStyleSheet(sheet_for(self._theme.tokens, self._theme.fonts))
