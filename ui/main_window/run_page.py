"""A run in three views: the workers beside the synthesizer, its contradictions, its plan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models.documents import StatementRef
from models.report_card import ReportCard
from models.run import Run
from models.staleness import stale_sections
from ui.components.regions import Region
from ui.contradictions.findings import Findings, findings_of
from ui.contradictions.focus_view import FocusView
from ui.contradictions.ruling.desk import RulingDesk
from ui.dock.bar import SynthesizerBar
from ui.dock.dock import SynthesizerDock
from ui.main_window.brief_strip import BriefStrip
from ui.main_window.find_bar import FindBar
from ui.main_window.finding import Finding
from ui.main_window.run_rulings import RunRulings
from ui.main_window.top_bar import CONTRADICTIONS, PLAN, WORKERS, TopBar
from ui.markdown.view import MarkdownView
from ui.plan.plan_view import PlanView
from ui.theme.theme import Theme
from ui.workers.grid import WorkerGrid

_BRIEF_ABOVE_PX = 760
"""Where the window is lower, the brief gives its line to the panels (UI.md §2)."""

_DOCK_FROM_PX = 1000
"""Where the page is narrower, the synthesizer has one line, and the workers' place on request."""

_WHOLE_DOCK_FROM_PX = (1100, 700)
"""In a smaller page the dock shows contradictions or plan, one at a time."""

_DOCK_PX = 492


