"""The gate on our side: which calls may be with the server now.

What we hold back we can show as queued, put in order, and cancel; what waits inside the server we
cannot. The server takes calls in the order of their arrival and does not say how many it answers at
once (OLLAMA.md §2). So a call of the synthesizer is held back as long as a worker's call is with
the server that has not been heard of: that worker may be waiting for a slot, or for its LLM to be
loaded, and nothing of ours may get in before it. Once every worker that was sent writes, the
synthesizer's calls take only what the workers leave free.
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


class Admission:
    """A call's place at the server; made by ``Gate.admit``."""

    def __init__(self, on_heard: Callable[[], None]) -> None:
        """The call has been sent, or is about to be."""
        self._on_heard = on_heard
        self._is_heard = False

    def heard(self) -> None:
        """The server has begun to answer: the call waits for nothing any more."""
        if not self._is_heard:
            self._is_heard = True
            self._on_heard()


class Gate:
    """Admits calls, the more urgent first and otherwise in the order they came.

    Args:
        at_once: how many calls may be under way; ``None`` sets no limit.
    """

    def __init__(self, at_once: int | None = None) -> None:
        """Open the gate for ``at_once`` calls."""
        self._free = at_once
        self._silent_workers = 0
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._tickets = itertools.count()

    @asynccontextmanager
    async def admit(
        self, priority: Priority, on_held_back: Callable[[], None] = lambda: None
    ) -> AsyncIterator[Admission]:
        """Wait for a place, hold it for the block, and give it back, also when cancelled.

        Args:
            priority: who goes first.
            on_held_back: called once if the call cannot go right now.
        """
        await self._enter(priority, on_held_back)
        admission = Admission(lambda: self._heard(priority))
        try:
            yield admission
        finally:
            admission.heard()
            self._leave()

    def _may_pass(self, priority: int) -> bool:
        has_place = self._free is None or self._free > 0
        return has_place and (priority == Priority.WORKER or not self._silent_workers)

    def _take(self, priority: int) -> None:
        if self._free is not None:
            self._free -= 1
        if priority == Priority.WORKER:
            self._silent_workers += 1

    async def _enter(self, priority: Priority, on_held_back: Callable[[], None]) -> None:
        if self._may_pass(priority):
            self._take(priority)
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
                self._heard(priority)
                self._leave()
            raise

    def _heard(self, priority: Priority) -> None:
        if priority == Priority.WORKER:
            self._silent_workers -= 1
            self._hand_out()

    def _leave(self) -> None:
        if self._free is not None:
            self._free += 1
        self._hand_out()

    def _hand_out(self) -> None:
        """Give the places there are to those who wait."""
        while self._queue:
            priority, _, place = self._queue[0]
            if not place.done():
                if not self._may_pass(priority):
                    return
                self._take(priority)
                place.set_result(None)
            heapq.heappop(self._queue)
