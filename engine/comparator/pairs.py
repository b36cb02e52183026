"""The rules that set one value against another: same subject and different value, or above a limit."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.comparator import signals
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.subjects import subject_overlap
from engine.values import ValueKind, same_value
from models.documents import StatementKind

_AGREEMENT = 0.8
"""A value that another document repeats about as near the subject is agreed, whatever else differs."""
_PEERS = (ValueKind.DATE, ValueKind.MONEY, ValueKind.COUNT, ValueKind.PERCENT, ValueKind.DURATION)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of different documents that may not hold together."""

    kind: ProposalKind
    a: Entry
    b: Entry
    score: float


def differing_pairs(reading: Reading) -> Iterator[Pair]:
    """Pairs of values in which each is the other's nearest in subject, and they differ."""
    scores = _scores(reading)
    best: dict[tuple[int, int], float] = {}
    agreed: dict[tuple[int, int], float] = {}
    for a, b, score, is_same in scores:
        for key in ((a.number, b.document), (b.number, a.document)):
            if is_same:
                agreed[key] = max(agreed.get(key, 0), score)
            else:
                best[key] = max(best.get(key, 0), score)
    for a, b, score, is_same in scores:
        keys = ((a.number, b.document), (b.number, a.document))
        if is_same or any(score < best[key] for key in keys):
            continue
        if any(agreed.get(key, 0) >= score * _AGREEMENT for key in keys):
            continue
        if pair := _judged(a, b, score):
            yield pair


def _scores(reading: Reading) -> list[tuple[Entry, Entry, float, bool]]:
    """All comparable values of different documents with what their subjects share."""
    found = []
    entries = [one for one in reading.entries if one.value.kind in _PEERS]
    for index, a in enumerate(entries):
        for b in entries[index + 1 :]:
            if a.document == b.document or a.is_brief and b.is_brief:
                continue
            is_same = same_value(a.value, b.value)
            if is_same is not None:
                score = subject_overlap(a.value.subject, b.value.subject, reading.weights)
                found.append((a, b, score, is_same))
    return found


def _judged(a: Entry, b: Entry, score: float) -> Pair | None:
    """The pair with the words around both values taken into account."""
    if a.value.kind is ValueKind.DATE:
        return _judged_dates(a, b, score)
    low, high = sorted((a, b), key=lambda one: one.value.amount)
    score *= _ratio_factor(low, high)
    kind = ProposalKind.DIFFERENT_VALUE
    if signals.is_upper_limit(low) and not signals.is_upper_limit(high):
        kind, score = ProposalKind.OVER_LIMIT, score * 1.3 + 0.05
    elif signals.is_upper_limit(high) or signals.is_lower_limit(low):
        score *= 0.4
    if a.value.kind is ValueKind.MONEY:
        score *= _part_factor(low, high)
    return Pair(kind, a, b, min(score, 1.0))


def _judged_dates(a: Entry, b: Entry, score: float) -> Pair | None:
    first, second = (
        a.value.span.with_years_of(b.value.span),
        b.value.span.with_years_of(a.value.span),
    )
    early, late = (a, b) if first.first <= second.first else (b, a)
    if signals.is_deadline(late):
        return None
    if signals.are_opposite_ends(a, b):
        score *= 0.4
    if first.is_vague or second.is_vague:
        score *= 0.7
    is_late = early.is_brief or signals.is_deadline(early)
    return Pair(
        ProposalKind.PAST_DEADLINE if is_late else ProposalKind.DIFFERENT_VALUE, a, b, score
    )


def _ratio_factor(low: Entry, high: Entry) -> float:
    """Values of one thing are seldom far apart."""
    if low.value.amount <= 0:
        return 0.5
    ratio = high.value.amount / low.value.amount
    return 1.0 if ratio <= 4 else 0.75 if ratio <= 15 else 0.35


def _part_factor(low: Entry, high: Entry) -> float:
    """A smaller amount of money is most often a part of the larger one."""
    if signals.speaks_of_total(low.statement.quote):
        return 1.0
    if low.statement.kind is StatementKind.TABLE_ROW or signals.speaks_of_total(
        high.statement.quote
    ):
        return 0.4
    return 0.8
