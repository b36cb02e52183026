"""Rules for parts of one whole that several documents name: budgets and shares."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from engine.comparator import signals
from engine.comparator.clauses import clause_of
from engine.comparator.proposal import Proposal, ProposalKind, ProposalSide
from engine.comparator.reading import Entry, Reading
from engine.comparator.shares import OF_A_WHOLE
from engine.subjects import content_words, stem
from engine.values import ValueKind
from models.documents import StatementKind, StatementRef

_COSTS = re.compile(
    r"\b(?:costs?|budget|money|spend\w*|expens\w*|come to|kosten|kostet|mittel|ausgaben|geld"
    r"|\w*kosten|honorar\w*|gagen|löhne)\b",
    re.IGNORECASE,
)
_INCOME = re.compile(
    r"\b(?:income|sales|revenue|price|prices|fee|tickets?|rent|salar\w*|wages|grant|sponsors?|donat\w*"
    r"|einnahmen|preise?|beitrag|gebühr\w*|förderung|zuschuss|erlös\w*|spenden|goal|target)\b",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    r"\b(?:per|each|every|average|yearly|annual|monthly|je|pro|jede\w*|jährlich\w*|monatlich\w*"
    r"|durchschnitt\w*)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:price[sd]?|tickets?|rent|fee|salar\w*|goal|revenue|income|preis\w*|miete|gebühr\w*|eintritt"
    r"|beitrag|umsatz|einnahmen)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:together|total|sum|altogether|in all|that is|zusammen|insgesamt|summe|ergeben|ergibt"
    r"|macht|makes?|gives?)\b|=",
    re.IGNORECASE,
)
_LEAST_PART = Decimal("0.01")
_MOST_TIMES = Decimal("1.6")


def budgets_over_total(reading: Reading) -> Iterator[Proposal]:
    """What the documents spend, each for itself, is more than the brief has."""
    for total in _totals(reading):
        parts = list(_costs_per_document(total, reading))
        amount = sum((part for _, part in parts), Decimal(0))
        most = total.value.amount
        if len(parts) < 2 or not most < amount <= most * _MOST_TIMES:
            continue
        yield Proposal(
            kind=ProposalKind.SUM_MISMATCH,
            subject="Budget",
            reason=(
                f"Budget: what the documents spend adds up to {total.value.unit} {amount:,.0f}, "
                f"and {total.value.written} is given"
            ),
            sides=_sides([total, *(entry for entry, _ in parts)]),
            score=0.55,
        )


def shares_over_whole(reading: Reading) -> Iterator[Proposal]:
    """Shares of one whole, given to different things, that are together more than all of it."""
    wholes: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in reading.entries:
        if one.value.kind is ValueKind.PERCENT and 0 < one.value.amount < 100:
            match = OF_A_WHOLE.match(one.statement.quote, one.value.end)
            if match and signals.is_given_to_some(one):
                wholes[stem(match["noun"])].append(one)
    for parts in wholes.values():
        different = _for_different_things(parts)
        amount = sum((one.value.least for one in different), Decimal(0))
        if amount > 100 and len({one.document for one in different}) > 1:
            noun = OF_A_WHOLE.match(different[0].statement.quote, different[0].value.end)
            subject = f"Shares of {noun['noun'] if noun else 'the whole'}"
            written = ", ".join(one.value.written for one in different)
            yield Proposal(
                kind=ProposalKind.SHARES_OVER_WHOLE,
                subject=subject,
                reason=f"{subject}: {written} are together more than the whole",
                sides=_sides(different),
                score=0.5,
            )


def _totals(reading: Reading) -> Iterator[Entry]:
    """The brief's money for all: the most it names that is spent once and is no price."""
    money = [
        one
        for one in reading.entries
        if one.is_brief
        and one.value.kind is ValueKind.MONEY
        and not (one.value.per or _FOR_EACH.search(clause_of(one)))
        and not _PRICE.search(clause_of(one))
    ]
    if money:
        yield max(money, key=lambda one: one.value.amount)


def _costs_per_document(total: Entry, reading: Reading) -> Iterator[tuple[Entry, Decimal]]:
    """For each document what it says it costs, if it says so: a sum, or the largest sentence."""
    counted: set[Decimal] = set()
    for place in range(len(reading.documents)):
        costs: defaultdict[StatementRef, list[Entry]] = defaultdict(list)
        for one in reading.entries:
            is_own = one.document == place and not one.is_brief and _is_cost(one, total)
            if is_own and not _is_said_elsewhere(one, total, reading):
                costs[one.statement.ref].append(one)
        sentences = [(entries[0], _amount(entries)) for entries in costs.values()]
        if sentences:
            entry, amount = max(sentences, key=lambda one: one[1])
            if amount not in counted:
                # Who gives the same sum counts the same things.
                yield entry, amount
            counted.add(amount)


def _amount(entries: Sequence[Entry]) -> Decimal:
    """What a sentence comes to: the amount it calls a sum, else all its amounts."""
    amounts = [one.value.amount for one in entries]
    is_sum = _SUM.search(entries[0].statement.quote)
    return max(amounts) if is_sum else sum(amounts, Decimal(0))


def _is_said_elsewhere(one: Entry, total: Entry, reading: Reading) -> bool:
    """Whether another document counts the same amount among its own."""
    return any(
        other.document not in (one.document, total.document)
        and other.value.kind is ValueKind.MONEY
        and other.value.amount == one.value.amount
        for other in reading.entries
    )


def _is_cost(one: Entry, total: Entry) -> bool:
    value, statement = one.value, one.statement
    if value.kind is not ValueKind.MONEY or value.unit != total.value.unit or value.per:
        return False
    said = f"{statement.heading} {statement.quote}"
    is_share = total.value.amount * _LEAST_PART <= value.amount < total.value.amount
    return (
        is_share
        and statement.kind is not StatementKind.TABLE_ROW
        and bool(_COSTS.search(said))
        and not _INCOME.search(said)
        and not _FOR_EACH.search(clause_of(one))
        and not signals.is_of_another(one)
        and not signals.is_rest(one)
    )


def _for_different_things(parts: Sequence[Entry]) -> list[Entry]:
    """The shares, each once, that are given to different things."""
    chosen: list[Entry] = []
    for one in parts:
        words = _other_words(one)
        is_new = all(not words & _other_words(other) for other in chosen)
        if is_new:
            chosen.append(one)
    return chosen


def _other_words(one: Entry) -> frozenset[str]:
    behind = clause_of(one).partition(one.value.written)[2]
    match = OF_A_WHOLE.match(one.statement.quote, one.value.end)
    words = {word for word, _ in content_words(behind)}
    return frozenset(words - {stem(match["noun"])} if match else words)


def _sides(entries: Sequence[Entry]) -> tuple[ProposalSide, ...]:
    """One side for each document."""
    by_document: dict[int, Entry] = {}
    for one in entries:
        by_document.setdefault(one.document, one)
    ordered = sorted(by_document.values(), key=lambda one: (not one.is_brief, one.document))
    return tuple(ProposalSide(one.statement, (one.value,)) for one in ordered)
