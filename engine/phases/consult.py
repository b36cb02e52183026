"""Consult: all specialists work on the brief at the same time, and none sees another's work."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from engine.backends.protocol import ChatRequest
from engine.calls import Listener, Progress
from engine.context import RunContext
from engine.errors import BackendError
from engine.gate import Priority
from engine.phases.waiting import WaitingWatch
from engine.prompts import worker_messages
from models.call import CallPurpose, Phase
from models.contribution import Contribution, ContributionState, Origin
from models.events import (
    ActivityKind,
    ContributionVersioned,
    SpecialistFailed,
    SpecialistFinished,
    SpecialistQueued,
    SpecialistStopped,
    TextAdded,
    ThinkingAdded,
)
from models.team import Specialist


class Handover:
    """Contributions on their way to the next phase, each as soon as it has ended."""

    def __init__(self) -> None:
        """Nothing has ended yet."""
        self._queue: asyncio.Queue[Contribution | None] = asyncio.Queue()

    def put(self, contribution: Contribution) -> None:
        """Hand over one that has ended, in whatever way."""
        self._queue.put_nowait(contribution)

    def close(self) -> None:
        """No more will come."""
        self._queue.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[Contribution]:
        """Each contribution as it ends, until all have."""
        while (contribution := await self._queue.get()) is not None:
            yield contribution


async def consult(context: RunContext, handover: Handover) -> tuple[Contribution, ...]:
    """Let all specialists write.

    Args:
        context: the run.
        handover: gets each contribution as soon as it has ended.

    Returns:
        All contributions in team order, whatever became of them.
    """
    specialists = context.run.team.specialists
    latest: dict[str, Contribution] = {}
    with context.activity(ActivityKind.CONSULT):
        try:
            async with WaitingWatch(context) as watch, asyncio.TaskGroup() as group:

                async def work(slot: str, version: int) -> None:
                    specialist = context.run.team.specialist_in(slot)
                    latest[slot] = await _work(context, specialist, watch, version)
                    handover.put(latest[slot])

                crew = context.workforce.crew(group, work)
                for one in _by_llm(context, specialists):
                    crew.start(one.slot, 1)
        finally:
            handover.close()
    return tuple(latest[one.slot] for one in specialists)


async def rerun(context: RunContext, slot: str, version: int) -> None:
    """Let one specialist write again; what rests on its old text is out of date then."""
    specialist = context.run.team.specialist_in(slot)
    with context.activity(ActivityKind.RERUN):
        async with WaitingWatch(context) as watch:
            await _work(context, specialist, watch, version)


def _by_llm(context: RunContext, specialists: Sequence[Specialist]) -> list[Specialist]:
    """Those of one LLM next to each other: the server loads LLMs one at a time."""
    order = list(dict.fromkeys(context.seat(one.slot).llm for one in specialists))
    return sorted(specialists, key=lambda one: order.index(context.seat(one.slot).llm))


async def _work(
    context: RunContext, specialist: Specialist, watch: WaitingWatch, version: int
) -> Contribution:
    """One specialist, start to end; only a stop of the whole run and bugs are raised."""
    slot, emit = specialist.slot, context.emit
    progress = Progress(asked_s=context.seconds())
    state, failure = ContributionState.STOPPED, None
    if version > 1:
        emit(ContributionVersioned(slot=slot, version=version, origin=Origin.LLM))
    try:
        with context.workforce.at_work(slot):
            await _ask(context, specialist, watch, progress)
        is_cut = progress.final is not None and progress.final.is_cut
        state = ContributionState.CUT if is_cut else ContributionState.DONE
        emit(
            SpecialistFinished(
                slot=slot, is_cut=is_cut, timings_s=progress.timings(), tokens=progress.tokens()
            )
        )
    except BackendError as error:
        state, failure = ContributionState.FAILED, error.failure
        emit(SpecialistFailed(slot=slot, failure=error.failure, timings_s=progress.timings()))
    except asyncio.CancelledError:
        emit(SpecialistStopped(slot=slot, timings_s=progress.timings()))
        if not context.workforce.was_stopped(slot):
            raise
    finally:
        watch.forget(slot)
    return Contribution(
        specialist=specialist.name,
        slot=slot,
        llm=context.seat(slot).llm,
        version=version,
        state=state,
        text=progress.text,
        failure=failure,
        timings_s=progress.timings(),
        tokens=progress.tokens(),
    )


async def _ask(
    context: RunContext, specialist: Specialist, watch: WaitingWatch, progress: Progress
) -> None:
    slot, emit = specialist.slot, context.emit
    run, seat = context.run, context.seat(slot)
    request = ChatRequest(
        llm=seat.llm,
        messages=worker_messages(context.prompts, run.brief, run.team, specialist, seat.words),
        purpose=CallPurpose(phase=Phase.CONSULT, slots=(slot,)),
        num_ctx=seat.num_ctx,
        num_predict=seat.num_predict,
        temperature=specialist.temperature,
        seed=run.settings.seed,
        # Asking an LLM to think that cannot is an error (OLLAMA.md §1.2).
        think=specialist.think and seat.can_think,
    )

    def hear_thinking(text: str) -> None:
        watch.heard(slot)
        emit(ThinkingAdded(slot=slot, text=text))

    def hear_text(text: str) -> None:
        watch.heard(slot)
        emit(TextAdded(slot=slot, text=text))

    listener = Listener(
        on_held_back=lambda: emit(SpecialistQueued(slot=slot)),
        on_sent=lambda: watch.sent(slot),
        on_thinking=hear_thinking,
        on_text=hear_text,
    )
    await context.caller.ask_into(progress, request, Priority.WORKER, listener)
