"""Connects what the user asks for with what can do it, and what happened with where it is shown."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSplitter

from models.contribution import TextChange
from models.llm import ServerStatus
from models.run import Run
from models.summary import RunSummary
from models.team import Team
from ui.controllers.export_controller import ExportController
from ui.controllers.history_controller import HistoryController
from ui.controllers.report_card_controller import ReportCardController
from ui.controllers.rules_controller import RulesController
from ui.controllers.run_controller import RunController
from ui.controllers.server_controller import ServerController
from ui.controllers.team_controller import TeamController
from ui.main_window.card_wiring import CardWiring
from ui.main_window.command_wiring import CommandWiring, Situation
from ui.main_window.exporting import Exporting
from ui.main_window.memory import WindowMemory
from ui.main_window.notifying import Notifier
from ui.main_window.ruling_wiring import RulingWiring
from ui.main_window.server_wiring import ServerWiring
from ui.main_window.stopping import Stopping
from ui.main_window.text_wiring import TextWiring
from ui.main_window.window import MainWindow

_DRAFT_KEPT_AFTER_MS = 800


@dataclass(frozen=True, slots=True)
class Controllers:
    """The doors to the engine."""

    runs: RunController
    server: ServerController
    history: HistoryController
    exports: ExportController
    teams: TeamController
    rules: RulesController
    cards: ReportCardController


class Wiring(QObject):
    """Lives as long as the window.

    Args:
        window: what is shown.
        controllers: what can be done.
        memory: what is remembered.
        log_folder: opened on request.
        version: of the application.
        clock: seconds, for how long a run has been at work.
    """

    def __init__(
        self,
        window: MainWindow,
        controllers: Controllers,
        memory: WindowMemory,
        log_folder: Path,
        version: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connect everything and look around for the first time."""
        super().__init__(window)
        self._window = window
        self._controllers = controllers
        self._memory = memory
        self._teams: tuple[Team, ...] = ()
        self._stopping = Stopping(window, controllers.runs, clock)
        self._exporting = Exporting(window, controllers.exports, memory)
        self._notifier = Notifier(window)
        self._server = ServerWiring(window, controllers.server)
        self._cards = CardWiring(window, controllers.cards)
        self._rulings = RulingWiring(window, controllers.runs, controllers.rules)
        self._texts = TextWiring(window, controllers.runs, controllers.server)
        self._commands = CommandWiring(window, self, memory, log_folder, version)
        self._draft_timer = QTimer(self, singleShot=True, interval=_DRAFT_KEPT_AFTER_MS)
        self._draft_timer.timeout.connect(self._keep_draft)
        self._connect_controllers()
        self._connect_pages()
        window.first_run_page_made.connect(self._connect_first_run_page)
        window.run_page_made.connect(self._connect_run_page)
        window.page_changed.connect(self._refresh)
        window.closing.connect(self._stopping.ask_before_closing)

    def begin(self) -> None:
        """Fill the first page."""
        ready = self._window.ready_page
        self._teams = self._controllers.teams.teams()
        ready.show_teams(self._teams)
        self._controllers.history.refresh()
        self.check_server()
        self._refresh()

    # What the user asks for.

    def new_run(self) -> None:
        """Write another brief; a run at work goes on."""
        self._controllers.runs.show_nothing()
        self._server.prefer_brief()
        self._server.withdraw()
        self._window.sidebar.select("")
        self._window.show_page(self._window.ready_page)
        self._window.status_strip.show_nothing(self._server.host)

    def sample_run(self) -> None:
        """Start the demo with the team it was written for."""
        team = next((one for one in self._teams if one.team_id == "product-launch"), None)
        if team is None:
            message = self.tr("The sample run needs the product-launch team, which is missing.")
            self._window.show_problem(message, self.tr("Install the application again."))
        else:
            self._controllers.runs.start_demo(team)

    def check_server(self) -> None:
        """Look for Ollama again."""
        self._server.check()

    def run_again(self) -> None:
        """A new run with the same brief, team and settings."""
        run = self._window.run_page.run
        if run is None:
            return
        if run.is_demo:
            self.sample_run()
        else:
            self._controllers.runs.start(run.brief, run.team, run.settings)

    def stop_all(self) -> None:
        """Stop the run at work; asks first if more than a little would stop."""
        self._stopping.stop_all()

    def stop_worker(self, slot: str) -> None:
        """Stop one worker."""
        self._controllers.runs.stop(slot)

    def rerun_worker(self, slot: str) -> None:
        """Let one worker write again."""
        if (run := self._window.run_page.run) is not None:
            self._controllers.runs.rerun(run, slot)

    def change_text(self, slot: str, change: TextChange) -> None:
        """Use a partial text, leave a text out or take it back in."""
        self._texts.change_text(slot, change)

    def retry_failed(self) -> None:
        """Let all write again that failed or were stopped; nobody who was left out."""
        if (run := self._window.run_page.run) is not None:
            slots = [one.slot for one in run.missing if one.state.is_final and not one.muted]
            self._controllers.runs.retry(run, *slots)

    def write_again(self) -> None:
        """Compare, decide and plan anew."""
        if (run := self._window.run_page.run) is not None:
            self._controllers.runs.write_again(run)

    def update_plan(self) -> None:
        """Write only what is out of date in the plan."""
        if (run := self._window.run_page.run) is not None:
            self._controllers.runs.update_plan(run)

    def test_model(self) -> None:
        """Test the model that is chosen for a new run."""
        self._window.ready_page.test_model()

    def stop_test(self) -> None:
        """End the test of a model."""
        self._controllers.cards.stop()

    def show_house_rules(self) -> None:
        """List what holds for later runs."""
        self._rulings.show_house_rules({one.team_id: one.name for one in self._teams})

    def export(self) -> None:
        """Write the run that is shown to a file."""
        if (run := self._window.run_page.run) is not None:
            self._exporting.ask(run)

    # What happened.

    def _show_run(self, run: Run) -> None:
        is_working = run.id == self._controllers.runs.working_id
        before = self._window.run_page.run
        if before is not None and before.id != run.id:
            self._server.withdraw()
        self._window.show_run(run, is_working=is_working)
        self._cards.show_run(run)
        self._refresh()
        if is_working:
            self._window.sidebar.show_live(RunSummary.of(run))

    def _begin_work(self, run_id: str) -> None:
        self._stopping.begin()
        self._window.may_close = False
        self._server.withdraw()
        self._show_busy()
        self._controllers.history.refresh()
        self._window.sidebar.select(run_id)

    def _end_work(self, run: Run) -> None:
        self._stopping.end()
        self._window.may_close = True
        self._show_busy()
        self._window.sidebar.show_live(None)
        self._controllers.history.refresh()
        if not run.is_demo:
            self.check_server()
        self._notifier.say_ended(run)

    def _show_busy(self) -> None:
        """Say why no run can start now; a run and a test would both look slower side by side."""
        reason = ""
        if self._controllers.runs.working_id:
            reason = self.tr("A run is already at work.")
        elif self._controllers.cards.is_testing:
            reason = self.tr("A model is being tested.")
        self._window.ready_page.show_busy(reason)
        self._refresh()

    def _refresh(self) -> None:
        """Offer what can be done now."""
        window, runs = self._window, self._controllers.runs
        run = window.run_page.run if window.is_showing_run else None
        is_preparing = window.page is window.ready_page
        self._commands.refresh(
            run,
            Situation(
                is_working=run is not None and run.id == runs.working_id,
                is_any_working=bool(runs.working_id),
                are_workers_shown=run is not None and window.run_page.are_workers_shown,
                can_prepare=is_preparing,
                can_test=is_preparing and self._server.is_ready and not window.ready_page.is_busy,
            ),
        )

    def _take_in_status(self, status: ServerStatus) -> None:
        self._cards.show_server(status)
        self._refresh()

    def _list_runs(self, summaries: tuple[RunSummary, ...]) -> None:
        self._window.sidebar.show_runs(summaries, datetime.now().astimezone())

    def _connect_controllers(self) -> None:
        controllers = self._controllers
        controllers.runs.shown.connect(self._show_run)
        controllers.runs.work_began.connect(self._begin_work)
        controllers.runs.work_ended.connect(self._end_work)
        controllers.runs.refused.connect(self._server.refuse)
        self._server.checked.connect(self._take_in_status)
        self._cards.testing_changed.connect(self._show_busy)
        controllers.runs.ruled.connect(lambda _run: controllers.history.refresh())
        controllers.history.listed.connect(self._list_runs)
        controllers.history.refused.connect(self._window.show_problem)
        controllers.teams.refused.connect(self._window.show_problem)

    def _connect_pages(self) -> None:
        window, controllers = self._window, self._controllers
        ready = window.ready_page
        ready.run_wanted.connect(controllers.runs.start)
        ready.check_wanted.connect(self.check_server)
        ready.setup_wanted.connect(lambda: window.show_page(window.first_run_page))
        ready.draft_changed.connect(self._draft_timer.start)
        ready.facts_wanted.connect(
            lambda text: ready.show_proposed_facts(controllers.teams.facts_in(text))
        )
        window.sidebar.run_chosen.connect(controllers.runs.open)
        window.sidebar.new_run_wanted.connect(self.new_run)
        window.sidebar.search_wanted.connect(controllers.history.search)
        window.rail.runs_wanted.connect(window.toggle_sidebar)
        window.rail.new_run_wanted.connect(self.new_run)
        window.rail.search_wanted.connect(window.find_run)

    def _connect_first_run_page(self) -> None:
        page = self._window.first_run_page
        page.sample_wanted.connect(self.sample_run)
        page.ready_wanted.connect(self.new_run)

    def _connect_run_page(self) -> None:
        window, page = self._window, self._window.run_page
        self._memory.restore_splitters(_splitters(window))
        page.view_changed.connect(self._refresh)
        page.stop_wanted.connect(self.stop_worker)
        page.rerun_wanted.connect(self.rerun_worker)
        page.write_again_wanted.connect(self.write_again)
        page.update_wanted.connect(self.update_plan)
        self._rulings.connect_run_page()
        self._texts.connect_run_page()
        page.retry_failed_wanted.connect(self.retry_failed)
        page.announced.connect(window.announce)
        page.link_activated.connect(self._open_link)
        page.top_bar.runs_toggled.connect(window.toggle_sidebar)
        page.top_bar.stop_all_wanted.connect(self.stop_all)
        page.top_bar.run_again_wanted.connect(self.run_again)
        page.top_bar.export_wanted.connect(self.export)

    def _open_link(self, address: str) -> None:
        """Open a web page, whose address the tooltip has shown; nothing else is opened."""
        url = QUrl(address)
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)

    def _keep_draft(self) -> None:
        self._memory.set_text("draft", self._window.ready_page.draft.model_dump_json())

    def keep(self) -> None:
        """Remember the draft and the layout."""
        self._keep_draft()
        self._memory.keep(self._window)
        if self._window.has_run_page:
            self._memory.keep_splitters(_splitters(self._window))


def _splitters(window: MainWindow) -> dict[str, QSplitter]:
    return {"run": window.run_page.splitter}
