"""One way to rule, as a card with a radio button, its key and what would hold."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ui.components.key_cap import KeyCap
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.painting import CARD_RADIUS, fill_rounded, mirrored, smooth_painter
from ui.components.tool_tips import plain_tool_tip
from ui.contradictions.ruling.options import Option
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_PADDING_PX = 11
_RADIO_PX = 16
_MOST_LINES = 2


class _ShortText(WrapLabel):
    """At most two lines; the card's tooltip has it all."""

    def heightForWidth(self, width: int) -> int:
        """No higher than the lines that are shown."""
        return min(super().heightForWidth(width), _MOST_LINES * self._line_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are shown; dots say that there are more."""
        layout = self._laid_out(self.width())
        if layout.lineCount() <= _MOST_LINES:
            super().paintEvent(event)
            return
        painter = smooth_painter(self)
        painter.setPen(self._theme.color(self._role if self.isEnabled() else Role.TEXT3))
        first = layout.lineAt(0)
        top = self._line_px
        layout_text = self.text()
        head = layout_text[: first.textLength()].rstrip()
        rest = layout_text[first.textLength() :]
        for at, words in enumerate((head, rest)):
            rect = QRect(0, at * top, self.width(), top)
            shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class OptionCard(QAbstractButton):
    """Shows an `Option`; a field may stand in it."""

    def __init__(
        self,
        theme: Theme,
        option: Option,
        field: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Not chosen; ``field`` stands where the other cards have their text."""
        super().__init__(parent)
        self._theme = theme
        self.setText(option.label)
        self.setAccessibleName(option.label)
        self.setAccessibleDescription(option.text)
        tip = f"{option.text}  ({option.key})" if option.key else option.text
        self.setToolTip(plain_tool_tip(tip))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addSpacing(theme.fonts.px(_RADIO_PX) + 8)
        self._option = option
        self._is_short = False
        self._title = ElidedLabel(theme, option.label, TextStyle.HEADING)
        head.addWidget(self._title, 1)
        self._key = KeyCap(theme, option.key) if option.key else None
        if self._key is not None:
            head.addWidget(self._key)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PADDING_PX, 7, _PADDING_PX, 8)
        self._column.setSpacing(3)
        self._column.addLayout(head)
        self._text = _ShortText(theme, option.text, TextStyle.SMALL, Role.TEXT2)
        self._field = field
        self._column.addWidget(self._text)
        self._column.addStretch()
        for part in (self._title, self._text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_short(False)
        theme.changed.connect(self.update)

    def set_short(self, is_short: bool) -> None:
        """Without room, be one line: what would hold stands behind the label, the field elsewhere.

        A field that was taken to another place comes back when there is room.
        """
        self._is_short = is_short
        self._fit_title()
        self._text.setVisible(self._field is None and not is_short)
        if self._key is not None:
            self._key.setVisible(not is_short)
        if self._field is not None and not is_short:
            self._column.insertWidget(1, self._field)
            self._field.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what would hold where there is room for it."""
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        label, value = self._option.label, self._option.value
        if self._is_short:
            metrics = self._title.fontMetrics()
            self._title.setMinimumWidth(metrics.horizontalAdvance(label) + 1)
            whole = f"{label}: {value}"
            used = 2 * _PADDING_PX + self._theme.fonts.px(_RADIO_PX) + 2 * 8
            has_room = metrics.horizontalAdvance(whole) < self.width() - used
            label = whole if value and has_room else label
        else:
            self._title.setMinimumWidth(0)
        self._title.setText(label)

    def sizeHint(self) -> QSize:
        """As high as what stands in it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the group: it saves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be chosen."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its radio button."""
        painter = smooth_painter(self)
        color, tokens = self._theme.color, self._theme.tokens
        fill, edge = tokens.button, Role.LINE2
        if self.isChecked():
            fill, edge = Role.ACCENT_TINT, Role.ACCENT
        elif self.underMouse():
            fill = Role.HOVER
        fill_rounded(painter, self.rect(), CARD_RADIUS, color(fill), color(edge))
        size = self._theme.fonts.px(_RADIO_PX)
        line = self._theme.fonts.line_px(TextStyle.HEADING)
        box = QRect(_PADDING_PX, 7 + max(0, (line - size) // 2), size, size)
        option = QStyleOptionButton()
        option.initFrom(self)
        option.rect = mirrored(self, box)
        on, off = QStyle.StateFlag.State_On, QStyle.StateFlag.State_Off
        option.state |= on if self.isChecked() else off
        radio = QStyle.PrimitiveElement.PE_IndicatorRadioButton
        self.style().drawPrimitive(radio, option, painter, self)
