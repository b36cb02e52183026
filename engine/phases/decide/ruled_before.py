"""What becomes of a ruling when the texts are compared again."""

from dataclasses import replace

from engine.phases.compare import Finding, Place
from engine.phases.settle import values_of
from engine.values import same_value
from engine.values.decided import typed
from models.contradiction import Contradiction, Decision
from models.ruling import Ruling, RulingKind


def in_order_of(known: Contradiction, finding: Finding) -> Finding:
    """The finding with its sides in the order they had before, so that a ruling names the same."""
    order = {side.ref.document_id: index for index, side in enumerate(known.sides)}
    last = len(order)
    sides = sorted(finding.sides, key=lambda side: order.get(side.document_id, last))
    return replace(finding, sides=tuple(sides))


def is_in_same_words(finding: Finding, known: Contradiction) -> bool:
    """Whether all sides say just what they said before, in the same order."""
    before = [(one.ref.document_id, one.quote) for one in known.sides]
    return [(one.document_id, one.statement.quote) for one in finding.sides] == before


def ruling_for(finding: Finding, known: Contradiction) -> Ruling | None:
    """The ruling that holds, said of the sides as they are now.

    Returns:
        ``None`` if what it keeps is gone from the texts.
    """
    ruling = known.ruling
    if ruling is None or ruling.kind is not RulingKind.KEEP or ruling.side is None:
        return ruling
    kept = known.sides[ruling.side]
    for index, side in enumerate(finding.sides):
        if side.document_id == kept.ref.document_id:
            is_there = side.statement.quote == kept.quote or _says_all(side, known.decision)
            return ruling.model_copy(update={"side": index}) if is_there else None
    return None


def what_is_gone(known: Contradiction) -> str:
    """Why a ruling no longer holds, as a notice."""
    ruling, decision = known.ruling, known.decision
    side = known.sides[(ruling.side if ruling else None) or 0]
    kept = ", ".join(decision.kept_values) if decision else ""
    return (
        f"Your ruling on R{known.number} kept {kept or 'a sentence'}, and {side.specialist} no "
        f"longer says so. R{known.number} needs you again."
    )


def _says_all(place: Place, decision: Decision | None) -> bool:
    kept = [typed(one) for one in decision.kept] if decision else []
    return bool(kept) and all(
        any(same_value(value, said) for said in values_of(place)) for value in kept
    )
