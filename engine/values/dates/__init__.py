"""Dates in English and German, with and without a year, and stretches of days."""

from engine.values.dates.finder import FoundDate, dates_in

__all__ = ["FoundDate", "dates_in"]
