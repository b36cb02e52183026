"""Rules for parts of one whole that several documents name: budgets and shares."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from engine.comparator import signals
from engine.comparator.clauses import clause_of
from engine.comparator.proposal import Proposal, ProposalKind, ProposalSide
from engine.comparator.reading import Entry, Reading
from engine.subjects import content_words, stem
from engine.values import ValueKind
from models.documents import StatementKind

_COSTS = re.compile(
    r"\b(?:costs?|budget|money|spend\w*|expens\w*|kosten|kostet|budget|mittel|ausgaben|geld|\w*kosten)\b",
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
_OF = re.compile(
    r"[\s*_]+(?:of|der|des|aller|von|vom)\s+(?:(?:the|all|our|its|their|den|dem|unserer)\s+)?"
    r"(?P<noun>[^\W\d_]+)",
    re.IGNORECASE,
)
_GOES_TO = re.compile(
    r"\b(?:go|goes|kept|reserved|set aside|spent|allocated|gehen|geht|fließ\w+|reserviert|vorgesehen"
    r"|vergeben|bekommen|for|für)\b",
    re.IGNORECASE,
)
_LEAST_PART = Decimal("0.01")
_MOST_TIMES = Decimal("1.6")


def budgets_over_total(reading: Reading) -> Iterator[Proposal]:
    """What the documents spend, each for itself, is more than the brief has."""
    for total in _totals(reading):
        parts = [one for one in _costs_per_document(total, reading) if one is not None]
        amount = sum((one.value.amount for one in parts), Decimal(0))
        most = total.value.amount
        if len(parts) < 2 or not most < amount <= most * _MOST_TIMES:
            continue
        written = f"{amount:,f}".rstrip("0").rstrip(".") if amount % 1 else f"{int(amount):,}"
        yield Proposal(
            kind=ProposalKind.SUM_MISMATCH,
            subject="Budget",
            reason=(
                f"Budget: what the documents spend adds up to {total.value.unit} {written}, "
                f"and {total.value.written} is given"
            ),
            sides=_sides([total, *parts]),
            score=0.45,
        )


def shares_over_whole(reading: Reading) -> Iterator[Proposal]:
    """Shares of one whole, given to different things, that are together more than all of it."""
    wholes: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in reading.entries:
        if one.value.kind is ValueKind.PERCENT and 0 < one.value.amount < 100:
            match = _OF.match(one.statement.quote, one.value.end)
            if match and _GOES_TO.search(clause_of(one)):
                wholes[stem(match["noun"])].append(one)
    for parts in wholes.values():
        different = _for_different_things(parts)
        amount = sum((one.value.amount for one in different), Decimal(0))
        if amount > 100 and len({one.document for one in different}) > 1:
            noun = _OF.match(different[0].statement.quote, different[0].value.end)
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
    """The brief's limits for money that is spent once."""
    money = [
        one
        for one in reading.entries
        if one.is_brief and one.value.kind is ValueKind.MONEY and not one.value.per
    ]
    named = [one for one in money if signals.is_total(one) or signals.is_upper_limit(one)]
    if named:
        yield max(named, key=lambda one: one.value.amount)


def _costs_per_document(total: Entry, reading: Reading) -> Iterator[Entry | None]:
    """For each document the largest amount it says it costs, if it says one."""
    for place in range(len(reading.documents)):
        costs = [
            one
            for one in reading.entries
            if one.document == place and not one.is_brief and _is_cost(one, total)
        ]
        yield max(costs, key=lambda one: one.value.amount, default=None)


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
    match = _OF.match(one.statement.quote, one.value.end)
    words = {word for word, _ in content_words(behind)}
    return frozenset(words - {stem(match["noun"])} if match else words)


def _sides(entries: Sequence[Entry]) -> tuple[ProposalSide, ...]:
    """One side for each document."""
    by_document: dict[int, Entry] = {}
    for one in entries:
        by_document.setdefault(one.document, one)
    ordered = sorted(by_document.values(), key=lambda one: (not one.is_brief, one.document))
    return tuple(ProposalSide(one.statement, (one.value,)) for one in ordered)
