"""The field in which the brief is written."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from ui.components.labels import WrapLabel
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_MARGIN_PX = 16
_USUAL_PX = 260
_LEAST_PX = 150


class BriefEditor(QTextEdit):
    """Plain text. It grows with what is written, as far as there is room.

    Attributes:
        files_dropped: paths of local files that were dropped or pasted, as a list of Path.
    """

    files_dropped = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """An empty brief."""
        super().__init__(parent)
        self._theme = theme
        self.setAcceptRichText(False)
        # Tab leads on: a brief needs no tabs, and the keyboard must get out of here.
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Brief"))
        question = self.tr(
            "What should be planned? Dates, budgets and limits you state here always win."
        )
        self.setAccessibleDescription(question)
        # Qt's own placeholder knows nothing of the line height, and cuts off its second line.
        self._question = WrapLabel(theme, question, TextStyle.BRIEF, Role.TEXT3, self.viewport())
        self._question.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._ask_or_not)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.updateGeometry()
        )
        theme.changed.connect(self._restyle)
        self._restyle()
        self.document().clearUndoRedoStacks()

    def show_text(self, text: str) -> None:
        """Replace the whole brief."""
        self.setPlainText(text)
        self._set_line_height()
        self.document().clearUndoRedoStacks()

    def append_text(self, text: str) -> None:
        """Add text below what is there, in one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        gap = "\n\n" if self.toPlainText().strip() else ""
        cursor.insertText(f"{gap}{text}")
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        needed = round(self.document().size().height()) + 2 * self.frameWidth()
        return QSize(self._theme.fonts.px(480), max(self._theme.fonts.px(_USUAL_PX), needed))

    def minimumSizeHint(self) -> QSize:
        """A few lines; the rest scrolls."""
        return QSize(self._theme.fonts.px(200), self._theme.fonts.px(_LEAST_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the window, which runs the brief."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take files as well as text."""
        return bool(_local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Offer files for loading, instead of writing their addresses into the brief."""
        if files := _local_files(source):
            self.files_dropped.emit(files)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the question the lines it needs."""
        super().resizeEvent(event)
        self._place_question()

    def _ask_or_not(self) -> None:
        self._question.setVisible(self.document().isEmpty())

    def _place_question(self) -> None:
        # Qt puts the rest of a fixed line height above the text, and a label half of it.
        below = (self._line_px - self.fontMetrics().height()) // 2
        width = self.viewport().width() - 2 * _MARGIN_PX
        height = self._question.heightForWidth(width)
        self._question.setGeometry(_MARGIN_PX, _MARGIN_PX + below, width, height)

    @property
    def _line_px(self) -> int:
        return max(self._theme.fonts.line_px(TextStyle.BRIEF), self.fontMetrics().height())

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.BRIEF))
        self.document().setDocumentMargin(_MARGIN_PX)
        self._set_line_height()
        self._place_question()
        self.updateGeometry()

    def _set_line_height(self) -> None:
        """The design's line height, in all lines there are and those that follow them."""
        document = self.document()
        wanted = QTextBlockFormat()
        # PySide wants the number behind the enum here.
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        wanted.setLineHeight(self._line_px, kind)
        is_changed = document.isModified()
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        # The look is no edit: it is not undone, and nothing typed is told to have changed.
        self.blockSignals(True)
        cursor.joinPreviousEditBlock()
        cursor.mergeBlockFormat(wanted)
        cursor.endEditBlock()
        self.blockSignals(False)
        document.setModified(is_changed)


def _local_files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
