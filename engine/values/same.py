"""Whether two values say the same, in whatever words."""

from decimal import Decimal

from engine.values.typed import DateSpan, TypedValue, ValueKind

_A_YEAR_HAS = {
    "year": Decimal(1),
    "month": Decimal(12),
    "week": Decimal("52.18"),
    "day": Decimal("365.25"),
}
_TOLERANCE = Decimal("0.04")
"""Thirty days are one month."""
_ROUNDING = Decimal("0.02")
"""A third is 33 percent."""


def same_value(a: TypedValue, b: TypedValue) -> bool | None:
    """Whether two values are the same; ``None`` where they cannot be compared.

    A day within a stretch of days agrees with it, a date without a year with that day of any year.
    """
    if a.kind is not b.kind or a.unit != b.unit:
        return None
    if a.kind is ValueKind.DATE:
        return _same_days(a.span, b.span)
    if a.kind is ValueKind.WEEKDAY:
        return _same_weekdays(set(a.weekdays.days), set(b.weekdays.days))
    if a.per == b.per:
        return _close(a.amount, b.amount, _tolerance(a, b))
    if not (a.per and b.per):
        return None
    # A month's price times twelve is exactly a year's; days and weeks fit into neither.
    is_exact = {a.per, b.per} == {"month", "year"}
    first, second = a.amount * _A_YEAR_HAS[a.per], b.amount * _A_YEAR_HAS[b.per]
    return _close(first, second, Decimal(0) if is_exact else _TOLERANCE)


def _tolerance(a: TypedValue, b: TypedValue) -> Decimal:
    if a.kind is ValueKind.DURATION:
        return _TOLERANCE
    is_rounded = a.kind is ValueKind.PERCENT and (a.amount % 1 or b.amount % 1)
    return _ROUNDING if is_rounded else Decimal(0)


def _close(a: Decimal, b: Decimal, tolerance: Decimal) -> bool:
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def _same_days(a: DateSpan, b: DateSpan) -> bool:
    a, b = a.with_years_of(b), b.with_years_of(a)
    if a.last < b.first or b.last < a.first:
        return False
    a_in_b = b.first <= a.first and a.last <= b.last
    b_in_a = a.first <= b.first and b.last <= a.last
    return a_in_b or b_in_a or a.is_vague or b.is_vague


def _same_weekdays(a: set[int], b: set[int]) -> bool:
    """A single day agrees with a stretch that holds it; two stretches must be the same."""
    if len(a) == 1 or len(b) == 1:
        return a <= b or b <= a
    return a == b
