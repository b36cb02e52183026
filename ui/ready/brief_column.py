"""The left column: the brief and its fixed facts."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.brief import Fact
from ui.components.buttons import FlatButton
from ui.components.labels import ElidedLabel
from ui.components.pane import Pane
from ui.ready.brief_editor import BriefEditor
from ui.ready.checks import word_count
from ui.ready.draft import FactLine
from ui.ready.facts_panel import FactsPanel
from ui.ready.text_file import FileRefused, read_text_file
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_PAUSE_MS = 600
"""So long after the last letter the brief is looked through for facts."""

_WIDEST_PX = 780


class BriefColumn(QScrollArea):
    """Edits brief and facts.

    Attributes:
        changed: something was typed, added or removed.
        facts_wanted: the brief's text, after typing has stopped.
        file_refused: a file was not taken: what is wrong, and the remedy.
    """

    changed = Signal()
    facts_wanted = Signal(str)
    file_refused = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """An empty brief."""
        super().__init__(parent)
        self._theme = theme
        self.editor = BriefEditor(theme)
        self.editor.textChanged.connect(self._take_in_text)
        self.editor.files_dropped.connect(self.add_files)
        self.facts = FactsPanel(theme)
        self.facts.changed.connect(self.changed)
        self._count = ElidedLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self._ask_for_facts)
        self._build(theme)
        self._take_in_text()

    @property
    def text(self) -> str:
        """The brief."""
        return self.editor.toPlainText()

    def show_brief(self, text: str, facts: tuple[FactLine, ...], settled: tuple[str, ...]) -> None:
        """Replace everything."""
        self.facts.show_facts(facts, settled)
        self.editor.show_text(text)

    def show_proposed(self, facts: tuple[Fact, ...]) -> None:
        """Propose facts found in the brief."""
        self.facts.show_proposed(facts if self.text.strip() else ())

    def add_files(self, paths: Iterable[Path]) -> None:
        """Load text files into the brief, below what is there."""
        refused = []
        for path in paths:
            read = read_text_file(path)
            if isinstance(read, FileRefused):
                refused.append(read)
            else:
                self.editor.append_text(read)
        for one in refused:  # last, because a change of the brief takes back what was said
            self.file_refused.emit(one.message, one.remedy)

    def _build(self, theme: Theme) -> None:
        add_file = FlatButton(theme, self.tr("Add file"), Icon.ADD)
        add_file.setToolTip(self.tr("A text file; it can also be dropped onto the brief"))
        add_file.clicked.connect(self._choose_file)
        title = ElidedLabel(theme, self.tr("Brief"), TextStyle.TITLE)
        title.setBuddy(self.editor)
        header = QHBoxLayout()
        header.addWidget(title, 1)
        header.addWidget(add_file)
        self._inside = Pane(theme, Role.SURFACE)
        # No labels that wrap in here: a layout with them never shrinks the editor.
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(0)
        self._column.addLayout(header)
        self._column.addSpacing(6)
        self._column.addWidget(self.editor)
        self._column.addSpacing(7)
        self._column.addWidget(self._count)
        self._column.addSpacing(18)
        self._column.addWidget(self.facts)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_side_margin(self, side_px: int) -> None:
        """Leave so much room at both sides."""
        self._column.setContentsMargins(side_px, 24, side_px, 24)
        # Longer lines are hard to read.
        self._inside.setMaximumWidth(self._theme.fonts.px(_WIDEST_PX))

    def _take_in_text(self) -> None:
        text = self.text
        said = self.tr("{words} · every worker reads exactly this text")
        self._count.setText(said.format(words=word_count(len(text.split()))))
        if text.strip():
            self._typing.start()
        else:
            self._typing.stop()
            self.facts.show_proposed(())
        self.changed.emit()

    def _ask_for_facts(self) -> None:
        self.facts_wanted.emit(self.text)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a text file to the brief"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Text files (*.txt *.md *.markdown)"), self.tr("All (*)")])
        dialog.filesSelected.connect(lambda names: self.add_files(Path(one) for one in names))
        dialog.open()
