"""Whether a plan keeps what was decided, and is rid of what lost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from engine.evaluation.cases import Conflict
from engine.phases.plan.statements import statements_in, values_said
from engine.phases.plan.words import telling_words
from engine.statements import in_words
from engine.values import DateSpan, TypedValue, same_value, values_in
from models.base import Record
from models.documents import Statement
from models.plan import ViolationKind
from models.run import Run

_SURELY_MEANT = 2
"""One word in common may be about another thing, where there are more that could be."""

_LOSING = (ViolationKind.LOSING_VALUE_LEFT, ViolationKind.LOSING_SENTENCE_LEFT)


@dataclass(frozen=True, slots=True)
class Lost:
    """A value that is known to have lost in a conflict.

    Attributes:
        value: as it is written.
        subject: the words of what the conflict is about: for something else the same value may
            stand in a plan rightly.
    """

    value: str
    subject: frozenset[str]

    @classmethod
    def of(cls, conflict: Conflict, value: str) -> "Lost":
        """Bind a value to the words that several sides of its conflict share, else to all."""
        sides = [telling_words(one.text) for one in conflict.sides]
        counts = Counter(word for side in sides for word in side)
        shared = frozenset(word for word, count in counts.items() if count > 1)
        return cls(value, shared or frozenset(counts))

    def is_said_in(self, statement: Statement) -> bool:
        """Whether a sentence of a plan says the value for what the conflict is about."""
        wanted = values_in(self.value)
        if not wanted:
            return " ".join(self.value.split()).casefold() in in_words(statement).casefold()
        found = values_said(statement)
        if not all(any(_is_exactly(one, other) for one in found) for other in wanted):
            return False
        said = telling_words(in_words(statement))
        if said and said <= self.subject:
            return True
        around = said | telling_words(statement.heading)
        return len(around & self.subject) >= min(_SURELY_MEANT, len(self.subject))


class PlanScore(Record):
    """How a plan did.

    Attributes:
        decisions: how many decisions it has to reflect, open ones included.
        honoured: how many of them its check has nothing against; none, where it has not ended.
        losing_values_left: how many values or sentences that lost still stand in it.
    """

    decisions: int
    honoured: int
    losing_values_left: int


def score_plan(run: Run, lost: Iterable[Lost]) -> PlanScore:
    """How the plan of a run did; one that is not there honours nothing.

    Args:
        run: a run that has ended.
        lost: values known to have lost, whatever the run decided.
    """
    decided = {one.number for one in run.contradictions if one.is_of_plan}
    violations = run.plan.violations if run.plan else ()
    is_checked = run.plan is not None and run.plan.checked
    broken = {one.number for one in violations} & decided if is_checked else decided
    left = {one.quote for one in violations if one.kind in _LOSING}
    settled = _settled_statements(run)
    for one in lost:
        quotes = [statement.quote for statement in settled if one.is_said_in(statement)]
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


def _is_exactly(found: TypedValue, value: TypedValue) -> bool:
    """Whether two values are the same; a whole month, or a range, is not one that is in it."""
    is_month = isinstance(found.value, DateSpan) and found.span.is_vague
    is_stretch = is_month or (found.low is not None and value.low is None)
    return not is_stretch and same_value(found, value) is True
