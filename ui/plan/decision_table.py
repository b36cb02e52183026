"""The decisions of a run in a table that code writes, not a model."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.contradiction import Contradiction
from models.run import Run
from ui.components.labels import ElidedLabel, ZoomedLabel, zoom_labels
from ui.components.pane import Hairline
from ui.contradictions.words import outcome
from ui.markdown.decorations import PlanMark
from ui.plan.mark_button import MarkButton
from ui.plan.section_text import SectionHeading
from ui.plan.shown import marks_of
from ui.plan.words import decided_by
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class DecisionTable(QWidget):
    """Number, decision and the rule behind it; not there while nothing is decided.

    Attributes:
        activated: the number of the contradiction, which the user wants to see.
    """

    activated = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Not there."""
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[Contradiction, PlanMark], ...] = ()
        self._zoom_percent = 100
        self._grid = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(6)
        self.heading = SectionHeading(theme, self.tr("Decisions"))
        self._column.addWidget(self.heading)
        self._column.addWidget(self._grid)
        self.hide()

    def show_run(self, run: Run) -> None:
        """Show what has been decided."""
        marked = zip(run.contradictions, marks_of(run), strict=True)
        decided = tuple((one, mark) for one, mark in marked if one.is_of_plan)
        self.setVisible(bool(decided))
        if decided == self._shown:
            return
        self._shown = decided
        self._column.removeWidget(self._grid)
        self._grid.hide()
        self._grid.deleteLater()
        self._grid = self._table(decided)
        zoom_labels(self._grid, self._zoom_percent)
        self._column.addWidget(self._grid)

    def set_zoom(self, percent: int) -> None:
        """Zoom heading and decisions."""
        self._zoom_percent = percent
        self.heading.set_zoom(percent)
        zoom_labels(self._grid, percent)

    def _table(self, decided: tuple[tuple[Contradiction, PlanMark], ...]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        titles = (self.tr("No."), self.tr("Decision"), self.tr("Decided by"))
        for column, title in enumerate(titles):
            grid.addWidget(ElidedLabel(self._theme, title, TextStyle.LABEL, Role.TEXT2), 0, column)
        grid.addWidget(Hairline(self._theme), 1, 0, 1, 3)
        for at, (one, mark) in enumerate(decided, 1):
            self._add(grid, 2 * at, one, mark)
        return table

    def _add(self, grid: QGridLayout, row: int, one: Contradiction, mark: PlanMark) -> None:
        assert one.decision is not None
        top = Qt.AlignmentFlag.AlignTop
        link = MarkButton(self._theme, mark)
        said = outcome(one, one.decision)
        name = self.tr("Decision {number}: {text}").format(number=one.number, text=said)
        link.setAccessibleName(name)
        link.clicked.connect(lambda: self.activated.emit(one.number))
        rule = decided_by(one.decision)
        role = Role.WARN if one.waits_for_user else Role.TEXT2
        grid.addWidget(link, row, 0, top)
        # The first lines stand on one baseline with the mark, which is higher than a line.
        above_px = (link.sizeHint().height() - self._theme.fonts.line_px(TextStyle.BODY)) // 2
        grid.addWidget(_below(above_px, ZoomedLabel(self._theme, said)), row, 1, top)
        grid.addWidget(_below(above_px, ZoomedLabel(self._theme, rule, role=role)), row, 2, top)
        grid.addWidget(Hairline(self._theme), row + 1, 0, 1, 3)


def _below(above_px: int, label: QWidget) -> QWidget:
    """A label with room above."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(0, max(0, above_px), 0, 0)
    column.addWidget(label)
    return around
