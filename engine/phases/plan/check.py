"""Checks the plan against every decision, subject by subject, without an LLM."""

from collections.abc import Iterator, Sequence

from engine.phases.plan.reflection import (
    bare,
    is_about,
    kept_values,
    losing_sides,
    says,
    says_what_lost,
)
from engine.phases.plan.replaced import still_says_dropped
from engine.phases.plan.statements import statements_in, without_bare_marks
from engine.statements import plain_text
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind, StatementRef
from models.plan import PlanSection, Violation, ViolationKind

_MIN_SENTENCE_CHARS = 25
"""Shorter sentences may stand in the plan by chance."""

PlanStatements = Sequence[tuple[str, Statement]]
"""All sentences of a plan, each with the id of its section."""


def violations_of(
    sections: Sequence[PlanSection],
    contradictions: Sequence[Contradiction],
    texts: Sequence[Statement],
) -> tuple[Violation, ...]:
    """What in the plan departs from the decisions.

    A decision is reflected by a sentence that says something, not by a mark alone, and not by what
    stands in a code block. An open decision only needs its mark: nothing is kept and nothing
    dropped yet.

    Args:
        sections: the plan.
        contradictions: with their decisions.
        texts: all that it was made from: a value that lost may be that of something else there.
    """
    known = (*texts, *(_as_statement(one) for one in contradictions if one.decision))
    statements = [
        (section.id, statement)
        for section in sections
        for statement in statements_in(without_bare_marks(section.markdown), section.id)
    ]
    return tuple(
        violation for one in contradictions for violation in _violations(one, statements, known)
    )


def _as_statement(one: Contradiction) -> Statement:
    """What a decision says, which may be in no text where the user has decided."""
    words = f"{one.title}: {one.decision.text if one.decision else ''}"
    ref = StatementRef(document_id="decision", version=1, start=0, end=len(words))
    return Statement(ref=ref, quote=words, kind=StatementKind.SENTENCE)


def _violations(
    one: Contradiction, statements: PlanStatements, texts: Sequence[Statement]
) -> Iterator[Violation]:
    if one.decision is None:
        return
    said = [statement for _, statement in statements if statement.kind is not StatementKind.CODE]
    if not any(one.mark in statement.quote for statement in said):
        yield _violation(one, ViolationKind.MARK_MISSING, f"No sentence is marked {one.mark}.")
    if one.decision.is_open:
        return
    about = [statement for statement in said if is_about(statement, one)]
    absent = [
        value.written
        for value in kept_values(one)
        if not any(says(statement, value) for statement in about)
    ]
    if absent:
        values = ", ".join(dict.fromkeys(absent))
        yield _violation(
            one, ViolationKind.KEPT_VALUE_MISSING, f"What was decided is not in the plan: {values}."
        )
    yield from _left_over(one, statements, texts)


def _left_over(
    one: Contradiction, statements: PlanStatements, texts: Sequence[Statement]
) -> Iterator[Violation]:
    losing = {bare(side.quote) for side in losing_sides(one)}
    for section_id, statement in statements:
        quote = plain_text(statement.quote)
        if still_says_dropped(statement, one, texts):
            yield _violation(
                one,
                ViolationKind.LOSING_VALUE_LEFT,
                f"A value that was replaced still stands there: {quote}",
                section_id,
                statement.quote,
            )
        elif says_what_lost(statement, one):
            yield _violation(
                one,
                ViolationKind.LOSING_SENTENCE_LEFT,
                f"The sentence is marked {one.mark} and says what was replaced: {quote}",
                section_id,
                statement.quote,
            )
        elif len(quote) >= _MIN_SENTENCE_CHARS and bare(statement.quote) in losing:
            yield _violation(
                one,
                ViolationKind.LOSING_SENTENCE_LEFT,
                f"A sentence that was replaced still stands there: {quote}",
                section_id,
                statement.quote,
            )


def _violation(
    one: Contradiction, kind: ViolationKind, message: str, section_id: str = "", quote: str = ""
) -> Violation:
    return Violation(
        number=one.number, kind=kind, section_id=section_id, message=message, quote=quote
    )
