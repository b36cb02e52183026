"""Calculations that code can check: sums, rates over a time, products, shares, capacities."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from engine.phases.compare import Finding, Place
from engine.phases.compare.agreement import values_of
from engine.phases.settle.limits import states_most
from engine.values import TypedValue, ValueKind, is_counted_in, same_value

_SECONDS_OF = {
    "day": Decimal(86_400),
    "week": Decimal(604_800),
    "month": Decimal(2_629_800),
    "year": Decimal(31_557_600),
}
_SUMMED = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.DURATION)
_MOST_OPERANDS = 12
"""A sentence to calculate with has no more; with more, chance finds a result for anything."""


def is_shown_by_calculation(finding: Finding, kept: Place, evidence: Place | None) -> bool:
    """Whether what the kept side says computes to something that another side says otherwise.

    Such as "4 demos a week for 6 weeks", which is not the "60 demos" of another side; or whether
    another side needs more than the kept one says there can be.

    Args:
        finding: the sides.
        kept: the side whose figures are calculated with.
        evidence: a sentence of the brief whose figures may be used as well.
    """
    operands = values_of(kept)
    given = values_of(evidence) if evidence is not None else ()
    if len(operands) + len(given) > _MOST_OPERANDS:
        return False
    exact, given_exactly = (
        [one for one in values if one.low is None] for values in (operands, given)
    )
    results = list(_computed(exact, given_exactly))
    others = [
        value
        for side in finding.sides
        if side.document_id != kept.document_id
        for value in values_of(side)
    ]
    if any(_differs(result, other) for result in results for other in others):
        return True
    return states_most(kept) and any(
        _differs(most, other) and other.amount > most.amount
        for most in operands
        for other in others
        if most.kind in _SUMMED
    )


def _computed(operands: Sequence[TypedValue], given: Sequence[TypedValue]) -> Iterator[TypedValue]:
    """What can be calculated from values, of which at least one is an operand."""
    yield from _sums(operands)
    for one in operands:
        for other in (*operands, *given):
            if other is not one:
                yield from _product(one, other)
    for one in given:
        for other in operands:
            yield from _product(one, other)


def _sums(values: Sequence[TypedValue]) -> Iterator[TypedValue]:
    for first in dict.fromkeys((one.kind, one.unit, one.per) for one in values):
        parts = [one for one in values if (one.kind, one.unit, one.per) == first]
        if len(parts) > 1 and parts[0].kind in _SUMMED:
            yield _with(parts[0], sum((one.amount for one in parts), Decimal(0)))


def _product(one: TypedValue, other: TypedValue) -> Iterator[TypedValue]:
    """``one`` as often, as long or in such a share as ``other`` says."""
    if one.kind not in (ValueKind.MONEY, ValueKind.COUNT):
        return
    if one.per:
        if other.kind is ValueKind.DURATION:
            times = other.amount / _SECONDS_OF[one.per]
            yield replace(_with(one, one.amount * times), per="")
        elif other.kind is ValueKind.COUNT and not other.per:
            yield _with(one, one.amount * other.amount)
    elif other.kind is ValueKind.PERCENT:
        yield _with(one, one.amount * other.amount / 100)
    elif other.kind is ValueKind.COUNT and other.unit != one.unit:
        yield replace(_with(one, one.amount * other.amount), per=other.per)


def _with(value: TypedValue, amount: Decimal) -> TypedValue:
    return replace(value, value=amount)


def _differs(result: TypedValue, said: TypedValue) -> bool:
    """Whether a result and what is said are of one kind and not the same."""
    same = same_value(result, said)
    if same is None and result.kind is said.kind is ValueKind.COUNT and result.per == said.per:
        is_one_thing = is_counted_in(result.unit, said.unit) or is_counted_in(
            said.unit, result.unit
        )
        return is_one_thing and result.amount != said.amount
    return same is False
