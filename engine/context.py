"""What the phases of one run share."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from engine.backends.protocol import Backend
from engine.calls import Caller, Emit
from engine.resources import PromptLibrary
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    RunStarted,
)
from models.settings import LlmSeat


class StopSwitch:
    """Stops one worker and leaves the others alone."""

    def __init__(self) -> None:
        """Nobody works yet."""
        self._tasks: dict[str, asyncio.Task[object]] = {}
        self._stopped: set[str] = set()

    @contextmanager
    def armed(self, slot: str) -> Iterator[None]:
        """While the block runs in the current task, ``stop(slot)`` cancels that task."""
        task = asyncio.current_task()
        assert task is not None, "work runs in tasks"
        self._tasks[slot] = task
        self._stopped.discard(slot)
        try:
            yield
        finally:
            del self._tasks[slot]

    def stop(self, slot: str) -> bool:
        """Stop the worker in ``slot``; says whether it was at work."""
        task = self._tasks.get(slot)
        if task is None:
            return False
        self._stopped.add(slot)
        return task.cancel()

    def was_stopped(self, slot: str) -> bool:
        """Whether ``stop`` ended the worker's last work, rather than a stop of the whole run."""
        return slot in self._stopped


@dataclass(frozen=True)
class RunContext:
    """What the phases of one run share.

    Attributes:
        started: the snapshot the run depends on.
        backend: who answers.
        caller: makes the calls.
        emit: takes events.
        seconds: seconds since the run started.
        prompts: the texts of the prompts.
        stops: stops one worker.
    """

    started: RunStarted
    backend: Backend
    caller: Caller
    emit: Emit
    seconds: Callable[[], float]
    prompts: PromptLibrary
    stops: StopSwitch = field(default_factory=StopSwitch)
    _activity_ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def seat(self, role: str) -> LlmSeat:
        """The LLM of a role. Raises: KeyError, if the role has none."""
        for seat in self.started.seats:
            if seat.role == role:
                return seat
        raise KeyError(role)

    @contextmanager
    def activity(self, kind: ActivityKind) -> Iterator[None]:
        """Frame something that costs time with its two events."""
        activity_id = next(self._activity_ids)
        self.emit(ActivityStarted(activity_id=activity_id, activity=kind))
        outcome = ActivityOutcome.FAILED
        try:
            yield
            outcome = ActivityOutcome.DONE
        except asyncio.CancelledError:
            outcome = ActivityOutcome.STOPPED
            raise
        finally:
            self.emit(ActivityEnded(activity_id=activity_id, outcome=outcome))
