"""Checks the plan against every decision, subject by subject, without an LLM."""

from collections.abc import Iterator, Sequence

from engine.phases.plan.reflection import dropped_values, has_any, is_about, kept_values
from engine.statements import cut, plain_text
from models.contradiction import BRIEF_SIDE, Contradiction
from models.documents import Document, Statement
from models.plan import PlanSection, Violation, ViolationKind

_MIN_SENTENCE_CHARS = 25
"""Shorter sentences may stand in the plan by chance."""

PlanStatements = Sequence[tuple[str, Statement]]
"""All sentences of a plan, each with the id of its section."""


def violations_of(
    sections: Sequence[PlanSection], contradictions: Sequence[Contradiction]
) -> tuple[Violation, ...]:
    """What in the plan departs from the decisions.

    An open decision only needs its mark: nothing is kept and nothing dropped yet.
    """
    statements = [
        (section.id, statement)
        for section in sections
        for statement in cut(
            Document(document_id=section.id, title=section.title, text=section.markdown)
        )
    ]
    return tuple(violation for one in contradictions for violation in _violations(one, statements))


def _violations(one: Contradiction, statements: PlanStatements) -> Iterator[Violation]:
    if one.decision is None:
        return
    if not any(one.mark in statement.quote for _, statement in statements):
        yield _violation(one, ViolationKind.MARK_MISSING, f"No sentence is marked {one.mark}.")
    if one.decision.is_open:
        return
    kept = kept_values(one)
    if kept and not any(has_any(statement, kept) for _, statement in statements):
        values = ", ".join(one.decision.kept_values)
        yield _violation(
            one, ViolationKind.KEPT_VALUE_MISSING, f"What was decided is not in the plan: {values}."
        )
    yield from _left_over(one, statements)


def _left_over(one: Contradiction, statements: PlanStatements) -> Iterator[Violation]:
    dropped = dropped_values(one)
    losing = _losing_sentences(one)
    for section_id, statement in statements:
        quote = plain_text(statement.quote)
        if has_any(statement, dropped) and is_about(statement, one):
            yield _violation(
                one,
                ViolationKind.LOSING_VALUE_LEFT,
                f"A value that was replaced still stands there: {quote}",
                section_id,
                statement.quote,
            )
        elif quote in losing:
            yield _violation(
                one,
                ViolationKind.LOSING_SENTENCE_LEFT,
                f"A sentence that was replaced still stands there: {quote}",
                section_id,
                statement.quote,
            )


def _losing_sentences(one: Contradiction) -> frozenset[str]:
    """The quotes that are not kept, as plain text; none, if neither side is kept as it stands.

    Where the brief itself is kept, a side loses only by a value that was replaced.
    """
    decision = one.decision
    if decision is None or decision.keep == "none":
        return frozenset()
    losing = (side for side in one.sides if side.specialist != decision.keep)
    if decision.keep == BRIEF_SIDE:
        losing = (
            side for side in losing if any(value in side.quote for value in decision.dropped_values)
        )
    quotes = (plain_text(side.quote) for side in losing)
    return frozenset(quote for quote in quotes if len(quote) >= _MIN_SENTENCE_CHARS)


def _violation(
    one: Contradiction, kind: ViolationKind, message: str, section_id: str = "", quote: str = ""
) -> Violation:
    return Violation(
        number=one.number, kind=kind, section_id=section_id, message=message, quote=quote
    )
