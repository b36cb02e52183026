"""The rule for dates within days in which nothing may happen."""

from collections.abc import Iterator

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import ValueKind

_INSIDE = 0.48


def blocked_dates(reading: Reading) -> Iterator[Pair]:
    """Days planned in one document that lie in a stretch of days which another one blocks."""
    dates = [one for one in reading.entries if one.value.kind is ValueKind.DATE]
    windows = [one for one in dates if _is_window(one) and signals.is_blocked(one)]
    for window in windows:
        inside = [
            (reading.shared(one.statement, window.statement), one)
            for one in dates
            if one.document != window.document and not one.is_brief and _lies_in(one, window)
        ]
        # Where one date is about what is blocked, the others are not.
        is_about = any(shared for shared, _ in inside)
        for shared, one in inside:
            if shared or not is_about:
                score = min(1.0, _INSIDE + shared)
                yield Pair(ProposalKind.IN_BLOCKED_WINDOW, one, window, score)


def _is_window(entry: Entry) -> bool:
    span = entry.value.span
    return not span.is_vague and not span.is_day


def _lies_in(date: Entry, window: Entry) -> bool:
    if signals.is_blocked(date):
        # Both speak of the same block.
        return False
    inner = date.value.span.with_years_of(window.value.span)
    outer = window.value.span.with_years_of(date.value.span)
    if (inner.first, inner.last) == (outer.first, outer.last):
        # Who names the very same days tells why they are blocked.
        return False
    return not inner.is_vague and outer.first <= inner.first and inner.last <= outer.last
