"""What can go wrong with an answer, to be chosen by a script."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Status:
    """An HTTP error instead of an answer, at once: no slot is taken."""

    status: int
    body: bytes | dict[str, Any] = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """A line ``{"error": …}`` after some tokens; with ``after=0`` it becomes a status 500."""

    error: object = "an error was encountered while running the model: exit status 2"
    after: int = 2


@dataclass(frozen=True, slots=True)
class CloseWithoutDone:
    """The stream ends cleanly after some tokens, without its final frame."""

    after: int = 2


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset (RST) after some tokens; with ``after=0`` before the headers."""

    after: int = 2


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection is closed (FIN) in mid-answer after some tokens; ``after=0`` likewise."""

    after: int = 2


@dataclass(frozen=True, slots=True)
class Hang:
    """Silence after some tokens, until the client leaves."""

    after: int = 0


@dataclass(frozen=True, slots=True)
class RawBody:
    """Bytes instead of what should follow after some tokens, then a clean end.

    Serves torn lines, endless lines, HTML pages and whatever else a test thinks of.
    """

    data: bytes | tuple[bytes, ...]
    content_type: str = "application/x-ndjson"
    after: int = 0


@dataclass(frozen=True, slots=True)
class Remote:
    """Frames say that they come from a remote host, from token ``after`` on."""

    host: str = "https://ollama.com:443"
    after: int = 0


Fault = Status | ErrorLine | CloseWithoutDone | Reset | Drop | Hang | RawBody | Remote
