"""What the stand-in answers, and how fast."""

import asyncio
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.scripted_ollama.faults import Fault
from tests.scripted_ollama.smallest import smallest_json


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        text: its text, sent about a word at a time.
        thinking: sent before it, likewise.
        fault: what goes wrong, if anything.
        done_reason: "stop" or "length" as ``num_predict`` has it, unless given here.
        tokens: the frames to send instead of the words of ``text``.
        final_text: text that comes with the final frame.
        gate: while it is not set, the answer stands still before each frame from ``gate_after`` on.
            A test releases one stall with ``set`` and prepares the next with ``clear``.
        gate_after: number of tokens that pass the gate freely.
        first_token_s: extra silence before the first frame.
    """

    text: str = ""
    thinking: str = ""
    fault: Fault | None = None
    done_reason: str | None = None
    tokens: tuple[str, ...] | None = None
    final_text: str = ""
    gate: asyncio.Event | None = None
    gate_after: int = 0
    first_token_s: float = 0

    def frames(self) -> tuple[dict[str, str], ...]:
        """The messages to send, one a token."""
        words = words_of(self.text) if self.tokens is None else self.tokens
        thoughts = ({"content": "", "thinking": word} for word in words_of(self.thinking))
        return (*thoughts, *({"content": word} for word in words))


Script = Callable[[dict[str, Any]], Answer]
"""Makes the answer to the body of a ``/api/chat`` call."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take; the default is no time at all."""

    load_s: float = 0
    prompt_tokens_per_s: float = math.inf
    tokens_per_s: float = math.inf


@dataclass(frozen=True, slots=True)
class InstalledLlm:
    """An LLM of the stand-in; ``capabilities=None`` is an old server that lists none."""

    name: str = "qwen3:8b"
    capabilities: tuple[str, ...] | None = ("completion", "tools", "thinking")
    size_bytes: int = 5_200_000_000
    digest: str = "500a1f067a9f"
    parameter_size: str = "8.2B"
    quantization: str = "Q4_K_M"
    family: str = "qwen3"
    context_length: int = 40_960
    remote_host: str = ""

    def can(self, capability: str) -> bool:
        """Whether it has a capability, or the server does not say."""
        return self.capabilities is None or capability in self.capabilities


def words_of(text: str) -> tuple[str, ...]:
    """Text cut into about words; joined they are the text."""
    return tuple(re.findall(r"\s*\S+|\s+$", text))


def prompt_of(call: dict[str, Any]) -> str:
    """The prompt as one text, as a chat template would render it."""
    return "".join(f"<|{m.get('role')}|>{m.get('content')}\n" for m in call["messages"])


def tokens_in(text: str) -> int:
    """About four characters make a token."""
    return math.ceil(len(text) / 4)


def default_script(call: dict[str, Any]) -> Answer:
    """Answer like a worker, like a form, or like the writer of a plan section."""
    if call.get("format"):
        return Answer(json.dumps(_form(call["format"])))
    last = call["messages"][-1]["content"]
    if role := re.search(r"^You are the (.+)\.$", last, re.MULTILINE):
        return Answer(_contribution(role[1]))
    return Answer("The work starts on Monday and takes two weeks.\n\n- One owner\n- One budget\n")


def long_script(words: int) -> Script:
    """A script like the default one, with free texts of about so many words."""

    def script(call: dict[str, Any]) -> Answer:
        answer = default_script(call)
        if call.get("format"):
            return answer
        parts = words_of(answer.text + "\n")
        return Answer("".join(parts[i % len(parts)] for i in range(words)))

    return script


def _form(form: Any) -> Any:
    return {} if form == "json" else smallest_json(form)


def _contribution(role: str) -> str:
    return (
        f"# {role}\n\n"
        f"The {role} proposes to start on 1 March and to finish on 30 June.\n\n"
        "- The budget is 20,000 EUR.\n"
        "- Two people work on it.\n"
        "- The risk is a late supplier.\n"
    )
