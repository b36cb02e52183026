"""Whether two values say the same, in whatever words."""

import operator
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from engine.values.typed import DateSpan, TypedValue, ValueKind

_A_YEAR_HAS = {
    "year": Decimal(1),
    "month": Decimal(12),
    "week": Decimal("52.18"),
    "day": Decimal("365.25"),
}
_TOLERANCE = Decimal("0.04")
"""Thirty days are one month."""
_MONTH_TENTH_S = Decimal(262_980)
"""A month is held as 30.4375 days, so what is said in months or years is a multiple of this."""
_MOST_PLACES = 6
"""A share with more decimals is one in words whose per cent never end, such as a third."""
_A_DAY_MIN = 24 * 60


def same_value(a: TypedValue, b: TypedValue) -> bool | None:
    """Whether two values are the same; ``None`` where they cannot be compared.

    A day within a stretch of days agrees with it, a date without a year with that day of any year,
    and so do an amount and a range, or two ranges, that have something in common.
    """
    if a.kind is not b.kind or a.unit != b.unit:
        return None
    match a.kind:
        case ValueKind.DATE:
            return _same_days(a.span, b.span)
        case ValueKind.WEEKDAY:
            return _same_weekdays(set(a.weekdays.days), set(b.weekdays.days))
        case ValueKind.TIME:
            # Midnight ends one day and begins the next.
            return (a.amount - b.amount) % _A_DAY_MIN == 0
        case ValueKind.DURATION if a.per == b.per:
            are_alike = _is_in_months(a.amount) == _is_in_months(b.amount)
            return _meet(a, b, operator.eq if are_alike else _close)
        case ValueKind.PERCENT if a.per == b.per:
            return _meet(a, b, _is_rounded)
    if a.per == b.per:
        return _meet(a, b)
    return _same_rate(a, b) if a.per and b.per else None


def _same_rate(a: TypedValue, b: TypedValue) -> bool:
    # A month's price times twelve is exactly a year's; days and weeks fit into neither.
    is_exact = {a.per, b.per} == {"month", "year"}
    return _meet(_a_year(a), _a_year(b), operator.eq if is_exact else _close)


def _a_year(value: TypedValue) -> TypedValue:
    times = _A_YEAR_HAS[value.per]
    low = None if value.low is None else value.low * times
    return replace(value, value=value.amount * times, low=low)


def _meet(
    a: TypedValue, b: TypedValue, are_same: Callable[[Decimal, Decimal], bool] = operator.eq
) -> bool:
    """Whether two amounts are the same, or neither range lies wholly below the other."""
    return all(
        low <= high or are_same(low, high)
        for low, high in ((a.least, b.amount), (b.least, a.amount))
    )


def _is_in_months(seconds: Decimal) -> bool:
    return seconds % _MONTH_TENTH_S == 0


def _close(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= _TOLERANCE * max(abs(a), abs(b))


def _is_rounded(a: Decimal, b: Decimal) -> bool:
    """Whether one share has no end in per cent, and the other is what is written for it."""
    rough, exact = sorted((a, b), key=_places)
    if _places(rough) > _MOST_PLACES or _places(exact) <= _MOST_PLACES:
        return False
    last = Decimal(1).scaleb(-_places(rough))
    return rough in (exact.quantize(last, ROUND_DOWN), exact.quantize(last, ROUND_HALF_UP))


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


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
