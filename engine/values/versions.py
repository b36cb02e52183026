"""Versions of software, standards and papers: "Python 3.11", "runs on Android 13"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.values.dates.words import MONTH_OF
from engine.values.numbered import NUMBERED
from engine.values.people import unit_stem
from engine.values.units import currency_of_title

_DOTTED = re.compile(
    r"\b(?P<name>[A-Z][^\W_]*(?:[+#]{1,2})?)\s+v?(?P<version>\d{1,3}(?:\.\d{1,3}){1,2})(?![\w%€]|[.,:]\d)"
    r"(?!\s?[€$£%])(?!\s(?:million|billion|Mio|Mrd|percent|Prozent|Euro|EUR|Uhr|Cent))"
)
_COMMON = re.compile(
    r"\b(?P<name>firmware|version|release|software|api|protocol|driver|schema|edition)\s+v?"
    r"(?P<version>\d{1,3}(?:\.\d{1,3}){1,2})(?![\w%€]|[.,:]\d)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\bv\.?\s?(?P<version>\d{1,3}(?:\.\d{1,3}){1,2})(?![\w%€]|[.,:]\d)")
# "Room 12" is a place; only what something runs on, or needs, is a version without a dot.
_WHOLE = re.compile(
    r"(?:\b(?:on|with|auf|mit|unter|under|requires?|needs?|uses?|benötigt|braucht|nutzt|für|for|ab)\s+"
    r"|^\W*)(?P<name>i?[A-Z][a-zA-Z]+)\s(?P<version>\d{1,3})(?=\s*(?:[.,;:)](?!\d)|$|\b(?:or|oder|and|und)\b))"
)
_NO_NAMES = NUMBERED | {word.lower() for word in MONTH_OF}


@dataclass(frozen=True, slots=True)
class FoundVersion:
    """A version of what ``unit`` names, as a number that is the same for the same version only."""

    number: Decimal
    unit: str
    start: int
    end: int


def versions_in(text: str) -> Iterator[FoundVersion]:
    """The versions of a text; places may overlap."""
    for match in _DOTTED.finditer(text):
        # "Licht 31.000" is an amount without its unit.
        is_amount = match["version"].count(".") == 1 and len(match["version"].split(".")[1]) == 3
        if not (is_amount or currency_of_title(match["name"])):
            yield _found(match)
    for match in _COMMON.finditer(text):
        yield _found(match)
    for match in _SHORT.finditer(text):
        number = _number(match["version"])
        yield FoundVersion(number, unit_stem("version"), *match.span())
    for match in _WHOLE.finditer(text):
        name = match["name"]
        if name.lower() not in _NO_NAMES and not currency_of_title(name):
            yield _found(match)


def _found(match: re.Match[str]) -> FoundVersion:
    start, end = match.start("name"), match.end("version")
    return FoundVersion(_number(match["version"]), unit_stem(match["name"]), start, end)


def _number(written: str) -> Decimal:
    parts = [int(part) for part in written.split(".")]
    return sum((Decimal(part).scaleb(-4 * place) for place, part in enumerate(parts)), Decimal(0))
