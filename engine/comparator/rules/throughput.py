"""The rule for what gets done: so many at once, so often, for so long, against what is wanted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from math import prod

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import ValueKind, counts_people, is_measure
from models.documents import StatementKind

_EACH = re.compile(
    r"\b(?:each|every|per|apiece|an? (?:hour|day|round|session)|je(?:weils|de[nrsm]?)?|pro)\b",
    re.IGNORECASE,
)
_HOURLY = re.compile(r"\b(?:(?:an|per|each|every) hour|hourly|pro Stunde|je Stunde)\b", re.I)
_DAILY = re.compile(r"\b(?:(?:a|per|each|every) day|daily|pro Tag|am Tag|je Tag|täglich)\b", re.I)
_BOTH_DAYS = re.compile(r"\bboth (?:days|evenings|weekends)\b|\bbeiden (?:Tagen|Abenden)\b", re.I)
_TAKES = re.compile(
    r"\b(?:takes?|holds?|seats?|fits?|room for|places?|serves?|handles?|carr(?:y|ies)|fasst|fassen"
    r"|Platz|Plätze\w*|nimmt|schafft|schaffen|bedient)\b",
    re.IGNORECASE,
)
_HOUR_S, _DAY_S = Decimal(3_600), Decimal(86_400)
_FEWEST, _LEAST_PRODUCT = 2, 20
_MOST_TIMES = 3
_LIKELY = 0.4
_ONLY_PEOPLE = 0.3


@dataclass(frozen=True, slots=True)
class _Throughput:
    """What a sentence multiplies out to.

    Attributes:
        amount: the product.
        entry: the last factor with the product in its place.
        units: what is counted.
        is_timed: whether hours or days are among the factors.
    """

    amount: Decimal
    entry: Entry
    units: frozenset[str]
    is_timed: bool


def too_little_gets_done(reading: Reading) -> Iterator[Pair]:
    """More interviews, machines or guests than "three panels, each six a day, for ten days"."""
    counts = [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.COUNT
        and not one.value.per
        and not is_measure(one.value.unit)
    ]
    for able in _throughputs(reading):
        for need in counts:
            most = able.amount
            is_more = most < need.value.amount <= most * _MOST_TIMES
            if need.document == able.entry.document or not is_more or signals.is_upper_limit(need):
                continue
            shared = reading.shared(need.statement, able.entry.statement)
            if shared and (need.value.unit in able.units or need.value.amount > _LEAST_PRODUCT):
                score = min(0.85, _LIKELY + shared / 2)
                yield Pair(ProposalKind.OVER_LIMIT, need, able.entry, score)
            elif able.is_timed and _are_people(need.value.unit, able.units):
                yield Pair(ProposalKind.OVER_LIMIT, need, able.entry, _ONLY_PEOPLE)


def _throughputs(reading: Reading) -> Iterator[_Throughput]:
    for _, group in groupby(reading.entries, key=lambda one: one.statement.ref):
        entries = list(group)
        statement = entries[0].statement
        if statement.kind is not StatementKind.TABLE_ROW and _EACH.search(statement.quote):
            yield from _throughput(entries)


def _throughput(entries: list[Entry]) -> Iterator[_Throughput]:
    quote = entries[0].statement.quote
    factors: list[Decimal] = []
    units: set[str] = set()
    is_timed = False
    for one in entries:
        if one.value.kind is ValueKind.COUNT and _is_number(one):
            factors.append(one.value.amount)
            units.add(one.value.unit)
        elif one.value.kind is ValueKind.DURATION and (times := _times(one.value.amount, quote)):
            factors.append(times.normalize())
            is_timed = True
    if len(factors) < _FEWEST or not (is_timed or _TAKES.search(quote)):
        return
    if _BOTH_DAYS.search(quote):
        factors.append(Decimal(2))
    amount = prod(factors, start=Decimal(1))
    if amount >= _LEAST_PRODUCT:
        last = [one for one in entries if one.value.kind is ValueKind.COUNT and _is_number(one)][-1]
        written = f"{' × '.join(f'{one:f}' for one in factors)} = {amount:,f}"
        value = replace(last.value, value=amount, written=written, start=0, end=len(quote), per="")
        yield _Throughput(amount, replace(last, value=value), frozenset(units), is_timed)


def _is_number(one: Entry) -> bool:
    amount = one.value.amount
    return amount >= _FEWEST and amount % 1 == 0 and not is_measure(one.value.unit)


def _times(seconds: Decimal, quote: str) -> Decimal | None:
    """How often something is done in a time, where the sentence says how often an hour or a day."""
    if _HOURLY.search(quote) and seconds < _DAY_S:
        return seconds / _HOUR_S
    if _DAILY.search(quote) and seconds >= _DAY_S and seconds % _DAY_S == 0:
        return seconds / _DAY_S
    return None


def _are_people(unit: str, units: frozenset[str]) -> bool:
    return counts_people(unit) and any(map(counts_people, units))
