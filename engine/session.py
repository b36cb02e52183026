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
from typing import TYPE_CHECKING

from engine.answer_forms import FormMemory
from engine.backends.protocol import Backend
from engine.background import raise_first_problem, until_done
from engine.calls import Caller
from engine.context import RunContext
from engine.errors import InputError
from engine.gate import Gate
from engine.orchestrator import conduct
from engine.phases.consult import rerun
from engine.recorder import Recorder
from engine.resources import PromptLibrary, shipped_prompts
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from engine.workforce import Workforce
from models.contribution import TextChange
from models.events import (
    ActivityEnded,
    ActivityOutcome,
    NoticeGiven,
    RunEvent,
    RunFailed,
    RunStarted,
    RunStopped,
    SpecialistStopped,
)
from models.failure import Failure, FailureKind
from models.ruling import Ruling
from models.run import Run
from models.settings import LlmSeat

if TYPE_CHECKING:
    from engine.rulings import RulingEvent

_BUG = Failure(
    kind=FailureKind.BUG,
    message="The run ended because of a mistake in this application.",
    remedy="What had arrived is kept. Run again, and report it if it happens again.",
)

Job = Callable[[RunContext], Coroutine[None, None, None]]
"""What a session does from start to end."""


class RunSession:
    """One run under way; iterate over it for its events, each of which is already on disk."""

    def __init__(
        self,
        recorder: Recorder,
        work: asyncio.Task[None],
        context: RunContext,
        rules: RuleStore | None,
    ) -> None:
        """Made by ``open_session`` and ``resume_session``."""
        self._recorder = recorder
        self._work = work
        self._context = context
        self._workforce = context.workforce
        self._rules = rules

    @property
    def run(self) -> Run:
        """The run after everything that is stored."""
        return self._recorder.run

    def stop(self, slot: str) -> bool:
        """Stop one specialist; the others go on. Says whether it was at work."""
        return self._workforce.stop(slot)

    def rerun(self, slot: str, seat: LlmSeat | None = None) -> bool:
        """Let a specialist that has ended write again, beside whatever else is under way.

        Says whether that could be started; where it could not because the session's work has
        ended, ``resume_session`` can.

        Args:
            slot: which specialist.
            seat: with which LLM; the same as before if ``None``.
        """
        is_ending = self._work.done() or self._work.cancelling() > 0
        is_started = not is_ending and self._workforce.rerun(slot)
        if is_started and seat is not None:
            # Its work begins after this: a task does not run before it is waited for.
            self._context.reseat(seat)
        return is_started

    def change_text(self, slot: str, change: TextChange) -> bool:
        """Let the user use a partial text, leave a text out or take it back in.

        While other workers write, it is compared as it is now; later, the plan is out of date.
        Says whether that could be done; where it could not because the session's work has ended,
        ``engine.texts.change_text`` can, once the session is left.

        Raises:
            InputError: if that cannot be done with the text as it is.
        """
        # Loaded with the first change: it needs much that a window can open without.
        from engine.texts import text_changed

        if self._work.done():
            return False
        if self._workforce.is_at_work(slot):
            raise InputError("This worker is still at work.", "Stop it, or wait until it ends.")
        self._recorder.emit(text_changed(self._recorder.newest, slot, change))
        self._workforce.hand_over(self._recorder.newest.contribution(slot))
        return True

    def rule_on(self, number: int, ruling: Ruling) -> bool:
        """Let the user rule on a contradiction, beside whatever else is under way.

        Says whether that could be done; where it could not because the session's work has ended,
        ``engine.rulings.rule_on`` can, once the session is left.

        Raises:
            InputError: as ``engine.rulings.rule_on``.
            StoreError: if the rules for later runs cannot be read or stored.
        """
        # Loaded with the first ruling: it needs much that a window can open without.
        from engine.rulings import ruling_made

        return self._rule(lambda run: ruling_made(run, number, ruling))

    def undo_ruling(self, number: int) -> bool:
        """Take the last ruling on a contradiction back; otherwise as ``rule_on``."""
        from engine.rulings import ruling_undone

        return self._rule(lambda run: ruling_undone(run, number))

    def _rule(self, make: "Callable[[Run], RulingEvent]") -> bool:
        from engine.rulings import prepare_note, take_note

        if self._work.done():
            return False
        before = self._recorder.newest
        event = make(before)
        if self._rules is not None:
            prepare_note(self._rules, before, before.after(event), event.number)
        self._recorder.emit(event)
        if self._rules is not None:
            take_note(self._rules, before, self._recorder.newest, event.number)
        return True

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
    clock: Callable[[], float] = time.monotonic,
    forms: FormMemory | None = None,
    rules: RuleStore | None = None,
) -> AsyncIterator[RunSession]:
    """Start a run and do the whole job.

    Args:
        store: where it is kept.
        backend: who answers.
        started: the snapshot it depends on.
        clock: seconds, monotonic.
        forms: which forms of asking worked earlier; by default nothing is known or kept.
        rules: where rulings are kept that mean something for later runs; nowhere if ``None``.

    Raises:
        StoreError: if it cannot be stored; on entering, or on leaving if the disk refused later.
    """
    with store.create(started.run_id) as journal:
        recorder = Recorder.beginning(journal, started, clock)
        async with _session(recorder, backend, _whole_job, forms, rules, is_whole=True) as session:
            yield session


