"""Dates in English and German, with and without a year, and stretches of days.

Own rules: dateparser imports in about half a second, takes "may" and "12" for dates and gives no
places for much of what it finds; the standard library parses one given format, not prose.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.values.free import FreePlaces
from engine.values.typed import DateSpan, Day, month_length

_MONTH_WORDS = (
    "January|Januar|Jänner|Jan",
    "February|Februar|Feb",
    "March|März|Mär|Mrz|Mar",
    "April|Apr",
    "May|Mai",
    "June|Juni|Jun",
    "July|Juli|Jul",
    "August|Aug",
    "September|Sept|Sep",
    "October|Oktober|Oct|Okt",
    "November|Nov",
    "December|Dezember|Dec|Dez",
)
_MONTH_OF = {
    word: month for month, words in enumerate(_MONTH_WORDS, 1) for word in words.split("|")
}
_WEEKDAY_OF = {
    word: number
    for words in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    )
    for number, word in enumerate(words.split())
} | {"sonnabend": 5}
_NTH_OF = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1,
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "letzte": -1,
}  # fmt: skip

_M = rf"(?P<month>{'|'.join(_MONTH_WORDS)})\b\.?"
_Y = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b(?![.,]\d))?"
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:–|—|-|/|to|and|or|until|bis|und)\s*"
_NTH = r"(?P<nth>first|second|third|fourth|last|(?:erste|zweite|dritte|vierte|letzte)[nmrs]?)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAY_OF)})"
_PART = (
    r"(?P<part>(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle)\s+of|early(?:\s+in)?|late(?:\s+in)?"
    r"|mid[- ]?|Anfang|Mitte|Ende)"
)

_PATTERNS = (
    re.compile(r"(?<![\w.-])(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?![\w-])"),
    re.compile(
        r"(?<![\w.])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\w)"
    ),
    re.compile(
        rf"(?<![\w.,:])(?P<week>week of\s+|Woche (?:vom|ab)\s+)?"
        rf"(?:(?P<from>\d{{1,2}}){_TH}\.?{_TO})?"
        rf"(?P<day>\d{{1,2}})(?:{_TH}|\.)(?:\s+of)?[\s-]+{_M}{_Y}"
    ),
    re.compile(
        rf"\b(?P<week>week of\s+)?{_M}\s+(?P<from>\d{{1,2}}){_TH}(?:{_TO}(?P<day>\d{{1,2}}){_TH})?"
        rf"(?![\d%]|[.,:]\d){_Y}"
    ),
    re.compile(rf"(?i:\b{_NTH}\s+{_WEEKDAY}\s+(?:of|in|im))\s+{_M}{_Y}"),
    re.compile(rf"\b(?i:{_PART})\s*{_M}{_Y}"),
    re.compile(r"\bQ(?P<quarter>[1-4])(?:[\s/]+(?:of\s+)?(?P<year>(?:19|20)\d\d))?\b"),
    re.compile(
        r"\b(?:(?P<quarter>[1-4])\.\s+Quartal)(?:\s+(?P<year>(?:19|20)\d\d))?\b"
    ),
    re.compile(rf"(?<!\d )(?<!\d\. )\b{_M}\s+(?P<year>(?:19|20)\d\d)\b"),
    re.compile(
        rf"(?<=\b(?:in|by|im|ab|of)\s){_M}(?!\s*\d)"
    ),
)  # fmt: skip
_BETWEEN = re.compile(r"\b(?:between|from|zwischen|von|vom)\s+(?:(?:the|dem)\s+)?$", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:and|to|until|–|—|-|und|bis(?: zum)?)\s+(?:(?:the|dem)\s+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and its place in a text."""

    span: DateSpan
    start: int
    end: int


def dates_in(text: str, year_hint: int | None = None) -> tuple[FoundDate, ...]:
    """The dates of a text in their order.

    Args:
        text: any text.
        year_hint: the year for "second Tuesday of May", where the text says none.
    """
    found: list[FoundDate] = []
    free = FreePlaces(len(text))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not free.has(*match.span()):
                continue
            if span := _span(match.groupdict(), year_hint):
                # The stop of "Dec." belongs to the date, but here it may as well end the sentence.
                end = match.end() - match[0].endswith(".")
                found.append(FoundDate(span, match.start(), end))
                free.take(match.start(), end)
    return tuple(_joined(sorted(found, key=lambda one: one.start), text))


def _span(parts: dict[str, str | None], year_hint: int | None) -> DateSpan | None:
    year = int(parts.get("year") or 0)
    if quarter := parts.get("quarter"):
        return _months(year, int(quarter) * 3 - 2, int(quarter) * 3)
    month = int(parts.get("number") or _MONTH_OF.get(parts.get("month") or "", 0))
    if not 1 <= month <= 12:
        return None
    if nth := parts.get("nth"):
        weekday = _WEEKDAY_OF[(parts["weekday"] or "").casefold()]
        return _nth_weekday(nth.casefold(), weekday, month, year, year_hint)
    if part := parts.get("part"):
        return _part_of_month(part.casefold(), month, year)
    first, last = parts.get("from"), parts.get("day")
    if not (first or last):
        return _months(year, month, month)
    return _days(int(first or last or 0), int(last or first or 0), month, year, parts.get("week"))


def _days(first: int, last: int, month: int, year: int, week: str | None) -> DateSpan | None:
    length = 29 if month == 2 else month_length(year, month)
    if not (1 <= first <= length and 1 <= last <= length):
        return None
    if week:
        last = min(first + 6, length)
    if last < first:
        # "28 to 3 May" began in the month before.
        return None
    return DateSpan(Day(year, month, first), Day(year, month, last), is_vague=bool(week))


def _months(year: int, first: int, last: int) -> DateSpan:
    return DateSpan(Day(year, first, 1), Day(year, last, month_length(year, last)), is_vague=True)


def _part_of_month(part: str, month: int, year: int) -> DateSpan:
    length = month_length(year, month)
    first, last = 1, 10
    if "end" in part or "late" in part:
        first, last = 21, length
    elif "mid" in part or "mitte" in part:
        first, last = 11, 20
    return DateSpan(Day(year, month, first), Day(year, month, last), is_vague=True)


def _nth_weekday(
    nth: str, weekday: int, month: int, year: int, year_hint: int | None
) -> DateSpan | None:
    count = next(number for word, number in _NTH_OF.items() if nth.startswith(word))
    if not (known := year or year_hint):
        length = month_length(0, month)
        first = length - 6 if count < 0 else count * 7 - 6
        return DateSpan(Day(0, month, first), Day(0, month, min(first + 6, length)), is_vague=True)
    start, length = calendar.monthrange(known, month)
    days = [day for day in range(1, length + 1) if (start + day - 1) % 7 == weekday]
    day = Day(known, month, days[count if count < 0 else count - 1])
    return DateSpan(day, day)


def _joined(found: list[FoundDate], text: str) -> Iterator[FoundDate]:
    """With "between A and B" as one stretch."""
    index = 0
    while index < len(found):
        one = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if (
            following
            and _BETWEEN.search(text, max(0, one.start - 16), one.start)
            and _AND.fullmatch(text, one.end, following.start)
        ):
            first, last = one.span.with_years_of(following.span).first, following.span.last
            if first <= last:
                yield FoundDate(DateSpan(first, last), one.start, following.end)
                index += 2
                continue
        yield one
        index += 1
