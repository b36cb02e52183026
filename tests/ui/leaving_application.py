"""A small application that is made to leave; ``python -m tests.ui.leaving_application WAY``.

It streams over a socket of its own, holds a generator and a thread, leaves in the ``WAY`` asked
for, and says as JSON what was tidied up and what is left.
"""

import asyncio
import gc
import json
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.application import Application
from ui.crash_dialog import CrashDialog
from ui.problems import Problems
from ui.tasks import TaskSpawner, run_application

_tidied: list[str] = []


class _Window(QMainWindow):
    refuses = False

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(not self.refuses)


async def _stream(on_first_line: Callable[[], None]) -> None:
    """Read from a server of our own until cancelled."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                writer.write(b"a line\n")
                await writer.drain()
                await asyncio.sleep(0.001)
        finally:
            writer.close()
            _tidied.append("server")

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            while await reader.readline():
                on_first_line()
        finally:
            await asyncio.sleep(0)  # cleaning up may have to wait
            writer.close()
            _tidied.append("stream")


def _build(
    way: str, application: Application
) -> Callable[..., AbstractAsyncContextManager[QWidget]]:
    @asynccontextmanager
    async def build(tasks: TaskSpawner) -> AsyncIterator[QWidget]:
        if way == "hang":
            await _start_hanging_job()
        window = _Window()
        window.refuses = way == "refuse"
        streaming = asyncio.Event()
        tasks.spawn(_stream(streaming.set))
        await streaming.wait()
        if way == "fail":
            raise ArithmeticError("secret text")
        if way != "early":
            window.show()
        _leave(way, window, application, tasks)
        try:
            yield window
        finally:
            _tidied.append("window")
            if way == "fail-last":
                raise ArithmeticError("secret text")

    return build


async def _start_hanging_job() -> None:
    """A job that has begun and never ends; one that still waits would be taken back on leaving."""
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    def hang() -> None:
        loop.call_soon_threadsafe(begun.set)
        threading.Event().wait()

    loop.run_in_executor(None, hang)
    await begun.wait()


def _leave(way: str, window: _Window, application: Application, tasks: TaskSpawner) -> None:
    match way:
        case "close" | "hang" | "fail-last":
            QTimer.singleShot(0, window.close)
        case "quit":
            QTimer.singleShot(0, application.quit)
        case "refuse":
            QTimer.singleShot(0, application.quit)
            QTimer.singleShot(20, lambda: _tidied.append("still here"))
            QTimer.singleShot(25, lambda: setattr(window, "refuses", False))
            QTimer.singleShot(30, application.quit)
        case "signal":
            _say("ready")
        case "stuck":
            tasks.spawn(_never_end())
            _say("ready")


async def _never_end() -> None:
    try:
        await asyncio.Event().wait()
    finally:
        _say("stuck")
        await asyncio.Event().wait()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _close_crash_dialog(application: Application) -> None:
    for widget in application.topLevelWidgets():
        if isinstance(widget, CrashDialog) and widget.isVisible():
            _tidied.append("dialog read")
            widget.close()


def _sockets() -> list[str]:
    links = []
    for name in os.listdir("/proc/self/fd"):
        path = Path("/proc/self/fd") / name
        if path.is_symlink() and "socket:" in (target := os.readlink(path)):
            links.append(target)
    return links


def _children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").strip()


def main(way: str) -> int:
    application = Application(sys.argv[:1])
    problems = Problems("0")
    # A user who reads and closes whatever dialog comes up.
    reader = QTimer(interval=5)
    reader.timeout.connect(lambda: _close_crash_dialog(application))
    reader.start()
    sockets_before = set(_sockets())  # those of the screen
    early = _Window()
    if way == "early":
        early.show()
        QTimer.singleShot(0, early.close)
    exit_code = run_application(application, _build(way, application), problems.report)
    reader.stop()
    tasks = [one for one in gc.get_objects() if isinstance(one, asyncio.Task) and not one.done()]
    left = {
        "tasks": [repr(task) for task in tasks],
        "threads": [one.name for one in threading.enumerate()][1:],
        "sockets": sorted(set(_sockets()) - sockets_before),
        "children": _children(),
    }
    _say(json.dumps({"tidied": _tidied, "left": left}))
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
