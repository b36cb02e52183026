"""The sides of a contradiction beside each other, their quotes at the same height."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.contradiction import BRIEF_SIDE, Side
from models.run import Run
from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline, Pane
from ui.components.tool_tips import plain_tool_tip
from ui.contradictions.findings import LETTERS, Finding, place_of
from ui.contradictions.side_text import SideText
from ui.contradictions.words import side_name
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_QUOTE_AT = 0.3
"""Where in the texts their quotes begin, unless one of them needs the room above."""

_NARROW_SIDE_PX = 330
_MOST_ROUNDS = 3


class SidesPart(Pane):
    """Two columns, or three. Another contradiction is another part.

    Attributes:
        shown: the user wants to see a side in its panel; says the slot, or "brief".
        quote_activated: the number of another contradiction, whose quote was clicked.
    """

    shown = Signal(str)
    quote_activated = Signal(int)

    def __init__(
        self, theme: Theme, finding: Finding, run: Run, parent: QWidget | None = None
    ) -> None:
        """Show the sides of ``finding`` in the texts of ``run``."""
        super().__init__(theme, Role.SURFACE, parent)
        self._theme = theme
        self._finding = finding
        self._is_aligning = False
        self._is_due = False
        self.setAccessibleName(self.tr("Both sentences"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._texts: list[SideText] = []
        self._heads: list[_SideHead] = []
        for letter, side in zip(LETTERS, finding.found.sides, strict=False):
            self._add(letter, side, run)

    def _add(self, letter: str, side: Side, run: Run) -> None:
        if self._heads:
            self._row.addWidget(Hairline(self._theme, Qt.Orientation.Vertical))
        head = self._head(letter, side, run)
        text = SideText(self._theme, self._finding, side, run)
        text.laid_out.connect(self._align_soon)
        text.quote_activated.connect(self.quote_activated)
        self._heads.append(head)
        self._texts.append(text)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(text, 1)
        self._row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where a side is narrow, its name comes first."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < self._theme.fonts.px(_NARROW_SIDE_PX) * len(self._heads)
        for head in self._heads:
            head.set_narrow(is_narrow)

    def event(self, event: QEvent) -> bool:
        """Align the quotes once all texts have their widths."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._is_due:
            self._align()
        return answer

    def _align_soon(self) -> None:
        # While a text gets its first size, Qt would not tell it of another one.
        if not self._is_aligning:
            self._is_due = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _align(self) -> None:
        """Bring the first lines of all quotes to one height, with as much around as fits."""
        self._is_due = False
        self._is_aligning = True
        before: list[tuple[float, float]] = []
        for _round in range(_MOST_ROUNDS):  # a scroll bar that appears lays out the text again
            places = [text.quote for text in self._texts]
            if places == before:
                break
            before = places
            y = self._common_y(places)
            for text in self._texts:
                text.show_quote_at(y)
        self._is_aligning = False

    def _common_y(self, places: list[tuple[float, float]]) -> float:
        height = min(text.height() for text in self._texts)
        room = max(0.0, height - max(bottom - top for top, bottom in places))
        tops = [top for top, _bottom in places]
        texts = zip(self._texts, tops, strict=True)
        above = [top for text, top in texts if not text.is_short]
        return min(room, _QUOTE_AT * height, *above) if above else min(room, max(tops))

    def _head(self, letter: str, side: Side, run: Run) -> "_SideHead":
        llms = {one.slot: one.llm for one in run.contributions}
        role = Role.of_topic(self._finding.found.topic)
        head = _SideHead(self._theme, letter, role, side, llms.get(place_of(side), ""))
        head.opened.connect(lambda: self.shown.emit(place_of(side)))
        return head


class _SideHead(QWidget):
    """Who says it, with which model, and the way to the panel."""

    opened = Signal()

    def __init__(self, theme: Theme, letter: str, role: Role, side: Side, llm: str) -> None:
        super().__init__()
        name = side_name(side.specialist)
        is_brief = place_of(side) == BRIEF_SIDE
        self._words = self.tr("Open brief") if is_brief else self.tr("Open panel")
        self._button = FlatButton(theme, self._words, Icon.OPEN, ButtonSize.COMPACT)
        self._button.setAccessibleName(f"{self._words}: {letter}, {name}")
        self._button.setToolTip(plain_tool_tip(self._words))
        self._button.clicked.connect(self.opened)
        self._llm = ElidedLabel(theme, llm, TextStyle.SMALL, Role.TEXT2)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(ElidedLabel(theme, letter, TextStyle.HEADING, role))
        row.addWidget(ElidedLabel(theme, name, TextStyle.HEADING))
        row.addWidget(self._llm, 1)
        row.addStretch()
        row.addWidget(self._button)

    def set_narrow(self, is_narrow: bool) -> None:
        """Without room, the name comes before the model and the button's word."""
        self._llm.setVisible(not is_narrow)
        self._button.setText("" if is_narrow else self._words)
        self._button.updateGeometry()
