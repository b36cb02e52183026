"""What a value is."""

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ValueKind(StrEnum):
    """The kinds of values; only values of one kind are comparable."""

    DATE = "date"
    """A day, or a stretch of days: a range, a month, the end of a month, a quarter."""
    TIME = "time"
    """A clock time, in minutes after midnight."""
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    """A number of things; the unit is their noun."""
    DURATION = "duration"
    """In seconds."""
    WEEKDAY = "weekday"
    """Days of the week that are no date: "every Monday", "Tuesday to Sunday"."""
    VERSION = "version"
    """Of the software, standard or paper that the unit names; 3.9 is held as 3.0009."""


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day whose year may be unsaid (0)."""

    year: int
    month: int
    day: int

    def in_year(self, year: int) -> "Day":
        """The same day with ``year``, where it has none."""
        return self if self.year else Day(year, self.month, self.day)

    @property
    def date(self) -> dt.date | None:
        """The calendar day, where the year is known and the day exists."""
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days from ``first`` to ``last``; for a single day both are the same.

    Attributes:
        first: the first day.
        last: the last day.
        is_vague: a month, a part of one, or a quarter: some day in it, not all of it.
    """

    first: Day
    last: Day
    is_vague: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def with_years_of(self, other: "DateSpan") -> "DateSpan":
        """With the unsaid years taken from ``other``."""
        year = other.first.year or other.last.year
        if not year or (self.first.year and self.last.year):
            return self
        return DateSpan(self.first.in_year(year), self.last.in_year(year), self.is_vague)


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week, Monday being 0, in their order."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value in a text.

    Attributes:
        kind: what it is.
        value: normalised: a span of days, days of the week, or an amount.
        unit: currency code, or the stem of the noun counted or named; empty where none is said.
        per: "day", "week", "month" or "year", where the amount is for each of them; else empty.
        written: the exact text.
        start: where it stands in the quote.
        end: one past its last character.
        subject: stems of the words around it, the nearest first.
        low: for a range of amounts ("5 to 7 weeks") its lower end; ``value`` is the upper one.
    """

    kind: ValueKind
    value: DateSpan | Decimal | Weekdays
    unit: str
    written: str
    start: int
    end: int
    per: str = ""
    subject: tuple[str, ...] = ()
    low: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """The value of all but days, of a range the upper end. Raises: TypeError, for days."""
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.written!r} is no amount")
        return self.value

    @property
    def least(self) -> Decimal:
        """The amount, of a range the lower end. Raises: TypeError, for days."""
        return self.amount if self.low is None else self.low

    @property
    def span(self) -> DateSpan:
        """The value of dates. Raises: TypeError, for anything else."""
        if not isinstance(self.value, DateSpan):
            raise TypeError(f"{self.written!r} is no date")
        return self.value

    @property
    def weekdays(self) -> Weekdays:
        """The value of days of the week. Raises: TypeError, for anything else."""
        if not isinstance(self.value, Weekdays):
            raise TypeError(f"{self.written!r} is no day of the week")
        return self.value


def month_length(year: int, month: int) -> int:
    """The days of a month; February has 28 where the year is unsaid (0)."""
    return calendar.monthrange(year or 2001, month)[1]
