"""One contradiction alone: what it is about, both sides, and the user's decision."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.run import Run
from ui.components.buttons import IconButton
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline
from ui.components.severity_bars import SeverityBars
from ui.components.topic_badge import TopicBadge
from ui.contradictions import words
from ui.contradictions.findings import Finding
from ui.contradictions.ruling.decision_pane import DecisionPane
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.sides_part import SidesPart
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_BADGE_PX = 24


class FocusPage(QWidget):
    """Shows a `Finding`; another state of it is another page.

    Attributes:
        shown: the user wants to see a side in its panel; says the slot, or "brief".
        stepped: the next (1) or the previous (-1) contradiction is wanted.
        other_wanted: the number of another contradiction, whose quote was clicked.
    """

    shown = Signal(str)
    stepped = Signal(int)
    other_wanted = Signal(int)

    def __init__(
        self, theme: Theme, finding: Finding, run: Run, desk: RulingDesk, place: tuple[int, int]
    ) -> None:
        """``place`` is which of how many it is."""
        super().__init__()
        self._theme = theme
        self.finding = finding
        self.sides = SidesPart(theme, finding, run)
        self.sides.shown.connect(self.shown)
        self.sides.quote_activated.connect(self.other_wanted)
        self.decision = DecisionPane(theme, finding, desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(place))
        column.addWidget(Hairline(theme))
        column.addWidget(self.sides, 1)
        column.addWidget(Hairline(theme))
        column.addWidget(self.decision)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the decision use the room there is."""
        super().resizeEvent(event)
        self.decision.set_room(event.size().width(), event.size().height())

    def _head(self, place: tuple[int, int]) -> QWidget:
        found = self.finding.found
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(20, 10, 16, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        badge = TopicBadge(self._theme, words.badge_of(self.finding), _BADGE_PX)
        grid.addWidget(badge, 0, 0, 2, 1)
        grid.addWidget(WrapLabel(self._theme, words.title_of(found), TextStyle.TITLE), 0, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        kind = ElidedLabel(self._theme, words.kind_of(found), TextStyle.SMALL, Role.TEXT2)
        line.addWidget(kind)
        line.addWidget(SeverityBars(self._theme, found.severity))
        line.addStretch()
        why = WrapLabel(self._theme, found.explanation, TextStyle.SMALL, Role.TEXT2)
        grid.addLayout(line, 1, 1)
        grid.addWidget(why, 2, 1)
        grid.addLayout(self._walk(place), 0, 2, 2, 1)
        return head

    def _walk(self, place: tuple[int, int]) -> QHBoxLayout:
        said = self.tr("{place} of {count}").format(place=place[0], count=place[1])
        before = IconButton(self._theme, Icon.LEFT, self.tr("Previous contradiction"), has_box=True)
        self.next_button = IconButton(
            self._theme, Icon.RIGHT, self.tr("Next contradiction"), has_box=True
        )
        before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next_button.clicked.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(before)
        row.addWidget(ElidedLabel(self._theme, said, TextStyle.SMALL, Role.TEXT2))
        row.addWidget(self.next_button)
        return row
