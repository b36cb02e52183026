"""Consult: all specialists work on the brief at the same time, and none sees another's work."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

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

_DRAFT_CHARS = 150
"""A text that has grown by so much is worth reading again before it ends."""


class Handover:
    """Contributions on their way to the next phase, each as soon as it has ended.

    What has been written of them comes as well, now and then, so that it can be read ahead.
    """

    def __init__(self) -> None:
        """Nothing has been written yet."""
        self._queue: asyncio.Queue[Contribution | None] = asyncio.Queue()
        self._has_begun = asyncio.Event()

    def put(self, contribution: Contribution) -> None:
        """Hand over one that has ended, in whatever way, or is being written."""
        self._queue.put_nowait(contribution)
        self._has_begun.set()

    def close(self) -> None:
        """No more will come."""
        self._queue.put_nowait(None)
        self._has_begun.set()

    async def begun(self) -> None:
        """Wait until there is something, or nothing will come."""
        await self._has_begun.wait()

    async def __aiter__(self) -> AsyncIterator[Contribution]:
        """Each contribution as it ends, until all have; drafts among them are not final."""
        while (contribution := await self._queue.get()) is not None:
            yield contribution


async def consult(context: RunContext, handover: Handover) -> tuple[Contribution, ...]:
    """Let all specialists write.

    Args:
        context: the run.
        handover: gets each contribution as soon as it has ended, and drafts of it before.

    Returns:
        All contributions in team order, whatever became of them.
    """
    specialists = context.run.team.specialists
    latest: dict[str, Contribution] = {}
    with context.activity(ActivityKind.CONSULT):
        try:
            async with WaitingWatch(context) as watch, asyncio.TaskGroup() as group:

                def take(contribution: Contribution) -> None:
                    latest[contribution.slot] = contribution
                    handover.put(contribution)

                async def work(slot: str, version: int) -> None:
                    specialist = context.run.team.specialist_in(slot)
                    take(await _work(context, specialist, watch, version, handover.put))

                crew = context.workforce.crew(group, work, take)
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
    context: RunContext,
    specialist: Specialist,
    watch: WaitingWatch,
    version: int,
    on_draft: Callable[[Contribution], None] | None = None,
) -> Contribution:
    """One specialist, start to end; only a stop of the whole run and bugs are raised."""
    slot, emit = specialist.slot, context.emit
    progress = Progress(asked_s=context.seconds())
    begun = Contribution(
        specialist=specialist.name,
        slot=slot,
        llm=context.seat(slot).llm,
        version=version,
        state=ContributionState.WRITING,
    )
    drafts = _Drafts(begun, progress, on_draft) if on_draft else None
    state, failure = ContributionState.STOPPED, None
    if version > 1:
        emit(ContributionVersioned(slot=slot, version=version, origin=Origin.LLM))
    try:
        await _ask(context, specialist, watch, progress, drafts)
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
    changes = {
        "state": state,
        "text": progress.text,
        "muted": context.run_now.contribution(slot).muted,
        "failure": failure,
        "timings_s": progress.timings(),
        "tokens": progress.tokens(),
    }
    return begun.model_copy(update=changes)


class _Drafts:
    """Hands over what has been written of a contribution, each time it has grown a good deal."""

    def __init__(
        self, begun: Contribution, progress: Progress, on_draft: Callable[[Contribution], None]
    ) -> None:
        self._begun = begun
        self._progress = progress
        self._on_draft = on_draft
        self._next_chars = _DRAFT_CHARS
        self._chars = 0

    def grow(self, text: str) -> None:
        """Note a piece of text that ``progress`` has already; drafts end with a whole line."""
        self._chars += len(text)
        if self._chars >= self._next_chars and "\n" in text:
            whole_lines = self._progress.text.rpartition("\n")[0]
            self._on_draft(self._begun.model_copy(update={"text": whole_lines}))
            # Long texts take longer to read, so they are read less often.
            self._next_chars = self._chars + max(_DRAFT_CHARS, self._chars // 20)


async def _ask(
    context: RunContext,
    specialist: Specialist,
    watch: WaitingWatch,
    progress: Progress,
    drafts: _Drafts | None,
) -> None:
    slot, emit = specialist.slot, context.emit
    run, seat = context.run, context.seat(slot)
    request = ChatRequest(
        llm=seat.llm,
        messages=worker_messages(
            context.prompts, run.brief, run.team, specialist, seat.words, run.house_rules
        ),
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
        if drafts is not None:
            drafts.grow(text)

    listener = Listener(
        on_held_back=lambda: emit(SpecialistQueued(slot=slot)),
        on_sent=lambda: watch.sent(slot),
        on_thinking=hear_thinking,
        on_text=hear_text,
    )
    await context.caller.ask_into(progress, request, Priority.WORKER, listener)
