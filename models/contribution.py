"""What one specialist wrote in a run."""

from enum import StrEnum

from pydantic import Field

from models.base import Record
from models.documents import Document, specialist_document_id
from models.failure import Failure


class ContributionState(StrEnum):
    """Where a specialist is with its answer."""

    QUEUED = "queued"
    """Held back on our side; nothing was sent yet."""
    WAITING = "waiting"
    """Sent; the server has not said a word yet."""
    THINKING = "thinking"
    """The LLM thinks aloud; that text is no evidence."""
    WRITING = "writing"
    """The answer is arriving."""
    DONE = "done"
    """The answer is complete."""
    CUT = "done_cut_at_limit"
    """It ends before its end, at its length limit or as a partial text that the user accepted; all
    but its torn last statement counts."""
    STOPPED = "stopped"
    """The user stopped it; what had arrived is kept, and is no evidence unless accepted."""
    FAILED = "failed"
    """It failed; what had arrived is kept, and is no evidence unless accepted."""

    @property
    def is_final(self) -> bool:
        """Whether nothing more will come by itself."""
        return self in _FINAL

    @property
    def is_done(self) -> bool:
        """Whether the text may be used as evidence."""
        return self in (ContributionState.DONE, ContributionState.CUT)


_FINAL = frozenset(
    {
        ContributionState.DONE,
        ContributionState.CUT,
        ContributionState.STOPPED,
        ContributionState.FAILED,
    }
)


class WaitingReason(StrEnum):
    """Why nothing has arrived yet, as far as can be inferred: the server is silent meanwhile."""

    HELD_BACK = "held_back"
    """Our own gate lets only so many calls through at once."""
    LOADING = "loading"
    """The server has not loaded the LLM yet."""
    READING_OR_SLOT = "reading_or_slot"
    """The LLM is loaded: it reads the prompt, or all its slots are taken."""
    SLOT = "slot"
    """Others at the same LLM are writing; it is probably waiting for a free slot."""


class Origin(StrEnum):
    """Where a version of a text comes from."""

    LLM = "llm"
    USER = "user"
    ACCEPTED_PARTIAL = "accepted_partial"


class TextChange(StrEnum):
    """What the user can make of a text that nobody works on."""

    USE_AS_IS = "use_as_is"
    """A partial text is evidence, up to its last whole statement."""
    LEAVE_OUT = "leave_out"
    """The text is no evidence any more."""
    TAKE_BACK_IN = "take_back_in"
    """The text is evidence again."""


class Timings(Record):
    """Where the time went, in seconds; exact once the final frame has come."""

    queued: float = Field(default=0, ge=0)
    loading: float = Field(default=0, ge=0)
    reading: float = Field(default=0, ge=0)
    thinking: float = Field(default=0, ge=0)
    writing: float = Field(default=0, ge=0)


class Tokens(Record):
    """Tokens as the server counted them."""

    prompt: int = Field(default=0, ge=0)
    answer: int = Field(default=0, ge=0)


class Contribution(Record):
    """One specialist's text and how it came about.

    Attributes:
        specialist: the name.
        slot: the specialist's place in the run.
        state: where it is.
        text: what has arrived of the answer, unchanged.
        thinking: what has arrived of the thinking, apart from the answer.
        version: counts from 1; each re-run, edit or accepted partial text makes a new one.
        origin: where the version comes from.
        since_s: when this version began, in seconds since the run started.
        ended_s: when this version ended; 0 before.
        muted: left out of comparing and of the plan on the user's wish.
        muted_s: when it was last left out or taken back in; 0 if it never was.
        llm: which LLM writes.
        waiting_reason: why nothing has arrived yet, in states queued and waiting.
        failure: in state failed.
        timings_s: where the time went.
        tokens: as the server counted them.
    """

    specialist: str
    slot: str
    state: ContributionState = ContributionState.QUEUED
    text: str = ""
    thinking: str = ""
    version: int = Field(default=1, ge=1)
    origin: Origin = Origin.LLM
    since_s: float = Field(default=0, ge=0)
    ended_s: float = Field(default=0, ge=0)
    muted: bool = False
    muted_s: float = Field(default=0, ge=0)
    llm: str = ""
    waiting_reason: WaitingReason | None = None
    failure: Failure | None = None
    timings_s: Timings = Timings()
    tokens: Tokens = Tokens()

    @property
    def is_evidence(self) -> bool:
        """Whether statements of this text may be quoted, compared and planned with."""
        return self.state.is_done and not self.muted and bool(self.text.strip())

    @property
    def settled_s(self) -> float:
        """Since when it counts, or does not, as it does now."""
        return max(self.ended_s, self.muted_s)

    @property
    def was_taken_back_in(self) -> bool:
        """Whether it had been left out, and counts again."""
        return not self.muted and self.muted_s > self.ended_s

    @property
    def possible_change(self) -> TextChange | None:
        """What the user can make of it once nobody works on it; ``None`` without a text."""
        if self.muted:
            return TextChange.TAKE_BACK_IN
        if self.is_evidence:
            return TextChange.LEAVE_OUT
        return TextChange.USE_AS_IS if self.text.strip() and not self.state.is_done else None

    @property
    def document(self) -> Document:
        """The text as a document."""
        return Document(
            document_id=specialist_document_id(self.slot),
            title=self.specialist,
            version=self.version,
            text=self.text,
        )
