"""A backend that answers what was recorded, without a server."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Iterable

from engine.backends.protocol import ChatRequest, Chunk, FinalFrame
from engine.backends.recording import RecordedAnswer, RecordedServer, fingerprint_of
from engine.errors import BackendError, LlmMissing, ServerFault
from models.failure import Failure
from models.llm import LlmInfo

_PATIENCE_S = 10
"""Between two answers there is only our own work, which takes far less."""


class ReplayBackend:
    """Answers each request as it was answered when it was recorded, and in the same order.

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
        self._answers: dict[str, deque[tuple[int, RecordedAnswer]]] = defaultdict(deque)
        for place, answer in enumerate(answers):
            self._answers[answer.fingerprint].append((place, answer))
        self._begun = 0
        self._ended = 0
        self._waiting: list[asyncio.Future[None]] = []
        self._is_in_step = True
        self.unanswered = 0

    @property
    def host(self) -> str:
        """Where the recorded calls went."""
        return self._server.host

    async def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """The recorded answer, in one piece. Raises: BackendError, as recorded or if none was."""
        self._begun += 1
        self._wake()
        recorded = self._answers[fingerprint_of(request)]
        if not recorded:
            self.unanswered += 1
            raise ServerFault("No answer to this call was recorded.")
        place, answer = recorded.popleft()
        await self._turn_of(place, answer)
        if answer.text or answer.thinking:
            yield Chunk(text=answer.text, thinking=answer.thinking)
        # Before the last piece: the reader may not come back for more.
        self._ended += 1
        self._wake()
        if answer.failure is not None:
            raise _error(answer.failure)
        yield Chunk(final=FinalFrame(is_cut=answer.is_cut, metrics=answer.metrics))

    async def _turn_of(self, place: int, answer: RecordedAnswer) -> None:
        """Wait until as much has been asked and answered as then.

        What is asked next may depend on the order in which answers come.
        """
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while self._is_in_step and (self._ended < place or self._begun < answer.begun):
                    waiting = asyncio.get_running_loop().create_future()
                    self._waiting.append(waiting)
                    await waiting
        except TimeoutError:
            # Something else is asked than was then; if answers are missing, that will be told.
            self._is_in_step = False

    def _wake(self) -> None:
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting = []

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
