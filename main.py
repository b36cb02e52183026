"""Parallel Workers: several specialists work on one brief at the same time, on this machine.

Without a command it opens the window; with one it does the job on the command line, without Qt.
"""

import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ui.headless import Console, run_command_line

if TYPE_CHECKING:
    from ui.controllers.sources import Sources
    from ui.main_window.window import MainWindow
    from ui.main_window.wiring import Controllers
    from ui.tasks import TaskSpawner

# What the window needs is imported where it is used: the command line must do without Qt.


def main(argv: Sequence[str]) -> int:
    """Do what ``argv``, the words after ``main.py``, ask for; returns the exit code."""
    return run_command_line(argv, Console.of_process(), open_window)


def open_window(data_folder: Path) -> int:
    """Show the window until it is closed; a second start only raises the first one."""
    from engine.preparation import application_version
    from ui.logs import logging_to
    from ui.main_window.single_instance import SingleInstance
    from ui.problems import Problems
    from ui.tasks import Application, run_application

    application = Application(sys.argv[:1])
    application.setApplicationDisplayName("Parallel Workers")
    instance = SingleInstance(data_folder)
    if not instance.is_first:
        return 0
    version, log_folder = application_version(), data_folder / "logs"
    problems = Problems(version, log_folder)

    @asynccontextmanager
    async def build(tasks: "TaskSpawner") -> AsyncIterator["MainWindow"]:
        async with main_window(tasks, data_folder, version) as window:
            instance.raised.connect(window.come_to_front)
            yield window

    with logging_to(log_folder), problems.catching_all():
        try:
            return run_application(application, build, problems.report)
        finally:
            instance.close()


@asynccontextmanager
async def main_window(
    tasks: "TaskSpawner",
    data_folder: Path,
    version: str,
    sources: "Sources | None" = None,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator["MainWindow"]:
    """The main window, with everything it works with.

    Args:
        tasks: starts its work, and has ended it before the window is left.
        data_folder: where runs and layout are kept.
        version: of the application.
        sources: where answers come from; Ollama in its usual place if none are given.
        clock: seconds, for how long a run has been at work.
    """
    from PySide6.QtWidgets import QApplication

    from engine.resources import RESOURCES
    from ui.main_window.memory import WindowMemory
    from ui.main_window.window import MainWindow
    from ui.main_window.wiring import Wiring
    from ui.theme.fonts import system_font_scale
    from ui.theme.style import Look
    from ui.theme.theme import Theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    memory = WindowMemory(data_folder)
    theme = Theme(RESOURCES, memory.scheme, parent=application)
    theme.set_font_scale(system_font_scale())
    Look(application, theme)
    window = MainWindow(theme)
    controllers = _controllers(tasks, data_folder, sources)
    wiring = Wiring(window, controllers, memory, data_folder / "logs", version, clock)
    memory.restore(window, {"run": window.run_page.splitter})
    window.show()
    wiring.begin()
    try:
        yield window
    finally:
        wiring.keep()


def _controllers(
    tasks: "TaskSpawner", data_folder: Path, sources: "Sources | None"
) -> "Controllers":
    from engine.resources import RESOURCES
    from engine.stores.history import RunHistory
    from engine.stores.run_store import RunStore
    from engine.stores.team_store import TeamStore
    from ui.controllers.export_controller import ExportController
    from ui.controllers.history_controller import HistoryController
    from ui.controllers.run_controller import RunController
    from ui.controllers.server_controller import ServerController
    from ui.controllers.sources import Sources
    from ui.controllers.team_controller import TeamController
    from ui.main_window.wiring import Controllers

    store = RunStore(data_folder / "runs")
    sources = sources or Sources(host="", resources=RESOURCES)
    return Controllers(
        runs=RunController(tasks, store, sources),
        server=ServerController(tasks, sources),
        history=HistoryController(tasks, RunHistory(store, data_folder / "runs.sqlite")),
        exports=ExportController(tasks),
        teams=TeamController(TeamStore([data_folder / "teams", RESOURCES / "teams"])),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
