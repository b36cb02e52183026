"""The rules for counts and their limits: more than fits, other than the brief says."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.subjects import stem
from engine.values import ValueKind, counts_people, counts_places, is_counted_in, is_measure
from models.documents import StatementKind

_LEAST = Decimal(20)
"""Below, limits are about too many different small things."""
_LEAST_SHARED = 0.2
_ALL_THE_TIME = 0.7
"""More people in three days than at once may well be right."""
_MOST_TIMES = Decimal(5)
_TIME_WORDS = {
    "day": "day|daily|Tag|täglich",
    "week": "week|weekly|Woche|wöchentlich",
    "month": "month|monthly|Monat|monatlich",
    "year": "year|yearly|Jahr|jährlich",
}
_BY_BRIEF = 0.4
_FEW_BY_BRIEF = 0.35
_FEWEST_PLACES = 5
"""In "two places" nobody sits."""
_WORD_BEFORE = re.compile(
    r"(?P<word>[^\W\d_]{4,})\s+(?:(?:about|at least|up to|only|etwa|rund|mindestens)\s+)?$"
)
_LEAST_COUNT = 3
_LEAST_UNIT = 4
_UNDER_TWO_NOUNS = 0.25


def counts_over_limits(reading: Reading) -> Iterator[Pair]:
    """Counts above a limit of the same unit: "allows 420 people" and "600 attendees"."""
    counts = [one for one in reading.entries if one.value.kind is ValueKind.COUNT]
    for limit in counts:
        value = limit.value
        if value.amount < _LEAST or is_measure(value.unit) or not signals.is_upper_limit(limit):
            continue
        for one in counts:
            if _may_exceed(one, limit) and not signals.is_upper_limit(one):
                yield Pair(ProposalKind.OVER_LIMIT, one, limit, _likelihood(one, limit, reading))


def more_people_than_places(reading: Reading) -> Iterator[Pair]:
    """People, as the brief counts them, and fewer beds or seats than people."""
    counts = [one for one in reading.entries if one.value.kind is ValueKind.COUNT]
    people = [one for one in counts if one.is_brief and not counts_places(one.value.unit)]
    for places in counts:
        is_whole = not (
            places.is_brief
            or signals.is_some_of_many(places)
            or signals.is_for_each(places)
            or signals.leaves_others_out(places)
            or places.value.low is not None
            or places.statement.kind is StatementKind.TABLE_ROW
        )
        if not counts_places(places.value.unit) or not is_whole:
            continue
        if places.value.amount < _FEWEST_PLACES:
            continue
        for one in people:
            if _may_exceed(one, places) and one.value.amount <= places.value.amount * 2:
                yield Pair(ProposalKind.OVER_LIMIT, one, places, _BY_BRIEF)


def other_than_in_brief(reading: Reading) -> Iterator[Pair]:
    """Another number of the things that the brief counts: "38 stalls" and "44 stalls"."""
    counts = [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.COUNT
        and one.value.amount >= _LEAST
        and not (is_measure(one.value.unit) or counts_people(one.value.unit))
        and not (signals.is_some_of_many(one) or signals.is_for_each(one))
    ]
    for said in (one for one in counts if one.is_brief):
        for one in counts:
            is_same_thing = one.value.unit == said.value.unit and one.value.per == said.value.per
            is_row = one.statement.kind is StatementKind.TABLE_ROW
            if one.is_brief or is_row or not is_same_thing or signals.is_part(one):
                continue
            is_within = one.value.amount < said.value.amount and signals.is_upper_limit(said)
            is_other = _is_more(one, said, most_times=2) and not signals.is_lower_limit(said)
            if is_other and not is_within:
                yield Pair(ProposalKind.DIFFERENT_VALUE, one, said, _BY_BRIEF)


def more_than_in_brief(reading: Reading) -> Iterator[Pair]:
    """More of the few things that the brief counts: "eight episodes" and "ten episodes".

    Only where a document never says the brief's number: "two of the eight" knows it.
    """
    few = [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.COUNT
        and _LEAST_COUNT <= one.value.amount <= _LEAST * 2
        and not (one.value.per or is_measure(one.value.unit) or counts_people(one.value.unit))
        and not (signals.is_some_of_many(one) or signals.is_for_each(one) or signals.is_part(one))
        and one.statement.kind is not StatementKind.TABLE_ROW
    ]
    for said in (one for one in few if one.is_brief and not signals.is_lower_limit(one)):
        same = [one for one in few if one.value.unit == said.value.unit and not one.is_brief]
        knowing = {one.document for one in same if one.value.amount == said.value.amount}
        for one in same:
            is_more = said.value.amount < one.value.amount <= said.value.amount * 2
            if is_more and one.document not in knowing:
                yield Pair(ProposalKind.DIFFERENT_VALUE, one, said, _FEW_BY_BRIEF)


def differing_counts(reading: Reading) -> Iterator[Pair]:
    """Counts of one thing under two nouns: "hire twelve engineers" and "18 hires"."""
    counts = [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.COUNT and one.value.amount >= _LEAST_COUNT
    ]
    by_unit: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in counts:
        by_unit[one.value.unit].append(one)
    for a in counts:
        before = _WORD_BEFORE.search(a.statement.quote, 0, a.value.start)
        for b in by_unit.get(stem(before["word"]), ()) if before else ():
            is_other = a.document != b.document and a.value.unit != b.value.unit
            if not is_other or a.value.per != b.value.per or not _is_more(a, b, most_times=4):
                continue
            if not signals.is_some_of_many(a):
                score = 0.42 if a.is_brief or b.is_brief else _UNDER_TWO_NOUNS
                yield Pair(ProposalKind.DIFFERENT_VALUE, a, b, score)


def _is_more(a: Entry, b: Entry, most_times: int) -> bool:
    """Whether two counts differ, ranges in all they hold, and not by too much."""
    low, high = sorted((a.value, b.value), key=lambda one: one.amount)
    return low.amount < high.least and high.amount <= low.amount * most_times


def _may_exceed(one: Entry, limit: Entry) -> bool:
    most = limit.value.amount
    return (
        one.document != limit.document
        and most < one.value.amount <= most * _MOST_TIMES
        and _is_same_rate(one, limit)
        and (is_counted_in(one.value.unit, limit.value.unit) or _is_kind_of(one, limit))
    )


def _is_kind_of(one: Entry, other: Entry) -> bool:
    """Whether one unit is a compound of the other: "Straßenbäume" and "Bäume"."""
    short, long = sorted((one.value.unit, other.value.unit), key=len)
    return len(short) >= _LEAST_UNIT and long != short and long.endswith(short)


def _is_same_rate(a: Entry, b: Entry) -> bool:
    """Whether two amounts are for the same time, by the words of their sentences."""
    if a.value.per == b.value.per:
        return True
    named, other = (a, b) if a.value.per else (b, a)
    words = _TIME_WORDS.get(named.value.per, "")
    is_told = re.search(rf"\b(?:{words})\b", other.statement.quote, re.IGNORECASE) is not None
    return bool(words) and not other.value.per and is_told


def _are_enough_parts(one: Entry, limit: Entry, reading: Reading) -> bool:
    """Whether the limit holds for each of so many that all together are enough."""
    return any(
        other.statement is limit.statement
        and other.value.kind is ValueKind.COUNT
        and other.number != limit.number
        and other.value.amount * limit.value.amount >= one.value.amount
        for other in reading.entries
    )


def _likelihood(one: Entry, limit: Entry, reading: Reading) -> float:
    base = 0.35 if signals.is_hard_limit(limit) else 0.25
    shared = reading.shared(one.statement, limit.statement)
    is_place = counts_places(one.value.unit) or counts_places(limit.value.unit)
    is_other_word = is_place and one.value.unit != limit.value.unit
    is_for_parts = signals.is_for_each(limit) and not signals.is_for_each(one)
    if is_other_word and not limit.is_brief and shared < _LEAST_SHARED:
        return 0.0
    if is_for_parts and (not shared or _are_enough_parts(one, limit, reading)):
        return 0.0
    score = base + shared
    if is_for_parts:
        score *= _ALL_THE_TIME
    if signals.is_at_once(limit) and not signals.is_at_once(one):
        score *= _ALL_THE_TIME
    return min(1.0, score)
