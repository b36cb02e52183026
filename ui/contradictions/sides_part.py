"""The sides of a contradiction beside each other, their quotes at the same height."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.contradiction import BRIEF_SIDE, Side
from models.run import Run
from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton
from ui.components.labels import ElidedLabel, ZoomedLabel
from ui.components.pane import Hairline, Pane
from ui.components.tool_tips import plain_tool_tip
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
_LOW_PX = 190
_NARROW_SIDE_PX = 330


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
        self._context: list[QWidget] = []
        self._heads: list[_SideHead] = []
        for at, (letter, side) in enumerate(zip(LETTERS, finding.found.sides, strict=False)):
            self._add(at, letter, side, run)
        self.setWidget(ground)

    def _add(self, at: int, letter: str, side: Side, run: Run) -> None:
        column = 2 * at
        if at:
            line = Hairline(self._theme, Qt.Orientation.Vertical)
            self._grid.addWidget(line, 0, column - 1, _REST + 1, 1)
        self._grid.setColumnStretch(column, 1)
        head = self._head(letter, side, run)
        self._heads.append(head)
        self._grid.addWidget(head, 0, column)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(self._quote(letter, side), _QUOTE, column, top)
        context = context_of(run, side)
        for row, text, edge in ((_BEFORE, context.before, bottom), (_AFTER, context.after, top)):
            if text:
                around = self._lighter(text)
                self._context.append(around)
                self._grid.addWidget(around, row, column, edge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, it belongs to the quotes."""
        super().resizeEvent(event)
        px, size = self._theme.fonts.px, event.size()
        is_low = size.height() < px(_LOW_PX)
        for around in self._context:
            around.setVisible(not is_low)
        is_narrow = size.width() < px(_NARROW_SIDE_PX) * len(self._heads)
        for head in self._heads:
            head.set_narrow(is_narrow)

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
        column.addWidget(ZoomedLabel(self._theme, text, TextStyle.READING, Role.TEXT3))
        return around

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
