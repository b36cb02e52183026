"""The gate on our side: how many calls may be with the server at once.

What we hold back we can show as queued, put in order, and cancel; what waits inside the server we
cannot.
"""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from enum import IntEnum


class Priority(IntEnum):
    """Who goes first when places are scarce."""

    WORKER = 0
    SYNTHESIS = 1


class Gate:
    """Admits calls, the more urgent first and otherwise in the order they came.

    Args:
        at_once: how many calls may be under way; ``None`` admits all, and the server queues them.
    """

    def __init__(self, at_once: int | None = None) -> None:
        """Open the gate for ``at_once`` calls."""
        self._free = at_once
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._tickets = itertools.count()

    @asynccontextmanager
    async def admit(
        self, priority: Priority, on_held_back: Callable[[], None] = lambda: None
    ) -> AsyncIterator[None]:
        """Wait for a place, hold it for the block, and give it back, also when cancelled.

        Args:
            priority: who goes first.
            on_held_back: called once if there is no free place right now.
        """
        await self._enter(priority, on_held_back)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, priority: Priority, on_held_back: Callable[[], None]) -> None:
        if self._free is None:
            return
        if self._free > 0:
            self._free -= 1
            return
        on_held_back()
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (priority, next(self._tickets), place))
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                # The place was handed over in the same moment: pass it on, or it would be lost for
                # good.
                self._leave()
            raise

    def _leave(self) -> None:
        if self._free is None:
            return
        while self._queue:
            _, _, place = heapq.heappop(self._queue)
            if not place.done():
                place.set_result(None)
                return
        self._free += 1
