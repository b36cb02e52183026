"""The list beside the focus view: every contradiction in a row, and what was checked."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.run import Run
from ui.alignment.row import AlignmentRow
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline, Pane
from ui.components.picker import Picker
from ui.components.source_text import SourceText
from ui.contradictions import checked, words
from ui.contradictions.findings import Finding, Findings, Order
from ui.contradictions.row import ListRow, RowSlot, TallRow
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_WIDTH_PX, _LEAST_PX = 277, 220
_ORDER_PX = 124
_SHARE = 0.28
"""Of the view, where large text would leave too little room for the sides."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Area(QScrollArea):
    """Leaves the arrow keys to the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolling is left to the rows, which come into view when they are focused."""
        event.ignore()


class FocusList(Pane):
    """Shows `Findings`; Up and Down select the neighbours.

    Attributes:
        chosen: the number of the contradiction the user chose.
        alignment_chosen: the user wants to know whether the parts fit.
        compatible_wanted: the user wants to see what turned out to fit.
        order_chosen: the Order in which the user wants to walk.
    """

    chosen = Signal(int)
    order_chosen = Signal(object)
    alignment_chosen = Signal()
    compatible_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing found yet."""
        super().__init__(theme, Role.CHROME, parent)
        self._theme = theme
        self._rows: dict[int, TallRow] = {}
        self._built: tuple[tuple[int, ...], ...] = ()
        self._count = ElidedLabel(theme, "", TextStyle.HEADING)
        self.order = Picker(theme, self.tr("Order of the contradictions"))
        self.order.show_options(_orders(), Order.NUMBER)
        self.order.picked.connect(lambda: self.order_chosen.emit(Order(str(self.order.key))))
        self._checked = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._label = ElidedLabel(theme, self.tr("What was checked"), TextStyle.LABEL, Role.TEXT2)
        self.compatible = SourceText(theme, "", "", padding_px=0)
        self.compatible.hide()
        self.compatible.clicked.connect(self.compatible_wanted)
        self.alignment = AlignmentRow(theme)
        self.alignment.clicked.connect(self.alignment_chosen)
        self._alignment_slot = RowSlot(theme, self.alignment)
        self._alignment_line = Hairline(theme)
        self._alignment_slot.hide()
        self._alignment_line.hide()
        self._area = _Area()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside(theme))
        head = self._head = QHBoxLayout()
        head.setContentsMargins(16, 8, 10, 8)
        head.setSpacing(8)
        head.addWidget(self._count, 1)
        head.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(theme))
        column.addWidget(self._area, 1)

    def _inside(self, theme: Theme) -> QWidget:
        inner = Pane(theme, Role.CHROME)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        facts = QVBoxLayout()
        facts.setContentsMargins(16, 16, 16, 16)
        facts.setSpacing(4)
        facts.addWidget(self._label)
        facts.addWidget(self._checked)
        facts.addWidget(self.compatible)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._list)
        column.addWidget(self._alignment_slot)
        column.addWidget(self._alignment_line)
        column.addLayout(facts)
        column.addStretch()
        return inner

    def row(self, number: int) -> TallRow:
        """The row of a contradiction."""
        return self._rows[number]

    def show_run(self, run: Run, findings: Findings) -> None:
        """Show what was found in ``run``."""
        count = len(findings.standing)
        one, many = self.tr("1 contradiction"), self.tr("{count} contradictions")
        none = self.tr("Contradictions")
        counted = one if count == 1 else many.format(count=count)
        self._count.setText(counted if count else none)
        self.order.setVisible(len(findings.walked) > 1)
        groups = self._groups(findings)
        built = tuple(tuple(each.number for each in members) for _, members in groups)
        if built != self._built:
            self._build(groups)
            self._built = built
        for finding in findings.walked:
            self._rows[finding.number].show_finding(finding)
        said = "\n".join(checked.checked_lines(run, findings)) if findings.all else ""
        link = checked.compatible_link(len(findings.dropped)) if findings.is_settled else ""
        self._checked.setText(said)
        self._checked.setVisible(bool(said))
        self._label.setVisible(bool(said or link))
        self.compatible.show_text(link)
        self.compatible.setVisible(bool(link))
        self.alignment.show_alignment(run.alignment)
        has_alignment = run.alignment is not None
        self._alignment_slot.setVisible(has_alignment)
        self._alignment_line.setVisible(has_alignment)

    def select(self, number: int | None, *, is_alignment: bool = False) -> None:
        """Mark the row that is looked at."""
        for each, row in self._rows.items():
            row.setChecked(each == number)
        self.alignment.setChecked(is_alignment)
        if number in self._rows and number is not None:
            self._area.ensureWidgetVisible(self._rows[number], 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select a neighbour."""
        step = _STEPS.get(Qt.Key(event.key()))
        rows: list[ListRow] = list(self._rows.values())
        if not self._alignment_slot.isHidden():
            rows.append(self.alignment)
        focused = next((at for at, each in enumerate(rows) if each.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        row = rows[max(0, min(len(rows) - 1, focused + step))]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        if row is self.alignment:
            self.alignment_chosen.emit()
        else:
            self.chosen.emit(next(number for number, each in self._rows.items() if each is row))

    def set_room(self, width_px: int) -> None:
        """Take the width of the design, but no more than a part of ``width_px``."""
        wanted = self._theme.fonts.px(_WIDTH_PX)
        width = max(_LEAST_PX, min(wanted, round(_SHARE * width_px)))
        self.order.setMaximumWidth(width if width < wanted else self._theme.fonts.px(_ORDER_PX))
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(below if width < wanted else beside)
        self.setFixedWidth(width)

    def _groups(self, findings: Findings) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        return (
            ("", findings.main),
            (words.worth_line(len(findings.worth_a_look)), findings.worth_a_look),
            (words.minor_line(len(findings.minor)), findings.minor),
            (words.dismissed_line(len(findings.dismissed)), findings.dismissed),
        )

    def _build(self, groups: tuple[tuple[str, tuple[Finding, ...]], ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        for title, members in groups:
            if title and members:
                label = ElidedLabel(self._theme, title, TextStyle.LABEL, Role.TEXT2)
                self._list.addWidget(_Inset(label))
            for finding in members:
                row = TallRow(self._theme, finding)
                row.clicked.connect(
                    lambda _on=False, number=finding.number: self.chosen.emit(number)
                )
                self._rows[finding.number] = row
                self._list.addWidget(RowSlot(self._theme, row))
                self._list.addWidget(Hairline(self._theme))


def _orders() -> tuple[tuple[object, str], ...]:
    translate = QCoreApplication.translate
    return (
        (Order.NUMBER, translate("FocusList", "By order")),
        (Order.SEVERITY, translate("FocusList", "By severity")),
        (Order.NEEDS_YOU, translate("FocusList", "Needs you first")),
    )


class _Inset(QWidget):
    """A label with the room of the rows around it."""

    def __init__(self, label: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 6)
        column.addWidget(label)
