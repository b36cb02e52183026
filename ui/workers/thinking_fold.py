"""The thinking of an LLM: apart from its answer, and folded."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton
from ui.components.pane import Hairline
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.placeholder import GUTTER_PX, MARGIN_PX
from ui.workers.status import WorkerStatus
from ui.workers.wording import thinking_label, translate

_LINES = 8
"""So many lines of thinking are shown at once; the answer keeps the rest of the panel."""


class ThinkingFold(QWidget):
    """A row that says how much was thought; a click shows it, as plain text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Folded, and hidden as long as nothing was thought."""
        super().__init__(parent)
        self._theme = theme
        self._thinking = ""
        self._button = FlatButton(theme, icon=Icon.RIGHT, size=ButtonSize.COMPACT)
        self._button.setCheckable(True)
        self._button.toggled.connect(self._unfold)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName(translate("Workers", "Thinking"))
        # Tab leaves it: who reads with the keyboard must get to the answer.
        self._text.setTabChangesFocus(True)
        self._text.hide()
        row = QHBoxLayout()
        # The icon stands in the gutter, so that the word lines up with the text below.
        row.setContentsMargins(GUTTER_PX - 29, 2, MARGIN_PX, 2)
        row.addWidget(self._button)
        row.addStretch()
        inset = QHBoxLayout()
        inset.setContentsMargins(GUTTER_PX - 8, 0, MARGIN_PX, 8)
        inset.addWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(inset)
        column.addWidget(Hairline(theme))
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def is_unfolded(self) -> bool:
        """Whether the thinking can be read."""
        return self._button.isChecked()

    @property
    def text(self) -> str:
        """The thinking as far as it is shown."""
        return self._text.toPlainText()

    @property
    def label(self) -> str:
        """What the row says."""
        return self._button.text()

    @property
    def button(self) -> FlatButton:
        """Folds and unfolds."""
        return self._button

    def show_status(self, status: WorkerStatus) -> None:
        """Show how much was thought, and the rest of it if it is unfolded."""
        thinking = status.contribution.thinking
        label = thinking_label(status) if thinking else ""
        if label != self._button.text():
            self._button.setText(label)
            self._button.updateGeometry()
        self._thinking = thinking
        self._write()
        self.setVisible(bool(thinking))

    def _unfold(self, is_unfolded: bool) -> None:
        self._button.set_icon(Icon.DOWN if is_unfolded else Icon.RIGHT)
        self._write()
        self._text.setVisible(is_unfolded)

    def _write(self) -> None:
        """Append what is new. Folded thinking costs nothing."""
        if not self.is_unfolded:
            return
        shown = self._text.toPlainText()
        if not self._thinking.startswith(shown):
            self._text.setPlainText(self._thinking)
        elif len(shown) < len(self._thinking):
            cursor = QTextCursor(self._text.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(self._thinking[len(shown) :])

    def _restyle(self) -> None:
        self._text.setFont(self._theme.fonts.font(TextStyle.SMALL))
        self._text.setFixedHeight(_LINES * self._theme.fonts.line_px(TextStyle.SMALL) + 16)
        color = self._theme.color
        # The application's sheet gives fields an edge; this one is only to be read.
        self._text.setStyleSheet(
            f"QPlainTextEdit {{ background: {color(Role.SUNKEN).name()};"
            f" color: {color(Role.TEXT2).name()}; border: none; border-radius: 6px;"
            " padding: 4px; }"
        )
