"""The synthesizer's dock: what it does, what it found, and the plan it writes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.report_card import ReportCard
from models.run import Run
from ui.components.pane import Pane
from ui.contradictions.findings import findings_of
from ui.contradictions.ruling.desk import RulingDesk
from ui.dock.division import Division
from ui.dock.elapsed import ElapsedPart
from ui.dock.found_part import FoundPart
from ui.dock.notices import NoticeStrip
from ui.dock.progress import ProgressPart
from ui.dock.tabs import DockTabs
from ui.plan.outcome import OutcomeBanner
from ui.plan.pane import PlanPane
from ui.plan.situation import Situation, situation_of
from ui.report_card.state import expectation_line
from ui.theme.theme import Theme
from ui.theme.tokens import Role

WIDTH_PX = 492
LEAST_WIDTH_PX = 428

_SHORT_PX = 620
"""Below this height only the step under way is shown while the plan is on its way."""


class SynthesizerDock(Pane):
    """Shows a run as the synthesizer sees it.

    Attributes:
        contradiction_selected: the number of the one the user chose; ``None`` when closed.
        show_in_panel_requested: the slot of a worker, or "brief", and the contradiction's number.
        ruled: the number, and the Ruling that the user saved.
        undo_wanted: the number of the contradiction whose last ruling should be taken back.
        alone_wanted: the number of the contradiction that the user wants to see alone.
        compatible_wanted: the user wants to see what turned out to fit.
        alignment_wanted: the user wants to see whether the parts fit.
        write_again_requested: the plan should be written again from the texts as they are.
        update_requested: only what is out of date in the plan should be written again.
        retry_failed_requested: every worker without a usable text should write again.
        plan_copied: the plan's Markdown is in the clipboard.
        zoom_requested: steps of reading zoom.
        link_activated: the address of a link that was chosen in the plan.
    """

    contradiction_selected = Signal(object)
    show_in_panel_requested = Signal(str, int)
    ruled = Signal(int, object)
    undo_wanted = Signal(int)
    alone_wanted = Signal(int)
    compatible_wanted = Signal()
    alignment_wanted = Signal()
    write_again_requested = Signal()
    update_requested = Signal()
    retry_failed_requested = Signal()
    plan_copied = Signal()
    zoom_requested = Signal(int)
    link_activated = Signal(QUrl)

    def __init__(
        self,
        theme: Theme,
        clock: Callable[[], float] = time.monotonic,
        desk: RulingDesk | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """No run yet."""
        super().__init__(theme, Role.SURFACE, parent)
        self._desk = desk or RulingDesk()
        self._run: Run | None = None
        self._is_live = False
        self.progress = ProgressPart(theme)
        self.banner = OutcomeBanner(theme)
        self.notices = NoticeStrip(theme)
        self.tabs = DockTabs(theme)
        self.found = FoundPart(theme, self._desk)
        self.plan = PlanPane(theme)
        self.division = Division(self.found, self.plan)
        self.elapsed = ElapsedPart(theme, clock)
        self.setMinimumWidth(LEAST_WIDTH_PX)
        self.setAccessibleName(self.tr("Synthesizer"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.progress, self.banner, self.notices, self.tabs):
            column.addWidget(part)
        column.addWidget(self.division, 1)
        column.addWidget(self.elapsed)
        self.progress.hide()
        self.elapsed.hide()
        self._connect()

    def _connect(self) -> None:
        self.found.list.selected.connect(self._choose)
        self.found.list.shown.connect(self.show_in_panel_requested)
        self.found.list.ruled.connect(self.ruled)
        self.found.list.undo_wanted.connect(self.undo_wanted)
        self.found.list.alone_wanted.connect(self.alone_wanted)
        self.found.list.compatible_wanted.connect(self.compatible_wanted)
        self.found.list.alignment_wanted.connect(self.alignment_wanted)
        self.plan.mark_activated.connect(self._choose)
        self.plan.write_again_requested.connect(self.write_again_requested)
        self.plan.update_requested.connect(self.update_requested)
        self.plan.copied.connect(self.plan_copied)
        self.plan.zoom_requested.connect(self.zoom_requested)
        self.plan.link_activated.connect(self.link_activated)
        self.banner.write_requested.connect(self.write_again_requested)
        self.banner.retry_requested.connect(self.retry_failed_requested)
        self.tabs.chosen.connect(self._show_parts)

    @property
    def selected_number(self) -> int | None:
        """The contradiction whose card is open."""
        return self.found.list.open_number

    def show_run(self, run: Run, *, is_live: bool = False) -> None:
        """Show ``run`` as it is now; ``is_live`` tells whether somebody works on it."""
        if run is self._run and is_live == self._is_live:
            return
        is_another = self._run is None or self._run.id != run.id
        self._run, self._is_live = run, is_live
        self._desk.show_run(run)
        if is_another:
            self.select_contradiction(None)
        is_working = self._is_working
        findings = findings_of(run, is_settled=not is_working)
        self.progress.setVisible(is_working)
        self.elapsed.setVisible(is_working)
        if is_working:
            self.progress.show_run(run)
            self.elapsed.show_run(run)
        self.banner.show_run(run, is_live=is_live)
        self.notices.show_notices(run.notices)
        self.tabs.show_findings(findings)
        self.found.show_findings(findings)
        self.plan.show_run(run, is_live=is_live)
        self._show_parts()

    def select_contradiction(self, number: int | None) -> None:
        """Open a card and light its sentence in the plan, without emitting a signal."""
        self.found.list.select(number)
        self.plan.select(number)

    def show_report_card(self, card: ReportCard | None) -> None:
        """Say beside "None found" what the model found when it was tested."""
        self.found.list.show_expectation(expectation_line(card) if card is not None else "")

    def set_segmented(self, is_segmented: bool) -> None:
        """Show contradictions or plan, one at a time, where there is no room for both."""
        self.tabs.setVisible(is_segmented)
        self.found.set_head_shown(not is_segmented)
        self._show_parts()

    def set_zoom(self, percent: int) -> None:
        """Zoom the plan's text."""
        self.plan.document.set_zoom(percent)

    def focus_first(self) -> None:
        """Focus the first contradiction that needs the user, or else the first of all."""
        self.found.list.focus_first()

    def copy_plan(self) -> None:
        """Put the plan's Markdown into the clipboard."""
        self.plan.copy_plan()

    def sizeHint(self) -> QSize:
        """The width of the design."""
        return QSize(WIDTH_PX, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Save room for what was found."""
        super().resizeEvent(event)
        self.progress.set_short(event.size().height() < _SHORT_PX)

    @property
    def _is_working(self) -> bool:
        run = self._run
        if run is None:
            return False
        return situation_of(run, is_live=self._is_live) is Situation.WORKING

    def _show_parts(self) -> None:
        # Where a plan is on its way and not begun, nothing stands in for it.
        has_plan = self._run is not None and (self._run.plan is not None or not self._is_working)
        is_segmented = not self.tabs.isHidden()
        self.found.setVisible(not is_segmented or self.tabs.current == DockTabs.FOUND)
        is_plan_chosen = not is_segmented or self.tabs.current == DockTabs.PLAN
        self.plan.setVisible(is_plan_chosen and (has_plan or is_segmented))
        self.division.share()

    def _choose(self, number: int | None) -> None:
        self.select_contradiction(number)
        if number is not None and self.sender() is self.plan:
            self.tabs.show_current(DockTabs.FOUND)
            self._show_parts()
        self.contradiction_selected.emit(number)
