"""The rule for days of the week that do not fit their date."""

import re
from collections.abc import Iterator

from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import ValueKind
from engine.values.dates.words import WEEKDAY, WEEKDAY_OF

_WEEKDAY_BEFORE = re.compile(
    rf"\b(?P<day>{WEEKDAY})s?,?\s+(?:(?:the|den|dem|der)\s+)?$", re.IGNORECASE
)
_WEEKDAY_BEHIND = re.compile(rf",?\s*\(?(?:a\s+|ein\s+)?(?P<day>{WEEKDAY})\b", re.IGNORECASE)
_SURE = 0.6


def wrong_weekdays(reading: Reading) -> Iterator[Pair]:
    """Dates said to be on a day of the week that they are not on, beside others on that day."""
    dates = [one for one in reading.entries if one.value.kind is ValueKind.DATE]
    for one in dates:
        said, is_on = _said(one), _is_on(one, reading)
        if said is None or is_on is None or said == is_on:
            continue
        others = [
            other
            for other in dates
            if other.document != one.document and _is_same_event(one, other, reading)
        ]
        if others:
            yield Pair(ProposalKind.WRONG_WEEKDAY, one, others[0], _SURE)


def _said(entry: Entry) -> int | None:
    """The day of the week that stands beside a date."""
    quote, value = entry.statement.quote, entry.value
    match = _WEEKDAY_BEFORE.search(
        quote, max(0, value.start - 18), value.start
    ) or _WEEKDAY_BEHIND.match(quote, value.end)
    return WEEKDAY_OF[match["day"].casefold()] if match else None


def _is_on(entry: Entry, reading: Reading) -> int | None:
    """The day of the week that a date is on; ``None`` for stretches and unknown years."""
    span = entry.value.span
    day = span.first.in_year(reading.year or 0).date if span.is_day else None
    return day.weekday() if day else None


def _is_same_event(one: Entry, other: Entry, reading: Reading) -> bool:
    """Whether another document names the same day, or the day of the same event."""
    a, b = one.value.span, other.value.span
    same_day = a.with_years_of(b).first == b.with_years_of(a).first and b.is_day
    return same_day or reading.shared(one.statement, other.statement) >= _SURE
