"""What the stand-in saw, and waiting for it to be seen."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from typing import Any

_UNTIL_TIMEOUT_S = 10.0


class Outcome(StrEnum):
    """How a call ended for the server."""

    OPEN = "open"
    COMPLETE = "complete"
    CUT = "cut"
    FAILED = "failed"
    """With a status, an error line or another fault the script chose."""
    LEFT = "left"
    """The client left before the end."""


@dataclass(slots=True)
class Seen:
    """One call as the server saw it; times are seconds since the server started.

    Attributes:
        method: HTTP method.
        path: HTTP path.
        headers: names in small letters.
        json: the body, parsed; empty where there is none.
        arrived_s: when it had arrived as a whole.
        slot_taken_s: when its turn came.
        first_frame_s: when headers and first frame were sent.
        ended_s: when the server was done with it, for whatever reason.
        disconnected_s: when the client left before the end.
        tokens_sent: frames of text and thinking that were sent.
        prompt_tokens: length of the prompt.
        cached_tokens: how much of it the slot had read before.
        outcome: how it ended.
    """

    method: str
    path: str
    headers: dict[str, str]
    json: dict[str, Any]
    arrived_s: float
    slot_taken_s: float | None = None
    first_frame_s: float | None = None
    ended_s: float | None = None
    disconnected_s: float | None = None
    tokens_sent: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    outcome: Outcome = Outcome.OPEN


@dataclass(slots=True)
class Journal:
    """The calls in the order of their arrival, and what was loaded.

    Attributes:
        seen: every call.
        loads: names of LLMs in the order in which loads began.
        reloads: how many of them replaced the same LLM with other options.
        started_s: when the server started; a clock that all processes share.
    """

    seen: list[Seen] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    reloads: int = 0
    started_s: float = field(default_factory=monotonic)
    _waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = field(default_factory=list)

    def now_s(self) -> float:
        """Seconds since the server started."""
        return monotonic() - self.started_s

    def changed(self) -> None:
        """Wake those whose condition holds now; to be called after each change.

        Conditions are looked at here rather than later by those who wait, so that states that
        last a moment are seen too, and clean-up that is itself cancelled cannot skip it.
        """
        for condition, waiter in self._waiting:
            if not waiter.done() and condition():
                waiter.set_result(None)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition on the server holds.

        Raises:
            AssertionError: it does not within ten seconds.
        """
        if condition():
            return
        entry = (condition, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(_UNTIL_TIMEOUT_S):
                    await entry[1]
                return
            raise AssertionError(f"It never came to that. Seen: {self.seen}")
        finally:
            self._waiting.remove(entry)
