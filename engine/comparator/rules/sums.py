"""The rule for tables: what the rows add up to, against what the text or another document says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, groupby

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import TypedValue, ValueKind, is_measure
from models.documents import Statement, StatementKind

_TOTAL_ROW = re.compile(r"\b(?:total|sum|gesamt\w*|summe|insgesamt)\b", re.IGNORECASE)
_BARE = re.compile(r"\d+(?:\.\d{1,2})?")
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
        if _is_summed(one)
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
    """The sum of the last column of money, weights and the like, without the total row."""
    parts: list[Entry] = []
    for row in rows:
        summed = [one for one in entries if one.statement is row and _is_summed(one)]
        if summed and not _TOTAL_ROW.search(row.quote):
            parts.append(summed[-1])
    parts = _without_subtotals(parts)
    if len(parts) < 3 or len({one.value.unit for one in parts}) > 1:
        return
    amount = sum((one.value.amount for one in parts), Decimal(0))
    said = [one for one in entries if one.value.unit == parts[0].value.unit and one not in parts]
    said = [one for one in said if _is_summed(one) and one.value.amount == amount]
    if said:
        yield _Sum(amount, said[-1])
        return
    place = _place_of_total(rows, statements)
    value = replace(
        parts[-1].value,
        value=amount,
        low=None,
        written=_as_written(amount, parts[-1].value),
        start=0,
        end=len(place.quote),
    )
    yield _Sum(amount, replace(parts[-1], statement=place, value=value))


def _as_written(amount: Decimal, part: TypedValue) -> str:
    """The sum in the unit in which a part is written: kilograms are held as grams."""
    number = part.written.strip("* ")
    scale = part.amount / Decimal(number) if _BARE.fullmatch(number) and float(number) else 1
    return f"{amount / scale:,f}"


def _is_summed(entry: Entry) -> bool:
    value = entry.value
    is_amount = value.kind is ValueKind.MONEY or (
        value.kind is ValueKind.COUNT and is_measure(value.unit)
    )
    return is_amount and not value.per


def _without_subtotals(parts: Sequence[Entry]) -> list[Entry]:
    """The amounts in bold type that are not what others right before or behind them come to."""
    amounts = [one.value.amount for one in parts]
    return [
        one
        for place, one in enumerate(parts)
        if "**" not in one.statement.quote
        or one.value.amount
        not in {*accumulate(amounts[place + 1 :]), *accumulate(amounts[:place][::-1])}
    ]


def _place_of_total(rows: Sequence[Statement], statements: Sequence[Statement]) -> Statement:
    """The total row, else the sentence of the section that speaks of the sum, else the last row."""
    section = [one for one in statements if one.heading == rows[0].heading]
    named = [one for one in (*rows, *section) if _TOTAL_ROW.search(one.quote)]
    return named[0] if named else rows[-1]
