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
from engine.values.numbered import is_name
from engine.values.numbers import Number, numbers_in
from engine.values.rows import Row
from engine.values.shares import shares_in
from engine.values.times import times_in
from engine.values.typed import DateSpan, TypedValue, ValueKind, Weekdays
from engine.values.versions import versions_in
from engine.values.weekdays import begins_date, weekdays_in
from models.documents import Statement, StatementKind

_RANGE = re.compile(r"\s?(?:–|—|-|to|bis|or|oder)\s?", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|und)\s+")
_ARTICLES = ("ein", "eine", "einen", "einem", "einer")
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
    found += _joined(list(_numbers(text, row, free)), text)
    found.sort(key=lambda one: one.start)
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
    if value.kind in (ValueKind.COUNT, ValueKind.VERSION) and not units.is_measure(value.unit):
        # What is counted, and what kind of it ("consulting rooms"), is the nearest subject.
        near = (value.unit, *(word for word, _ in content_words(value.written)), *near)
    return tuple(dict.fromkeys((*near, *headed)))


def _named_in_full(text: str, year_hint: int | None) -> Iterator[TypedValue]:
    """Dates, clock times, versions, shares and days of the week, which need no unit."""
    for date in dates_in(text, year_hint):
        yield _value(ValueKind.DATE, date.span, "", text, date)
    for time in times_in(text):
        yield _value(ValueKind.TIME, time.minutes, "min", text, time)
    for version in versions_in(text):
        yield _value(ValueKind.VERSION, version.number, version.unit, text, version)
    for share in shares_in(text):
        yield _value(ValueKind.PERCENT, share.percent, "%", text, share)
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
    for index, number in enumerate(numbers):
        neighbours = (*numbers[max(0, index - 1) : index], *numbers[index + 1 : index + 2])
        is_in_range = any(_is_range(text, number, other) for other in neighbours)
        value = _measured(text, number)
        if value is None and row and row.is_alone(text, number.start, number.end):
            value = _in_cell(text, number, row)
        if value is None and not is_in_range:
            value = _counted(text, number)
        if value and free.take(value.start, value.end):
            yield value


def _joined(found: Sequence[TypedValue], text: str) -> Iterator[TypedValue]:
    """With "two hours and forty minutes" as one duration."""
    last: TypedValue | None = None
    for one in found:
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


def _is_range(text: str, a: Number, b: Number) -> bool:
    first, second = sorted((a, b), key=lambda one: one.start)
    return _RANGE.fullmatch(text, first.end, second.start) is not None


def _measured(text: str, number: Number) -> TypedValue | None:
    """A number with a currency, per cent, or a unit of time."""
    for kind, read in (
        (ValueKind.MONEY, units.currency),
        (ValueKind.PERCENT, units.percent),
        (ValueKind.DURATION, units.duration),
    ):
        if unit := read(text, number.start, number.end):
            per, _ = units.per(text, unit.end)
            written = text[unit.start : unit.end]
            value = number.value * unit.factor
            return TypedValue(kind, value, unit.name, written, unit.start, unit.end, per)
    return None


def _counted(text: str, number: Number) -> TypedValue | None:
    """A number with a noun."""
    if is_name(text, number.start):
        return None
    if number.is_word and text[number.start : number.end].lower() in _ARTICLES:
        return None
    if measure := units.measure(text, number.start, number.end):
        per, _ = units.per(text, measure.end)
        written = text[number.start : measure.end]
        amount = number.value * measure.factor
        return TypedValue(
            ValueKind.COUNT, amount, measure.name, written, number.start, measure.end, per
        )
    if unit := units.noun_before(text, number.start):
        end = number.end
    else:
        unit, end = units.noun(text, number.end)
    if not unit:
        return None
    per = units.per(text, end)[0] or units.per_before(text, number.start)
    written = text[number.start : end]
    return TypedValue(ValueKind.COUNT, number.value, unit, written, number.start, end, per)


def _in_cell(text: str, number: Number, row: Row) -> TypedValue:
    """A bare number in a table cell: its column title or its row label says what it is."""
    title = row.title_at(number.start)
    kind, unit, value = ValueKind.COUNT, "", number.value
    if money := units.currency_of_title(title):
        kind, unit = ValueKind.MONEY, money
    elif units.percent(title, 0, 0) or "%" in title:
        kind, unit = ValueKind.PERCENT, "%"
    elif measure := units.measure_of_title(title):
        unit, value = measure.name, value * measure.factor
    elif time := units.duration(f" {title}", 0, 0):
        kind, unit, value = ValueKind.DURATION, time.name, value * time.factor
    else:
        named = (title, row.label) if units.is_plural_title(title) else (row.label, title)
        unit = units.noun_of_label(named[0]) or units.noun_of_label(named[1])
    written = text[number.start : number.end]
    per = units.per_in(title) or units.per_in(row.label)
    return TypedValue(kind, value, unit, written, number.start, number.end, per)
