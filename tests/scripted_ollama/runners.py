"""Loading LLMs and sharing their slots (OLLAMA.md §2)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.scripted_ollama.answers import Pace, tokens_in
from tests.scripted_ollama.journal import Journal

# llama-server takes a slot for its prefix only if that is more than this part of the prompt.
_WORTH_KEEPING = 0.1


class QueueFull(Exception):
    """Too many calls wait for a load."""


@dataclass(slots=True, eq=False)
class Slot:
    """A place to answer in; it remembers what it has read and written."""

    text: str = ""
    used: int = 0

    def common(self, prompt: str) -> int:
        """Characters of a prompt it has read before."""
        pairs = enumerate(zip(self.text, prompt, strict=False))
        shorter = min(len(self.text), len(prompt))
        return next((at for at, (known, new) in pairs if known != new), shorter)


class Runner:
    """A loaded LLM: ``num_parallel`` slots, handed out in the order of arrival."""

    def __init__(self, llm: str, options: tuple[Any, ...], num_parallel: int) -> None:
        self.llm = llm
        self.options = options
        self.users = 0
        self.idle = asyncio.Event()
        self.idle.set()
        self._turn = asyncio.Semaphore(num_parallel)  # wakes in the order of arrival
        self._free = [Slot() for _ in range(num_parallel)]
        self._uses = 0

    @asynccontextmanager
    async def slot(self, prompt: str) -> AsyncIterator[tuple[Slot, int]]:
        """Wait for a slot; gives it with the number of tokens of the prompt it knows."""
        async with self._turn:
            slot = max(self._free, key=lambda free: (free.common(prompt), -free.used))
            if slot.common(prompt) <= _WORTH_KEEPING * len(prompt):
                slot = min(self._free, key=lambda free: free.used)
            self._free.remove(slot)
            self._uses += 1
            slot.used = self._uses
            try:
                # The last token is always read anew; answers begin from it.
                yield slot, min(slot.common(prompt) // 4, tokens_in(prompt) - 1)
            finally:
                self._free.append(slot)

    @asynccontextmanager
    async def in_use(self) -> AsyncIterator["Runner"]:
        """Keep it loaded."""
        self.users += 1
        self.idle.clear()
        try:
            yield self
        finally:
            self.users -= 1
            if not self.users:
                self.idle.set()


class Scheduler:
    """Loads LLMs one at a time and keeps up to ``max_loaded``."""

    def __init__(
        self, journal: Journal, pace: Pace, num_parallel: int, max_loaded: int, max_queue: int
    ) -> None:
        self.loaded: dict[str, Runner] = {}
        self._journal = journal
        self._pace = pace
        self._num_parallel = num_parallel
        self._max_loaded = max_loaded
        self._max_queue = max_queue
        self._pending = 0
        self._one_load = asyncio.Lock()

    @asynccontextmanager
    async def runner(self, llm: str, options: tuple[Any, ...]) -> AsyncIterator[Runner]:
        """Get an LLM, loading it if need be; leaving during a load aborts that.

        Args:
            llm: its name.
            options: what the process is started with; another value means a reload.
        """
        runner = self.loaded.get(llm)
        if runner is None or runner.options != options:
            runner = await self._pending_load(llm, options)
        async with runner.in_use():
            yield runner

    async def _pending_load(self, llm: str, options: tuple[Any, ...]) -> Runner:
        if self._pending >= self._max_queue:
            raise QueueFull
        self._pending += 1
        try:
            async with self._one_load:
                runner = self.loaded.get(llm)
                if runner is None or runner.options != options:
                    runner = await self._load(llm, options)
                return runner
        finally:
            self._pending -= 1

    async def _load(self, llm: str, options: tuple[Any, ...]) -> Runner:
        self._journal.loads.append(llm)
        if llm in self.loaded:
            self._journal.reloads += 1
            await self._unload(llm)
        while len(self.loaded) >= self._max_loaded:
            idle = (name for name, runner in self.loaded.items() if not runner.users)
            await self._unload(next(idle, next(iter(self.loaded))))
        await asyncio.sleep(self._pace.load_s)
        runner = self.loaded[llm] = Runner(llm, options, self._num_parallel)
        self._journal.changed()
        return runner

    async def _unload(self, llm: str) -> None:
        runner = self.loaded.pop(llm)
        self._journal.changed()
        await runner.idle.wait()
