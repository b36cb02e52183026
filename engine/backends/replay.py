"""A backend that answers what was recorded, without a server."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Iterable

from engine.backends.protocol import ChatRequest, Chunk, FinalFrame
from engine.backends.recording import RecordedAnswer, RecordedServer, fingerprint_of
from engine.errors import BackendError, LlmMissing, ServerFault
from models.failure import Failure
from models.llm import LlmInfo


class ReplayBackend:
    """Answers each request as it was answered when it was recorded.

    Args:
        server: what the server said of itself.
        answers: in the order in which they came.

    Attributes:
        unanswered: how many requests were made that nobody had recorded: prompts, cases or the
            way of looking have changed since.
    """

    is_demo = False

    def __init__(self, server: RecordedServer, answers: Iterable[RecordedAnswer]) -> None:
        self._server = server
        self._answers: dict[str, deque[RecordedAnswer]] = defaultdict(deque)
        for answer in answers:
            self._answers[answer.fingerprint].append(answer)
        self.unanswered = 0

    @property
    def host(self) -> str:
        """Where the recorded calls went."""
        return self._server.host

    async def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """The recorded answer, in one piece. Raises: BackendError, as recorded or if none was."""
        # Let calls that were made at the same time begin at the same time here, too.
        await asyncio.sleep(0)
        waiting = self._answers[fingerprint_of(request)]
        if not waiting:
            self.unanswered += 1
            raise ServerFault("No answer to this call was recorded.")
        answer = waiting.popleft()
        if answer.text or answer.thinking:
            yield Chunk(text=answer.text, thinking=answer.thinking)
        if answer.failure is not None:
            raise _error(answer.failure)
        yield Chunk(final=FinalFrame(is_cut=answer.is_cut, metrics=answer.metrics))

    async def version(self) -> str:
        """What the server called itself."""
        return self._server.version

    async def installed_llms(self) -> tuple[LlmInfo, ...]:
        """All LLMs the server had."""
        return self._server.installed

    async def describe_llm(self, name: str) -> LlmInfo:
        """What the server said of one LLM. Raises: LlmMissing, if it was not asked."""
        if name not in self._server.described:
            raise LlmMissing(f"Nothing was recorded of the model {name}.")
        return self._server.described[name]

    async def loaded_llms(self) -> frozenset[str]:
        """Names of the LLMs that were in memory."""
        return frozenset(self._server.loaded)

    async def close(self) -> None:
        """Nothing is open."""


def _error(failure: Failure) -> BackendError:
    """The error that a failure was."""
    kinds = {one.kind: one for one in BackendError.__subclasses__()}
    return kinds.get(failure.kind, BackendError)(failure.message, failure.remedy, failure.detail)
