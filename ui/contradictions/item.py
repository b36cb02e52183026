"""A contradiction in the dock's list: its row, and its card while it is open."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ui.components.pane import Hairline
from ui.contradictions.card import ContradictionCard
from ui.contradictions.findings import Finding
from ui.contradictions.row import ContradictionRow, RowSlot
from ui.contradictions.ruling.choice_row import ChoiceRow
from ui.contradictions.ruling.desk import RulingDesk
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class ContradictionItem(QWidget):
    """A row that opens a card. The card is made when it is opened first.

    Attributes:
        toggled: the user opened or closed it.
        shown: the user wants to see a side in its panel; says the slot or "brief", and the number.
        ruled: the number, and the Ruling that the user saved.
        undo_wanted: the number of the contradiction whose last ruling should be taken back.
        alone_wanted: the number of the contradiction that the user wants to see alone.
        grown: its card shows more, which should come into view.
    """

    grown = Signal(QWidget)

    toggled = Signal(int, bool)
    shown = Signal(str, int)
    ruled = Signal(int, object)
    undo_wanted = Signal(int)
    alone_wanted = Signal(int)

    def __init__(
        self, theme: Theme, finding: Finding, desk: RulingDesk, parent: QWidget | None = None
    ) -> None:
        """Show ``finding``, closed."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._finding = finding
        self._card: ContradictionCard | None = None
        self.row = ContradictionRow(theme, finding)
        self.row.clicked.connect(lambda is_open: self.toggled.emit(self._finding.number, is_open))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(RowSlot(theme, self.row))
        self._column.addWidget(Hairline(theme))
        theme.changed.connect(self.update)

    @property
    def card(self) -> ContradictionCard | None:
        """The card, while it is open."""
        return self._card

    @property
    def tab_stops(self) -> list[QWidget]:
        """The row, and what can be focused in its card, in reading order."""
        if self._card is None:
            return [self.row]
        inside = self._card.findChildren(QAbstractButton)
        boxes = [one for one in inside if not isinstance(one.parentWidget(), ChoiceRow)]
        choices = self._card.choices
        return [self.row, *boxes, *(choices.tab_stops if choices is not None else ())]

    def show_finding(self, finding: Finding) -> None:
        """Show where the contradiction is now."""
        if finding == self._finding:
            return
        self._finding = finding
        self.row.show_finding(finding)
        if self._card is not None:
            choices = self._card.choices
            was_choosing = choices is not None and choices.isAncestorOf(self._focused)
            self.set_open(False)
            self.set_open(True)
            if was_choosing and self._card is not None and self._card.choices is not None:
                self._card.choices.focus_choice()

    def set_open(self, is_open: bool) -> None:
        """Open or close the card, without emitting `toggled`."""
        self.row.setChecked(is_open)
        if is_open and self._card is None:
            self._card = ContradictionCard(self._theme, self._finding, self._desk)
            self._connect(self._card)
            self._column.insertWidget(1, self._card)
            self._card.show()
        elif not is_open and self._card is not None:
            if self._card.isAncestorOf(self._focused):
                self.row.setFocus()
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        self.update()

    @property
    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def _connect(self, card: ContradictionCard) -> None:
        number = self._finding.number
        card.shown.connect(lambda place: self.shown.emit(place, number))
        if (choices := card.choices) is not None:
            choices.saved.connect(lambda ruling: self.ruled.emit(number, ruling))
            choices.undo_wanted.connect(lambda: self.undo_wanted.emit(number))
            choices.grown.connect(lambda: self.grown.emit(choices.save_button))
            choices.focus_view_wanted.connect(lambda: self.alone_wanted.emit(number))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the open card's ground."""
        if self.row.isChecked():
            QPainter(self).fillRect(self.rect(), self._theme.color(Role.RAISED))
