"""Parallel Workers: several specialists work on one brief at the same time, on this machine.

Without a command it opens the window; with one it does the job on the command line, without Qt.
"""

import gc
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ui.application import Application
    from ui.controllers.sources import Sources
    from ui.main_window.starting import Frame
    from ui.main_window.window import MainWindow
    from ui.main_window.wiring import Controllers
    from ui.tasks import TaskSpawner

# Everything is imported where it is used. The command line must do without Qt, and the frame of
# the window is painted before asyncio, pydantic and the engine are there: together they take
# several times as long as Qt does.

_PAINTED_WITHIN_MS = 250
"""A window that starts minimized, or on another desktop, may never be painted."""


_INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Do what ``argv``, the words after ``main.py``, ask for; returns the exit code."""
    if not argv:  # Without words the window opens, and need not wait for the command line.
        from ui.data_folder import usual_data_folder

        return open_window(usual_data_folder())
    try:
        from ui.headless import Console, run_command_line

        return run_command_line(argv, Console.of_process(), open_window)
    except KeyboardInterrupt:  # While the command line is loaded, or has just ended.
        return _INTERRUPTED


def open_window(data_folder: Path) -> int:
    """Show the window until it is closed; a second start only raises the first one."""
    from ui.application import Application

    return run_window(Application(sys.argv[:1]), data_folder)


def run_window(application: "Application", data_folder: Path) -> int:
    """Paint the frame of the window, fill it, and work until it is closed.

    Args:
        application: of this process.
        data_folder: where runs and layout are kept.

    Returns:
        The exit code.
    """
    from ui.application import import_plainly

    gc.disable()  # What is made until the window stands is no garbage.
    import_plainly()

    from engine.resources import RESOURCES
    from ui.main_window.single_instance import SingleInstance
    from ui.main_window.starting import FirstPaint, furnish, open_frame

    application.setApplicationDisplayName("Parallel Workers")
    instance = SingleInstance(data_folder)
    if not instance.is_first:
        return 0
    frame = open_frame(application, data_folder, RESOURCES)
    instance.raised.connect(frame.window.come_to_front)
    _turn(FirstPaint(frame.window).over, within_ms=_PAINTED_WITHIN_MS)
    furnish(application, frame)
    _turn(within_ms=0)
    if frame.window.isHidden():  # It was closed already; later `run_application` takes note.
        instance.close()
        return 0
    instance.listen()

    from engine.preparation import application_version
    from ui.logs import logging_to
    from ui.problems import Problems
    from ui.tasks import run_application

    version, log_folder = application_version(), data_folder / "logs"
    problems = Problems(version, log_folder)

    @asynccontextmanager
    async def build(tasks: "TaskSpawner") -> AsyncIterator["MainWindow"]:
        async with main_window(tasks, data_folder, version, frame=frame) as window:
            gc.freeze()
            gc.enable()
            yield window

    with logging_to(log_folder), problems.catching_all():
        try:
            return run_application(application, build, problems.report)
        finally:
            instance.close()


def _turn(until: "SignalInstance | None" = None, *, within_ms: int) -> None:
    """Let Qt alone run, before there is asyncio's loop.

    Args:
        until: ends it.
        within_ms: after so long it ends in any case; 0 is for what has happened already, such as
            keys that were pressed.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    if until is not None:
        until.connect(loop.quit)
    QTimer.singleShot(within_ms, loop, loop.quit)
    loop.exec()


@asynccontextmanager
async def main_window(
    tasks: "TaskSpawner",
    data_folder: Path,
    version: str,
    sources: "Sources | None" = None,
    clock: Callable[[], float] = time.monotonic,
    frame: "Frame | None" = None,
) -> AsyncIterator["MainWindow"]:
    """The main window, with everything it works with.

    Args:
        tasks: starts its work, and has ended it before the window is left.
        data_folder: where runs and layout are kept.
        version: of the application.
        sources: where answers come from; Ollama in its usual place if none are given.
        clock: seconds, for how long a run has been at work.
        frame: of the window, furnished, if it is shown already.
    """
    from PySide6.QtWidgets import QApplication

    from engine.resources import RESOURCES
    from ui.main_window.starting import furnish, open_frame
    from ui.main_window.wiring import Wiring

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if frame is None:
        frame = open_frame(application, data_folder, RESOURCES)
        furnish(application, frame)
    window, memory = frame.window, frame.memory
    window.add_surroundings()
    controllers = _controllers(tasks, data_folder, sources)
    wiring = Wiring(window, controllers, memory, data_folder / "logs", version, clock)
    wiring.begin()
    try:
        yield window
    finally:
        wiring.keep()


def _controllers(
    tasks: "TaskSpawner", data_folder: Path, sources: "Sources | None"
) -> "Controllers":
    from engine.preparation import application_version
    from engine.resources import RESOURCES
    from engine.stores.form_store import FORMS_NAME, FormStore
    from engine.stores.history import RunHistory
    from engine.stores.report_card_store import CARDS_NAME, ReportCardStore
    from engine.stores.rule_store import RuleStore
    from engine.stores.run_store import RunStore
    from engine.stores.team_store import TeamStore
    from ui.controllers.export_controller import ExportController
    from ui.controllers.history_controller import HistoryController
    from ui.controllers.report_card_controller import ReportCardController
    from ui.controllers.rules_controller import RulesController
    from ui.controllers.run_controller import RunController
    from ui.controllers.server_controller import ServerController
    from ui.controllers.sources import Sources
    from ui.controllers.team_controller import TeamController
    from ui.main_window.wiring import Controllers

    store = RunStore(data_folder / "runs")
    rules = RuleStore(data_folder / "rules")
    cards = ReportCardStore(data_folder / CARDS_NAME, application_version())
    sources = sources or Sources(host="", resources=RESOURCES)
    return Controllers(
        runs=RunController(
            tasks, store, rules, sources, FormStore(data_folder / FORMS_NAME), cards
        ),
        rules=RulesController(tasks, rules),
        cards=ReportCardController(tasks, sources, cards),
        server=ServerController(tasks, sources),
        history=HistoryController(tasks, RunHistory(store, data_folder / "runs.sqlite")),
        exports=ExportController(tasks),
        teams=TeamController(TeamStore([data_folder / "teams", RESOURCES / "teams"])),
    )


if __name__ == "__main__":
    code = main(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # All is done; what is left is Python's own end.
    sys.exit(code)
