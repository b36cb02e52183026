"""A tinted strip that says what is wrong or incomplete, and what can be done."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class Tone(Enum):
    """Icon, its colour, and tint."""

    WARN = (Icon.WARNING, Role.WARN, Role.WARN_T)
    ERR = (Icon.FAILED, Role.ERR, Role.ERR_T)
    INFO = (Icon.INFO, Role.ACCENT, Role.ACCENT_TINT)

    @property
    def icon(self) -> Icon:
        """What stands before the text."""
        return self.value[0]

    @property
    def role(self) -> Role:
        """The icon's colour."""
        return self.value[1]

    @property
    def tint(self) -> Role:
        """What fills the banner."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a banner says.

    Attributes:
        tone: how grave it is.
        title: what is so, such as "Plan from 3 of 4 workers".
        text: why, or what it means.
    """

    tone: Tone
    title: str
    text: str = ""


class Banner(QWidget):
    """Shows a `Notice`, with buttons at its end."""

    def __init__(self, theme: Theme, notice: Notice, parent: QWidget | None = None) -> None:
        """Show ``notice``."""
        super().__init__(parent)
        self._theme = theme
        self._notice = notice
        self._title = WrapLabel(theme, style=TextStyle.HEADING)
        self._text = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._icon = IconMark(theme, notice.tone.icon)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 9)
        self._row.setSpacing(10)
        self._row.addWidget(self._icon)
        self._row.addLayout(words, 1)
        self._row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self.update)
        self.show_notice(notice)

    def show_notice(self, notice: Notice) -> None:
        """Say something else."""
        self._notice = notice
        self._icon.show_icon(notice.tone.icon, notice.tone.role)
        self._title.setText(notice.title)
        self._text.setText(notice.text)
        self._text.setVisible(bool(notice.text))
        self.setAccessibleName(notice.title)
        self.setAccessibleDescription(notice.text)
        self.update()

    def add_action(self, button: QWidget) -> None:
        """Put a button at the end."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tint and line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._notice.tone.tint))
        bottom = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(bottom, self._theme.color(Role.LINE))
