"""How often: "twice a week", "dreimal im Monat", "3x per week"; "once a year" says when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.values import units
from engine.values.number_words import number_word
from engine.values.people import unit_stem

_WORDS = {"twice": 2, "thrice": 3}
_TIMES = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_WORDS)})"
    r"|(?P<german>zwei|drei|vier|fünf|sechs|sieben|acht|zehn)mal"
    r"|(?P<figures>\d{1,3})(?:\s?[x×]|[\s-]?mal))(?!\w)",
    re.IGNORECASE,
)
_UNIT = unit_stem("times")
"""As in "three times a week", which is read as any other count."""


@dataclass(frozen=True, slots=True)
class FoundFrequency:
    """How often in a day, week, month or year, and its place in a text."""

    times: Decimal
    per: str
    start: int
    end: int
    unit: str = _UNIT


def frequencies_in(text: str) -> Iterator[FoundFrequency]:
    """The frequencies of a text that are said for a time."""
    for match in _TIMES.finditer(text):
        per, _ = units.per(text, match.end())
        if per:
            yield FoundFrequency(_times(match), per, *match.span())


def _times(match: re.Match[str]) -> Decimal:
    if word := match["word"]:
        return Decimal(_WORDS[word.casefold()])
    return number_word(match["german"]) if match["german"] else Decimal(match["figures"])
