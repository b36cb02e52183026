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
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from engine.stores.run_store import RunStore
from main import main_window
from tests.ui.main_window.staging import RESOURCES, until
from ui.controllers.sources import Sources
from ui.main_window.commands import Command
from ui.main_window.window import MainWindow
from ui.problems import Problems
from ui.tasks import Application, TaskSpawner, run_application


class Leaving:
    """Leaves in one way, and remembers when it began to."""

    def __init__(self, way: str, application: Application, folder: Path) -> None:
        self._way = way
        self._application = application
        self._folder = folder
        self.began_s = 0.0

    @asynccontextmanager
    async def build(self, tasks: TaskSpawner) -> AsyncIterator[MainWindow]:
        """The window, which is left as soon as texts arrive."""
        sources = Sources(host="http://127.0.0.1:9", resources=RESOURCES)
        async with main_window(tasks, self._folder, "0.1", sources) as window:
            tasks.spawn(self._leave(window))
            yield window

    async def _leave(self, window: MainWindow) -> None:
        window.commands[Command.SAMPLE_RUN].trigger()
        page = window.run_page
        await until(lambda: page.run and any(one.text for one in page.run.contributions))
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
    before = _sockets()
    leaving = Leaving(way, application, folder)
    code = run_application(application, leaving.build, Problems("0.1").report)
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
