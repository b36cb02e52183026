"""Typed values in a text: dates, money, shares, counts, times and so on, with their places."""

from engine.values.finder import values_in
from engine.values.measures import is_measure
from engine.values.people import counts_people, counts_places
from engine.values.same import same_value
from engine.values.typed import DateSpan, Day, TypedValue, ValueKind, Weekdays
from engine.values.units import is_counted_in

__all__ = [
    "DateSpan",
    "Day",
    "TypedValue",
    "ValueKind",
    "Weekdays",
    "counts_people",
    "counts_places",
    "is_counted_in",
    "is_measure",
    "same_value",
    "values_in",
]
