"""Dates told from another event: "three weeks before the launch", "zwei Wochen nach dem Start"."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from engine.subjects import content_words
from engine.values import DateSpan, Day, TypedValue, ValueKind
from models.documents import Statement

_FROM_EVENT = re.compile(
    r"\s+(?:(?P<before>before|ahead of|prior to|vor)|(?P<after>after|following|nach))\s+"
    r"(?:the |our |dem |der |den |unserer |unserem )?(?P<event>[^\W\d_]+"
    r"(?:[ -](?!(?:to|and|und|at|in|is|so|ist|with|mit|for)\b)[^\W\d_]+){0,2})",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:for|within|during|für|innerhalb(?: von)?|binnen)\s+$", re.IGNORECASE)
_DAY_S = 86_400
_LONGEST_DAYS = 366
_NEAREST_WORDS = 4

Said = tuple[Statement, TypedValue, bool]
"""A statement, a value in it, and whether the brief says it."""


def dated_from_others(said: Sequence[Said], year: int | None) -> Mapping[int, TypedValue]:
    """The durations that name a day, as that day, by their place in ``said``.

    Only where exactly one day is given for the event; days of the brief come before others.
    """
    dated: dict[int, TypedValue] = {}
    for place, (statement, value, _) in enumerate(said):
        if value.kind is not ValueKind.DURATION or value.per:
            continue
        match = _FROM_EVENT.match(statement.quote, value.end)
        if _LASTS.search(statement.quote, max(0, value.start - 16), value.start):
            continue
        if match and (event := _day_of(_stems(match["event"]), said, statement, year)):
            days = sorted(int(one / _DAY_S) for one in (value.least, value.amount))
            if 0 < days[0] <= days[1] <= _LONGEST_DAYS:
                moved = sorted(
                    event + dt.timedelta(days=-one if match["before"] else one) for one in days
                )
                first, last = (Day(one.year, one.month, one.day) for one in moved)
                is_vague = value.low is not None or value.amount % (7 * _DAY_S) != 0
                end, event_words = match.end(), _stems(match["event"])
                dated[place] = replace(
                    value,
                    kind=ValueKind.DATE,
                    value=DateSpan(first, last, is_vague),
                    low=None,
                    unit="",
                    written=statement.quote[value.start : end],
                    end=end,
                    subject=tuple(one for one in value.subject if one not in event_words),
                )
    return dated


def _day_of(
    event: frozenset[str], said: Sequence[Said], asking: Statement, year: int | None
) -> dt.date | None:
    """The one day that others give for an event."""
    for is_brief in (True, False):
        days = {
            day
            for statement, value, by_brief in said
            if by_brief is is_brief and statement is not asking and value.kind is ValueKind.DATE
            if value.span.is_day and event & set(value.subject[:_NEAREST_WORDS])
            if (day := value.span.first.in_year(year or 0).date)
        }
        if days:
            return days.pop() if len(days) == 1 else None
    return None


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word for word, _ in content_words(text))
