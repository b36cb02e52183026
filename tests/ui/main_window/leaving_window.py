"""The window in a process of its own, left while a run is at work.

``python -m tests.ui.main_window.leaving_window WAY FOLDER`` says as JSON what is left.
"""

import asyncio
import gc
import json
import os
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from engine.stores.run_store import RunStore
from main import main_window
from tests.scripted_ollama import ScriptedOllama
from tests.ui.main_window.staging import RESOURCES, until
from tests.ui.main_window.stories import BRIEF_TEXT, METRICS, a_judge, until_writing
from ui.application import Application
from ui.controllers.sources import Sources
from ui.main_window.commands import Command
from ui.main_window.window import MainWindow
from ui.ready.draft import Draft
from ui.tasks import TaskSpawner, run_application


class Leaving:
    """Leaves in one way, and remembers when it began to."""

    def __init__(self, way: str, application: Application, folder: Path) -> None:
        self._way = way
        self._application = application
        self._folder = folder
        self.began_s = 0.0

    @asynccontextmanager
    async def build(self, tasks: TaskSpawner) -> AsyncIterator[MainWindow]:
        """The window, which is left as soon as a worker writes."""
        judge = a_judge(METRICS, gate=asyncio.Event())
        async with ScriptedOllama(judge, num_parallel=4) as server:
            sources = Sources(host=server.url, resources=RESOURCES)
            async with main_window(tasks, self._folder, "0.1", sources) as window:
                tasks.spawn(self._leave(window, server))
                yield window

    async def _leave(self, window: MainWindow, server: ScriptedOllama) -> None:
        window.ready_page.show_draft(Draft(text=BRIEF_TEXT))
        await until(lambda: not any(check.blocks for check in window.ready_page.checks))
        window.commands[Command.RUN].trigger()
        await until_writing(server, METRICS)
        self.began_s = time.monotonic()
        if self._way == "close":
            window.close()
        else:
            self._application.quit()


def _sockets() -> set[str]:
    folder = Path("/proc/self/fd")
    links = [os.readlink(folder / one) for one in os.listdir(folder) if (folder / one).is_symlink()]
    return {one for one in links if one.startswith("socket:")}


def main(way: str, folder: Path) -> int:
    """Run and leave."""
    application = Application(sys.argv[:1])
    before = _sockets()  # those of the screen
    leaving = Leaving(way, application, folder)
    code = run_application(application, leaving.build, _fail)
    took_s = time.monotonic() - leaving.began_s
    gc.collect()
    tasks = [one for one in gc.get_objects() if isinstance(one, asyncio.Task) and not one.done()]
    left = {
        "tasks": [repr(one) for one in tasks],
        "threads": [one.name for one in threading.enumerate()][1:],
        "sockets": sorted(_sockets() - before),
    }
    runs = len(RunStore(folder / "runs").run_ids())
    sys.stdout.write(json.dumps({"left": left, "took_s": took_s, "runs": runs}) + "\n")
    return code


def _fail(error: BaseException) -> None:
    """End the process: nobody is there to read a dialog."""
    traceback.print_exception(error)
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
