"""The foot of the page: what will happen, or what is in the way, and Run."""

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import PrimaryButton
from ui.components.key_cap import KeyCap
from ui.components.labels import WrapLabel
from ui.components.pane import Hairline
from ui.ready.checks import Check
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class RunFooter(QWidget):
    """The one accent button of the page, with the reason beside it where it is disabled.

    Attributes:
        run_clicked: the user wants to run.
    """

    run_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing is ready."""
        super().__init__(parent)
        self._has_room = False
        self._title = WrapLabel(theme, style=TextStyle.HEADING)
        self._text = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._run = PrimaryButton(theme, self.tr("Run"), Icon.PLAY, ButtonSize.LARGE)
        self._run.clicked.connect(self.run_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(4)
        for key in ("⌘", "↩") if sys.platform == "darwin" else (self.tr("Ctrl"), self.tr("Enter")):
            keys.addWidget(KeyCap(theme, key))
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(4)
        row.addWidget(self._keys)
        row.addWidget(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(row)

    def show_ready(self, title: str, text: str) -> None:
        """Enable Run and say what it will do."""
        self._say(title, text)
        self._run.set_blocked("")
        self._show_keys()

    def show_blocked(self, check: Check) -> None:
        """Disable Run and say why, and what to do."""
        self._say(check.title, check.remedy or check.detail)
        self._run.set_blocked(f"{check.title}. {check.remedy or check.detail}".strip())
        self._show_keys()

    def set_room_for_keys(self, has_room: bool) -> None:
        """Say whether the keys that press Run can be shown."""
        self._has_room = has_room
        self._show_keys()

    def _show_keys(self) -> None:
        # While they do nothing, the reason has their room.
        self._keys.setVisible(self._has_room and self._run.isEnabled())

    def _say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
