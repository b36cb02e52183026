"""One call to an LLM: why it was made and what it cost."""

from enum import StrEnum

from pydantic import Field

from models.base import Record


class Phase(StrEnum):
    """The phases of a run, in their order."""

    CONSULT = "consult"
    COMPARE = "compare"
    DECIDE = "decide"
    PLAN = "plan"


class Step(StrEnum):
    """What a call does within its phase."""

    ANSWER = "answer"
    """A worker writes."""
    FIND = "find"
    """All texts are read together."""
    CLAIMS = "claims"
    """The commitments of one text are listed."""
    PAIR = "pair"
    """Two texts are read side by side."""
    BOARD = "board"
    """The commitments on one group of topics are compared."""
    VERIFY = "verify"
    """One candidate is looked at by itself."""
    ALIGN = "align"
    """It is asked whether the parts fit."""
    DECIDE = "decide"
    """One contradiction is settled."""
    SECTION = "section"
    """A section of the plan is written."""
    CHECK = "check"
    """The plan is read against decisions without figures."""
    REPAIR = "repair"
    """One paragraph is written again."""


class CallPurpose(Record):
    """Why a call is made.

    Attributes:
        phase: the phase that makes it.
        step: what it does there; ``None`` in records made before there were steps.
        slots: whose texts it is about, in team order.
        section_id: the plan section it writes, where it writes one.
        number: the contradiction it is about, or the candidate where the step is ``verify``.
        attempt: counts from 1 over repairs and repeated transport.
    """

    phase: Phase
    step: Step | None = None
    slots: tuple[str, ...] = ()
    section_id: str | None = None
    number: int | None = None
    attempt: int = Field(default=1, ge=1)


class CallMetrics(Record):
    """What the server measured; zero where it said nothing, as it omits zeros (OLLAMA.md §1.1).

    Attributes:
        total_s: from the request's arrival to its end.
        load_s: waiting for the LLM to be loaded, and loading it.
        prompt_s: reading the part of the prompt that was not cached.
        answer_s: generating.
        prompt_tokens: the whole prompt, cached part included.
        answer_tokens: what was generated, thinking included.
    """

    total_s: float = Field(default=0, ge=0)
    load_s: float = Field(default=0, ge=0)
    prompt_s: float = Field(default=0, ge=0)
    answer_s: float = Field(default=0, ge=0)
    prompt_tokens: int = Field(default=0, ge=0)
    answer_tokens: int = Field(default=0, ge=0)

    @property
    def slot_wait_s(self) -> float:
        """Waiting for a free slot: what the other spans leave of the total (OLLAMA.md §2)."""
        return max(0.0, self.total_s - self.load_s - self.prompt_s - self.answer_s)


class CallOutcome(StrEnum):
    """How a call ended."""

    COMPLETE = "complete"
    CUT = "cut"
    """The answer reached its length limit or the end of the window."""
    STOPPED = "stopped"
    FAILED = "failed"


class Call(Record):
    """A finished call.

    Attributes:
        purpose: why it was made.
        llm: name of the LLM.
        digest: digest of its weights; empty where the server gave none.
        host: where it went, e.g. ``http://127.0.0.1:11434``.
        outcome: how it ended.
        metrics: what the server measured.
        held_back_s: how long our own gate held it back.
        started_s: when it was sent, in seconds since the run started.
        ended_s: when its last byte arrived, likewise.
        estimated_prompt_tokens: what we expected of ``metrics.prompt_tokens``.
        num_ctx: the window asked for, in tokens.
        num_predict: the length limit of the answer, in tokens.
        sent_bytes: size of the request's body.
        received_bytes: size of the answer's body.
    """

    purpose: CallPurpose
    llm: str
    digest: str = ""
    host: str = ""
    outcome: CallOutcome
    metrics: CallMetrics = CallMetrics()
    held_back_s: float = Field(default=0, ge=0)
    started_s: float = Field(default=0, ge=0)
    ended_s: float = Field(default=0, ge=0)
    estimated_prompt_tokens: int = Field(default=0, ge=0)
    num_ctx: int = Field(default=0, ge=0)
    num_predict: int = Field(default=0, ge=0)
    sent_bytes: int = Field(default=0, ge=0)
    received_bytes: int = Field(default=0, ge=0)