class RunPage(QWidget):
    """Shows one run and passes on what the user asks for.

    Attributes:
        stop_wanted: stop the worker in a slot.
        rerun_wanted: let the worker in a slot write again.
        rerun_with_wanted: let the worker in a slot write again with the model of a name.
        text_change_wanted: a slot, and the `TextChange` of its text.
        write_again_wanted: compare, decide and plan anew.
        update_wanted: write only what is out of date in the plan.
        retry_failed_wanted: let all that failed or were stopped write again.
        announced: something to be read out.
        link_activated: the address of a link in a text.
        zoom_wanted: reading text so many steps larger, or smaller.
        view_changed: something else is shown of the run.
    """

    stop_wanted = Signal(str)
    rerun_wanted = Signal(str)
    rerun_with_wanted = Signal(str, str)
    text_change_wanted = Signal(str, object)
    write_again_wanted = Signal()
    update_wanted = Signal()
    retry_failed_wanted = Signal()
    announced = Signal(str)
    link_activated = Signal(str)
    zoom_wanted = Signal(int)
    view_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no run yet."""
        super().__init__(parent)
        self.top_bar = TopBar(theme)
        self.brief_strip = BriefStrip(theme)
        self.find_bar = FindBar(theme)
        self.grid = WorkerGrid(theme)
        self.desk = RulingDesk()
        self.dock = SynthesizerDock(theme, desk=self.desk)
        self.focus_view = FocusView(theme, self.desk)
        self.rulings = RunRulings(self.dock, self.focus_view, self)
        self.plan_view = PlanView(theme)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.grid)
        self.splitter.addWidget(self.dock)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([_DOCK_PX * 2, _DOCK_PX])
        self.bar = SynthesizerBar(theme)
        self.bar.hide()
        self._views = {
            WORKERS: self._workers_view(),
            CONTRADICTIONS: self.focus_view,
            PLAN: self.plan_view,
        }
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        self._run: Run | None = None
        self._is_working = False
        self._is_dock_open = False
        self._selected: int | None = None
        self.finding = Finding(self.find_bar, self._texts, self._reveal, self.focus_first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.brief_strip)
        column.addWidget(self._stack, 1)
        column.addWidget(self.find_bar)
        self._connect()

    @property
    def run(self) -> Run | None:
        """The run that is shown."""
        return self._run

    @property
    def are_workers_shown(self) -> bool:
        """Whether the panels are what is looked at, not another view or the dock in their place."""
        return self.top_bar.current == WORKERS and not self.grid.isHidden()

    @property
    def regions(self) -> Sequence[Region]:
        """What F6 walks through, in the order of UI.md §8."""
        stage = self.grid.stage
        parts = [Region(one) for one in (self.top_bar, self.brief_strip, stage.tabs)]
        parts += [Region(stage.overview), Region(stage.rows, self._focus_panel), Region(self.dock)]
        parts += [Region(self.bar), Region(self.focus_view.list)]
        parts += [Region(one) for one in (self.focus_view.page, self.plan_view) if one]
        return (*parts, Region(self.find_bar))

    def show_run(self, run: Run, *, is_working: bool) -> None:
        """Show the newest state of a run."""
        is_other = self._run is None or self._run.id != run.id
        self._run = run
        self._is_working = is_working
        if is_other:
            self.select_contradiction(None)
            self.show_view(WORKERS)
        is_stale = bool(stale_sections(run))
        self.top_bar.show_run(run, is_working=is_working, is_stale=is_stale)
        self.rulings.show_run(run)
        self.brief_strip.show_brief(run.brief)
        self.grid.show_run(run, is_live=is_working)
        self.dock.show_run(run, is_live=is_working)
        self.bar.show_run(run, is_live=is_working)
        if self._stack.currentWidget() is self.focus_view:
            self.focus_view.show_run(run, is_live=is_working)
        elif self._stack.currentWidget() is self.plan_view:
            self.plan_view.show_run(run, is_live=is_working)
        self.finding.follow()

    def focus_first(self) -> None:
        """Put the keyboard where work goes on: to a text that is written, or what was found."""
        if self._is_working or self.dock.isHidden() or not self._numbers():
            self._focus_panel()
        else:
            self.dock.focus_first()

    def show_view(self, key: str) -> None:
        """Show one of the views."""
        self.top_bar.show_view(key)
        self._stack.setCurrentWidget(self._views[key])
        if self._run is not None:
            if key == CONTRADICTIONS:
                self.focus_view.show_run(self._run, is_live=self._is_working)
                self.focus_view.select(self._selected)
            elif key == PLAN:
                self.plan_view.show_run(self._run, is_live=self._is_working)
                self.plan_view.scroll_to_selected()
            self.finding.follow()
        self.view_changed.emit()

    def show_workers(self) -> WorkerGrid:
        """Show the panels, wherever one is."""
        self.show_view(WORKERS)
        self._is_dock_open = False
        self._fit()
        return self.grid

    def select_contradiction(self, number: int | None) -> None:
        """Light a contradiction in all views."""
        self._selected = number
        self.grid.select_contradiction(number)
        self.dock.select_contradiction(number)
        self.focus_view.select(number)
        self.plan_view.select_contradiction(number)

    def show_report_card(self, card: ReportCard | None) -> None:
        """Say beside "None found" what the model found when it was tested."""
        self.dock.show_report_card(card)
        self.focus_view.show_report_card(card)

    def show_alignment(self) -> None:
        """Show whether the parts fit."""
        self.show_view(CONTRADICTIONS)
        self.focus_view.show_alignment()

    def show_compatible(self) -> None:
        """Show what was proposed and turned out to fit."""
        self.show_view(CONTRADICTIONS)
        self.focus_view.show_compatible()

    def decide(self, option_id: str = "") -> None:
        """Put the keyboard where the user decides, and choose an option if one is given."""
        if self.rulings.group() is None:
            self.show_view(CONTRADICTIONS)
        group = self.rulings.group()
        if group is None:
            return
        if option_id:
            group.choose(option_id)
        group.focus_choice()

    def save_decision(self) -> None:
        """Save what the user has chosen; where nothing is, that comes first."""
        group = self.rulings.group()
        if group is not None and group.can_save:
            group.save()
        else:
            self.decide()

    def undo_ruling(self) -> None:
        """Take back the ruling on the contradiction that is looked at, or else the last one."""
        number = self._ruled_number()
        if number is not None:
            self.rulings.undo_wanted.emit(number)

    def copy_plan(self) -> None:
        """Put the plan that is seen into the clipboard; in the plan view it may be an old one."""
        is_plan_seen = self._stack.currentWidget() is self.plan_view
        (self.plan_view if is_plan_seen else self.dock).copy_plan()

    def toggle_brief(self) -> None:
        """Show all of the brief, or its line again."""
        self.brief_strip.toggle()

    def set_zoom(self, percent: int) -> None:
        """Show all reading text larger or smaller."""
        for view in (self.grid, self.dock, self.focus_view, self.plan_view):
            view.set_zoom(percent)

    def step_contradiction(self, step: int) -> None:
        """Select the next (1) or the previous (-1) contradiction, round and round."""
        numbers = self._numbers()
        if not numbers:
            return
        if self._selected in numbers:
            place = (numbers.index(self._selected) + step) % len(numbers)
        else:
            place = 0 if step > 0 else -1
        self.select_contradiction(numbers[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in the order of UI.md §2."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width_px, height_px = self.width(), self.height()
        were_hidden = self.grid.isHidden()
        has_dock = width_px >= _DOCK_FROM_PX
        self.top_bar.fit(width_px)
        self.bar.setVisible(not has_dock)
        self.bar.show_open(is_open=self._is_dock_open)
        self.dock.setVisible(has_dock or self._is_dock_open)
        self.grid.setVisible(has_dock or not self._is_dock_open)
        least_width_px, least_height_px = _WHOLE_DOCK_FROM_PX
        is_whole = width_px >= least_width_px and height_px >= least_height_px
        self.dock.set_segmented(not is_whole)
        self.brief_strip.setVisible(self.brief_strip.is_open or height_px >= _BRIEF_ABOVE_PX)
        if self.grid.isHidden() is not were_hidden:
            self.view_changed.emit()

    def _workers_view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.bar)
        return view

    def _turn_dock(self) -> None:
        """Where there is room for one, change between the workers and the synthesizer."""
        self._is_dock_open = not self._is_dock_open
        self._fit()
        if self._is_dock_open:
            self.dock.focus_first()
        else:
            self._focus_panel()

    def _focus_panel(self) -> None:
        if slot := self.grid.current_slot:
            self.grid.panel(slot).focus_text()

    def _numbers(self) -> Sequence[int]:
        findings = findings_of(self._run) if self._run else Findings()
        if self._stack.currentWidget() is self.focus_view:
            findings = findings.in_order(self.focus_view.order)
        return [one.number for one in findings.walked]

    def _ruled_number(self) -> int | None:
        looked_at = self._selected
        found = self._run.contradictions if self._run else ()
        is_ruled = any(one.number == looked_at and one.rulings for one in found)
        return looked_at if is_ruled else self.rulings.last_ruled

    def _connect(self) -> None:
        self.top_bar.view_chosen.connect(self.show_view)
        self.brief_strip.toggled.connect(self._fit)
        self.bar.opened.connect(self._turn_dock)
        self.bar.update_requested.connect(self.update_wanted)
        self.grid.stop_requested.connect(self.stop_wanted)
        self.grid.rerun_requested.connect(self.rerun_wanted)
        self.grid.rerun_with_requested.connect(self.rerun_with_wanted)
        self.grid.change_requested.connect(self.text_change_wanted)
        self.grid.quote_activated.connect(self.select_contradiction)
        self.grid.announce.connect(self.announced)
        self.grid.link_activated.connect(self.link_activated)
        self.grid.zoom_requested.connect(self.zoom_wanted)
        self.dock.contradiction_selected.connect(self.select_contradiction)
        self.dock.show_in_panel_requested.connect(self._show_in_panel)
        self.dock.write_again_requested.connect(self.write_again_wanted)
        self.dock.update_requested.connect(self.update_wanted)
        self.dock.alone_wanted.connect(self._show_contradiction)
        self.dock.compatible_wanted.connect(self.show_compatible)
        self.dock.alignment_wanted.connect(self.show_alignment)
        self.rulings.announced.connect(self.announced)
        self.focus_view.place_shown.connect(self._show_place)
        self.focus_view.banner.write_requested.connect(self.write_again_wanted)
        self.focus_view.banner.retry_requested.connect(self.retry_failed_wanted)
        self.dock.retry_failed_requested.connect(self.retry_failed_wanted)
        self.focus_view.contradiction_selected.connect(self.select_contradiction)
        self.focus_view.show_in_panel_requested.connect(self._show_in_panel)
        self.plan_view.contradiction_selected.connect(self._show_contradiction)
        self.plan_view.write_again_requested.connect(self.write_again_wanted)
        self.plan_view.update_requested.connect(self.update_wanted)
        self.plan_view.retry_failed_requested.connect(self.retry_failed_wanted)
        self.plan_view.place_shown.connect(self._show_place)
        for view in (self.dock, self.plan_view):
            view.link_activated.connect(lambda url: self.link_activated.emit(url.toString()))
            view.zoom_requested.connect(self.zoom_wanted)

    def _show_place(self, ref: StatementRef) -> None:
        """Show a sentence where it stands: in a worker's panel, or in the brief."""
        if not self.show_workers().show_place(ref) and not self.brief_strip.is_open:
            self.toggle_brief()

    def _show_in_panel(self, slot: str, number: int) -> None:
        self.show_workers()
        self.select_contradiction(number)
        self.grid.show_side(number, slot)

    def _show_contradiction(self, number: int | None) -> None:
        """A mark in the plan leads back to its contradiction."""
        self.select_contradiction(number)
        if number is not None:
            self.show_view(CONTRADICTIONS)

    def _texts(self) -> Sequence[MarkdownView] | None:
        """What is shown and can be searched; the contradictions are no texts."""
        if self.top_bar.current == PLAN:
            return self.plan_view.pane.document.texts
        return self.grid.views() if self.top_bar.current == WORKERS else None

    def _reveal(self, text: MarkdownView) -> None:
        """Bring a worker's text into sight: from behind a tab, a reader or the synthesizer."""
        slot = next((one.slot for one in self.grid.panels if one.view is text), "")
        if slot and not text.isVisible():
            self._is_dock_open = False
            self._fit()
            self.grid.reveal(slot)
