"""What several prompts about the finished plan have in common."""

from collections.abc import Iterable

from engine.phases.plan.statements import without_marks
from models.contradiction import Contradiction


def decision_lines(contradictions: Iterable[Contradiction]) -> str:
    """Decisions as prompts show them, one a line: "R3 (public launch date): Launch on 11 May.".

    Marks that a worker or the user wrote into one are left out: they lead to other decisions.
    """
    return "\n".join(_line(one) for one in contradictions if one.decision is not None)


def _line(one: Contradiction) -> str:
    decision = one.decision
    is_open = " (open: the user has not decided yet)" if decision and decision.is_open else ""
    text = _one_line(decision.text) if decision else ""
    return f"R{one.number} ({_one_line(one.title)}){is_open}: {text}"


def _one_line(text: str) -> str:
    return " ".join(without_marks(text).split())
