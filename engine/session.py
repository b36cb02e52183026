"""A run under way: commands go in, stored events come out.

Entering the block starts the work. Leaving it, for whatever reason, cancels the work and waits
until every stream to the server is closed and everything that had arrived is on disk. A bare async
generator could not promise that: after a consumer's ``break`` its producers would go on (PEP 789).
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime

from engine.backends.protocol import Backend
from engine.calls import Caller
from engine.context import RunContext
from engine.gate import Gate
from engine.orchestrator import conduct
from engine.phases.consult import rerun
from engine.recorder import Recorder
from engine.resources import PromptLibrary
from engine.stores.run_store import RunStore
from engine.workforce import Workforce
from models.events import RunEvent, RunStarted, RunStopped
from models.run import Run

Job = Callable[[RunContext], Coroutine[None, None, None]]
"""What a session does from start to end."""


class RunSession:
    """One run under way; iterate over it for its events, each of which is already on disk."""

    def __init__(self, recorder: Recorder, work: asyncio.Task[None], workforce: Workforce) -> None:
        """Made by ``open_session`` and ``resume_session``."""
        self._recorder = recorder
        self._work = work
        self._workforce = workforce

    @property
    def run(self) -> Run:
        """The run after everything that is stored."""
        return self._recorder.run

    def stop(self, slot: str) -> bool:
        """Stop one specialist; the others go on. Says whether it was at work."""
        return self._workforce.stop(slot)

    def rerun(self, slot: str) -> bool:
        """Let a specialist that has ended write again, beside whatever else is under way.

        Says whether that could be started; where it could not because the session's work has
        ended, ``resume_session`` can.
        """
        return self._workforce.rerun(slot)

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
    """Start a run and do the whole job.

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
        recorder = Recorder.beginning(journal, started, clock)
        async with _session(recorder, backend, prompts, _whole_job) as session:
            yield session


@asynccontextmanager
async def resume_session(
    store: RunStore,
    backend: Backend,
    run_id: str,
    job: Job,
    prompts: PromptLibrary,
    now: datetime,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[RunSession]:
    """Do something more on a stored run, such as asking one specialist again.

    Args:
        store: where it is kept.
        backend: who answers.
        run_id: which run.
        job: what to do.
        prompts: the texts of the prompts.
        now: wall-clock time with its zone.
        clock: seconds, monotonic.

    Raises:
        RunInUse: if another window or command works on it.
        StoreError: if it cannot be read or stored.
    """
    with store.reopen(run_id) as (journal, run):
        passed_s = max(run.last_s, (now - run.started_at).total_seconds())
        recorder = Recorder(journal, run, clock, passed_s)
        async with _session(recorder, backend, prompts, job) as session:
            yield session


async def _whole_job(context: RunContext) -> None:
    try:
        await conduct(context)
    except asyncio.CancelledError:
        context.emit(RunStopped())
        raise


@asynccontextmanager
async def _session(
    recorder: Recorder, backend: Backend, prompts: PromptLibrary, job: Job
) -> AsyncIterator[RunSession]:
    context = _context(recorder, backend, prompts)
    work = asyncio.create_task(_work(context, job), name=recorder.run.id)
    pumping = asyncio.create_task(recorder.pump(), name=f"{recorder.run.id} pump")
    # The stream of events ends with the work, also with work stopped before its first step.
    work.add_done_callback(lambda _: recorder.end())
    # Without a disk there is no run: what cannot be stored must not be made.
    pumping.add_done_callback(lambda _: work.cancel())
    try:
        yield RunSession(recorder, work, context.workforce)
    finally:
        work.cancel()
        await asyncio.wait((work, pumping))
        _raise_first_problem(pumping, work)


def _context(recorder: Recorder, backend: Backend, prompts: PromptLibrary) -> RunContext:
    run = recorder.run
    caller = Caller(
        backend=backend,
        gate=Gate(run.settings.at_once),
        emit=recorder.emit,
        seconds=recorder.seconds,
        digests={seat.llm: seat.digest for seat in run.seats},
    )
    return RunContext(
        run=run,
        backend=backend,
        caller=caller,
        emit=recorder.emit,
        seconds=recorder.seconds,
        prompts=prompts,
        workforce=Workforce({one.slot: one.version for one in run.contributions}),
        first_activity_id=1 + max((one.activity_id for one in run.activities), default=0),
    )


async def _work(context: RunContext, job: Job) -> None:
    """The job, and beside it the workers that are asked again meanwhile."""

    async def ask_again(slot: str, version: int) -> None:
        await rerun(context, slot, version)

    async with asyncio.TaskGroup() as group:
        crew = context.workforce.crew(group, ask_again)
        crew.join(job(context), "job")


def _raise_first_problem(*tasks: asyncio.Task[None]) -> None:
    """Raise what went wrong in the background; a stop is nothing wrong."""
    for task in tasks:
        if not task.cancelled() and (problem := task.exception()) is not None:
            raise problem
