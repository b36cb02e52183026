"""What each command of the menus does, and when it is offered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from models.contribution import TextChange
from models.run import Run
from models.unfinished import needs_update
from ui.components.regions import Region, step_region
from ui.contradictions.findings import Findings, findings_of
from ui.contradictions.ruling.options import LEAVE_OPEN, NOT_ONE, OWN_WORDS
from ui.main_window.about import AboutDialog
from ui.main_window.commands import Command
from ui.main_window.memory import WindowMemory
from ui.main_window.palette import Choice, CommandPalette
from ui.main_window.top_bar import CONTRADICTIONS, PLAN, WORKERS
from ui.main_window.window import MainWindow
from ui.theme.theme import Scheme
from ui.workers.grid import WorkerGrid

if TYPE_CHECKING:
    from ui.main_window.run_page import RunPage

_ZOOM_STEP = 10
_MOST_DIGITS = 9

_RUN_COMMANDS = (
    Command.EXPORT,
    Command.FIND,
    Command.FIND_NEXT,
    Command.FIND_PREVIOUS,
    Command.SHOW_WORKERS,
    Command.SHOW_CONTRADICTIONS,
    Command.SHOW_PLAN,
    Command.BRIEF,
    Command.NEXT_PANEL,
    Command.PREVIOUS_PANEL,
    Command.NEXT_CONTRADICTION,
    Command.PREVIOUS_CONTRADICTION,
)

_DECISIONS = {
    Command.KEEP_A: "keep_0",
    Command.KEEP_B: "keep_1",
    Command.KEEP_C: "keep_2",
    Command.OWN_WORDS: OWN_WORDS,
    Command.LEAVE_OPEN: LEAVE_OPEN,
    Command.NOT_A_CONTRADICTION: NOT_ONE,
}
"""Which option of a contradiction each command chooses."""


_TEXT_CHANGES = {
    Command.USE_AS_IS: TextChange.USE_AS_IS,
    Command.LEAVE_OUT: TextChange.LEAVE_OUT,
    Command.TAKE_BACK_IN: TextChange.TAKE_BACK_IN,
}
"""What each command makes of the text of the worker in focus."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is going on while commands are offered.

    Attributes:
        is_working: whether the run that is shown is at work.
        is_any_working: whether any run is.
        are_workers_shown: whether the panels of a run can be seen.
        can_prepare: whether the page for a new run is shown.
        can_test: whether the model chosen there can be tested.
    """

    is_working: bool
    is_any_working: bool
    are_workers_shown: bool
    can_prepare: bool
    can_test: bool


@runtime_checkable
class _Divided(Protocol):
    """A page of more than one region."""

    @property
    def regions(self) -> Sequence[Region]: ...


class Doer(Protocol):
    """What the commands about runs are carried out by."""

    def new_run(self) -> None: ...  # noqa: D102 - named as the command
    def sample_run(self) -> None: ...  # noqa: D102
    def check_server(self) -> None: ...  # noqa: D102
    def test_model(self) -> None: ...  # noqa: D102
    def stop_test(self) -> None: ...  # noqa: D102
    def run_again(self) -> None: ...  # noqa: D102
    def stop_all(self) -> None: ...  # noqa: D102
    def stop_worker(self, slot: str) -> None: ...  # noqa: D102
    def rerun_worker(self, slot: str) -> None: ...  # noqa: D102
    def change_text(self, slot: str, change: TextChange) -> None: ...  # noqa: D102
    def write_again(self) -> None: ...  # noqa: D102
    def update_plan(self) -> None: ...  # noqa: D102
    def show_house_rules(self) -> None: ...  # noqa: D102
    def export(self) -> None: ...  # noqa: D102


class CommandWiring(QObject):
    """Connects all commands of a window."""

    def __init__(
        self,
        window: MainWindow,
        doer: Doer,
        memory: WindowMemory,
        log_folder: Path,
        version: str,
    ) -> None:
        """Connect them."""
        super().__init__(window)
        self._window = window
        self._doer = doer
        self._memory = memory
        self._log_folder = log_folder
        self._version = version
        self._zoom_percent = memory.zoom_percent
        for command, do in self._deeds().items():
            window.commands.on(command, do)
        window.run_page_made.connect(self._connect_run_page)

    def refresh(self, run: Run | None, now: Situation) -> None:
        """Offer what can be done with the run that is shown, or without one."""
        commands = self._window.commands
        for command in _RUN_COMMANDS:
            commands.enable(command, run is not None)
        has_plan = run is not None and run.plan is not None
        commands.enable(Command.COPY_PLAN, has_plan)
        commands.enable(Command.RUN, now.can_prepare)
        commands.enable(Command.TEST_MODEL, now.can_test)
        commands.enable(Command.RUN_AGAIN, run is not None and not now.is_any_working)
        commands.enable(Command.STOP_ALL, now.is_any_working)
        # What is done to a worker is done to one that can be seen.
        commands.enable(Command.STOP_WORKER, now.is_working and now.are_workers_shown)
        commands.enable(Command.RERUN_WORKER, now.are_workers_shown)
        self._offer_text_changes(run if now.are_workers_shown else None, is_working=now.is_working)
        can_write = run is not None and not now.is_any_working and bool(run.evidence)
        commands.enable(Command.WRITE_AGAIN, can_write)
        can_update = run is not None and needs_update(run)
        commands.enable(Command.UPDATE_PLAN, can_update and not now.is_any_working)
        commands.enable(Command.SHOW_ALIGNMENT, run is not None and run.alignment is not None)
        self._offer_decisions(run)

    def _offer_text_changes(self, run: Run | None, *, is_working: bool) -> None:
        """Offer what can be made of any worker's text that nobody works on."""
        texts = run.contributions if run is not None else ()
        possible = {one.possible_change for one in texts if one.state.is_final or not is_working}
        for command, change in _TEXT_CHANGES.items():
            self._window.commands.enable(command, change in possible)

    def _offer_decisions(self, run: Run | None) -> None:
        """Offer what can be decided about the contradictions of a run."""
        commands = self._window.commands
        findings = findings_of(run) if run is not None else Findings()
        for command in (*_DECISIONS, Command.SAVE_DECISION):
            commands.enable(command, bool(findings.walked))
        most_sides = max((len(one.found.sides) for one in findings.walked), default=0)
        commands.enable(Command.KEEP_C, most_sides > 2)
        is_ruled = any(one.found.rulings for one in findings.all)
        commands.enable(Command.UNDO_RULING, is_ruled)
        commands.enable(Command.SHOW_COMPATIBLE, bool(findings.dropped))

    def _deeds(self) -> dict[Command, Callable[[], None]]:
        window, doer = self._window, self._doer

        def page() -> "RunPage":
            """It is made when it is needed; some runs of the window never need it."""
            return window.run_page

        def _decide(option: str) -> None:
            page().decide(option)

        def _change(change: TextChange) -> None:
            self._with_worker(lambda slot: doer.change_text(slot, change))

        return {
            Command.NEW_RUN: doer.new_run,
            Command.FIND_RUN: window.find_run,
            Command.EXPORT: doer.export,
            Command.CLOSE: lambda: _close(window),
            Command.QUIT: QApplication.quit,
            Command.COPY_PLAN: lambda: page().copy_plan(),
            Command.FIND: lambda: page().finding.open(),
            Command.FIND_NEXT: lambda: page().finding.step(1),
            Command.FIND_PREVIOUS: lambda: page().finding.step(-1),
            Command.SHOW_WORKERS: lambda: page().show_view(WORKERS),
            Command.SHOW_CONTRADICTIONS: lambda: page().show_view(CONTRADICTIONS),
            Command.SHOW_PLAN: lambda: page().show_view(PLAN),
            Command.TOGGLE_RUNS: window.toggle_sidebar,
            Command.BRIEF: lambda: page().toggle_brief(),
            Command.NEXT_PANEL: lambda: page().show_workers().focus_next_panel(),
            Command.PREVIOUS_PANEL: lambda: page().show_workers().focus_previous_panel(),
            Command.NEXT_REGION: lambda: self._step_region(1),
            Command.PREVIOUS_REGION: lambda: self._step_region(-1),
            Command.NEXT_CONTRADICTION: lambda: page().step_contradiction(1),
            Command.PREVIOUS_CONTRADICTION: lambda: page().step_contradiction(-1),
            Command.ZOOM_IN: lambda: self._zoom_to(self._zoom_percent + _ZOOM_STEP),
            Command.ZOOM_OUT: lambda: self._zoom_to(self._zoom_percent - _ZOOM_STEP),
            Command.ZOOM_RESET: lambda: self._zoom_to(100),
            Command.SCHEME_SYSTEM: lambda: self._set_scheme(Scheme.SYSTEM),
            Command.SCHEME_LIGHT: lambda: self._set_scheme(Scheme.LIGHT),
            Command.SCHEME_DARK: lambda: self._set_scheme(Scheme.DARK),
            Command.PALETTE: self._show_palette,
            Command.RUN: window.ready_page.run,
            Command.RUN_AGAIN: doer.run_again,
            Command.STOP_WORKER: lambda: self._with_worker(doer.stop_worker),
            Command.STOP_ALL: doer.stop_all,
            Command.RERUN_WORKER: lambda: self._with_worker(doer.rerun_worker),
            **{one: partial(_change, change) for one, change in _TEXT_CHANGES.items()},
            Command.WRITE_AGAIN: doer.write_again,
            Command.UPDATE_PLAN: doer.update_plan,
            Command.HOUSE_RULES: doer.show_house_rules,
            Command.SHOW_ALIGNMENT: lambda: page().show_alignment(),
            Command.SHOW_COMPATIBLE: lambda: page().show_compatible(),
            Command.SAVE_DECISION: lambda: page().save_decision(),
            Command.UNDO_RULING: lambda: page().undo_ruling(),
            **{one: partial(_decide, option) for one, option in _DECISIONS.items()},
            Command.CHECK_SERVER: doer.check_server,
            Command.TEST_MODEL: doer.test_model,
            Command.STOP_TEST: doer.stop_test,
            Command.SAMPLE_RUN: doer.sample_run,
            Command.SHORTCUTS: self._show_palette,
            Command.LOG_FOLDER: self._open_log_folder,
            Command.ABOUT: self._show_about,
        }

    def _connect_run_page(self) -> None:
        page = self._window.run_page
        page.zoom_wanted.connect(
            lambda steps: self._zoom_to(self._zoom_percent + steps * _ZOOM_STEP)
        )
        page.set_zoom(self._zoom_percent)
        self._connect_digits(page)

    def _connect_digits(self, page: "RunPage") -> None:
        """1 to 9 focus a worker, with Shift in the other reader; not while somebody types."""
        for number in range(1, _MOST_DIGITS + 1):
            for keys, focus in (
                (f"{number}", WorkerGrid.focus_worker),
                (f"Shift+{number}", WorkerGrid.open_in_other_reader),
            ):
                shortcut = QShortcut(QKeySequence(keys), page)
                shortcut.activated.connect(partial(_go_to_worker, page, focus, number))

    def _with_worker(self, do: Callable[[str], None]) -> None:
        if self._window.is_showing_run and (slot := self._window.run_page.grid.current_slot):
            do(slot)

    def _step_region(self, step: int) -> None:
        window = self._window
        page = window.page
        regions = page.regions if isinstance(page, _Divided) else (Region(page),)
        step_region((*regions, Region(window.sidebar), Region(window.rail)), step)

    def _zoom_to(self, percent: int) -> None:
        self._zoom_percent = min(200, max(80, percent))
        if self._window.has_run_page:
            self._window.run_page.set_zoom(self._zoom_percent)
        self._memory.set_text("reading/zoom_percent", str(self._zoom_percent))

    def _set_scheme(self, scheme: Scheme) -> None:
        self._window.theme.set_scheme(scheme)
        self._memory.set_text("theme/scheme", scheme.value)

    def _show_palette(self) -> None:
        choices = [
            Choice(
                action.text().replace("&", ""),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                action.trigger,
            )
            for command, action in self._window.commands.all()
            if action.isEnabled() and command not in (Command.PALETTE, Command.SHORTCUTS)
        ]
        CommandPalette(self._window.theme, choices, self._window).open()

    def _open_log_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))

    def _show_about(self) -> None:
        AboutDialog(self._version, str(self._log_folder.parent), self._window).open()


def _go_to_worker(page: "RunPage", focus: Callable[[WorkerGrid, int], bool], number: int) -> None:
    if number <= len(page.grid.panels):
        focus(page.show_workers(), number)


def _close(window: MainWindow) -> None:
    window.close()
