"""What a server saw of one run, and the figures that follow from it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat call as the server saw it; times are those of ``time.monotonic``.

    Attributes:
        body: what was asked.
        arrived_s: when the request had arrived as a whole.
        ended_s: when the last byte was sent, or the server noticed that the client had left.
        tokens: frames of text that were sent.
        prompt_tokens: length of the prompt.
        cached_tokens: how much of it the server had read before.
    """

    body: dict[str, Any]
    arrived_s: float
    ended_s: float
    tokens: int
    prompt_tokens: int = 0
    cached_tokens: int = 0

    @property
    def is_worker(self) -> bool:
        """Whether it is a specialist's call; all others are the synthesizer's."""
        return (
            not self.body.get("format") and "\nYou are the " in self.body["messages"][-1]["content"]
        )

    @property
    def took_s(self) -> float:
        """From its arrival to its last byte."""
        return self.ended_s - self.arrived_s


@dataclass(frozen=True, slots=True)
class Served:
    """All chat calls of one run, in the order of their arrival."""

    chats: tuple[Chat, ...]

    @classmethod
    def read(cls, journal: Path) -> Self:
        """Read what ``stand_in`` wrote."""
        document = json.loads(journal.read_text(encoding="utf-8"))
        zero_s = document["started_s"]
        return cls(
            tuple(
                Chat(
                    body=seen["json"],
                    arrived_s=zero_s + seen["arrived_s"],
                    ended_s=zero_s + seen["ended_s"],
                    tokens=seen["tokens_sent"],
                    prompt_tokens=seen["prompt_tokens"],
                    cached_tokens=seen["cached_tokens"],
                )
                for seen in document["chats"]
            )
        )

    @property
    def workers(self) -> tuple[Chat, ...]:
        """The specialists' calls."""
        return tuple(one for one in self.chats if one.is_worker)

    @property
    def synthesis(self) -> tuple[Chat, ...]:
        """The synthesizer's calls."""
        return tuple(one for one in self.chats if not one.is_worker)

    @property
    def first_request_s(self) -> float:
        """When the first chat request arrived."""
        return min(one.arrived_s for one in self.chats)

    @property
    def tokens(self) -> int:
        """All frames of text that were sent."""
        return sum(one.tokens for one in self.chats)

    @property
    def wall_ratio(self) -> float:
        """From the first request to the last byte, over what the server itself needed.

        That is the slowest worker and the time in which at least one call of the synthesizer was
        with the server; calls side by side count once.
        """
        wall_s = max(one.ended_s for one in self.chats) - self.first_request_s
        return wall_s / (max(one.took_s for one in self.workers) + union_s(self.synthesis))

    @property
    def spread_ms(self) -> float:
        """From the arrival of the first worker's request to that of the last one's."""
        arrivals = [one.arrived_s for one in self.workers]
        return (max(arrivals) - min(arrivals)) * 1000

    @property
    def handover_ms(self) -> float:
        """From the last worker's last byte to the first request of the synthesizer."""
        last_byte_s = max(one.ended_s for one in self.workers)
        return (min(one.arrived_s for one in self.synthesis) - last_byte_s) * 1000

    @property
    def overlap(self) -> float:
        """How many workers were with the server at once, on average."""
        return sum(one.took_s for one in self.workers) / union_s(self.workers)


def union_s(chats: Iterable[Chat]) -> float:
    """How long at least one of the calls was with the server."""
    total_s, covered_until_s = 0.0, float("-inf")
    for one in sorted(chats, key=lambda chat: chat.arrived_s):
        total_s += max(0.0, one.ended_s - max(one.arrived_s, covered_until_s))
        covered_until_s = max(covered_until_s, one.ended_s)
    return total_s
