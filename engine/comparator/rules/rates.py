"""The rule for prices of one and of several: "EUR 57 for six bottles" and "EUR 11.50 a bottle"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from engine.comparator.clauses import clause_span
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.subjects import stem
from engine.values import ValueKind

_FOR_ONE = re.compile(
    r"\b(?:a|an|per|each|every|one|pro|je|eine?|jede[rs]?)\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE
)
_EACH = re.compile(r"[\s*_]+(?:each|apiece|je(?:weils)?)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"[\s*_]+(?:an?|per|each|for each|pro|je|die|der)\s+(?P<noun>[^\W\d_]{3,})",
    re.IGNORECASE,
)
_EACH_BEFORE = re.compile(
    r"\b(?:each|every|one|an?|jede[rs]?|eine?)\s+(?P<noun>[^\W\d_]{3,})\s+"
    r"(?:of (?:the |an? )?[^\W\d_]+\s+)?(?:is|costs?|is charged at|comes to|kostet)\s+"
    r"(?:about\s+|only\s+)?$",
    re.IGNORECASE,
)
_FOR_ONE_THING = 0.27
_PERIODS = {"day": Decimal(86_400), "week": Decimal(604_800)}
_ROUNDING = Decimal("0.02")
_MOST_TIMES = Decimal(2)
"""What costs more than twice as much is something else."""
_FEWEST, _MOST = 2, 400
_LIKELY = 0.4


def other_price_for_one(reading: Reading) -> Iterator[Pair]:
    """A price for several, and another one for each of them."""
    money = [one for one in reading.entries if one.value.kind is ValueKind.MONEY]
    whole = [one for one in money if not one.value.per]
    for bundle in whole:
        for many in _counted_beside(bundle, reading):
            for single in money:
                if single.document == bundle.document or single.value.unit != bundle.value.unit:
                    continue
                amount = _each(bundle, many, single)
                if amount is None or not _differs(amount, single.value.amount):
                    continue
                shared = reading.shared(bundle.statement, single.statement)
                if shared:
                    score = min(1.0, _LIKELY + shared)
                    said = _said_for_one(bundle, amount, money)
                    yield Pair(ProposalKind.DIFFERENT_VALUE, single, said, score)


def differing_prices_for_one(reading: Reading) -> Iterator[Pair]:
    """Two prices for one of the same: "each minute is EUR 0.19" and "25 cents a minute"."""
    priced = [
        (one, noun)
        for one in reading.entries
        if one.value.kind is ValueKind.MONEY and (noun := _noun_for_one(one))
    ]
    for (a, noun), (b, other) in combinations(priced, 2):
        is_same = noun == other and a.document != b.document and a.value.unit == b.value.unit
        if is_same and _differs(a.value.amount, b.value.amount):
            shared = reading.shared(a.statement, b.statement)
            yield Pair(ProposalKind.DIFFERENT_VALUE, a, b, min(1.0, _FOR_ONE_THING + shared))


def _noun_for_one(entry: Entry) -> str:
    """What an amount is the price of one of, by the words right behind it, or before it."""
    start, end = clause_span(entry)
    quote, value = entry.statement.quote, entry.value
    behind = _BEHIND.match(quote, value.end)
    before = _EACH_BEFORE.search(quote, start, value.start)
    found = behind or before
    return stem(found["noun"]) if found and found.end() <= max(end, value.end + 24) else ""


def _counted_beside(bundle: Entry, reading: Reading) -> Iterator[Entry]:
    """What the clause of an amount counts: things, unless it is for each of them, or days."""
    start, end = clause_span(bundle)
    is_each = _EACH.match(bundle.statement.quote, bundle.value.end)
    for one in reading.entries:
        is_beside = one.statement is bundle.statement and start <= one.value.start < end
        if not is_beside or one.value.per:
            continue
        is_many = one.value.kind is ValueKind.COUNT and _FEWEST <= one.value.amount <= _MOST
        if (is_many and not is_each) or one.value.kind is ValueKind.DURATION:
            yield one


def _said_for_one(bundle: Entry, amount: Decimal, money: Sequence[Entry]) -> Entry:
    """Where the same document names the price of one itself, and else the price for many."""
    same = (one for one in money if one.document == bundle.document)
    return next((one for one in same if one.value.amount == amount), bundle)


def _each(bundle: Entry, many: Entry, single: Entry) -> Decimal | None:
    """What one costs by the price for many, if the other price is for one of the same things."""
    if many.value.kind is ValueKind.DURATION:
        period = _PERIODS.get(single.value.per)
        count = many.value.amount / period if period else Decimal(0)
        return bundle.value.amount / count if count >= _FEWEST and count % 1 == 0 else None
    nouns = {stem(one["noun"]) for one in _FOR_ONE.finditer(single.statement.quote)}
    is_same = many.value.unit in nouns and not single.value.per
    return bundle.value.amount / many.value.amount if is_same else None


def _differs(amount: Decimal, other: Decimal) -> bool:
    low, high = sorted((amount, other))
    return low > 0 and low * (1 + _ROUNDING) < high <= low * _MOST_TIMES
