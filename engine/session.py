"""A run under way: commands go in, stored events come out.

Entering the block starts the work. Leaving it, for whatever reason, cancels the work and waits
until every stream to the server is closed and everything that had arrived is on disk. A bare async
generator could not
promise that: after a consumer's ``break`` its producers would go on (PEP 789).
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from engine.backends.protocol import Backend
from engine.calls import Caller
from engine.context import RunContext, StopSwitch
from engine.gate import Gate
from engine.orchestrator import conduct
from engine.recorder import Recorder
from engine.resources import PromptLibrary
from engine.stores.run_store import RunStore
from models.events import RunEvent, RunStarted, RunStopped
from models.run import Run


class RunSession:
    """One run under way; iterate over it for its events, each of which is already on disk."""

    def __init__(self, recorder: Recorder, work: asyncio.Task[None], stops: StopSwitch) -> None:
        """Made by ``open_session``."""
        self._recorder = recorder
        self._work = work
        self._stops = stops

    @property
    def run(self) -> Run:
        """The run after everything that is stored."""
        return self._recorder.run

    def stop(self, slot: str) -> bool:
        """Stop one specialist; the others go on. Says whether it was at work."""
        return self._stops.stop(slot)

    def stop_all(self) -> None:
        """Stop everything and keep what has arrived; nothing further is started."""
        self._work.cancel()

    def __aiter__(self) -> AsyncIterator[RunEvent]:
        """The events, until the work ends."""
        return self._recorder.events()


@asynccontextmanager
async def open_session(
    store: RunStore,
    backend: Backend,
    started: RunStarted,
    prompts: PromptLibrary,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[RunSession]:
    """Start a run.

    Args:
        store: where it is kept.
        backend: who answers.
        started: the snapshot it depends on.
        prompts: the texts of the prompts.
        clock: seconds, monotonic.

    Raises:
        StoreError: if it cannot be stored; on entering, or on leaving if the disk refused later.
    """
    with store.create(started.run_id) as journal:
        recorder = Recorder(journal, started, clock)
        stops = StopSwitch()
        context = _context(backend, started, prompts, recorder, stops)
        work = asyncio.create_task(_work(context), name=started.run_id)
        pumping = asyncio.create_task(recorder.pump(), name=f"{started.run_id} pump")
        # The stream of events ends with the work, also with work that was stopped before its first
        # step.
        work.add_done_callback(lambda _: recorder.end())
        # Without a disk there is no run: what cannot be stored must not be made.
        pumping.add_done_callback(lambda _: work.cancel())
        try:
            yield RunSession(recorder, work, stops)
        finally:
            work.cancel()
            await asyncio.wait((work, pumping))
            _raise_first_problem(pumping, work)


def _context(
    backend: Backend,
    started: RunStarted,
    prompts: PromptLibrary,
    recorder: Recorder,
    stops: StopSwitch,
) -> RunContext:
    caller = Caller(
        backend=backend,
        gate=Gate(started.settings.at_once),
        emit=recorder.emit,
        seconds=recorder.seconds,
        digests={seat.llm: seat.digest for seat in started.seats},
    )
    return RunContext(
        started=started,
        backend=backend,
        caller=caller,
        emit=recorder.emit,
        seconds=recorder.seconds,
        prompts=prompts,
        stops=stops,
    )


async def _work(context: RunContext) -> None:
    try:
        await conduct(context)
    except asyncio.CancelledError:
        context.emit(RunStopped())
        raise


def _raise_first_problem(*tasks: asyncio.Task[None]) -> None:
    """Raise what went wrong in the background; a stop is nothing wrong."""
    for task in tasks:
        if not task.cancelled() and (problem := task.exception()) is not None:
            raise problem
