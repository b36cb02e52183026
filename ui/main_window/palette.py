"""The command palette: type a few letters of what you want, press Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.components.search_field import SearchField
from ui.theme.theme import Theme

_WIDTH_PX = 520
_HEIGHT_PX = 380


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose.

    Attributes:
        text: what it does.
        keys: its keys, for learning them; may be empty.
        do: does it.
    """

    text: str
    keys: str
    do: Callable[[], None]


class CommandPalette(QDialog):
    """Finds a command by the letters of its name, in order but not necessarily together."""

    def __init__(self, theme: Theme, choices: Sequence[Choice], parent: QWidget) -> None:
        """Offer ``choices``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("All commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self._choices = choices
        self._field = SearchField(theme, self.tr("Type what you want to do"))
        self._field.setAccessibleName(self.tr("Find a command"))
        self._field.textChanged.connect(self._show_matching)
        self._field.returnPressed.connect(self._choose)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.itemActivated.connect(lambda _item: self._choose())
        layout = QVBoxLayout(self)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self._show_matching("")
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the field has the focus."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in keys:
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _show_matching(self, text: str) -> None:
        self._list.clear()
        for choice in self._choices:
            if _has_in_order(choice.text, text):
                label = f"{choice.text}    {choice.keys}" if choice.keys else choice.text
                item = QListWidgetItem(label, self._list)
                item.setData(Qt.ItemDataRole.UserRole, self._choices.index(choice))
        self._list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            choice = self._choices[item.data(Qt.ItemDataRole.UserRole)]
            self.accept()
            choice.do()


def _has_in_order(text: str, letters: str) -> bool:
    """Whether ``text`` has these letters in this order, spaces aside."""
    rest = iter(text.casefold())
    return all(letter in rest for letter in letters.casefold() if not letter.isspace())
