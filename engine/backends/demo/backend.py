"""The demo: answers written beforehand, streamed at the pace of a real LLM.

Nothing is sent anywhere. The same backend, at the pace ``Pace.instant()``, serves most tests.
"""

import asyncio
import re
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, replace

from engine.backends.demo.answers import answer_to
from engine.backends.demo.script import DemoScript
from engine.backends.protocol import ChatRequest, Chunk, FinalFrame
from engine.errors import BadRequest, LlmMissing
from models.call import CallMetrics, Phase
from models.llm import LlmInfo

DEMO_LLM = LlmInfo(name="demo-script", context_length=32_768)

_UNSEEN_FACTOR = 8
"""Lists, second looks and checks are data that nobody watches being written."""

_WORD = re.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the demo talks.

    Attributes:
        first_word_s: silence before the first word.
        tokens_per_s: speed of one worker; workers differ from it by up to 15 percent.
        is_instant: whether not to wait at all; what is measured stays that of the pace.
    """

    first_word_s: float = 1.0
    tokens_per_s: float = 45.0
    is_instant: bool = False

    @classmethod
    def instant(cls) -> "Pace":
        """No waiting, for tests."""
        return cls(is_instant=True)

    def for_call(self, name: str) -> "Pace":
        """The pace of one call: always the same for the same name."""
        factor = 0.85 + zlib.crc32(name.encode()) % 301 / 1000
        return Pace(self.first_word_s / factor, self.tokens_per_s * factor, self.is_instant)


class DemoBackend:
    """Answers from a script."""

    def __init__(
        self,
        script: DemoScript,
        pace: Pace,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the script, the pace, and how to wait."""
        self._script = script
        self._pace = pace
        self._sleep = sleep

    @property
    def host(self) -> str:
        """Empty: nothing is sent."""
        return ""

    @property
    def is_demo(self) -> bool:
        """Always."""
        return True

    async def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """Answer word by word.

        Raises:
            LlmMissing: the request is not for the demo's LLM.
            BadRequest: the script has no answer to it.
        """
        await self.describe_llm(request.llm)
        answer = answer_to(request, self._script)
        if answer is None:
            raise BadRequest(
                "The demo's script has no answer to this question.",
                "Use the demo's own brief and team, or choose an installed model.",
            )
        purpose = request.purpose
        pace = self._pace.for_call(f"{purpose.phase}/{purpose.slots}/{purpose.section_id}")
        if request.schema is not None or purpose.phase is Phase.COMPARE:
            pace = replace(pace, tokens_per_s=pace.tokens_per_s * _UNSEEN_FACTOR)
        await self._wait(pace, pace.first_word_s)
        tokens, said, is_cut = 0, "", False
        for word in _WORD.findall(answer):
            cost = _tokens(word)
            if tokens + cost > request.num_predict:
                is_cut = True
                break
            await self._wait(pace, cost / pace.tokens_per_s)
            tokens += cost
            said += word
            yield Chunk(text=word)
        yield Chunk(final=_final_frame(request, pace, said, tokens, is_cut=is_cut))

    async def version(self) -> str:
        """What the demo calls itself."""
        return "demo"

    async def installed_llms(self) -> tuple[LlmInfo, ...]:
        """The script, as if it were an LLM."""
        return (DEMO_LLM,)

    async def describe_llm(self, name: str) -> LlmInfo:
        """The script, as if it were an LLM. Raises: LlmMissing, for any other name."""
        if name != DEMO_LLM.name:
            raise LlmMissing(f"The demo has no {name}.", f"Choose {DEMO_LLM.name}.")
        return DEMO_LLM

    async def loaded_llms(self) -> frozenset[str]:
        """The script is always there."""
        return frozenset({DEMO_LLM.name})

    async def close(self) -> None:
        """Nothing is open."""

    async def _wait(self, pace: Pace, seconds: float) -> None:
        # Even without waiting the others get their turn, as they would between two network reads.
        await (asyncio.sleep(0) if pace.is_instant else self._sleep(seconds))


def _final_frame(
    request: ChatRequest, pace: Pace, said: str, tokens: int, *, is_cut: bool
) -> FinalFrame:
    answer_s = tokens / pace.tokens_per_s
    metrics = CallMetrics(
        total_s=pace.first_word_s + answer_s,
        prompt_s=pace.first_word_s,
        answer_s=answer_s,
        prompt_tokens=sum(_tokens(one.content) for one in request.messages),
        answer_tokens=tokens,
    )
    sent_bytes = sum(len(one.content.encode()) for one in request.messages)
    return FinalFrame(is_cut, metrics, sent_bytes, received_bytes=len(said.encode()))


def _tokens(text: str) -> int:
    """About as many tokens as an LLM would need: one for four characters."""
    return max(1, round(len(text) / 4))
