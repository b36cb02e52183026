"""Background work of the window, and how the application starts and leaves."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.application import Application, has_open_windows
from ui.event_loop import EventLoop

_T = TypeVar("_T")

ProblemHandler = Callable[[BaseException], None]


class TaskSpawner:
    """Starts tasks, keeps them alive, and reports what they fail with.

    asyncio itself holds tasks only weakly, and says nothing of an error until the task is
    collected. Cancelling is no failure and not reported.
    """

    def __init__(self, on_problem: ProblemHandler) -> None:
        """Report failures to ``on_problem``. Made inside the running loop."""
        self._loop = asyncio.get_running_loop()
        self._on_problem = on_problem
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def spawn(
        self,
        coroutine: Coroutine[Any, Any, _T],
        *,
        name: str | None = None,
        on_problem: ProblemHandler | None = None,
    ) -> asyncio.Task[_T]:
        """Start ``coroutine``; may be called from any slot.

        Args:
            coroutine: the work.
            name: for logs and debuggers.
            on_problem: takes the failure of this task instead of the common handler.

        Returns:
            The task, to be cancelled or awaited. After `close` it never begins.
        """
        task = self._loop.create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._settle(done, on_problem or self._on_problem))
        if self._closed:
            task.cancel()
        return task

    async def close(self) -> None:
        """Cancel every task and wait until the last has cleaned up."""
        self._closed = True
        while others := self._tasks - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.wait(others)

    def _settle(self, task: asyncio.Task[Any], on_problem: ProblemHandler) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            on_problem(error)


def run_application(
    application: Application,
    build: Callable[[TaskSpawner], AbstractAsyncContextManager[QWidget]],
    on_problem: ProblemHandler,
) -> int:
    """Run the application from its first window to its last.

    Leaving is asked for by closing the last window, by quitting, or by SIGINT or SIGTERM. Then
    all tasks are cancelled and awaited, ``build`` closes what it opened, and the process is left
    with no task, thread or socket. A problem on the way is shown and waits to be read, unless a
    signal asked to leave.

    Args:
        application: the one there is.
        build: opens what the window needs, shows it, and closes all that afterwards.
        on_problem: takes what goes wrong in ``build``, in tasks and in callbacks.

    Returns:
        The exit code: 1 if ``build`` failed.
    """
    with asyncio.Runner(loop_factory=lambda: EventLoop(application)) as runner:
        return runner.run(_live(application, build, on_problem))


async def _live(
    application: Application,
    build: Callable[[TaskSpawner], AbstractAsyncContextManager[QWidget]],
    on_problem: ProblemHandler,
) -> int:
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: on_problem(context.get("exception") or RuntimeError(context["message"]))
    )
    leaving = _Leaving(application)
    tasks = TaskSpawner(on_problem)
    exit_code = 0
    try:
        async with build(tasks):
            try:
                await leaving.asked()
            finally:
                await tasks.close()
    except Exception as error:
        on_problem(error)
        exit_code = 1
    finally:
        await tasks.close()  # those that `build` started before it failed
    await leaving.read_by_user()
    return exit_code


class _Leaving:
    """Waits for the wish to leave."""

    def __init__(self, application: Application) -> None:
        self._event = asyncio.Event()
        self._at_once = False
        application.leaving_asked.connect(self._event.set)
        if application.was_left:
            self._event.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows has no such signals
                asyncio.get_running_loop().add_signal_handler(number, self._hear_signal)

    async def asked(self) -> None:
        await self._event.wait()

    async def read_by_user(self) -> None:
        """Wait until the dialog of a problem that came up last is closed."""
        QCoreApplication.sendPostedEvents()  # a dialog may be on its way
        while has_open_windows() and not self._at_once:
            self._event.clear()
            await self._event.wait()

    def _hear_signal(self) -> None:
        self._at_once = True
        self._event.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().remove_signal_handler(number)
            # A second one ends the process at once, should cleaning up hang.
            signal.signal(number, signal.SIG_DFL)
