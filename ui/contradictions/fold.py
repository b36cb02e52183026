"""A row that shows or hides the rows below it, such as "3 minor"."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.contradictions.row import ListRow, RowSlot
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class FoldRow(ListRow):
    """The row of a fold: an arrow and how many are below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Closed."""
        super().__init__(theme, 32, parent)
        self.setCheckable(True)
        self._arrow = IconMark(theme, Icon.RIGHT, Role.TEXT3)
        self._words = ElidedLabel(theme, "", TextStyle.SMALL_STRONG, Role.TEXT2)
        row = QHBoxLayout(self)
        row.setContentsMargins(17 - RowSlot.INSET_PX, 0, 14 - RowSlot.INSET_PX, 0)
        row.setSpacing(11)
        row.addWidget(self._arrow)
        row.addWidget(self._words, 1)
        for part in (self._arrow, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._turn)

    def show_words(self, words: str) -> None:
        """Say what is below."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._say_state()

    def _turn(self, is_open: bool) -> None:
        self._arrow.show_icon(Icon.DOWN if is_open else Icon.RIGHT, Role.TEXT3)
        self._say_state()

    def _say_state(self) -> None:
        shown, hidden = self.tr("shown"), self.tr("hidden")
        self.setAccessibleDescription(shown if self.isChecked() else hidden)


class Fold(QWidget):
    """A `FoldRow` and what it hides; with nothing to hide, it is not there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Closed and empty."""
        super().__init__(parent)
        self.row = FoldRow(theme)
        self._inside = QWidget()
        self.inside = QVBoxLayout(self._inside)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(RowSlot(theme, self.row))
        column.addWidget(Hairline(theme))
        column.addWidget(self._inside)
        self._inside.hide()
        self.row.toggled.connect(self._inside.setVisible)

    def show_words(self, words: str, *, is_there: bool) -> None:
        """Say what is inside."""
        self.row.show_words(words)
        self.setVisible(is_there)
