"""How fast this machine writes, from its own earlier runs."""

from collections.abc import Iterable
from statistics import median

from models.call import Call

SLOW_TOKENS_PER_S = 12.0
"""Below this, four full answers one after another take more than ten minutes."""

_SHORTEST_SHARE = 0.4

_TELLING_TOKENS = 20
"""Shorter answers say little about the speed."""


def measured_tokens_per_s(calls: Iterable[Call], llm: str) -> float | None:
    """The median writing speed of an LLM in earlier calls; ``None`` if none was measured."""
    speeds = [
        call.metrics.answer_tokens / call.metrics.answer_s
        for call in calls
        if call.llm == llm
        and call.metrics.answer_s > 0
        and call.metrics.answer_tokens >= _TELLING_TOKENS
    ]
    return median(speeds) if speeds else None


def words_share(tokens_per_s: float | None) -> float:
    """The share of the usual length to ask for: 1 unless the machine is known to be slow."""
    if tokens_per_s is None or tokens_per_s >= SLOW_TOKENS_PER_S:
        return 1.0
    return max(_SHORTEST_SHARE, tokens_per_s / SLOW_TOKENS_PER_S)
