"""The loop keeps asyncio's promises; where plain qasync does not, a strict xfail shows it.

When one of those passes with plain qasync one day, its repair in `ui.event_loop` can go.
"""

import asyncio
import contextvars
import gc
import logging
import sys
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import qasync
from PySide6.QtCore import QEventLoop, QThread, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.event_loop import EventLoop

_T = TypeVar("_T")
_LoopFactory = Callable[[], asyncio.AbstractEventLoop]

pytestmark = pytest.mark.usefixtures("qapp")


def repaired(reason: str, always: bool = True) -> pytest.MarkDecorator:
    """Run a test with our loop, and show that it fails with plain qasync (``always``, or often)."""
    fails = pytest.mark.xfail(strict=always, reason=reason)
    plain = pytest.param(qasync.QEventLoop, marks=fails)
    return pytest.mark.parametrize("loop_factory", [EventLoop, plain], ids=["ours", "qasync"])


def run(loop_factory: _LoopFactory, work: Coroutine[Any, Any, _T], debug: bool = False) -> _T:
    with asyncio.Runner(loop_factory=loop_factory, debug=debug) as runner:
        return runner.run(work)


class TestGenerators:
    @repaired("no hooks for asynchronous generators")
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_one_that_is_left_early_cleans_up(self, loop_factory: _LoopFactory) -> None:
        async def numbers(closed: asyncio.Event) -> AsyncIterator[int]:
            try:
                yield 1
                yield 2
            finally:
                await asyncio.sleep(0)
                closed.set()

        async def leave_early() -> None:
            closed = asyncio.Event()
            async for _ in numbers(closed):
                break
            async with asyncio.timeout(1):
                await closed.wait()

        run(loop_factory, leave_early())

    def test_the_hooks_of_before_are_back_when_the_loop_stops(self) -> None:
        before = sys.get_asyncgen_hooks()
        run(EventLoop, asyncio.sleep(0))
        assert sys.get_asyncgen_hooks() == before


class TestTimers:
    @repaired("a cancelled timer lives until it would have fired")
    def test_cancelled_ones_are_dropped(self, loop_factory: _LoopFactory) -> None:
        async def cancel_many() -> int:
            loop = asyncio.get_running_loop()
            seen = []
            for _ in range(1000):
                timer = loop.call_later(3600, int)
                timer.cancel()
                seen.append(weakref.ref(timer))
            del timer
            await asyncio.sleep(0.001)
            return sum(one() is not None for one in seen)

        # asyncio itself keeps up to a hundred before it looks at all of them.
        assert run(loop_factory, cancel_many()) <= 100

    @repaired("Qt's coarse timers fire up to a twentieth early", always=False)
    def test_none_is_early(self, loop_factory: _LoopFactory) -> None:
        async def overslept(delay_s: float) -> float:
            loop = asyncio.get_running_loop()
            begun = loop.time()
            await asyncio.sleep(delay_s)
            return loop.time() - begun - delay_s

        async def sleep_many() -> list[float]:
            return await asyncio.gather(*(overslept(0.1 + step * 0.0037) for step in range(40)))

        assert min(run(loop_factory, sleep_many())) >= 0

    async def test_they_run_in_the_order_of_their_time(self) -> None:
        loop = asyncio.get_running_loop()
        ran: list[int] = []
        last = loop.create_future()
        loop.call_later(0.006, last.set_result, None)
        for number in (3, 1, 2):
            loop.call_later(number * 0.001, ran.append, number)
        await last
        assert ran == [1, 2, 3]

    async def test_one_that_is_weeks_away_does_no_harm(self) -> None:
        timer = asyncio.get_running_loop().call_later(10_000_000, int)
        await asyncio.sleep(0.001)
        timer.cancel()

    async def test_a_cancelled_one_never_runs(self) -> None:
        ran: list[str] = []
        loop = asyncio.get_running_loop()
        loop.call_later(0.001, ran.append, "first").cancel()
        await asyncio.sleep(0.003)
        assert ran == []


class TestCallbacks:
    async def test_they_run_in_the_order_they_were_asked_for(self) -> None:
        ran: list[int] = []
        for number in range(100):
            asyncio.get_running_loop().call_soon(ran.append, number)
        await asyncio.sleep(0)
        assert ran == list(range(100))

    async def test_a_busy_task_lets_windows_paint(self, qtbot: QtBot) -> None:
        painted = asyncio.Event()

        class Canvas(QWidget):
            def paintEvent(self, event: QPaintEvent) -> None:
                painted.set()

        canvas = Canvas()
        qtbot.addWidget(canvas)
        canvas.show()
        turns = 0
        while not painted.is_set():
            turns += 1
            assert turns < 100_000
            await asyncio.sleep(0)

    @repaired("the context is lost on the way to the loop's thread")
    def test_one_from_another_thread_keeps_its_context(self, loop_factory: _LoopFactory) -> None:
        name = contextvars.ContextVar("name", default="nobody")

        async def ask() -> str:
            loop = asyncio.get_running_loop()
            answer: asyncio.Future[str] = loop.create_future()

            def call() -> None:
                name.set("thread")
                loop.call_soon_threadsafe(lambda: answer.set_result(name.get()))

            await asyncio.to_thread(call)
            return await answer

        assert run(loop_factory, ask()) == "thread"

    @repaired("the task whose turn came in the nested loop is never woken again")
    def test_a_nested_qt_loop_in_a_coroutine_delays_others_but_loses_none(
        self, loop_factory: _LoopFactory
    ) -> None:
        async def hold() -> None:
            nested = QEventLoop()
            QTimer.singleShot(100, nested.quit)
            nested.exec()

        async def both() -> None:
            other = asyncio.create_task(asyncio.sleep(0.05))
            await asyncio.sleep(0)
            await hold()
            await asyncio.wait({other}, timeout=0.5)
            loop.call_soon(woken.append, other.done())

        # Without a runner, which would wait for the lost task for ever.
        loop = loop_factory()
        woken: list[bool] = []
        loop.set_exception_handler(lambda loop, context: None)
        loop.run_until_complete(both())
        loop.run_until_complete(asyncio.sleep(0.001))
        loop.close()
        assert woken == [True]

    async def test_a_nested_qt_loop_in_a_slot_lets_tasks_go_on(self) -> None:
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        task_ended = asyncio.Event()

        def slot() -> None:
            nested = QEventLoop()
            loop.call_later(0.002, task_ended.set)
            loop.call_later(0.004, nested.quit)
            nested.exec()
            done.set_result(task_ended.is_set())

        QTimer.singleShot(0, slot)
        assert await done

    @pytest.mark.parametrize("wish", [SystemExit(3), KeyboardInterrupt()])
    def test_a_wish_to_leave_ends_the_loop(self, wish: BaseException) -> None:
        def leave() -> None:
            raise wish

        loop = EventLoop()
        loop.call_soon(leave)
        with pytest.raises(type(wish)):
            loop.run_forever()
        loop.close()


