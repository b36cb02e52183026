"""The rule that sets one value against another: the same subject, different values."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from engine.comparator import signals
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.subjects import WeighedSubject
from engine.values import ValueKind, same_value
from models.documents import StatementKind

_AGREEMENT = 0.8
"""A value that the other document repeats almost as near the subject is agreed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of different documents that may not hold together."""

    kind: ProposalKind
    a: Entry
    b: Entry
    score: float


def differing_pairs(reading: Reading) -> Iterator[Pair]:
    """Pairs of values in which each is the other's nearest in subject, and they differ."""
    pairs: list[Pair] = []
    agreed: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, int], float] = {}
    for a, b, score in _on_one_subject(reading):
        is_same = same_value(a.value, b.value)
        if is_same is None:
            continue
        if is_same:
            _raise_to(agreed, a, b, score)
        elif pair := _judged(a, b, score):
            _raise_to(best, a, b, pair.score)
            pairs.append(pair)
    for pair in pairs:
        keys = _keys(pair.a, pair.b)
        is_nearest = all(pair.score >= best[key] for key in keys)
        if is_nearest and all(agreed.get(key, 0) < pair.score * _AGREEMENT for key in keys):
            yield pair


def _keys(a: Entry, b: Entry) -> tuple[tuple[int, int], tuple[int, int]]:
    return (a.number, b.document), (b.number, a.document)


def _raise_to(scores: dict[tuple[int, int], float], a: Entry, b: Entry, score: float) -> None:
    for key in _keys(a, b):
        scores[key] = max(scores.get(key, 0), score)


def _on_one_subject(reading: Reading) -> Iterator[tuple[Entry, Entry, float]]:
    """Values of different documents that share something, and how much of their subjects.

    Only values of one kind and unit can be the same or differ.
    """
    groups: dict[tuple[ValueKind, str], list[tuple[Entry, WeighedSubject]]] = {}
    for one in reading.entries:
        # Opening hours and the like differ rightly most of the time; they have their own rule.
        if one.value.kind is not ValueKind.TIME:
            weighed = WeighedSubject.of(one.value.subject, reading.weights)
            groups.setdefault((one.value.kind, one.value.unit), []).append((one, weighed))
    for group in groups.values():
        for (a, a_subject), (b, b_subject) in combinations(group, 2):
            if a.document == b.document or (a.is_brief and b.is_brief):
                continue
            if score := a_subject.overlap(b_subject):
                yield a, b, score


def _judged(a: Entry, b: Entry, score: float) -> Pair | None:
    """The pair with the words around both values taken into account."""
    if a.value.kind is ValueKind.DATE:
        return _judged_dates(a, b, score)
    if a.value.kind is ValueKind.VERSION:
        return Pair(ProposalKind.DIFFERENT_VALUE, a, b, score)
    low, high = sorted((a, b), key=lambda one: one.value.amount)
    score *= _ratio_factor(low, high)
    kind = ProposalKind.DIFFERENT_VALUE
    if signals.is_upper_limit(low) and not signals.is_upper_limit(high):
        kind, score = ProposalKind.OVER_LIMIT, score * 1.3 + 0.05
    elif signals.is_upper_limit(high) or signals.is_lower_limit(low):
        score *= 0.4
    if a.value.kind is ValueKind.MONEY:
        score *= _part_factor(low, high)
    elif a.value.kind is ValueKind.COUNT and low.value.amount == 1 and not low.value.per:
        # "One page" is most often one of several, not a count.
        score *= 0.4
    return Pair(kind, a, b, min(score, 1.0))


def _judged_dates(a: Entry, b: Entry, score: float) -> Pair | None:
    one, other = a.value.span, b.value.span
    one, other = one.with_years_of(other), other.with_years_of(one)
    early, late = (a, b) if one.first <= other.first else (b, a)
    if signals.is_deadline(late):
        return None
    if signals.are_opposite_ends(a, b):
        score *= 0.4
    if one.is_vague or other.is_vague:
        score *= 0.7
    is_late = early.is_brief or signals.is_deadline(early)
    kind = ProposalKind.PAST_DEADLINE if is_late else ProposalKind.DIFFERENT_VALUE
    return Pair(kind, a, b, score)


def _ratio_factor(low: Entry, high: Entry) -> float:
    """Values of one thing are seldom far apart."""
    if low.value.amount <= 0:
        return 0.5
    ratio = high.value.amount / low.value.amount
    return 1.0 if ratio <= 4 else 0.75 if ratio <= 15 else 0.35


def _part_factor(low: Entry, high: Entry) -> float:
    """A smaller amount of money is most often a part of the larger one."""
    if signals.is_part(low):
        return 0.25
    if signals.speaks_of_total(low.statement.quote):
        return 1.0
    if low.statement.kind is StatementKind.TABLE_ROW:
        return 0.3
    return 0.4 if signals.speaks_of_total(high.statement.quote) else 0.8
