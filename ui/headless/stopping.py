"""Lets a command end well when it is told to."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let Ctrl+C and SIGTERM end a run well, however often they come: all closed and kept.

    Left to asyncio, a second Ctrl+C would break into the ending that the first one began.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    # Windows has no such handlers, and other threads than the main one may not set them.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for number in _SIGNALS:
            loop.add_signal_handler(number, task.cancel)
    try:
        yield
    finally:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            for number in _SIGNALS:
                loop.remove_signal_handler(number)
