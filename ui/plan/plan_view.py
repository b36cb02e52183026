"""The plan alone, in a column in the middle of the window."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.plan import TableKind
from models.run import Run
from ui.components.pane import Pane
from ui.plan.decision_table import DecisionTable
from ui.plan.outcome import OutcomeBanner
from ui.plan.pane import PlanPane
from ui.plan.rests_on import Pointed, RestsOnPane
from ui.plan.section_text import EDGE_PX
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_COLUMN_PX = 560
_LOW_BELOW_PX = 620


class PlanView(Pane):
    """Banner, the decisions as a table, and the plan's sections.

    Attributes:
        contradiction_selected: the number of the contradiction the user chose.
        write_again_requested: the plan should be written again.
        update_requested: only what is out of date in the plan should be written again.
        retry_failed_requested: every worker without a usable text should write again.
        copied: the plan's Markdown is in the clipboard.
        zoom_requested: steps of reading zoom.
        link_activated: the address of a link that was chosen.
        place_shown: the StatementRef of a statement that the user wants to see in its panel.
    """

    place_shown = Signal(object)

    contradiction_selected = Signal(object)
    write_again_requested = Signal()
    update_requested = Signal()
    retry_failed_requested = Signal()
    copied = Signal()
    zoom_requested = Signal(int)
    link_activated = Signal(QUrl)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No run yet."""
        super().__init__(theme, Role.SURFACE, parent)
        self._theme = theme
        self._run: Run | None = None
        self._is_live = False
        self.banner = OutcomeBanner(theme)
        self.pane = PlanPane(theme, says_weave=True)
        self.decisions = DecisionTable(theme)
        self.pane.document.insert_above_sections(self.decisions)
        self.pane.document.leave_out(TableKind.DECISIONS)
        self.rests_on = RestsOnPane(theme)
        self.rests_on.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.pane, 1)
        column.addWidget(self.rests_on)
        self.rests_on.place_shown.connect(self.place_shown)
        self.pane.document.pointed.connect(self._show_pointed)
        self.decisions.activated.connect(self._choose)
        self.pane.mark_activated.connect(self._choose)
        self.pane.write_again_requested.connect(self.write_again_requested)
        self.pane.update_requested.connect(self.update_requested)
        self.banner.write_requested.connect(self.write_again_requested)
        self.banner.retry_requested.connect(self.retry_failed_requested)
        self.pane.copied.connect(self.copied)
        self.pane.zoom_requested.connect(self.zoom_requested)
        self.pane.link_activated.connect(self.link_activated)
        theme.changed.connect(self._set_column)
        self._set_column()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the plan where there is little."""
        super().resizeEvent(event)
        self.rests_on.set_low(event.size().height() < self._theme.fonts.px(_LOW_BELOW_PX))

    def show_run(self, run: Run, *, is_live: bool = False) -> None:
        """Show the plan of ``run``; ``is_live`` tells whether somebody works on it now."""
        if run is self._run and is_live == self._is_live:
            return
        self._run, self._is_live = run, is_live
        self.banner.show_run(run, is_live=is_live)
        self.decisions.show_run(run)
        self.pane.show_run(run, is_live=is_live)
        shown = self.pane.shown_plan
        has_sources = shown is not None and any(one.provenance for one in shown.sections)
        self.rests_on.setVisible(has_sources)
        self.rests_on.show_pointed(None, run)

    def select_contradiction(self, number: int | None) -> None:
        """Light the sentence of a decision."""
        self.pane.select(number)

    def scroll_to_selected(self) -> None:
        """Bring the lit sentence into view."""
        self.pane.scroll_to_selected()

    def copy_plan(self) -> None:
        """Put the plan's Markdown into the clipboard."""
        self.pane.copy_plan()

    def set_zoom(self, percent: int) -> None:
        """Zoom the reading text; the column keeps its number of letters."""
        self._zoom_percent = percent
        self.pane.document.set_zoom(percent)
        self.decisions.set_zoom(percent)
        self._set_column()

    _zoom_percent = 100

    def _set_column(self) -> None:
        width = self._theme.fonts.px(_COLUMN_PX * max(100, self._zoom_percent) / 100)
        self.pane.document.set_column(width + 2 * EDGE_PX)

    def _show_pointed(self, pointed: Pointed | None) -> None:
        if self._run is not None:
            self.rests_on.show_pointed(pointed, self._run)

    def _choose(self, number: int) -> None:
        self.select_contradiction(number)
        self.contradiction_selected.emit(number)
