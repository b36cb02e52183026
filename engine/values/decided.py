"""Typed values as a decision stores them, and back."""

from decimal import Decimal

from engine.values.typed import DateSpan, Day, TypedValue, ValueKind, Weekdays
from models.contradiction import DecidedValue


def decided(value: TypedValue) -> DecidedValue:
    """A value as data that can be stored; where it stood and what was around it is left out."""
    is_date = isinstance(value.value, DateSpan)
    return DecidedValue(
        kind=value.kind.value,
        value=_stored(value.value) if value.low is None else f"{value.low}/{value.amount}",
        unit=value.unit,
        per=value.per,
        is_vague=is_date and value.span.is_vague,
        written=value.written,
    )


def typed(stored: DecidedValue) -> TypedValue:
    """A stored value as one that can be compared."""
    kind = ValueKind(stored.kind)
    end = len(stored.written)
    low = None
    if kind is not ValueKind.DATE and "/" in stored.value:
        low = Decimal(stored.value.partition("/")[0])
    value = _read(kind, stored)
    return TypedValue(kind, value, stored.unit, stored.written, 0, end, stored.per, low=low)


def _stored(value: DateSpan | Decimal | Weekdays) -> str:
    if isinstance(value, DateSpan):
        return _days(value)
    if isinstance(value, Weekdays):
        return ",".join(map(str, value.days))
    return str(value)


def _read(kind: ValueKind, stored: DecidedValue) -> DateSpan | Decimal | Weekdays:
    if kind is ValueKind.DATE:
        return _span(stored)
    if kind is ValueKind.WEEKDAY:
        return Weekdays(tuple(int(day) for day in stored.value.split(",")))
    return Decimal(stored.value.rpartition("/")[2])


def _days(span: DateSpan) -> str:
    return "/".join(f"{day.year:04}-{day.month:02}-{day.day:02}" for day in (span.first, span.last))


def _span(stored: DecidedValue) -> DateSpan:
    first, last = (Day(*(int(part) for part in day.split("-"))) for day in stored.value.split("/"))
    return DateSpan(first, last, stored.is_vague)
