"""A line under a text that says how it ended or which version it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton
from ui.components.labels import WrapLabel
from ui.components.pane import Hairline
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.placeholder import GUTTER_PX, MARGIN_PX


class NoteStrip(QWidget):
    """A sentence, and at most one link. It lies below the text, which therefore never moves.

    Attributes:
        followed: the link was pressed.
    """

    followed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Hidden as long as there is nothing to say."""
        super().__init__(parent)
        self._text = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._link = LinkButton(theme, size=ButtonSize.COMPACT)
        self._link.clicked.connect(self.followed)
        row = QHBoxLayout()
        row.setContentsMargins(GUTTER_PX, 5, MARGIN_PX, 5)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_note(self, text: str, link: str = "") -> None:
        """Say ``text``; an empty one hides the strip."""
        if text != self._text.text():
            self._text.setText(text)
        if link != self._link.text():
            self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setVisible(bool(text))
