"""Disk before eyes: every event is stored before anybody is shown it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

from engine.errors import StoreError
from engine.stores.journal import Journal
from models.events import (
    TEXT_EVENTS,
    RunEvent,
    RunStarted,
    SectionTextAdded,
    TextAdded,
    ThinkingAdded,
)
from models.run import Run

TICK_S = 0.07
"""Text is collected this long before it is stored and shown; so much is only in memory."""

TextEvent = TextAdded | ThinkingAdded | SectionTextAdded


class Recorder:
    """Takes events from the phases, stores them, folds them, and hands them on in that order.

    Args:
        journal: where events are stored.
        run: the run as the journal has it.
        clock: seconds, monotonic.
        passed_s: seconds that have passed since the run started.
    """

    def __init__(
        self, journal: Journal, run: Run, clock: Callable[[], float], passed_s: float = 0
    ) -> None:
        """Go on recording ``run``; nothing is stored before ``pump`` runs."""
        self._journal = journal
        self._clock = clock
        self._zero_s = clock() - passed_s
        self._run = run
        self._pending: list[RunEvent] = []
        self._storing: list[RunEvent] = []
        self._has_pending = asyncio.Event()
        self._is_urgent = asyncio.Event()
        self._has_ended = False
        self._shown: asyncio.Queue[RunEvent | None] = asyncio.Queue()

    @classmethod
    def beginning(
        cls, journal: Journal, started: RunStarted, clock: Callable[[], float]
    ) -> "Recorder":
        """Record a new run, from its first event."""
        recorder = cls(journal, Run.begin(started), clock)
        recorder.emit(started)
        return recorder

    @property
    def run(self) -> Run:
        """The run after everything that is stored."""
        return self._run

    @property
    def newest(self) -> Run:
        """The run after everything that was taken, stored or not."""
        return _folded(self._run, [*self._storing, *self._pending])

    def seconds(self) -> float:
        """Seconds since the run started."""
        return max(0.0, self._clock() - self._zero_s)

    def emit(self, event: RunEvent) -> None:
        """Take an event; it is stored within a tick, or at once if it is more than text."""
        self._pending.append(event.model_copy(update={"at_s": round(self.seconds(), 4)}))
        self._has_pending.set()
        if not isinstance(event, TEXT_EVENTS):
            self._is_urgent.set()

    def end(self) -> None:
        """Nothing more will come: store the rest and end the stream."""
        self._has_ended = True
        self._has_pending.set()
        self._is_urgent.set()

    async def pump(self) -> None:
        """Store, fold and hand on until ``end``.

        Raises:
            StoreError: if the disk refuses; the stream ends, and what was stored stays.
        """
        try:
            while not (self._has_ended and not self._pending):
                await self._has_pending.wait()
                await self._tick()
                await self._store_pending()
        except OSError as error:
            raise self._not_stored(error) from error
        finally:
            self._shown.put_nowait(None)

    async def events(self) -> AsyncIterator[RunEvent]:
        """All events, each after it was stored, until the run's work ends."""
        while (event := await self._shown.get()) is not None:
            yield event
        self._shown.put_nowait(None)  # For whoever asks again.

    def _not_stored(self, error: OSError) -> StoreError:
        cause = error.strerror or error
        if not self._journal.is_begun:
            return StoreError(f"The run cannot be stored: {cause}.", "Free some space; run again.")
        return StoreError(
            f"The run cannot be stored any further: {cause}.",
            "Free some space; what had been stored is kept.",
        )

    async def _tick(self) -> None:
        """Let text collect for a tick, unless something else comes that should not wait."""
        timer = asyncio.get_running_loop().call_later(TICK_S, self._is_urgent.set)
        try:
            await self._is_urgent.wait()
        finally:
            timer.cancel()

    async def _store_pending(self) -> None:
        batch = joined(self._pending)
        self._pending = []
        self._has_pending.clear()
        self._is_urgent.clear()
        if self._has_ended:
            self._is_urgent.set()
            self._has_pending.set()
        if not batch:
            return
        # Folded before it is stored: an event that does not fit must not cut off those after it.
        run = _folded(self._run, batch)
        self._storing = batch
        self._journal.append(batch)
        if not all(isinstance(event, TEXT_EVENTS) for event in batch):
            await asyncio.to_thread(self._journal.sync)
        self._run, self._storing = run, []
        for event in batch:
            self._shown.put_nowait(event)


def _folded(run: Run, events: Sequence[RunEvent]) -> Run:
    for event in events:
        if not isinstance(event, RunStarted):
            run = run.after(event)
    return run


def joined(events: Sequence[RunEvent]) -> list[RunEvent]:
    """The same events with text that belongs together joined; the order of all else is kept.

    Text of different workers may move past each other, which nobody can see; nothing moves past
    another kind of event.
    """
    result: list[RunEvent] = []
    open_texts: dict[tuple[str, str], int] = {}
    for event in events:
        if not isinstance(event, TEXT_EVENTS):
            open_texts.clear()
            result.append(event)
            continue
        place = (
            event.kind,
            event.section_id if isinstance(event, SectionTextAdded) else event.slot,
        )
        if place in open_texts:
            earlier = result[open_texts[place]]
            assert isinstance(earlier, TEXT_EVENTS)
            result[open_texts[place]] = earlier.model_copy(
                update={"text": earlier.text + event.text}
            )
        else:
            if not isinstance(event, SectionTextAdded):
                # Thinking and writing of one worker must not swap places.
                other = "thinking_added" if event.kind == "text_added" else "text_added"
                open_texts.pop((other, event.slot), None)
            open_texts[place] = len(result)
            result.append(event)
    return result
