"""Where words to find are typed, and how often they were found."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.buttons import IconButton
from ui.components.labels import ElidedLabel
from ui.components.pane import Pane
from ui.components.search_field import SearchField
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class FindBar(Pane):
    """A field, the number of places, and two arrows.

    Attributes:
        wanted: mark all places with these words; empty marks none.
        step_wanted: go to the next (1) or the previous (-1) place.
        closed: the bar was closed.
    """

    wanted = Signal(str)
    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Closed at first."""
        super().__init__(theme, Role.CHROME, parent)
        self._field = SearchField(theme, self.tr("Find in what is shown"))
        self._field.setAccessibleName(self.tr("Find in what is shown"))
        self._field.textChanged.connect(self.wanted)
        self._field.returnPressed.connect(lambda: self.step_wanted.emit(1))
        self._count = ElidedLabel(theme, style=TextStyle.META, role=Role.TEXT2)
        previous = IconButton(theme, Icon.UP, self.tr("Previous place"))
        previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        following = IconButton(theme, Icon.DOWN, self.tr("Next place"))
        following.clicked.connect(lambda: self.step_wanted.emit(1))
        close = IconButton(theme, Icon.CLOSE, self.tr("Close find bar"))
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._field)
        for widget in (previous, following, self._count):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(close)
        self.hide()

    @property
    def words(self) -> str:
        """What is to be found."""
        return self._field.text()

    def open_bar(self) -> None:
        """Show the bar and wait for words."""
        self.show()
        self._field.setFocus()
        self._field.selectAll()
        self.wanted.emit(self._field.text())

    def close_bar(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self.wanted.emit("")
        self.closed.emit()

    def show_count(self, places: int | None) -> None:
        """Say how many places there are; ``None`` that nothing here can be searched."""
        has_words = bool(self._field.text())
        if places is None:
            self._count.setText(self.tr("Only the workers and the plan can be searched"))
            return
        text = self.tr("{0} found").format(places) if places else self.tr("Nothing found")
        self._count.setText(text if has_words else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar; it never stops work."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
