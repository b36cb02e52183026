"""What was measured on one case, with one seed."""

from collections.abc import Iterable, Sequence

from engine.evaluation.cases import Case
from engine.evaluation.plan_score import PlanScore
from engine.evaluation.scoring import CaseScore
from models.base import Record
from models.contradiction import Contradiction, ContradictionStatus, Label, Side

REPORTED_LABELS = (Label.CONTRADICTION, Label.TENSION)
"""What a reader takes for a contradiction: gaps and duplicates are something else."""

_GONE = (ContradictionStatus.DISMISSED, ContradictionStatus.WITHDRAWN)


class Grounding(Record):
    """How many of the sides of all reports are quoted word for word where they are said to be."""

    sides: int = 0
    verbatim: int = 0


class Spent(Record):
    """What it cost.

    Attributes:
        calls: answers asked for, those included that failed.
        tokens: prompts and answers as the server counted them.
        json_calls: answers asked for as JSON that came to an end.
        invalid_json_calls: how many of those were not the JSON asked for.
        seconds: from the first step to the last; ``None`` for a replay, which takes no LLM's time.
    """

    calls: int = 0
    tokens: int = 0
    json_calls: int = 0
    invalid_json_calls: int = 0
    seconds: float | None = None


class Measured(Record):
    """One case with one seed.

    Attributes:
        case_id: the case.
        domain: what it is about.
        mode: how contradictions were looked for in the end, never ``auto``.
        seed: sampling seed; 0 where no LLM takes part.
        score: what was found.
        grounding: whether the quotes are real.
        plan: how the plan did; ``None`` where none is written.
        spent: what it cost.
        worth_a_look: how many of the reports are only that.
        notices: what the run said about itself, such as that a fallback was used.
    """

    case_id: str
    domain: str
    mode: str
    seed: int = 0
    score: CaseScore
    grounding: Grounding
    plan: PlanScore | None = None
    spent: Spent
    worth_a_look: int = 0
    notices: tuple[str, ...] = ()


def reported(contradictions: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """Those that stand and that a reader takes for contradictions."""
    return tuple(
        one for one in contradictions if one.label in REPORTED_LABELS and one.status not in _GONE
    )


def grounding_of(case: Case, sides: Sequence[Side]) -> Grounding:
    """Hold quotes against the texts of their case, by hand: nobody's word is taken for it."""
    texts = {one.document_id: one.text for one in case.documents}
    verbatim = [one for one in sides if _stands(one, texts.get(one.ref.document_id, ""))]
    return Grounding(sides=len(sides), verbatim=len(verbatim))


def _stands(side: Side, text: str) -> bool:
    return bool(side.quote) and text[side.start : side.end] == side.quote
