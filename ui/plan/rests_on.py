"""What a sentence of the plan rests on: the workers' statements, or nobody's."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.documents import StatementRef
from models.plan import SentenceSource
from models.run import Run
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
    """Shows what a `Pointed` sentence rests on. Its height never changes, so nothing jumps.

    Attributes:
        place_shown: the StatementRef of a statement that the user wants to see in its panel.
    """

    place_shown = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing is pointed at."""
        super().__init__(theme, Role.CHROME, parent)
        self._theme = theme
        self._shown: tuple[Pointed | None, Run] | None = None
        self._sentence = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 0)
        head.setSpacing(10)
        head.addWidget(ElidedLabel(theme, self.tr("Rests on"), TextStyle.HEADING))
        head.addWidget(self._sentence, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.setAccessibleName(self.tr("What the sentence rests on"))
        theme.changed.connect(self._fit)
        self._fit()

    def show_pointed(self, pointed: Pointed | None, run: Run) -> None:
        """Show what a sentence rests on; ``None`` says how to find out."""
        if (pointed, run) == self._shown:
            return
        self._shown = (pointed, run)
        self._sentence.setText(quoted(pointed.text) if pointed is not None else "")
        ground = Pane(self._theme, Role.CHROME)
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 4, 16, 8)
        column.setSpacing(2)
        for line in self._lines(pointed, run):
            column.addWidget(line)
        column.addStretch()
        self._area.setWidget(ground)

    def _lines(self, pointed: Pointed | None, run: Run) -> list[QWidget]:
        if pointed is None:
            hint = self.tr("Point at a sentence of the plan, or put the caret into it.")
            return [WrapLabel(self._theme, hint, TextStyle.SMALL, Role.TEXT2)]
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
        said = self.tr("Added by the synthesizer: no worker and no part of the brief says this.")
        row.addWidget(WrapLabel(self._theme, said, TextStyle.SMALL), 1)
        return line

    def _statement(self, ref: StatementRef, run: Run) -> SourceText:
        quote = text_of(run, ref)[ref.start : ref.end]
        words = f"{self._name(ref, run)}: {quoted(quote)}" if quote else self._name(ref, run)
        is_worker = ref.document_id.startswith("specialist/")
        hint = self.tr("Show in panel") if is_worker else self.tr("Show in brief")
        line = SourceText(self._theme, words, hint, padding_px=0)
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
        self.setFixedHeight(self._theme.fonts.px(_HEIGHT_PX))


def pointed_in(markdown: str, provenance: tuple[SentenceSource, ...], at: int) -> Pointed | None:
    """The sentence of a section at a place in its Markdown."""
    found = next((one for one in provenance if one.start <= at < one.end), None)
    return Pointed(plain(markdown[found.start : found.end]), found) if found is not None else None
