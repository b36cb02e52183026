"""Errors that are meant for the user, each with a cause and a remedy in the user's words.

::

    EngineError
    ├── InputError                  a brief, team file, option or host that cannot be used
    ├── StoreError                  a run folder that cannot be read or written
    │   └── RunInUse                another window or command works on it
    ├── ExportError                 a file that could not be made or written; the run is kept
    └── BackendError                a call to an LLM that failed
        ├── HostUnreachable         nobody answers there
        ├── HostRefused             we do not send prompts there
        ├── LlmMissing              not installed
        ├── LlmRefused              installed, but not to be used: it runs elsewhere, or cannot chat
        ├── PromptTooLong           prompt and answer do not fit the window; nothing was answered
        ├── ServerBusy              the server's queue is full
        ├── OutOfMemory             the LLM does not fit this machine's memory
        ├── ServerFault             the server or the LLM's process broke
        ├── BadRequest              the server does not accept what we sent
        ├── ConnectionLost          the connection broke
        ├── IncompleteAnswer        the stream ended without its final frame
        ├── BadAnswer               what came is not what the server should send
        └── EmptyAnswer             the answer has no text

Everything else is a bug and is not caught.
"""

from models.failure import Failure, FailureKind

_MAX_DETAIL_CHARS = 400


class EngineError(Exception):
    """Meant for the user.

    Attributes:
        message: one sentence that says what happened.
        remedy: one sentence that says what to do about it; may be empty.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        """Say what happened, and what to do about it."""
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class InputError(EngineError):
    """A brief, team file, option or host that cannot be used."""


class StoreError(EngineError):
    """A run folder that cannot be read or written."""


class RunInUse(StoreError):
    """Another window or command works on the run."""


class ExportError(EngineError):
    """A file that could not be made or written; the run is kept."""


class BackendError(EngineError):
    """A call to an LLM that failed.

    Attributes:
        detail: what the server said, shortened; it never holds prompts or answers.
    """

    kind = FailureKind.SERVER_FAULT

    def __init__(self, message: str, remedy: str = "", detail: str = "") -> None:
        """Say what happened, what to do about it, and what the server said."""
        super().__init__(message, remedy)
        self.detail = detail[:_MAX_DETAIL_CHARS]

    @property
    def failure(self) -> Failure:
        """The error as data, to be stored and shown."""
        return Failure(kind=self.kind, message=self.message, remedy=self.remedy, detail=self.detail)


class HostUnreachable(BackendError):
    """Nobody answers there."""

    kind = FailureKind.HOST_UNREACHABLE


class HostRefused(BackendError):
    """We do not send prompts there."""

    kind = FailureKind.HOST_REFUSED


class LlmMissing(BackendError):
    """Not installed."""

    kind = FailureKind.LLM_MISSING


class LlmRefused(BackendError):
    """Installed, but not to be used: it runs elsewhere, or it cannot chat."""

    kind = FailureKind.LLM_REFUSED


class PromptTooLong(BackendError):
    """Prompt and answer do not fit the window."""

    kind = FailureKind.PROMPT_TOO_LONG


class ServerBusy(BackendError):
    """The server's queue is full."""

    kind = FailureKind.SERVER_BUSY


class OutOfMemory(BackendError):
    """The LLM does not fit this machine's memory."""

    kind = FailureKind.OUT_OF_MEMORY


class ServerFault(BackendError):
    """The server or the LLM's process broke."""

    kind = FailureKind.SERVER_FAULT


class BadRequest(BackendError):
    """The server does not accept what we sent."""

    kind = FailureKind.BAD_REQUEST


class ConnectionLost(BackendError):
    """The connection broke."""

    kind = FailureKind.CONNECTION_LOST


class IncompleteAnswer(BackendError):
    """The stream ended without its final frame."""

    kind = FailureKind.INCOMPLETE_ANSWER


class BadAnswer(BackendError):
    """What came is not what the server should send."""

    kind = FailureKind.BAD_ANSWER


class EmptyAnswer(BackendError):
    """The answer has no text."""

    kind = FailureKind.EMPTY_ANSWER
