"""asyncio and Qt on one loop, so that windows and streams live in one thread.

qasync brings sockets to Qt, but gives every callback a Qt timer of its own: a cancelled timer
lives on until it expires, and coarse ones fire early. Here asyncio's own scheduler decides *what*
runs and one Qt timer decides *when*; qasync keeps the sockets, and starting and stopping.

What else is repaired: an asynchronous generator left early is closed; a callback that comes due
while another one holds a nested Qt loop waits for its turn instead of losing its task; a signal
is heard at once; blocking jobs never hold up closing; ``SystemExit`` leaves the loop.
"""

import asyncio
import math
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextvars import Context
from typing import Any, Never, ParamSpec, TypeVar

import qasync
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

_P = ParamSpec("_P")
_T = TypeVar("_T")

_LONGEST_MS = 2**31 - 1
_JOBS_AT_ONCE = 8


class EventLoop(qasync.QEventLoop):  # type: ignore[misc] # qasync ships no types
    """An asyncio loop driven by Qt; made for ``asyncio.Runner(loop_factory=EventLoop)``."""

    def __init__(self, application: QCoreApplication | None = None) -> None:
        """Use ``application``, or the one there is."""
        self._turn_timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._turn_timer.timeout.connect(self._turn)
        self._turn_is_due = False
        self._turning = False
        self._doorbell = _Doorbell()
        # Queued even within this thread: Python's signal handlers must not run callbacks.
        queued = Qt.ConnectionType.QueuedConnection
        self._doorbell.rung.connect(self._turn_soon, type=queued)
        self._raised: BaseException | None = None
        self._threads = _Threads(_JOBS_AT_ONCE)
        super().__init__(application)
        self._selector = _NothingToSelect()
        # asyncio runs a timer early by the clock's resolution: up to 16 ms on Windows.
        self._clock_resolution = 0.0
        self.set_default_executor(self._threads)

    # Scheduling: asyncio's own, which qasync replaces, and a Qt timer for the next turn.

    call_later = asyncio.BaseEventLoop.call_later
    call_soon_threadsafe = asyncio.BaseEventLoop.call_soon_threadsafe

    def call_soon(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        """Run ``callback`` in the next turn, after those asked for earlier."""
        handle = asyncio.BaseEventLoop.call_soon(self, callback, *args, context=context)
        self._turn_soon()
        return handle

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run ``callback`` at the loop time ``when`` or a little later, never earlier."""
        timer = asyncio.BaseEventLoop.call_at(self, when, callback, *args, context=context)
        if self._scheduled[0] is timer:
            self._set_timer()
        return timer

    def _add_callback(self, handle: asyncio.Handle) -> None:
        asyncio.BaseEventLoop._add_callback(self, handle)  # type: ignore[attr-defined]
        self._turn_soon()

    def _write_to_self(self) -> None:
        """What asyncio does to wake the loop from another thread."""
        self._doorbell.rung.emit()

    def _turn_soon(self) -> None:
        if not self._turn_is_due:
            self._turn_is_due = True
            self._turn_timer.start(0)

    def _set_timer(self) -> None:
        if self._ready:
            self._turn_soon()
        elif self._scheduled and not self._turn_is_due:
            wait_ms = math.ceil((self._scheduled[0].when() - self.time()) * 1000)
            self._turn_timer.start(min(max(wait_ms, 0), _LONGEST_MS))

    def _turn(self) -> None:
        """Run what is due.

        Within a turn, a nested Qt loop (a drag, a native dialog) finds the turn taken and leaves
        the rest waiting: asyncio cannot enter a task from inside another, and would drop it.
        """
        self._turn_is_due = False
        if self._turning or not self.is_running():
            return
        self._turning = True
        try:
            self._run_once()
        except (SystemExit, KeyboardInterrupt) as wish_to_leave:
            # Qt would print it and go on; `run_forever` raises it again.
            self._raised = wish_to_leave
            self.stop()
        finally:
            self._turning = False
            self._set_timer()

    # Starting and stopping.

    def run_forever(self) -> None:
        """Run until `stop`."""
        super().run_forever()
        if self._raised is not None:
            raised, self._raised = self._raised, None
            raise raised

    def _before_run_forever(self) -> None:
        super()._before_run_forever()
        self._thread_id: int | None = threading.get_ident()
        self._set_coroutine_origin_tracking(self.get_debug())
        self._outer_hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook
        )
        self._listen_for_signals()
        self._set_timer()

    def _after_run_forever(self) -> None:
        self._stop_listening_for_signals()
        sys.set_asyncgen_hooks(*self._outer_hooks)
        self._set_coroutine_origin_tracking(False)
        self._thread_id = None
        super()._after_run_forever()

    def close(self) -> None:
        """Release everything; jobs in threads are left to themselves."""
        if self.is_running() or self.is_closed():
            super().close()  # which knows what to say
            return
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.set_default_executor(None)
        self._turn_timer.stop()
        super().close()

    # Signals. Python runs a handler only when Python code runs next, which in an idle window may
    # be never: the byte that the signal writes to asyncio's self-pipe makes Qt call us. Windows
    # has no such signals; asyncio's self-pipe is not readable by Qt there.

    def remove_signal_handler(self, sig: int) -> bool:
        """Forget the handler of a signal; returns whether there was one."""
        removed: bool = super().remove_signal_handler(sig)
        if self.is_running():
            self._listen_for_signals()  # asyncio stops listening with its last handler
        return removed

    def _listen_for_signals(self) -> None:
        if _hears_signals():
            signal.set_wakeup_fd(self._csock.fileno())

    def _stop_listening_for_signals(self) -> None:
        if _hears_signals() and not self._signal_handlers:
            signal.set_wakeup_fd(-1)


def _hears_signals() -> bool:
    return sys.platform != "win32" and threading.current_thread() is threading.main_thread()


class _Doorbell(QObject):
    """Rung from any thread, heard in the loop's own."""

    rung = Signal()


class _NothingToSelect:
    """Stands where asyncio would wait for its sockets: Qt's notifiers report those."""

    def select(self, timeout: float | None) -> list[Never]:
        """No events, at once."""
        return []

    def close(self) -> None:
        """Nothing to close."""


class _Threads(Executor):
    """Runs blocking jobs in threads that nobody waits for when the application leaves.

    The standard library's pool joins its threads when Python ends, so one hanging look-up of a
    host keeps the process alive. A thread here ends as soon as no job is waiting.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._running: set[threading.Thread] = set()
        self._waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._closed = False

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Run ``fn`` in a thread, at once or when one is free."""
        future: Future[_T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("The event loop is closed to new jobs.")
            self._waiting.append((future, lambda: fn(*args, **kwargs)))
            if len(self._running) < self._at_once:
                thread = threading.Thread(target=self._work, name="job", daemon=True)
                thread.start()
                self._running.add(thread)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more jobs; wait for those that run only if asked to."""
        with self._lock:
            self._closed = True
            threads = tuple(self._running)
            while cancel_futures and self._waiting:
                self._waiting.popleft()[0].cancel()
        for thread in threads if wait else ():
            thread.join()

    def _work(self) -> None:
        while next_job := self._next_job():
            future, job = next_job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = job()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def _next_job(self) -> tuple[Future[Any], Callable[[], Any]] | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._running.discard(threading.current_thread())
            return None
