"""The table of decisions: what holds, by which rule, and what it replaces."""

from collections.abc import Iterable

from engine.phases.plan.reflection import losing_sides
from engine.phases.plan.tables.holding import one_line
from models.contradiction import Basis, Contradiction, Decision
from models.plan import PlanTable, TableKind

_COLUMNS = ("Decision", "What holds", "By which rule", "Replaces")
_RULES = {
    Basis.BRIEF: "The brief decides",
    Basis.HOUSE_RULE: "A house rule decides",
    Basis.HARD_LIMIT: "A hard limit decides",
    Basis.ARITHMETIC: "Arithmetic decides",
    Basis.TOPIC_OWNER: "The topic's owner decides",
    Basis.NEEDS_YOU: "Needs you",
    Basis.USER: "Your ruling",
}


def decisions_table(contradictions: Iterable[Contradiction]) -> PlanTable:
    """All decisions, by number; none is left out."""
    rows = tuple(
        (f"R{one.number}", _holds(one), _rule(one.decision), _replaced(one, one.decision))
        for one in contradictions
        if one.decision is not None
    )
    return PlanTable(kind=TableKind.DECISIONS, columns=_COLUMNS, rows=rows)


def _holds(one: Contradiction) -> str:
    """What is decided; of what is open, what it is about and what is suggested."""
    decision = one.decision
    if decision is None or not decision.is_open:
        return one_line(decision.text if decision else "")
    suggested = f"; suggested: {one_line(decision.suggestion)}" if decision.suggestion else ""
    return f"{one_line(one.title)} (still open{suggested})"


def _rule(decision: Decision) -> str:
    rule = _RULES[decision.basis]
    return f"{rule}; it departs from the brief" if decision.departs_from_brief else rule


def _replaced(one: Contradiction, decision: Decision) -> str:
    """The values that were dropped; where it is about no figures, whose versions were."""
    if decision.dropped_values:
        return "; ".join(map(one_line, dict.fromkeys(decision.dropped_values)))
    names = dict.fromkeys(side.specialist for side in losing_sides(one))
    return ", ".join(f"the version of {name}" for name in names)
