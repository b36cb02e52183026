"""The list beside the focus view: every contradiction in a row, and what was checked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline, Pane
from ui.contradictions import words
from ui.contradictions.findings import Findings
from ui.contradictions.row import RowSlot, TallRow
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_WIDTH_PX, _LEAST_PX = 277, 220
_SHARE = 0.28
"""Of the view, where large text would leave too little room for the sides."""


class _Area(QScrollArea):
    """Leaves the arrow keys to the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolling is left to the rows, which come into view when they are focused."""
        event.ignore()


class FocusList(Pane):
    """Shows `Findings`; Up and Down select the neighbours.

    Attributes:
        chosen: the number of the contradiction the user chose.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing found yet."""
        super().__init__(theme, Role.CHROME, parent)
        self._theme = theme
        self._rows: dict[int, TallRow] = {}
        self._count = ElidedLabel(theme, "", TextStyle.HEADING)
        self._checked = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._label = ElidedLabel(theme, self.tr("What was checked"), TextStyle.LABEL, Role.TEXT2)
        inner = Pane(theme, Role.CHROME)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        facts = QVBoxLayout()
        facts.setContentsMargins(16, 16, 16, 16)
        facts.setSpacing(4)
        facts.addWidget(self._label)
        facts.addWidget(self._checked)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._list)
        column.addLayout(facts)
        column.addStretch()
        self._area = _Area()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(theme))
        column.addWidget(self._area, 1)

    def row(self, number: int) -> TallRow:
        """The row of a contradiction."""
        return self._rows[number]

    def show_findings(self, findings: Findings) -> None:
        """Show what was found."""
        count = len(findings.standing)
        one, many = self.tr("1 contradiction"), self.tr("{count} contradictions")
        none = self.tr("Contradictions")
        counted = one if count == 1 else many.format(count=count)
        self._count.setText(counted if count else none)
        if [each.number for each in findings.standing] != list(self._rows):
            self._build(findings)
        for finding in findings.standing:
            self._rows[finding.number].show_finding(finding)
        comparison = findings.comparison
        said = ""
        if comparison is not None and count:
            said = words.compared_line(comparison, count)
            said = f"{said} {comparison.why}".strip()
        self._checked.setText(said)
        self._label.setVisible(bool(said))

    def select(self, number: int | None) -> None:
        """Mark the row that is looked at."""
        for each, row in self._rows.items():
            row.setChecked(each == number)
        if number in self._rows and number is not None:
            self._area.ensureWidgetVisible(self._rows[number], 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select a neighbour."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        numbers = list(self._rows)
        focused = next((at for at, each in enumerate(numbers) if self._rows[each].hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        number = numbers[max(0, min(len(numbers) - 1, focused + step))]
        self._rows[number].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(number)

    def _build(self, findings: Findings) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        for finding in findings.standing:
            row = TallRow(self._theme, finding)
            row.clicked.connect(lambda _on=False, number=finding.number: self.chosen.emit(number))
            self._rows[finding.number] = row
            self._list.addWidget(RowSlot(self._theme, row))
            self._list.addWidget(Hairline(self._theme))

    def set_room(self, width_px: int) -> None:
        """Take the width of the design, but no more than a part of ``width_px``."""
        wanted = self._theme.fonts.px(_WIDTH_PX)
        self.setFixedWidth(max(_LEAST_PX, min(wanted, round(_SHARE * width_px))))
