"""A contradiction in the dock's list: its row, and its card while it is open."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.buttons import IconButton
from ui.components.pane import Hairline
from ui.contradictions.card import ContradictionCard
from ui.contradictions.findings import Finding
from ui.contradictions.row import ContradictionRow, RowSlot
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class ContradictionItem(QWidget):
    """A row that opens a card. The card is made when it is opened first.

    Attributes:
        toggled: the user opened or closed it.
        shown: the user wants to see a side in its panel; says the slot or "brief", and the number.
    """

    toggled = Signal(int, bool)
    shown = Signal(str, int)

    def __init__(self, theme: Theme, finding: Finding, parent: QWidget | None = None) -> None:
        """Show ``finding``, closed."""
        super().__init__(parent)
        self._theme = theme
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
        return [self.row, *(self._card.findChildren(IconButton) if self._card else ())]

    def show_finding(self, finding: Finding) -> None:
        """Show where the contradiction is now."""
        if finding == self._finding:
            return
        self._finding = finding
        self.row.show_finding(finding)
        if self._card is not None:
            self.set_open(False)
            self.set_open(True)

    def set_open(self, is_open: bool) -> None:
        """Open or close the card, without emitting `toggled`."""
        self.row.setChecked(is_open)
        if is_open and self._card is None:
            self._card = ContradictionCard(self._theme, self._finding)
            self._card.shown.connect(lambda place: self.shown.emit(place, self._finding.number))
            self._column.insertWidget(1, self._card)
            self._card.show()
        elif not is_open and self._card is not None:
            if self._card.isAncestorOf(self.focusWidget() or self):
                self.row.setFocus()
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the open card's ground."""
        if self.row.isChecked():
            QPainter(self).fillRect(self.rect(), self._theme.color(Role.RAISED))
