"""How far two dates are apart, where one of them may leave its year unsaid."""

from engine.comparator.reading import Entry


def days_between(first: Entry, second: Entry) -> int | None:
    """Days from the beginning of one date to that of the other; ``None`` where unknown."""
    one, other = first.value.span, second.value.span
    start, end = one.with_years_of(other).first.date, other.with_years_of(one).first.date
    return (end - start).days if start and end else None


def is_before(first: Entry, second: Entry, most_days: int) -> bool:
    """Whether one date comes before the other, by at most so many days."""
    days = days_between(first, second)
    return days is not None and 0 < days <= most_days
