"""Whether a plan keeps what was decided, and is rid of what lost."""

from collections.abc import Iterable

from engine.phases.plan.statements import statements_in, values_said
from engine.statements import in_words
from engine.values import DateSpan, TypedValue, same_value, values_in
from models.base import Record
from models.documents import Statement
from models.plan import ViolationKind
from models.run import Run

_LOSING = (ViolationKind.LOSING_VALUE_LEFT, ViolationKind.LOSING_SENTENCE_LEFT)


class PlanScore(Record):
    """How a plan did.

    Attributes:
        decisions: how many decisions it has to reflect, open ones included.
        honoured: how many of them its check has nothing against.
        losing_values_left: how many values or sentences that lost still stand in it.
    """

    decisions: int
    honoured: int
    losing_values_left: int


def score_plan(run: Run, dropped: Iterable[str]) -> PlanScore | None:
    """How the plan of a run did; ``None`` if there is none whose check has ended.

    Args:
        run: a run that has ended.
        dropped: values known to have lost, whatever the run decided.
    """
    if run.plan is None or not run.plan.checked:
        return None
    decided = {one.number for one in run.contradictions if one.is_of_plan}
    broken = {one.number for one in run.plan.violations} & decided
    left = {one.quote for one in run.plan.violations if one.kind in _LOSING}
    settled = _settled_statements(run)
    for value in dropped:
        quotes = [one.quote for one in settled if _says(one, value)]
        # A sentence that the plan's own check has found is not counted twice.
        if quotes and not left & set(quotes):
            left.add(quotes[0])
    return PlanScore(
        decisions=len(decided), honoured=len(decided - broken), losing_values_left=len(left)
    )


def _settled_statements(run: Run) -> list[Statement]:
    """The sentences of the plan, without the paragraphs that name an open decision.

    What is left open is named with all its sides, and nothing has lost there yet.
    """
    marks = [one.mark for one in run.contradictions if one.decision and one.decision.is_open]
    return [
        statement
        for section in (run.plan.sections if run.plan else ())
        for paragraph in section.markdown.split("\n\n")
        if not any(mark in paragraph for mark in marks)
        for statement in statements_in(paragraph, section.id)
    ]


def _says(statement: Statement, value: str) -> bool:
    wanted = values_in(value)
    if not wanted:
        return " ".join(value.split()).casefold() in in_words(statement).casefold()
    found = values_said(statement)
    return all(any(_is_exactly(one, other) for one in found) for other in wanted)


def _is_exactly(found: TypedValue, value: TypedValue) -> bool:
    """Whether two values are the same; a whole month, or a range, is not one that is in it."""
    is_month = isinstance(found.value, DateSpan) and found.span.is_vague
    is_stretch = is_month or (found.low is not None and value.low is None)
    return not is_stretch and same_value(found, value) is True
