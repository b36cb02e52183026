"""The seam between the engine and whatever answers."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.call import CallMetrics, CallPurpose
from models.llm import LlmInfo


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message; ``role`` is "system" or "user"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One call to an LLM.

    Attributes:
        llm: name as the server lists it.
        messages: the prompt.
        purpose: why the call is made; never sent.
        num_ctx: window in tokens; the same for every call to one LLM in a run (another value
            reloads it).
        num_predict: length limit of the answer in tokens, at least 1.
        temperature: sampling temperature.
        seed: sampling seed.
        think: whether a thinking LLM may think; ``None`` leaves the field out, for servers that
            choke on it.
        schema: JSON schema the answer must follow; ``None`` for free text.
    """

    llm: str
    messages: tuple[Message, ...]
    purpose: CallPurpose
    num_ctx: int
    num_predict: int
    temperature: float
    seed: int
    think: bool | None = False
    schema: dict[str, Any] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class FinalFrame:
    """The end of a complete stream.

    Attributes:
        is_cut: the answer reached ``num_predict`` or the end of the window.
        metrics: what the server measured.
        sent_bytes: size of the request's body.
        received_bytes: size of the answer's body.
    """

    is_cut: bool
    metrics: CallMetrics
    sent_bytes: int = 0
    received_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a stream: some text, some thinking, or the end (which may carry text as well)."""

    text: str = ""
    thinking: str = ""
    final: FinalFrame | None = None


class Backend(Protocol):
    """Something that answers. Everything foreign is translated to ``engine.errors`` inside it."""

    @property
    def host(self) -> str:
        """Where calls go, such as ``http://127.0.0.1:11434``; empty where nothing is sent."""

    @property
    def is_demo(self) -> bool:
        """Whether answers are scripted."""

    def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """Answer, piece by piece; the last chunk has ``final``.

        Nothing is sent before the first step. Closing the generator, or cancelling the task that
        waits for it, closes the connection, and the server stops working on it. Use
        ``contextlib.aclosing``.

        Raises:
            BackendError: at any step; what had arrived before stands.
        """

    async def version(self) -> str:
        """What the server calls itself, such as "0.33.0". Raises: BackendError."""

    async def installed_llms(self) -> tuple[LlmInfo, ...]:
        """All LLMs the server has, in its order. Raises: BackendError."""

    async def describe_llm(self, name: str) -> LlmInfo:
        """What the server says of one LLM; its digest and size only ``installed_llms`` knows.

        Raises:
            LlmMissing, BackendError: if there is none, or the server fails.
        """

    async def loaded_llms(self) -> frozenset[str]:
        """Names of the LLMs in memory now. Raises: BackendError."""

    async def close(self) -> None:
        """Close all connections."""
