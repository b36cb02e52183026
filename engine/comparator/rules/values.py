"""The rule that sets one value against another: the same subject, different values."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from engine.comparator import ends, signals
from engine.comparator.clauses import words_of
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.comparator.shares import say_the_same_of_one_whole, whole_factor
from engine.comparator.vocabulary import with_parts
from engine.subjects import WeighedSubject, content_words, stem
from engine.values import ValueKind, is_measure, same_value
from models.documents import StatementKind, StatementRef

_AGREEMENT = 0.8
"""A value that the other document repeats almost as near the subject is agreed."""
_ONLY_TITLES = 0.25
"""What only headings share is seldom one thing."""
_ALL_THE_TIME = 0.6
_TITLE_AND_WORDS = 0.7
_GENERAL_TITLES = frozenset(
    stem(word)
    for word in (
        "cost", "costs", "money", "effort", "budget", "price", "prices", "numbers", "team",
        "people", "staff", "calendar", "dates", "timeline", "schedule", "plan", "goal", "goals",
        "targets", "material", "kosten", "aufwand", "personal", "geld", "zahlen", "termine",
        "zeitplan", "ziel", "ziele", "mittel",
    )
)  # fmt: skip
"""Titles under which every document says something of its own."""
_ANYBODY = stem("people")
_LEAST_TOTAL = 1.0
"""Two subjects of one common word each are hardly one thing."""
_WHOLE_SENTENCE = 0.6
_LEAST_NEAR = 2
_ONE_WORD = 0.6
_VERSION = stem("version")
_MOST_OF_A_KIND = 80
"""A plan has fewer; more are a list of data in a document, which says no two things of one."""
_OF_ONE_WHOLE = 0.4
"""Shares of one whole of which the same is said."""
_BELOW_LEAST = 0.05
_HARDLY = 0.05
"""So little is shared that no words around the values can make them one thing."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value with its subject.

    Attributes:
        entry: the value.
        subject: the words nearest to it; for dates those of its clause.
        all: the words of its whole statement.
        said: the words of the statement without titles and headings.
        headed: the words of its heading.
        near: all words of its subject.
    """

    entry: Entry
    subject: WeighedSubject
    all: WeighedSubject
    said: frozenset[str]
    headed: frozenset[str]
    near: frozenset[str]


def differing_pairs(reading: Reading) -> Iterator[Pair]:
    """Pairs of values in which each is the other's nearest in subject, and they differ."""
    pairs: list[Pair] = []
    agreed: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, int], float] = {}
    sums = _sums_of_money(reading)
    for a, b, score in _on_one_subject(reading):
        if score < _HARDLY:
            continue
        is_same = same_value(a.value, b.value)
        if is_same is None:
            continue
        is_sum = _is_sum(a, sums.get(b.statement.ref)) or _is_sum(b, sums.get(a.statement.ref))
        if is_sum or (is_same and not _may_exceed(a, b)):
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
    groups: dict[tuple[ValueKind, str], list[_Candidate]] = {}
    sizes: Counter[tuple[int, ValueKind, str]] = Counter()
    for one in reading.entries:
        key = (one.value.kind, one.value.unit)
        sizes[one.document, *key] += 1
        # Opening hours and the like differ rightly most of the time; they have their own rule.
        is_own_rule = one.value.kind in (ValueKind.TIME, ValueKind.WEEKDAY)
        if not is_own_rule and sizes[one.document, *key] <= _MOST_OF_A_KIND:
            groups.setdefault(key, []).append(_candidate(one, reading))
    for group in groups.values():
        for a, b in combinations(group, 2):
            if a.entry.document == b.entry.document or (a.entry.is_brief and b.entry.is_brief):
                continue
            if score := max(
                _overlap(a.subject, b.subject), _WHOLE_SENTENCE * _overlap(a.all, b.all)
            ):
                if not a.said & b.said:
                    is_named = a.said & b.headed or a.headed & b.said
                    is_one_title = a.headed == b.headed and not a.headed & _GENERAL_TITLES
                    is_near = is_named or (is_one_title and not a.entry.value.per)
                    score *= _TITLE_AND_WORDS if is_near else _ONLY_TITLES
                is_money = a.entry.value.kind is ValueKind.MONEY and not a.entry.value.per
                if is_money and len(a.near & b.near) < _LEAST_NEAR:
                    score *= _ONE_WORD
                yield a.entry, b.entry, score


def _overlap(a: WeighedSubject, b: WeighedSubject) -> float:
    return a.overlap(b) * min(1.0, min(a.total, b.total) / _LEAST_TOTAL)


def _candidate(entry: Entry, reading: Reading) -> _Candidate:
    value, statement = entry.value, entry.statement
    every = tuple(word for word in value.subject if word != _ANYBODY)
    subject = every
    if value.kind is ValueKind.DATE and statement.kind is not StatementKind.TABLE_ROW:
        headed = [word for word, _ in content_words(statement.heading)]
        subject = tuple(dict.fromkeys((*words_of(entry), *headed)))
    said = frozenset(
        with_parts((word for word, _ in content_words(statement.quote)), reading.parts)
    )
    return _Candidate(
        entry=entry,
        subject=WeighedSubject.of(with_parts(subject, reading.parts), reading.weights),
        all=WeighedSubject.of(every, reading.weights),
        said=said & frozenset(every),
        near=frozenset(every),
        headed=frozenset(word for word, _ in content_words(statement.heading)),
    )


