"""The loop keeps asyncio's promises; where plain qasync does not, a strict xfail shows it.

When one of those tests passes with plain qasync, the repair in `ui.event_loop` can go.
"""

import asyncio
import contextvars
import gc
import logging
import os
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import qasync
from PySide6.QtCore import QEventLoop, QThread, QTimer

from ui.event_loop import EventLoop

_T = TypeVar("_T")
_LoopFactory = Callable[[], asyncio.AbstractEventLoop]

pytestmark = pytest.mark.usefixtures("qapp")


def repaired(reason: str) -> pytest.MarkDecorator:
    """Run a test with our loop, and show that it fails with plain qasync."""
    plain = pytest.param(qasync.QEventLoop, marks=pytest.mark.xfail(strict=True, reason=reason))
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
            gc.collect()
            async with asyncio.timeout(1):
                await closed.wait()

        run(loop_factory, leave_early())

    def test_hooks_are_gone_when_the_loop_stops(self) -> None:
        run(EventLoop, asyncio.sleep(0))
        with pytest.raises(StopIteration):  # the generator is Python's own business again
            _only_yield().__anext__().send(None).throw(StopIteration)


async def _only_yield() -> AsyncIterator[int]:
    yield 1
