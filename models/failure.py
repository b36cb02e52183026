"""What went wrong, as data that can be stored and shown."""

from enum import StrEnum

from models.base import Record


class FailureKind(StrEnum):
    """Why a call, a worker or a run failed."""

    HOST_UNREACHABLE = "host_unreachable"
    HOST_REFUSED = "host_refused"
    LLM_MISSING = "llm_missing"
    LLM_REFUSED = "llm_refused"
    PROMPT_TOO_LONG = "prompt_too_long"
    SERVER_BUSY = "server_busy"
    OUT_OF_MEMORY = "out_of_memory"
    SERVER_FAULT = "server_fault"
    BAD_REQUEST = "bad_request"
    CONNECTION_LOST = "connection_lost"
    INCOMPLETE_ANSWER = "incomplete_answer"
    BAD_ANSWER = "bad_answer"
    EMPTY_ANSWER = "empty_answer"
    BUG = "bug"


class Failure(Record):
    """A failure in the user's words.

    Attributes:
        kind: for code that reacts to it.
        message: one sentence that says what happened.
        remedy: one sentence that says what to do about it.
        detail: what the server said, shortened; may be empty. It never holds prompts or answers.
    """

    kind: FailureKind
    message: str
    remedy: str = ""
    detail: str = ""