def _sums_of_money(reading: Reading) -> dict[StatementRef, Decimal]:
    """What the amounts of each sentence come to that has more than one."""
    amounts: defaultdict[StatementRef, list[Decimal]] = defaultdict(list)
    for one in reading.entries:
        if one.value.kind is ValueKind.MONEY:
            amounts[one.statement.ref].append(one.value.amount)
    return {ref: sum(some, Decimal(0)) for ref, some in amounts.items() if len(some) > 1}


def _may_exceed(a: Entry, b: Entry) -> bool:
    """Whether the upper end of a range is more than the other document allows."""
    if a.value.kind in (ValueKind.DATE, ValueKind.VERSION):
        return False
    low, high = sorted((a, b), key=lambda one: one.value.amount)
    is_range_above = high.value.low is not None and low.value.amount < high.value.amount
    is_limit = signals.is_hard_limit(low) and not signals.is_upper_limit(high)
    return is_range_above and is_limit and low.value.per == high.value.per


def _is_sum(entry: Entry, amount: Decimal | None) -> bool:
    """Whether a value is what the amounts of another sentence come to."""
    return entry.value.kind is ValueKind.MONEY and entry.value.amount == amount


def _judged(a: Entry, b: Entry, score: float) -> Pair | None:
    """The pair with the words around both values taken into account."""
    if a.value.kind is ValueKind.DATE:
        return _judged_dates(a, b, score)
    if a.value.kind is ValueKind.VERSION:
        score = score * 0.4 if a.value.unit == _VERSION else min(1.0, score + 0.2)
        return Pair(ProposalKind.DIFFERENT_VALUE, a, b, score)
    low, high = sorted((a, b), key=lambda one: one.value.amount)
    if a.value.kind is ValueKind.PERCENT and say_the_same_of_one_whole(a, b):
        score = max(score, _OF_ONE_WHOLE)
    score *= _ratio_factor(low, high)
    kind = ProposalKind.DIFFERENT_VALUE
    if signals.is_upper_limit(low) and not signals.is_upper_limit(high):
        kind, score = ProposalKind.OVER_LIMIT, score * 1.3 + 0.05
        if signals.is_hard_limit(low):
            score += 0.1
        if signals.is_at_once(low) and not signals.is_at_once(high):
            score *= _ALL_THE_TIME
    elif signals.is_lower_limit(high) and not signals.is_lower_limit(low):
        score = score * 1.2 + _BELOW_LEAST
    elif signals.is_lower_limit(low) or (
        # Two limits for one thing differ as any two values do.
        signals.is_upper_limit(high) and not signals.is_upper_limit(low)
    ):
        score *= 0.4
    return Pair(kind, a, b, min(score * _kind_factor(low, high), 1.0))


def _kind_factor(low: Entry, high: Entry) -> float:
    """How the kind of value, and words for parts and for something else, change the likelihood."""
    if any(signals.is_of_another(one) for one in (low, high)):
        return 0.2
    if any(signals.is_condition(one) for one in (low, high)):
        return 0.4
    if signals.is_from_event(low) is not signals.is_from_event(high):
        # "Three weeks before the start" is a day and not how long something takes.
        return 0.3
    match low.value.kind:
        case ValueKind.MONEY:
            return _part_factor(low, high)
        case ValueKind.PERCENT:
            return whole_factor(low, high)
        case ValueKind.COUNT:
            if is_measure(low.value.unit):
                is_row = low.statement.kind is StatementKind.TABLE_ROW
                return 0.3 if is_row and high.statement.kind is not low.statement.kind else 0.6
            return _count_factor(low, high)
    return 1.0


def _count_factor(low: Entry, high: Entry) -> float:
    """A count is often one of some of the things, or of a row in a table that makes up a whole."""
    if signals.is_some_of_many(low) or signals.is_some_of_many(high):
        return 0.3
    is_row = _is_row_of_sum(low) and not _is_row_of_sum(high)
    # "One page" is most often one of several, not a count.
    is_one = low.value.amount == 1 and not low.value.per
    return 0.4 if is_row or is_one or signals.is_part(low) else 1.0


def _is_row_of_sum(entry: Entry) -> bool:
    """Whether a count stands under a title of what is counted, so that the rows make up a whole."""
    value, statement = entry.value, entry.statement
    is_bare = statement.kind is StatementKind.TABLE_ROW and value.written.strip("*").isdigit()
    return is_bare and any(value.unit in map(stem, title.split()) for title in statement.columns)


def _judged_dates(a: Entry, b: Entry, score: float) -> Pair | None:
    one, other = a.value.span, b.value.span
    one, other = one.with_years_of(other), other.with_years_of(one)
    early, late = (a, b) if one.first <= other.first else (b, a)
    if signals.is_deadline(late) or signals.is_blocked_stretch(a) or signals.is_blocked_stretch(b):
        return None
    if signals.are_first_and_last(a, b) or signals.is_open_day(a) or signals.is_open_day(b):
        score *= 0.2
    if ends.are_opposite_ends(a, b):
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
