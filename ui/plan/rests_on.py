"""What a sentence of the plan rests on: the workers' statements, or nobody's."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.documents import StatementRef
from models.plan import SentenceSource
from models.run import Run
from ui.components.buttons import IconButton
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline, Pane
from ui.components.source_text import SourceText
from ui.contradictions.context import text_of
from ui.contradictions.words import plain, quoted
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_HEIGHT_PX = 104
_LOW_PX = 36
_LONG_RUN_WORDS = 12
"""A run of so many copied words is worth saying."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A sentence of the plan that the user points at.

    Attributes:
        text: its words.
        source: what it rests on.
    """

    text: str
    source: SentenceSource


class RestsOnPane(Pane):
    """Shows what a `Pointed` sentence rests on; pointing never changes its height.

    Where there is little room it is one line, with a button that shows the first source.

    Attributes:
        place_shown: the StatementRef of a statement that the user wants to see in its panel.
    """

    place_shown = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing is pointed at."""
        super().__init__(theme, Role.CHROME, parent)
        self._theme = theme
        self._shown: tuple[Pointed | None, Run] | None = None
        self._is_low = False
        self._sentence = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self.open_button = IconButton(theme, Icon.OPEN, self.tr("Show where it stands"))
        self.open_button.clicked.connect(self._open_first)
        self.open_button.hide()
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 10, 0)
        head.setSpacing(10)
        head.addWidget(ElidedLabel(theme, self.tr("Rests on"), TextStyle.HEADING))
        head.addWidget(self._sentence, 1)
        head.addWidget(self.open_button)
        self._head = QWidget()
        self._head.setLayout(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addWidget(self._head)
        column.addWidget(self._area, 1)
        self.setAccessibleName(self.tr("What the sentence rests on"))
        theme.changed.connect(self._fit)
        self._fit()

    def show_pointed(self, pointed: Pointed | None, run: Run) -> None:
        """Show what a sentence rests on; ``None`` says how to find out."""
        if (pointed, run) == self._shown:
            return
        self._shown = (pointed, run)
        self._fill(pointed, run)

    def set_low(self, is_low: bool) -> None:
        """Say all in one line, or in lines of their own."""
        if is_low == self._is_low:
            return
        self._is_low = is_low
        self._fit()
        if self._shown is not None:
            self._fill(*self._shown)

    def _fill(self, pointed: Pointed | None, run: Run) -> None:
        if self._is_low:
            self._sentence.setText(self._in_a_line(pointed, run))
            self.open_button.setVisible(pointed is not None and bool(pointed.source.sources))
            return
        self.open_button.hide()
        self._sentence.setText(quoted(pointed.text) if pointed is not None else "")
        ground = Pane(self._theme, Role.CHROME)
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 4, 16, 8)
        column.setSpacing(2)
        for line in self._lines(pointed, run):
            column.addWidget(line)
        column.addStretch()
        self._area.setWidget(ground)

    def _open_first(self) -> None:
        pointed = self._shown[0] if self._shown is not None else None
        if pointed is not None and pointed.source.sources:
            self.place_shown.emit(pointed.source.sources[0])

    def _in_a_line(self, pointed: Pointed | None, run: Run) -> str:
        if pointed is None:
            return self._how_to()
        if pointed.source.is_added:
            return self._why_added()
        return " · ".join(self._words(ref, run) for ref in pointed.source.sources)

    def _how_to(self) -> str:
        return self.tr("Point at a sentence of the plan, or put the caret into it.")

    def _why_added(self) -> str:
        return self.tr("Added by the synthesizer: no worker and no part of the brief says this.")

    def _lines(self, pointed: Pointed | None, run: Run) -> list[QWidget]:
        if pointed is None:
            return [WrapLabel(self._theme, self._how_to(), TextStyle.SMALL, Role.TEXT2)]
        source = pointed.source
        if source.is_added:
            return [self._added()]
        lines: list[QWidget] = [self._statement(ref, run) for ref in source.sources]
        if source.copied_words >= _LONG_RUN_WORDS:
            words = self.tr("{count} words in a row are taken over unchanged.")
            said = words.format(count=source.copied_words)
            lines.append(WrapLabel(self._theme, said, TextStyle.SMALL, Role.TEXT2))
        return lines

    def _added(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark(self._theme, Icon.INFO, Role.TEXT2))
        row.addWidget(WrapLabel(self._theme, self._why_added(), TextStyle.SMALL), 1)
        return line

    def _words(self, ref: StatementRef, run: Run) -> str:
        quote = text_of(run, ref)[ref.start : ref.end]
        return f"{self._name(ref, run)}: {quoted(quote)}" if quote else self._name(ref, run)

    def _statement(self, ref: StatementRef, run: Run) -> SourceText:
        is_worker = ref.document_id.startswith("specialist/")
        hint = self.tr("Show in panel") if is_worker else self.tr("Show in brief")
        line = SourceText(self._theme, self._words(ref, run), hint, padding_px=0)
        line.clicked.connect(lambda: self.place_shown.emit(ref))
        return line

    def _name(self, ref: StatementRef, run: Run) -> str:
        kind, _, slot = ref.document_id.partition("/")
        names = {one.slot: one.specialist for one in run.contributions}
        if kind == "specialist":
            return names.get(slot, slot)
        return {
            "fact": self.tr("Fixed fact"),
            "attachment": self.tr("Attachment"),
            "rule": self.tr("House rule"),
        }.get(kind, self.tr("Brief"))

    def _fit(self) -> None:
        px = self._theme.fonts.px
        self.setFixedHeight(px(_LOW_PX if self._is_low else _HEIGHT_PX))
        self._head.setContentsMargins(0, 0 if self._is_low else 8, 0, 0)
        self._area.setVisible(not self._is_low)


def pointed_in(markdown: str, provenance: tuple[SentenceSource, ...], at: int) -> Pointed | None:
    """The sentence of a section at a place in its Markdown."""
    found = next((one for one in provenance if one.start <= at < one.end), None)
    return Pointed(plain(markdown[found.start : found.end]), found) if found is not None else None
