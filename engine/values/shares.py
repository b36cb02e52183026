"""Shares of a whole in words: "one in eight", "ein Achtel", "two thirds", "half of the rooms"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.values.numbered import is_name
from engine.values.numbers import numbers_in

_ONE = "a|one|ein|eine|einem|einen|einer"
_SOME = r"two|three|four|five|six|seven|eight|nine"
_SOME_DE = "zwei|drei|vier|fünf|sechs|sieben|acht|neun"
_PARTS_EN = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_PARTS_DE = {
    "drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8,
    "neuntel": 9, "zehntel": 10,
}  # fmt: skip
_EVERY_DE = {
    "zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "sechste": 6, "siebte": 7, "achte": 8,
    "neunte": 9, "zehnte": 10, "zwanzigste": 20,
}  # fmt: skip
_EVERY_EN = {"second": 2} | {
    part: parts for part, parts in _PARTS_EN.items() if part not in ("half", "quarter")
}
_TIME_WORD = (
    r"(?:hours?|days?|weeks?|months?|years?|minutes?|quarters?|century|times?|"
    r"Stunden?|Tage?n?|Wochen?|Monate?n?|Jahre?n?|Jahrhundert|Mal)"
)
# "A third" is a share before "of" or a verb, and an ordinal before a noun: "a third person".
_IS_SHARE = (
    r"(?=\s+(?:of|is|are|goes|go|comes?|was|were|for|in|on|to|by|from|more|less|will|has|have|and"
    r"|or|than|must|should|until|each|as|at)\b|\s*[.,;:)!?|]|\s*$)"
)
_PATTERNS = (
    re.compile(
        rf"\b(?P<some>one|two|three|four|five|eine[rs]?|{_SOME_DE}"
        r"|\d{1,2}(?=\s+(?:out of|von)\s+(?:every\s+)?(?:10|100|ten|zehn|hundert)\b)"
        r"|1(?=\s+in\s+\d{1,2}\b))(?:(?<=one)\s+[a-z]+)?"
        rf"\s+(?:in|out of|von|aus)\s+(?:every\s+)?(?P<of>[\w-]+)\b(?!\s+{_TIME_WORD})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bjede[rsn]? (?P<every>{'|'.join(_EVERY_DE)})[rsn]?\b"
        rf"(?!\s+(?:{_TIME_WORD}|\w+tag)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bevery (?P<every>{'|'.join(_EVERY_EN)})(?=\s+[a-z])"
        rf"(?!\s+(?:{_TIME_WORD}|\w+day|of|other|counts)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\w/.,])(?P<some>[1-9])/(?P<of>[2-9]|10)(?=\s+(?:of|der|des|aller|von)\b)"
        rf"(?!\s+of\s+an?\s+(?:{_TIME_WORD}|million|billion))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<one>{_ONE})[ -](?P<part>third|fifth|sixth|seventh|eighth|ninth|tenth)\b"
        rf"(?!\s+of\s+an?\s+(?:{_TIME_WORD}|million|billion|thousand)){_IS_SHARE}",
        re.IGNORECASE,
    ),
    # A quarter is also a part of a year.
    re.compile(
        rf"(?:(?<=\bby\s)|\b(?=a quarter (?:of|is|are|goes|go|comes?|for|more|less)\b))"
        rf"(?P<one>a|one)[ -](?P<part>quarter)\b(?!\s+of\s+an?\s+(?:{_TIME_WORD}|million|billion))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<some>{_SOME})[ -](?P<part>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s\b"
        rf"(?!\s+of\s+an?\s+{_TIME_WORD})",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!and a )(?<!first )(?<!second )\b(?P<half>half)\b"
        r"(?=\s+(?:of|the|are|is|all|our|its|their|go|goes|for)\b|\s*[.,;)])"
        rf"(?!\s+(?:of\s+)?(?:the\s+)?{_TIME_WORD}\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<german_some>{_ONE}|{_SOME_DE})\s?"
        rf"(?P<german>{'|'.join(_PARTS_DE)})s?\b(?!\s?(?:stunde|jahr|vor|nach|million|milliarde))",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:(?:die|der|zur)\s+)?(?P<haelfte>Hälfte)\b"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundShare:
    """A share in per cent and its place in a text."""

    percent: Decimal
    start: int
    end: int


def shares_in(text: str) -> Iterator[FoundShare]:
    """The shares of a text that are written in words; places may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            parts = {name: part.casefold() for name, part in match.groupdict().items() if part}
            if (percent := _percent(parts)) and not is_name(text, match.start()):
                yield FoundShare(percent, *match.span())


def _percent(parts: dict[str, str]) -> Decimal | None:
    if "half" in parts or "haelfte" in parts:
        return Decimal(50)
    if every := parts.get("every"):
        return Decimal(100) / (_EVERY_EN | _EVERY_DE)[every]
    if german := parts.get("german"):
        return _number(parts["german_some"]) * 100 / _PARTS_DE[german]
    if part := parts.get("part"):
        return _number(parts.get("some", "one")) * 100 / _PARTS_EN[part]
    some, of = _number(parts["some"]), next(numbers_in(parts["of"]), None)
    return some * 100 / of.value if of and of.value > some else None


def _number(word: str) -> Decimal:
    number = next(numbers_in(word), None)
    return number.value if number else Decimal(1)
