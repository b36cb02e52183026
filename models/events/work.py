"""What the workers do."""

from typing import Literal

from pydantic import Field

from models.contribution import Origin, Timings, Tokens, WaitingReason
from models.events.base import Event
from models.failure import Failure
from models.settings import LlmSeat
from models.team import Specialist


class WorkerAdded(Event):
    """A specialist joined after the start."""

    kind: Literal["worker_added"] = "worker_added"
    specialist: Specialist
    seat: LlmSeat


class LlmChanged(Event):
    """The user gave a specialist another LLM, which writes from its next version on.

    Attributes:
        seat: its seat from now on.
    """

    kind: Literal["llm_changed"] = "llm_changed"
    seat: LlmSeat


class SpecialistQueued(Event):
    """Our own gate holds the call back."""

    kind: Literal["specialist_queued"] = "specialist_queued"
    slot: str


class SpecialistWaiting(Event):
    """The call is with the server, which is silent; the reason is inferred."""

    kind: Literal["specialist_waiting"] = "specialist_waiting"
    slot: str
    reason: WaitingReason


class ThinkingAdded(Event):
    """A piece of thinking arrived."""

    kind: Literal["thinking_added"] = "thinking_added"
    slot: str
    text: str


class TextAdded(Event):
    """A piece of the answer arrived."""

    kind: Literal["text_added"] = "text_added"
    slot: str
    text: str


class SpecialistFinished(Event):
    """The answer is complete, or complete up to its length limit."""

    kind: Literal["specialist_finished"] = "specialist_finished"
    slot: str
    is_cut: bool = False
    timings_s: Timings
    tokens: Tokens


class SpecialistStopped(Event):
    """The user stopped this specialist."""

    kind: Literal["specialist_stopped"] = "specialist_stopped"
    slot: str
    timings_s: Timings = Timings()


class SpecialistFailed(Event):
    """This specialist failed; the others go on."""

    kind: Literal["specialist_failed"] = "specialist_failed"
    slot: str
    failure: Failure
    timings_s: Timings = Timings()


class ContributionVersioned(Event):
    """A new version of a specialist's text began (re-run) or was made (edit, partial text).

    Attributes:
        slot: whose.
        version: one more than the last.
        origin: where it comes from.
        text: the whole text; empty for a re-run, whose text arrives in pieces.
    """

    kind: Literal["contribution_versioned"] = "contribution_versioned"
    slot: str
    version: int = Field(ge=2)
    origin: Origin
    text: str = ""


class ContributionMuted(Event):
    """The user left a text out of comparing and planning, or took it back in."""

    kind: Literal["contribution_muted"] = "contribution_muted"
    slot: str
    muted: bool
