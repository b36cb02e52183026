"""Typed values in a text: dates, money, percentages, counts, durations, with their exact places."""

from engine.values.finder import values_in
from engine.values.same import same_value
from engine.values.typed import DateSpan, Day, TypedValue, ValueKind
from engine.values.units import is_counted_in

__all__ = ["DateSpan", "Day", "TypedValue", "ValueKind", "is_counted_in", "same_value", "values_in"]
