"""Text that wraps and can be pressed, to see where it comes from."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.components.labels import WrapLabel
from ui.components.painting import CHIP_RADIUS, fill_rounded, smooth_painter
from ui.components.tool_tips import plain_tool_tip
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

PADDING_PX = 4
"""Left and right of the words."""

_AROUND_PX = 4
"""Above and below: one line of small text is a target of 24 px."""


class SourceText(QAbstractButton):
    """A wrapped text; pressed, its source is shown.

    It has the colour of links, or one that is given; then only the mouse shows that it is one.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        hint: str,
        style: TextStyle = TextStyle.SMALL,
        padding_px: int = PADDING_PX,
        role: Role = Role.ACCENT,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text``; ``hint`` says what pressing does."""
        super().__init__(parent)
        self._theme = theme
        self._padding_px = padding_px
        self._hint = hint
        self.setToolTip(plain_tool_tip(hint))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._is_plain = role is not Role.ACCENT
        self._label = WrapLabel(theme, text, style, role)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(padding_px, _AROUND_PX, padding_px, _AROUND_PX)
        column.addWidget(self._label)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self._label.setText(text)
        self.setAccessibleName(f"{text}. {self._hint}" if self._hint else text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Its words, on as many lines as its width makes."""
        hint = self._label.sizeHint()
        return QSize(hint.width() + 2 * self._padding_px, hint.height() + 2 * _AROUND_PX)

    def minimumSizeHint(self) -> QSize:
        """A narrow column."""
        hint = self._label.minimumSizeHint()
        height = self.heightForWidth(self.width())
        return QSize(min(hint.width(), 48) + 2 * self._padding_px, height)

    def hasHeightForWidth(self) -> bool:
        """It has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        inside = self._label.heightForWidth(max(1, width - 2 * self._padding_px))
        return inside + 2 * _AROUND_PX

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self._underline(self._is_plain)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        super().leaveEvent(event)
        self._underline(False)
        self.update()

    def _underline(self, is_underlined: bool) -> None:
        font = self._label.font()
        font.setUnderline(is_underlined)
        self._label.setFont(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies under the words."""
        if self.underMouse() or self.isDown():
            fill = self._theme.color(Role.HOVER)
            fill_rounded(smooth_painter(self), self.rect(), CHIP_RADIUS, fill)