@asynccontextmanager
async def resume_session(
    store: RunStore,
    backend: Backend,
    run_id: str,
    job: Job,
    now: datetime,
    clock: Callable[[], float] = time.monotonic,
    forms: FormMemory | None = None,
    rules: RuleStore | None = None,
) -> AsyncIterator[RunSession]:
    """Do something more on a stored run, such as asking one specialist again.

    Args:
        store: where it is kept.
        backend: who answers.
        run_id: which run.
        job: what to do.
        now: wall-clock time with its zone.
        clock: seconds, monotonic.
        forms: which forms of asking worked earlier; by default nothing is known or kept.
        rules: where rulings are kept that mean something for later runs; nowhere if ``None``.

    Raises:
        RunInUse: if another window or command works on it.
        StoreError: if it cannot be read or stored.
    """
    with store.reopen(run_id) as (journal, run):
        passed_s = max(run.last_s, (now - run.started_at).total_seconds())
        recorder = Recorder(journal, run, clock, passed_s)
        _end_what_was_interrupted(recorder)
        async with _session(recorder, backend, job, forms, rules, is_whole=False) as session:
            yield session


def _end_what_was_interrupted(recorder: Recorder) -> None:
    """Nobody works any more on what was under way when the run was interrupted."""
    for one in recorder.run.contributions:
        if not one.state.is_final:
            recorder.emit(SpecialistStopped(slot=one.slot))
    for activity in recorder.run.activities:
        if activity.outcome is None:
            recorder.emit(
                ActivityEnded(activity_id=activity.activity_id, outcome=ActivityOutcome.FAILED)
            )


async def _whole_job(context: RunContext) -> None:
    try:
        await conduct(context)
    except Exception:
        # A bug ends the run loudly, and the run says so too.
        context.emit(RunFailed(failure=_BUG))
        raise


@asynccontextmanager
async def _session(
    recorder: Recorder,
    backend: Backend,
    job: Job,
    forms: FormMemory | None,
    rules: RuleStore | None,
    *,
    is_whole: bool,
) -> AsyncIterator[RunSession]:
    context = _context(recorder, backend, forms or FormMemory())
    if context.forms.remark:
        recorder.emit(NoticeGiven(text=context.forms.remark))
    work = asyncio.create_task(_work(context, job), name=recorder.run.id)
    pumping = asyncio.create_task(recorder.pump(), name=f"{recorder.run.id} pump")

    def end(_: asyncio.Task[None]) -> None:
        """End the stream of events with the work, also with work stopped before its first step."""
        if is_whole and work.cancelled():
            recorder.emit(RunStopped())
        recorder.end()

    work.add_done_callback(end)
    # Without a disk there is no run: what cannot be stored must not be made.
    pumping.add_done_callback(lambda _: work.cancel())
    try:
        yield RunSession(recorder, work, context, rules)
    finally:
        work.cancel()
        await until_done(work, pumping)
        raise_first_problem(pumping, work)


def _context(recorder: Recorder, backend: Backend, forms: FormMemory) -> RunContext:
    run = recorder.newest  # With the end of what was interrupted, stored or not.
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
        # A run from before a prompt was thought of has none of that name.
        prompts=PromptLibrary({**shipped_prompts(), **run.prompts}),
        workforce=Workforce({one.slot: one.version for one in run.contributions}),
        first_activity_id=1 + max((one.activity_id for one in run.activities), default=0),
        forms=forms,
        newest=lambda: recorder.newest,
    )


async def _work(context: RunContext, job: Job) -> None:
    """The job, and beside it the workers that are asked again meanwhile."""

    async def ask_again(slot: str, version: int) -> None:
        await rerun(context, slot, version)

    async with asyncio.TaskGroup() as group:
        crew = context.workforce.crew(group, ask_again)
        crew.join(job(context), "job")
