"""Finds the values of a text: first what is named in full, then each number by its unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from engine.subjects import content_words, subject_near
from engine.values import units
from engine.values.dates import dates_in
from engine.values.free import FreePlaces
from engine.values.frequencies import frequencies_in
from engine.values.measures import is_measure, measure_in, measure_of_title
from engine.values.numbered import is_name
from engine.values.numbers import Number, numbers_in
from engine.values.ranges import range_of_values, with_number_ranges, with_word_before
from engine.values.rows import Row
from engine.values.shares import shares_in
from engine.values.times import times_in
from engine.values.typed import DateSpan, TypedValue, ValueKind, Weekdays
from engine.values.unit import Unit
from engine.values.versions import versions_in
from engine.values.weekdays import begins_date, weekdays_in
from models.documents import Statement, StatementKind

_AND = re.compile(r",?\s+(?:and|und)\s+")
_ARTICLES = ("ein", "eine", "einen", "einem", "einer", "eines")
"""A German article is no count of one."""


def values_in(
    source: Statement | str, *, year_hint: int | None = None, columns: tuple[str, ...] = ()
) -> tuple[TypedValue, ...]:
    """The values of a statement or a text in their order.

    Args:
        source: what to read. A statement adds its heading, and a table row its label and column
            titles, to the subjects of its values.
        year_hint: the year meant by "second Tuesday of May" where none is said.
        columns: for a table row given as text, the column titles.
    """
    if isinstance(source, str):
        return _values_in(source, "", columns, year_hint)
    if source.kind is StatementKind.TABLE_ROW:
        columns = source.columns
    return _values_in(source.quote, source.heading, columns, year_hint)


# Each statement is read several times, from comparing it to checking the plan.
@lru_cache(maxsize=4096)
def _values_in(
    text: str, heading: str, columns: tuple[str, ...], year_hint: int | None
) -> tuple[TypedValue, ...]:
    row = Row.of(text, columns) if columns else None
    found: list[TypedValue] = []
    free = FreePlaces(len(text))
    for value in _named_in_full(text, year_hint):
        if free.take(value.start, value.end):
            found.append(value)
    found += _numbers(text, row, free)
    found.sort(key=lambda one: one.start)
    found = [with_word_before(one, text) for one in _joined(found, text)]
    if not found:
        return ()
    words = content_words(text)
    headed = tuple(word for word, _ in content_words(heading))
    return tuple(replace(one, subject=_subject(one, words, row, headed)) for one in found)


def _subject(
    value: TypedValue,
    words: tuple[tuple[str, int], ...],
    row: Row | None,
    headed: tuple[str, ...],
) -> tuple[str, ...]:
    if not row:
        near = subject_near(words, value.start, value.end)
    elif row.is_label(value.start):
        near = tuple(word for word, _ in content_words(row.label))
    else:
        named = f"{row.label} {row.title_at(value.start)}"
        near = tuple(word for word, _ in content_words(named))
    if value.kind in (ValueKind.COUNT, ValueKind.VERSION) and not is_measure(value.unit):
        # What is counted, and what kind of it ("consulting rooms"), is the nearest subject.
        near = (value.unit, *(word for word, _ in content_words(value.written)), *near)
    return tuple(dict.fromkeys((*near, *headed)))


def _named_in_full(text: str, year_hint: int | None) -> Iterator[TypedValue]:
    """Dates, clock times, versions, shares, frequencies and days of the week: they need no unit."""
    for date in dates_in(text, year_hint):
        yield _value(ValueKind.DATE, date.span, "", text, date)
    for time in times_in(text):
        yield _value(ValueKind.TIME, time.minutes, "min", text, time)
    for version in versions_in(text):
        yield _value(ValueKind.VERSION, version.number, version.unit, text, version)
    for share in shares_in(text):
        yield _value(ValueKind.PERCENT, share.percent, "%", text, share)
    for often in frequencies_in(text):
        value = _value(ValueKind.COUNT, often.times, often.unit, text, often)
        yield replace(value, per=often.per)
    for days in weekdays_in(text):
        # In "Monday, 30 August" the day of the week belongs to the date.
        if not begins_date(text, days.end):
            yield _value(ValueKind.WEEKDAY, days.weekdays, "", text, days)


class _Found(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _value(
    kind: ValueKind, value: DateSpan | Decimal | Weekdays, unit: str, text: str, found: _Found
) -> TypedValue:
    return TypedValue(kind, value, unit, text[found.start : found.end], found.start, found.end)


def _numbers(text: str, row: Row | None, free: FreePlaces) -> Iterator[TypedValue]:
    """The values of the numbers that are not part of the values already found."""
    numbers = [one for one in numbers_in(text) if free.has(one.start, one.end)]
    for number in with_number_ranges(numbers, text):
        value = _measured(text, number)
        if value is None and row and row.is_alone(text, number.start, number.end):
            value = _in_cell(text, number, row)
        if value is None:
            value = _counted(text, number)
        if value and free.take(value.start, value.end):
            yield value


def _joined(found: Sequence[TypedValue], text: str) -> Iterator[TypedValue]:
    """With "two hours and forty minutes" as one duration, "EUR 500 to EUR 700" as one range."""
    last: TypedValue | None = None
    for one in found:
        if last and (both := range_of_values(last, one, text)):
            last = both
            continue
        if (
            last
            and last.kind is one.kind is ValueKind.DURATION
            and one.amount < last.amount
            and _AND.fullmatch(text, last.end, one.start)
        ):
            written = text[last.start : one.end]
            last = replace(last, value=last.amount + one.amount, written=written, end=one.end)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _measured(text: str, number: Number) -> TypedValue | None:
    """A number with a currency, per cent, or a unit of time."""
    for kind, read in (
        (ValueKind.MONEY, units.currency),
        (ValueKind.PERCENT, units.percent),
        (ValueKind.DURATION, units.duration),
    ):
        if unit := read(text, number.start, number.end):
            return _amount(kind, number, unit, units.per(text, unit.end)[0], text)
    return None


def _counted(text: str, number: Number) -> TypedValue | None:
    """A number with a noun."""
    if is_name(text, number.start):
        return None
    if number.is_word and text[number.start : number.end].lower() in _ARTICLES:
        return None
    if measure := measure_in(text, number.start, number.end):
        per, _ = units.per(text, measure.end)
        return _amount(ValueKind.COUNT, number, measure, per, text)
    if name := units.noun_before(text, number.start):
        end = number.end
    else:
        name, end = units.noun(text, number.end)
    if not name:
        return None
    per = units.per(text, end)[0] or units.per_before(text, number.start)
    return _amount(ValueKind.COUNT, number, Unit(name, number.start, end), per, text)


def _in_cell(text: str, number: Number, row: Row) -> TypedValue:
    """A bare number in a table cell: its column title or its row label says what it is."""
    title = row.title_at(number.start)
    kind, name, factor = ValueKind.COUNT, "", Decimal(1)
    if money := units.currency_of_title(title):
        kind, name = ValueKind.MONEY, money
    elif units.percent(title, 0, 0) or "%" in title:
        kind, name = ValueKind.PERCENT, "%"
    elif measure := measure_of_title(title):
        name, factor = measure.name, measure.factor
    elif time := units.duration(f" {title}", 0, 0):
        kind, name, factor = ValueKind.DURATION, time.name, time.factor
    else:
        named = (title, row.label) if units.is_plural_title(title) else (row.label, title)
        name = units.noun_of_label(named[0]) or units.noun_of_label(named[1])
    unit = Unit(name, number.start, number.end, factor)
    return _amount(kind, number, unit, units.per_in(title) or units.per_in(row.label), text)


def _amount(kind: ValueKind, number: Number, unit: Unit, per: str, text: str) -> TypedValue:
    written = text[unit.start : unit.end]
    low = None if number.low is None else number.low * unit.factor
    value = number.value * unit.factor + unit.more
    return TypedValue(kind, value, unit.name, written, unit.start, unit.end, per, low=low)
