"""The log of candidates that turned out to fit: both sentences, and what the looks said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from models.candidate import Candidate, Look
from ui.components.labels import WrapLabel
from ui.components.pane import Hairline, Pane
from ui.contradictions import words
from ui.contradictions.findings import LETTERS, Findings
from ui.contradictions.quote_box import QuoteBox
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class CompatiblePage(QScrollArea):
    """Shows what was proposed and dropped; nothing of it counts.

    Attributes:
        place_shown: the StatementRef of a sentence that the user wants to see in its panel.
    """

    place_shown = Signal(object)

    def __init__(self, theme: Theme, findings: Findings) -> None:
        """Show the dropped candidates of ``findings``."""
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Turned out compatible"))
        ground = Pane(theme, Role.SURFACE)
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        column.addWidget(WrapLabel(theme, self.tr("Turned out compatible"), TextStyle.TITLE))
        said = self.tr(
            "These were proposed and looked at again by themselves. They fit together, so they do "
            "not count and change nothing in the plan."
        )
        column.addWidget(WrapLabel(theme, said, TextStyle.SMALL, Role.TEXT2))
        for candidate in findings.dropped:
            column.addWidget(self._entry(candidate))
        column.addStretch()
        self.setWidget(ground)

    def _entry(self, candidate: Candidate) -> QWidget:
        entry = QWidget()
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(Hairline(self._theme))
        column.addSpacing(4)
        title = words.capital(candidate.title)
        column.addWidget(WrapLabel(self._theme, title, TextStyle.HEADING))
        for letter, side in zip(LETTERS, candidate.sides, strict=False):
            box = QuoteBox(self._theme, letter, side, candidate.topic)
            box.shown.connect(lambda _place, ref=side.ref: self.place_shown.emit(ref))
            column.addWidget(box)
        proposed = self.tr("Proposed because: {reason}").format(reason=candidate.explanation)
        column.addWidget(WrapLabel(self._theme, proposed, TextStyle.SMALL, Role.TEXT2))
        for look in candidate.looks:
            column.addWidget(WrapLabel(self._theme, self._said(look), TextStyle.SMALL))
        return entry

    def _said(self, look: Look) -> str:
        verdict = {
            True: self.tr("A look said that they clash"),
            False: self.tr("A look said that they fit"),
            None: self.tr("The answer of a look could not be read"),
        }[look.says_clash]
        return f"{verdict}: {look.because}" if look.because else f"{verdict}."
