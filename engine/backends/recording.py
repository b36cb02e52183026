"""A backend that lets somebody keep what another one answers, so that it can be replayed."""

import hashlib
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import asdict

from pydantic import Field

from engine.backends.protocol import Backend, ChatRequest, Chunk, FinalFrame
from engine.errors import BackendError
from models.base import Record
from models.call import CallMetrics, CallPurpose
from models.failure import Failure
from models.llm import LlmInfo


class RecordedAnswer(Record):
    """One answer as it came.

    Attributes:
        fingerprint: of the request; see ``fingerprint_of``.
        purpose: why the call was made.
        begun: how many calls had been made when it ended, this one included.
        text: the answer, as far as it came.
        thinking: likewise.
        is_cut: whether it reached its length limit.
        metrics: what the server measured.
        failure: what went wrong; ``None`` if the answer ended as it should.
    """

    fingerprint: str
    purpose: CallPurpose
    begun: int = Field(default=0, ge=0)
    text: str = ""
    thinking: str = ""
    is_cut: bool = False
    metrics: CallMetrics = CallMetrics()
    failure: Failure | None = None


class RecordedServer(Record):
    """What a server said of itself.

    Attributes:
        host: where it was.
        version: what it calls itself.
        installed: all LLMs it has.
        loaded: names of those in memory.
        described: what it said of single LLMs, by name.
    """

    host: str = ""
    version: str = ""
    installed: tuple[LlmInfo, ...] = ()
    loaded: tuple[str, ...] = ()
    described: dict[str, LlmInfo] = Field(default_factory=dict)


def fingerprint_of(request: ChatRequest) -> str:
    """SHA-256 over all that shapes an answer; windows and limits of length only end it."""
    told = {
        "llm": request.llm,
        "messages": [asdict(one) for one in request.messages],
        "schema": request.schema,
        "seed": request.seed,
        "temperature": request.temperature,
        "think": request.think,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class RecordingBackend:
    """Hands on what ``inner`` answers, and tells of it.

    Args:
        inner: who answers.
        on_answer: gets each answer that came to an end, also one that failed.
        on_server: gets what the server says of itself, each time it says more.
    """

    def __init__(
        self,
        inner: Backend,
        on_answer: Callable[[ChatRequest, RecordedAnswer], None],
        on_server: Callable[[RecordedServer], None] = lambda _: None,
    ) -> None:
        self._inner = inner
        self._on_answer = on_answer
        self._on_server = on_server
        self._server = RecordedServer(host=inner.host)
        self._begun = 0

    @property
    def host(self) -> str:
        """Where calls go."""
        return self._inner.host

    @property
    def is_demo(self) -> bool:
        """Whether answers are scripted."""
        return self._inner.is_demo

    async def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """Answer, piece by piece; see ``Backend.stream_chat``. Raises: BackendError."""
        self._begun += 1
        texts: list[str] = []
        thoughts: list[str] = []
        final: FinalFrame | None = None
        failure: Failure | None = None
        try:
            async with aclosing(self._inner.stream_chat(request)) as chunks:
                async for chunk in chunks:
                    texts.append(chunk.text)
                    thoughts.append(chunk.thinking)
                    final = chunk.final or final
                    if final is not None:
                        # Before it is handed on: the reader may not come back for more.
                        self._tell(request, texts, thoughts, final, None)
                    yield chunk
        except BackendError as error:
            failure = error.failure
            raise
        finally:
            if failure is not None and final is None:
                self._tell(request, texts, thoughts, None, failure)

    async def version(self) -> str:
        """What the server calls itself. Raises: BackendError."""
        version = await self._inner.version()
        self._note(version=version)
        return version

    async def installed_llms(self) -> tuple[LlmInfo, ...]:
        """All LLMs the server has. Raises: BackendError."""
        installed = await self._inner.installed_llms()
        self._note(installed=installed)
        return installed

    async def describe_llm(self, name: str) -> LlmInfo:
        """What the server says of one LLM. Raises: BackendError."""
        described = await self._inner.describe_llm(name)
        self._note(described={**self._server.described, name: described})
        return described

    async def loaded_llms(self) -> frozenset[str]:
        """Names of the LLMs in memory now. Raises: BackendError."""
        loaded = await self._inner.loaded_llms()
        self._note(loaded=tuple(sorted(loaded)))
        return loaded

    async def close(self) -> None:
        """Close all connections of the one that answers."""
        await self._inner.close()

    def _note(self, **said: object) -> None:
        server = self._server.model_copy(update=said)
        if server != self._server:
            self._server = server
            self._on_server(server)

    def _tell(
        self,
        request: ChatRequest,
        texts: list[str],
        thoughts: list[str],
        final: FinalFrame | None,
        failure: Failure | None,
    ) -> None:
        answer = RecordedAnswer(
            fingerprint=fingerprint_of(request),
            purpose=request.purpose,
            begun=self._begun,
            text="".join(texts),
            thinking="".join(thoughts),
            is_cut=final is not None and final.is_cut,
            metrics=final.metrics if final else CallMetrics(),
            failure=failure,
        )
        self._on_answer(request, answer)
