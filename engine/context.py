"""What the phases of one run share."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from engine.answer_forms import FormMemory
from engine.backends.protocol import Backend
from engine.calls import Caller, Emit
from engine.resources import PromptLibrary
from engine.workforce import Workforce
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    LlmChanged,
)
from models.run import Run
from models.settings import LlmSeat


@dataclass(frozen=True)
class RunContext:
    """What the phases of one run share.

    Attributes:
        run: the run as it was when the session began; what happens since, phases hand on.
        backend: who answers.
        caller: makes the calls.
        emit: takes events.
        seconds: seconds since the run started.
        prompts: the texts of the prompts.
        workforce: stops one worker, or asks it again.
        first_activity_id: activities are counted from here.
        forms: which form of asking for rows works; remembers nothing unless told to.
        newest: the run after everything that was emitted; ``None`` means as when it began.
    """

    run: Run
    backend: Backend
    caller: Caller
    emit: Emit
    seconds: Callable[[], float]
    prompts: PromptLibrary
    workforce: Workforce
    first_activity_id: int = 1
    forms: FormMemory = field(default_factory=FormMemory)
    newest: Callable[[], Run] | None = None
    _begun: list[ActivityKind] = field(default_factory=list)

    @property
    def run_now(self) -> Run:
        """The run with what the user decided meanwhile."""
        return self.newest() if self.newest else self.run

    def seat(self, role: str) -> LlmSeat:
        """The LLM of a role. Raises: KeyError, if the role has none."""
        for seat in self.run_now.seats:
            if seat.role == role:
                return seat
        raise KeyError(role)

    def reseat(self, seat: LlmSeat) -> None:
        """Give a specialist another LLM, which writes from its next version on."""
        self.caller.note_digest(seat.llm, seat.digest)
        self.emit(LlmChanged(seat=seat))

    @contextmanager
    def activity(self, kind: ActivityKind) -> Iterator[None]:
        """Frame something that costs time with its two events."""
        activity_id = self.first_activity_id + len(self._begun)
        self._begun.append(kind)
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