class TestThreads:
    @repaired("close() waits for every job")
    def test_closing_does_not_wait_for_a_long_job(self, loop_factory: _LoopFactory) -> None:
        released = threading.Event()
        rescue = threading.Timer(1, released.set)
        rescue.start()

        async def leave_behind() -> None:
            begun = threading.Event()

            def job() -> None:
                begun.set()
                released.wait()

            asyncio.get_running_loop().run_in_executor(None, job)
            await asyncio.to_thread(begun.wait)

        run(loop_factory, leave_behind())
        waited = released.is_set()
        released.set()
        rescue.cancel()
        rescue.join()
        assert not waited

    async def test_more_jobs_than_threads_all_run(self) -> None:
        jobs = (asyncio.to_thread(int, str(number)) for number in range(50))
        assert await asyncio.gather(*jobs) == list(range(50))

    async def test_the_error_of_a_job_reaches_its_task(self) -> None:
        with pytest.raises(ZeroDivisionError):
            await asyncio.to_thread(lambda: 1 // 0)

    def test_a_closed_loop_refuses_jobs(self) -> None:
        loop = EventLoop()
        threads = loop._threads
        loop.close()
        with pytest.raises(RuntimeError, match="closed"):
            threads.submit(int)


class TestStartingAndStopping:
    def test_what_is_left_of_one_run_goes_on_in_the_next(self) -> None:
        loop = EventLoop()
        ran: list[str] = []
        loop.call_later(0.002, ran.append, "later")
        loop.run_until_complete(asyncio.sleep(0))
        assert ran == []
        loop.run_until_complete(asyncio.sleep(0.004))
        loop.close()
        assert ran == ["later"]

    @repaired("the last events are processed without a running loop, and its tasks fail")
    def test_no_task_runs_between_two_runs(self, loop_factory: _LoopFactory) -> None:
        loop = loop_factory()
        loops: list[asyncio.AbstractEventLoop | None] = []

        async def note() -> None:
            loops.append(asyncio._get_running_loop())

        async def start() -> None:
            loop.call_soon(loop.create_task, note())

        loop.run_until_complete(start())
        loop.run_until_complete(asyncio.sleep(0.001))
        loop.close()
        assert loops == [loop]

    def test_closing_leaves_no_timer_thread_or_file(self) -> None:
        def running() -> int:
            gc.collect()
            found = gc.get_objects()
            timers = sum(isinstance(one, QTimer) and one.isActive() for one in found)
            threads = sum(isinstance(one, QThread) and one.isRunning() for one in found)
            return timers + threads

        async def work() -> None:
            asyncio.get_running_loop().call_later(3600, int)
            await asyncio.to_thread(int)

        descriptors = Path("/proc/self/fd")
        run(EventLoop, work())
        before = running(), len(list(descriptors.glob("*")))
        for _ in range(10):
            run(EventLoop, work())
        assert (running(), len(list(descriptors.glob("*")))) == before

    def test_a_closed_loop_is_collected(self) -> None:
        loop = EventLoop()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
        gone = weakref.ref(loop)
        del loop
        gc.collect()
        assert gone() is None


class TestDebugMode:
    def test_a_slow_callback_is_named(self, caplog: pytest.LogCaptureFixture) -> None:
        async def main() -> None:
            asyncio.get_running_loop().slow_callback_duration = 0.0
            await asyncio.sleep(0)

        with caplog.at_level(logging.WARNING, "asyncio"):
            run(EventLoop, main(), debug=True)
        assert "took" in caplog.text

    @repaired("a call from the wrong thread goes unnoticed")
    def test_a_call_from_the_wrong_thread_is_refused(self, loop_factory: _LoopFactory) -> None:
        async def main() -> None:
            loop = asyncio.get_running_loop()
            with pytest.raises(RuntimeError, match="thread"):
                await asyncio.to_thread(lambda: loop.call_soon(int))

        run(loop_factory, main(), debug=True)


class TestSockets:
    async def test_httpx_streams_over_loopback_with_timeouts(self) -> None:
        lines = [f"line {number}" for number in range(300)]

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")
            for line in lines:
                writer.write(f"{line}\n".encode())
                await writer.drain()
                await asyncio.sleep(0)
            writer.close()
            await writer.wait_closed()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with (
            server,
            httpx.AsyncClient(timeout=20, verify=False, trust_env=False) as client,
            client.stream("GET", address) as answer,
        ):
            assert [line async for line in answer.aiter_lines()] == lines
