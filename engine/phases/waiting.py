"""Why a worker waits, as far as it can be inferred.

The server says nothing before the first word (OLLAMA.md §1.1): whether it loads, reads the prompt
or has no free slot can only be concluded from what is in memory and from who is writing.
"""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

from engine.context import RunContext
from engine.errors import BackendError
from models.contribution import WaitingReason
from models.events import SpecialistWaiting

_FIRST_LOOK_S = 0.3
"""Quick answers need no reason."""

_NEXT_LOOK_S = 2.0


class WaitingWatch:
    """Looks at the server now and then while somebody waits, and says why."""

    def __init__(self, context: RunContext) -> None:
        """Watch over the workers of a run."""
        self._context = context
        self._reasons: dict[str, WaitingReason] = {}
        self._writing: set[str] = set()
        self._somebody_waits = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Start looking."""
        self._task = asyncio.create_task(self._look_now_and_then())
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop looking."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def sent(self, slot: str) -> None:
        """The worker's request is on its way."""
        self._say(slot, WaitingReason.READING_OR_SLOT)
        self._somebody_waits.set()

    def heard(self, slot: str) -> None:
        """The worker's first word came."""
        self._reasons.pop(slot, None)
        self._writing.add(slot)

    def forget(self, slot: str) -> None:
        """The worker has ended, in whatever way."""
        self._reasons.pop(slot, None)
        self._writing.discard(slot)

    async def _look_now_and_then(self) -> None:
        delay_s = _FIRST_LOOK_S
        while True:
            await self._somebody_waits.wait()
            await asyncio.sleep(delay_s)
            delay_s = _NEXT_LOOK_S
            if not self._reasons:
                self._somebody_waits.clear()
                continue
            with suppress(
                BackendError
            ):  # The workers' own calls will say it if the server is gone.
                self._conclude(await self._context.backend.loaded_llms())

    def _conclude(self, loaded: frozenset[str]) -> None:
        busy = {self._context.seat(slot).llm for slot in self._writing}
        for slot in tuple(self._reasons):
            llm = self._context.seat(slot).llm
            if llm not in loaded:
                self._say(slot, WaitingReason.LOADING)
            elif llm in busy:
                self._say(slot, WaitingReason.SLOT)
            else:
                self._say(slot, WaitingReason.READING_OR_SLOT)

    def _say(self, slot: str, reason: WaitingReason) -> None:
        if self._reasons.get(slot) is not reason:
            self._reasons[slot] = reason
            self._context.emit(SpecialistWaiting(slot=slot, reason=reason))
