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


def same_value(a: TypedValue, b: TypedValue) -> bool | None:
    """Whether two values are the same; ``None`` where they cannot be compared.

    A day within a stretch of days agrees with it, a date without a year with that day of any year.
    """
    if a.kind is not b.kind or a.unit != b.unit:
        return None
    if a.kind is ValueKind.DATE:
        return _same_days(a.span, b.span)
    if a.per == b.per:
        return _close(
            a.amount, b.amount, _TOLERANCE if a.kind is ValueKind.DURATION else Decimal(0)
        )
    if not (a.per and b.per):
        return None
    # A month's price times twelve is exactly a year's; days and weeks fit into neither.
    is_exact = {a.per, b.per} == {"month", "year"}
    first, second = a.amount * _A_YEAR_HAS[a.per], b.amount * _A_YEAR_HAS[b.per]
    return _close(first, second, Decimal(0) if is_exact else _TOLERANCE)


def _close(a: Decimal, b: Decimal, tolerance: Decimal) -> bool:
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def _same_days(a: DateSpan, b: DateSpan) -> bool:
    a, b = a.with_years_of(b), b.with_years_of(a)
    if a.last < b.first or b.last < a.first:
        return False
    a_in_b = b.first <= a.first and a.last <= b.last
    b_in_a = a.first <= b.first and b.last <= a.last
    return a_in_b or b_in_a or a.is_vague or b.is_vague
