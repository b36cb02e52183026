"""The rule for tables: what the rows add up to, against what the text or another document says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import ValueKind
from models.documents import Statement, StatementKind

_TOTAL_ROW = re.compile(r"\b(?:total|sum|gesamt\w*|summe|insgesamt)\b", re.IGNORECASE)
_MOST_TIMES = 3
"""A sum more than three times the limit is no doubt about something else."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """What one money column adds up to, and the entry that stands for it."""

    amount: Decimal
    entry: Entry


def sums_over_limits(reading: Reading) -> Iterator[Pair]:
    """Tables whose rows add up to more than the whole that another document names."""
    limits = [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.MONEY
        and not one.value.per
        and one.statement.kind is not StatementKind.TABLE_ROW
        and (signals.is_upper_limit(one) or signals.is_total(one))
    ]
    for one in _sums(reading):
        for limit in limits:
            most = limit.value.amount
            same_unit = limit.value.unit == one.entry.value.unit
            if limit.document == one.entry.document or not same_unit:
                continue
            if most < one.amount <= most * _MOST_TIMES:
                score = 0.75 if limit.is_brief or one.amount < most * Decimal("1.5") else 0.45
                yield Pair(ProposalKind.SUM_MISMATCH, one.entry, limit, score)


def _sums(reading: Reading) -> Iterator[_Sum]:
    for document, (_, statements) in enumerate(reading.documents):
        entries = [one for one in reading.entries if one.document == document]
        for _, rows in groupby(statements, key=lambda one: (one.kind, one.heading, one.columns)):
            table = list(rows)
            if table[0].kind is StatementKind.TABLE_ROW:
                yield from _sum_of(table, statements, entries)


def _sum_of(
    rows: Sequence[Statement], statements: Sequence[Statement], entries: Sequence[Entry]
) -> Iterator[_Sum]:
    """The sum of the last money column of a table without its total row."""
    parts: list[Entry] = []
    for row in rows:
        money = [
            one
            for one in entries
            if one.statement is row and one.value.kind is ValueKind.MONEY and not one.value.per
        ]
        if money and not _TOTAL_ROW.search(row.quote):
            parts.append(money[-1])
    if len(parts) < 3 or len({one.value.unit for one in parts}) > 1:
        return
    amount = sum((one.value.amount for one in parts), Decimal(0))
    said = [one for one in entries if one.value.unit == parts[0].value.unit and one not in parts]
    said = [one for one in said if one.value.kind is ValueKind.MONEY and one.value.amount == amount]
    if said:
        yield _Sum(amount, said[-1])
        return
    place = _place_of_total(rows, statements)
    value = replace(
        parts[-1].value,
        value=amount,
        low=None,
        written=f"{amount:,f}",
        start=0,
        end=len(place.quote),
    )
    yield _Sum(amount, replace(parts[-1], statement=place, value=value))


def _place_of_total(rows: Sequence[Statement], statements: Sequence[Statement]) -> Statement:
    """The total row, else the sentence of the section that speaks of the sum, else the last row."""
    section = [one for one in statements if one.heading == rows[0].heading]
    named = [one for one in (*rows, *section) if _TOTAL_ROW.search(one.quote)]
    return named[0] if named else rows[-1]
