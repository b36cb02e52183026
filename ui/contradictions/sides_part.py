"""The sides of a contradiction beside each other, their quotes at the same height."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.contradiction import BRIEF_SIDE, Side
from models.run import Run
from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline, Pane
from ui.contradictions.context import context_of
from ui.contradictions.findings import LETTERS, Finding, place_of
from ui.contradictions.lit_quote import GUTTER_PX, LitQuote, QuoteGutter
from ui.contradictions.words import badge_of, plain, side_name
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_BEFORE, _QUOTE, _AFTER, _REST = 1, 2, 3, 4
_LEFT_PX, _RIGHT_PX = 20, 22


class SidesPart(QScrollArea):
    """Two columns, or three. Another contradiction is another part.

    Attributes:
        shown: the user wants to see a side in its panel; says the slot, or "brief".
    """

    shown = Signal(str)

    def __init__(
        self, theme: Theme, finding: Finding, run: Run, parent: QWidget | None = None
    ) -> None:
        """Show the sides of ``finding`` with their context in ``run``."""
        super().__init__(parent)
        self._theme = theme
        self._finding = finding
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Both sentences"))
        ground = Pane(theme, Role.SURFACE)
        self._grid = QGridLayout(ground)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setRowStretch(_REST, 1)
        for at, (letter, side) in enumerate(zip(LETTERS, finding.found.sides, strict=False)):
            self._add(at, letter, side, run)
        self.setWidget(ground)

    def _add(self, at: int, letter: str, side: Side, run: Run) -> None:
        column = 2 * at
        if at:
            line = Hairline(self._theme, Qt.Orientation.Vertical)
            self._grid.addWidget(line, 0, column - 1, _REST + 1, 1)
        self._grid.setColumnStretch(column, 1)
        self._grid.addWidget(self._head(letter, side, run), 0, column)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(self._quote(letter, side), _QUOTE, column, top)
        context = context_of(run, side)
        for row, text, edge in ((_BEFORE, context.before, bottom), (_AFTER, context.after, top)):
            if text:
                self._grid.addWidget(self._lighter(text), row, column, edge)

    def _quote(self, letter: str, side: Side) -> QWidget:
        badge = badge_of(self._finding, letter)
        words = LitQuote(self._theme, plain(side.quote), badge.topic, badge.status)
        words.setAccessibleName(
            self.tr("{badge}, {name}: {quote}").format(
                badge=badge.spoken, name=side_name(side.specialist), quote=plain(side.quote)
            )
        )
        quote = QWidget()
        row = QHBoxLayout(quote)
        row.setContentsMargins(_LEFT_PX, 0, _RIGHT_PX, 0)
        row.setSpacing(0)
        row.addWidget(QuoteGutter(self._theme, badge))
        row.addWidget(words, 1)
        return quote

    def _lighter(self, text: str) -> QWidget:
        around = QWidget()
        column = QVBoxLayout(around)
        left = _LEFT_PX + self._theme.fonts.px(GUTTER_PX)
        column.setContentsMargins(left, 8, _RIGHT_PX, 8)
        column.addWidget(WrapLabel(self._theme, text, TextStyle.READING, Role.TEXT3))
        return around

    def _head(self, letter: str, side: Side, run: Run) -> QWidget:
        role = Role.of_topic(self._finding.found.topic)
        place = place_of(side)
        llms = {one.slot: one.llm for one in run.contributions}
        words = self.tr("Open brief") if place == BRIEF_SIDE else self.tr("Open panel")
        button = FlatButton(self._theme, words, Icon.OPEN, ButtonSize.COMPACT)
        button.setAccessibleName(f"{words}: {letter}, {side_name(side.specialist)}")
        button.clicked.connect(lambda: self.shown.emit(place))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(ElidedLabel(self._theme, letter, TextStyle.HEADING, role))
        row.addWidget(ElidedLabel(self._theme, side_name(side.specialist), TextStyle.HEADING))
        row.addWidget(ElidedLabel(self._theme, llms.get(place, ""), TextStyle.SMALL, Role.TEXT2), 1)
        row.addWidget(button)
        return head
