"""How wide the columns of a table are: no word breaks while all of them fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest


@dataclass(frozen=True, slots=True)
class Needs:
    """What each column of a table needs, in pixels.

    Attributes:
        words: the longest word of each.
        texts: the longest cell of each, on one line.
    """

    words: tuple[float, ...] = ()
    texts: tuple[float, ...] = ()

    def and_row(self, words: Sequence[float], texts: Sequence[float]) -> "Needs":
        """What they need with one more row."""
        return Needs(_larger(self.words, words), _larger(self.texts, texts))


NO_NEEDS = Needs()

_LEAST_SHARE = 0.75
"""What one column keeps of a fair share, so that words are broken in no other."""


def shares(needs: Needs, width: float) -> list[float]:
    """The percentage of each column in a table of ``width``.

    Each column gets its longest word, and what is left goes to those whose cells would be longer.
    Where the words do not fit, the longest of them are broken and the short ones stay whole.
    """
    widths = _capped(needs.words, width)
    spare = width - sum(widths)
    wishes = [max(0.0, text - has) for text, has in zip(needs.texts, widths, strict=True)]
    if spare > 0 and sum(wishes) > 0:
        widths = [
            has + spare * wish / sum(wishes) for has, wish in zip(widths, wishes, strict=True)
        ]
    total = sum(widths)
    return [100 * has / total if total else 100 / len(widths) for has in widths]


def _capped(words: Sequence[float], width: float) -> list[float]:
    """The words' widths, as many of them whole as can be."""
    excess = sum(words) - width
    if excess <= 0:
        return list(words)
    cap = _cap(words, width)
    longest = max(range(len(words)), key=words.__getitem__)
    left = words[longest] - excess
    if left >= _LEAST_SHARE * cap:
        return [left if at == longest else word for at, word in enumerate(words)]
    return [min(word, cap) for word in words]


def _cap(words: Sequence[float], width: float) -> float:
    """The length to which the longest words must be cut so that all fit."""
    left, columns = width, len(words)
    for word in sorted(words):
        if word * columns > left:
            break
        left, columns = left - word, columns - 1
    return left / max(1, columns)


def _larger(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    return tuple(max(pair) for pair in zip_longest(one, other, fillvalue=0.0))
