"""Windows: tokens a prompt needs, length limits of answers, and the ``num_ctx`` to ask for.

Ollama cuts what does not fit without a word (OLLAMA.md §3), so every prompt is estimated before it
is sent, and every call carries a window and a length limit that fit together.
"""

import math

from engine.backends.protocol import Message
from engine.errors import PromptTooLong
from models.call import CallMetrics

_BYTES_PER_TOKEN = 3.5
"""CONTRADICTIONS.md §5: about 3.5 characters; UTF-8 bytes cover other scripts too."""

_TOKENS_PER_MESSAGE = 12
"""What a chat template adds around a message."""

_SAFETY = 1.1
"""Estimates are off by some percent; the window must hold all the same."""

_SHORTEST_ANSWER_TOKENS = 200
"""An answer that could not even be this long is not worth asking for."""

_TELLING_TOKENS = 400
"""Estimates of shorter prompts say little."""

_FAR_LESS = 0.4
"""A count below this share of the estimate is no error of estimation."""

_STEPS = (4096, 8192, 12288, 16384, 24576, 32768)
"""Windows asked for; few different ones, because each change of ``num_ctx`` reloads the LLM."""

LARGEST_USUAL_NEED = math.floor(_STEPS[-1] / _SAFETY)
"""Memory grows with the window; beyond this only a long brief justifies more."""


def estimate_text_tokens(text: str) -> int:
    """About how many tokens ``text`` has."""
    return math.ceil(len(text.encode("utf-8", "surrogatepass")) / _BYTES_PER_TOKEN)


def estimate_prompt_tokens(messages: tuple[Message, ...]) -> int:
    """About how many tokens the server will count for a prompt."""
    return sum(estimate_text_tokens(one.content) + _TOKENS_PER_MESSAGE for one in messages)


def answer_tokens(words: int, *, may_think: bool = False) -> int:
    """The length limit, in tokens, for an answer that should have ``words`` words.

    Generous, because an answer cut at its limit loses its end: German needs about two tokens a
    word, and tables more. Thinking counts against the limit (OLLAMA.md), so it gets room of its
    own.
    """
    return round(words * 2.6) + 200 + (2048 if may_think else 0)


def window_for(needed_tokens: int, context_length: int) -> int:
    """The ``num_ctx`` to ask for.

    Args:
        needed_tokens: prompt and answer of the longest call, estimated.
        context_length: what the LLM was trained for; 0 if unknown.

    Returns:
        The smallest usual window that holds it, at most what the LLM can.
    """
    needed = math.ceil(needed_tokens * _SAFETY)
    longest = context_length or _STEPS[-1]
    fitting = next((step for step in _STEPS if step >= needed), needed)
    return min(fitting, longest)


def fitting_answer_tokens(prompt_tokens: int, wanted: int, num_ctx: int) -> int:
    """The ``num_predict`` that fits the window together with the prompt.

    Args:
        prompt_tokens: estimated.
        wanted: the length limit asked for.
        num_ctx: the window.

    Raises:
        PromptTooLong: if not even a short answer would fit; nothing has been sent then.
    """
    room = num_ctx - math.ceil(prompt_tokens * _SAFETY)
    shortest = min(wanted, _SHORTEST_ANSWER_TOKENS)
    if room < shortest:
        needed = math.ceil(prompt_tokens * _SAFETY) + shortest
        raise PromptTooLong(
            f"This prompt and its answer need about {needed:,} tokens; the window holds "
            f"{num_ctx:,}. Nothing was sent.",
            "Shorten the brief, or use a model with a longer context.",
        )
    return min(wanted, room)


def window_notice(llm: str, estimated_tokens: int, metrics: CallMetrics, num_ctx: int) -> str:
    """What the counts of a finished call say about the window; empty if all fitted.

    Args:
        llm: name of the LLM.
        estimated_tokens: what we expected of the prompt.
        metrics: what the server counted.
        num_ctx: the window asked for.
    """
    prompt, answer = metrics.prompt_tokens, metrics.answer_tokens
    if estimated_tokens > _TELLING_TOKENS and 0 < prompt < estimated_tokens * _FAR_LESS:
        # OLLAMA.md §3: a server that cuts leaves about half the window.
        return (
            f"The server read {prompt:,} of about {estimated_tokens:,} tokens sent to {llm}: it "
            "probably cut the prompt, so this answer may have missed the brief."
        )
    if prompt + answer > num_ctx:
        return (
            f"Prompt and answer of {llm} had {prompt + answer:,} tokens, more than its window of "
            f"{num_ctx:,}: the beginning was probably dropped while it wrote."
        )
    return ""
