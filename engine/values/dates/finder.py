"""Finds the dates of a text.

Own rules: dateparser imports in about half a second, takes "may" and "12" for dates and gives no
places for much of what it finds; the standard library parses one given format, not prose.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.values.dates import words
from engine.values.dates.patterns import patterns
from engine.values.free import FreePlaces
from engine.values.typed import DateSpan, Day, month_length

_Parts = Mapping[str, str | None]

_MONTH = re.compile(words.MONTH)
_BETWEEN = re.compile(
    rf"\b(?:between|from|zwischen|von|vom)\s+(?:(?:the|dem)\s+)?(?:{words.ON_A_WEEKDAY})?$", re.I
)
_THE = rf"(?:(?:the|dem|den)\s+)?(?:{words.ON_A_WEEKDAY})?"
_UNTIL = re.compile(r"\.?(?:\s+(?:to|until|till|through|bis(?: zum)?)\s+|\s*[–—-]\s*)" + _THE, re.I)
_AND = re.compile(rf"\.?\s+(?:and|und)\s+{_THE}", re.IGNORECASE)


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
    has_month = _MONTH.search(text) is not None
    for pattern in patterns():
        if not has_month and "month" in pattern.groupindex:
            # Most sentences name no month, and most patterns do.
            continue
        for match in pattern.finditer(text):
            if not free.has(*match.span()):
                continue
            if span := _span(match.groupdict(), year_hint):
                # The stop of "Dec." belongs to the date, but here it may as well end the sentence.
                end = match.end() - match[0].endswith(".")
                found.append(FoundDate(span, match.start(), end))
                free.take(match.start(), end)
            elif match.groupdict().get("nth"):
                # "The fifth Monday of June" is not "June".
                free.take(*match.span())
    return tuple(_joined(sorted(found, key=lambda one: one.start), text))


def _span(parts: _Parts, year_hint: int | None) -> DateSpan | None:
    year = _year(parts)
    if months := _months_named(parts):
        return _months(year, *months, is_vague=not parts.get("from_month"))
    if week := parts.get("week"):
        last = parts.get("last_week") or week
        return _calendar_weeks(int(week), int(last), year or year_hint or 0)
    if parts.get("one"):
        return _either_order(int(parts["one"] or 0), int(parts["other"] or 0), year)
    month = int(parts.get("number") or words.MONTH_OF.get(parts.get("month") or "", 0))
    if part := parts.get("part"):
        return _part_of(part, month, year)
    if not 1 <= month <= 12:
        return None
    if month_half := parts.get("month_half"):
        return _half_month(words.nth(month_half), month, year)
    if nth := parts.get("nth"):
        if parts.get("nth_week"):
            return _nth_week(words.nth(nth), month, year)
        weekday = words.WEEKDAY_OF[(parts["weekday"] or "").casefold()]
        return _nth_weekday(words.nth(nth), weekday, month, year, year_hint)
    return _days_of(parts, month, year)


def _year(parts: _Parts) -> int:
    year = int(parts.get("year") or 0)
    return year + 2000 if 0 < year < 100 else year


def _months_named(parts: _Parts) -> tuple[int, int] | None:
    """The first and the last month, where whole months are meant."""
    quarter = int(parts.get("quarter") or 0)
    if word := parts.get("quarter_word"):
        quarter = words.nth(word)
    if quarter and (part := parts.get("part")):
        month = quarter * 3 - 2 + _third(part)
        return month, month
    if quarter:
        return quarter * 3 - 2, quarter * 3
    half = int(parts.get("half") or 0)
    if word := parts.get("half_word"):
        half = words.nth(word)
    if half:
        return half * 6 - 5, half * 6
    if season := parts.get("season"):
        return words.SEASON_OF[season.casefold()]
    if first := parts.get("from_month"):
        return words.MONTH_OF[first], words.MONTH_OF[parts["month"] or ""]
    return None


def _days_of(parts: _Parts, month: int, year: int) -> DateSpan | None:
    if word := parts.get("ordinal"):
        number = words.ordinal(word)
        return _days(number, number, month, year, None)
    first, last = parts.get("from"), parts.get("day")
    if not (first or last):
        return _months(year, month, month)
    number = int(first or last or 0)
    return _days(number, int(last or number), month, year, parts.get("week_of"))


def _days(first: int, last: int, month: int, year: int, week: str | None) -> DateSpan | None:
    length = 29 if month == 2 and not year else month_length(year, month)
    if not (1 <= first <= length and 1 <= last <= length):
        return None
    if week:
        last = min(first + 6, length)
    if last < first:
        # "28 to 3 May" began in the month before.
        return None
    return DateSpan(Day(year, month, first), Day(year, month, last), is_vague=bool(week))


def _either_order(one: int, other: int, year: int) -> DateSpan | None:
    """Day and month where only one order is possible; 3/4 is two dates, so it is none."""
    if one <= 12 and other <= 12 and one != other:
        return None
    day, month = (other, one) if other > 12 else (one, other)
    return _days(day, day, month, year, None) if 1 <= month <= 12 else None


def _months(year: int, first: int, last: int, *, is_vague: bool = True) -> DateSpan | None:
    if last < first:
        if not year:
            return None
        return DateSpan(
            Day(year - 1, first, 1), Day(year, last, month_length(year, last)), is_vague
        )
    return DateSpan(Day(year, first, 1), Day(year, last, month_length(year, last)), is_vague)


def _calendar_weeks(first: int, last: int, year: int) -> DateSpan | None:
    begin, end = _calendar_week(first, year), _calendar_week(last, year)
    if begin is None or end is None or end.first < begin.first:
        return None
    return DateSpan(begin.first, end.last, is_vague=first == last or not year)


def _calendar_week(week: int, year: int) -> DateSpan | None:
    """The week by ISO 8601; a few days wider where the year is not known."""
    try:
        first = dt.date.fromisocalendar(year or 2001, week, 1)
    except ValueError:
        return None
    if year:
        last = first + dt.timedelta(days=6)
        return DateSpan(_day(first), _day(last), is_vague=True)
    first, last = first - dt.timedelta(days=3), first + dt.timedelta(days=9)
    if first.year != last.year:
        return None
    return DateSpan(Day(0, first.month, first.day), Day(0, last.month, last.day), is_vague=True)


def _day(date: dt.date) -> Day:
    return Day(date.year, date.month, date.day)


def _part_of(part: str, month: int, year: int) -> DateSpan | None:
    """The beginning, the middle or the end of a month, or of a year."""
    place = _third(part)
    if not month:
        return _months(year, *((1, 3), (5, 8), (10, 12))[place])
    first, last = ((1, 10), (11, 20), (21, month_length(year, month)))[place]
    return DateSpan(Day(year, month, first), Day(year, month, last), is_vague=True)


def _third(part: str) -> int:
    """0 for a beginning, 1 for the middle and 2 for an end."""
    folded = part.casefold()
    if "end" in folded or "late" in folded:
        return 2
    return 1 if "mid" in folded or "mitte" in folded else 0


def _half_month(half: int, month: int, year: int) -> DateSpan:
    first, last = (1, 15) if half == 1 else (16, month_length(year, month))
    return DateSpan(Day(year, month, first), Day(year, month, last), is_vague=True)


def _nth_week(count: int, month: int, year: int) -> DateSpan:
    """The second week of a month, however its weeks are counted."""
    length = month_length(year, month)
    first = length - 6 if count < 0 else min(count * 7 - 6, length)
    last = min(first + 7, length)
    return DateSpan(Day(year, month, first), Day(year, month, last), is_vague=True)


def _nth_weekday(
    count: int, weekday: int, month: int, year: int, year_hint: int | None
) -> DateSpan | None:
    if not (known := year or year_hint):
        length = month_length(0, month)
        first = length - 6 if count < 0 else min(count * 7 - 6, length)
        return DateSpan(Day(0, month, first), Day(0, month, min(first + 6, length)), is_vague=True)
    start, length = calendar.monthrange(known, month)
    days = [day for day in range(1, length + 1) if (start + day - 1) % 7 == weekday]
    if count > len(days):
        return None
    day = Day(known, month, days[count if count < 0 else count - 1])
    return DateSpan(day, day)


def _joined(found: list[FoundDate], text: str) -> Iterator[FoundDate]:
    """With "between A and B" and "A to B" as one stretch."""
    index = 0
    while index < len(found):
        one = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if following and (span := _stretch(one, following, text)):
            yield FoundDate(span, one.start, following.end)
            index += 2
            continue
        yield one
        index += 1


def _stretch(one: FoundDate, following: FoundDate, text: str) -> DateSpan | None:
    """The days from one date to the next, where the words between them mean that."""
    is_led = _BETWEEN.search(text, max(0, one.start - 28), one.start)
    link = _UNTIL.fullmatch(text, one.end, following.start) or (
        is_led and _AND.fullmatch(text, one.end, following.start)
    )
    if not link:
        return None
    is_vague = one.span.is_vague or following.span.is_vague
    first, last = one.span.with_years_of(following.span).first, following.span.last
    if first > last and not one.span.first.year and last.year:
        # "20 December to 6 January 2029" begins in the year before.
        first = Day(first.year - 1, first.month, first.day)
    return DateSpan(first, last, is_vague) if first <= last else None
