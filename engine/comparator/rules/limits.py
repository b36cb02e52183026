"""The rules for limits: amounts above the most that is possible, clock times after the latest."""

from collections.abc import Iterator
from decimal import Decimal

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import ValueKind, counts_places, is_counted_in, is_measure

_LEAST = Decimal(20)
"""Below, limits are about too many different small things."""
_LEAST_SHARED = 0.2
_ALL_THE_TIME = 0.7
"""More people in three days than at once may well be right."""
_MOST_TIMES = Decimal(5)


def counts_over_limits(reading: Reading) -> Iterator[Pair]:
    """Counts above a limit of the same unit: "allows 420 people" and "600 attendees"."""
    counts = [one for one in reading.entries if one.value.kind is ValueKind.COUNT]
    for limit in counts:
        if (
            limit.value.amount < _LEAST
            or is_measure(limit.value.unit)
            or not signals.is_upper_limit(limit)
        ):
            continue
        most = limit.value.amount
        for one in counts:
            if (
                one.document != limit.document
                and most < one.value.amount <= most * _MOST_TIMES
                and one.value.per == limit.value.per
                and is_counted_in(one.value.unit, limit.value.unit)
                and not signals.is_upper_limit(one)
            ):
                base = 0.35 if signals.is_hard_limit(limit) else 0.25
                shared = _shared(one, limit, reading)
                is_place = counts_places(one.value.unit) or counts_places(limit.value.unit)
                is_other_word = is_place and one.value.unit != limit.value.unit
                if is_other_word and not limit.is_brief and shared < _LEAST_SHARED:
                    continue
                score = base + shared
                if signals.is_at_once(limit) and not signals.is_at_once(one):
                    score *= _ALL_THE_TIME
                yield Pair(ProposalKind.OVER_LIMIT, one, limit, min(1.0, score))


def _shared(a: Entry, b: Entry, reading: Reading) -> float:
    return reading.shared(a.statement, b.statement)
