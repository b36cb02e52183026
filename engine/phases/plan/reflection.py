"""Whether a sentence of the plan is about a contradiction, applies its decision, or breaks it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from engine.statements import plain_text
from engine.subjects import content_words
from engine.values import TypedValue, same_value, values_in
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind

_QUIET_KINDS = (StatementKind.HEADING, StatementKind.CODE)


def is_about(statement: Statement, contradiction: Contradiction) -> bool:
    """Whether a sentence of the plan speaks of the thing the contradiction is about.

    By its mark, or by two words of the subject (one, where the subject has only one): the same date
    may stand there rightly for something else.
    """
    if contradiction.mark in statement.quote:
        return True
    subject = _subject(contradiction)
    words = {
        word for word, _ in content_words(f"{plain_text(statement.quote)} {statement.heading}")
    }
    return len(words & subject) >= min(2, len(subject)) > 0


def reflects(statement: Statement, contradiction: Contradiction) -> bool:
    """Whether a sentence applies the decision: it is about it and has a value that is kept."""
    if contradiction.decision is None or statement.kind in _QUIET_KINDS:
        return False
    kept = kept_values(contradiction)
    return is_about(statement, contradiction) and has_any(statement, kept)


def kept_values(contradiction: Contradiction) -> tuple[TypedValue, ...]:
    """The values that must stand in the plan."""
    decision = contradiction.decision
    if decision is None:
        return ()
    texts = [decision.text, decision.evidence_quote, *(side.quote for side in contradiction.sides)]
    return tuple(_named(texts, decision.kept_values))


def dropped_values(contradiction: Contradiction) -> tuple[TypedValue, ...]:
    """The values that must not stand in the plan for this subject."""
    decision = contradiction.decision
    if decision is None:
        return ()
    quotes = [side.quote for side in contradiction.sides]
    return tuple(_named(quotes, decision.dropped_values))


def has_any(statement: Statement, values: Iterable[TypedValue]) -> bool:
    """Whether a sentence has one of the values, in whatever words."""
    found = values_in(statement)
    return any(same_value(one, value) for value in values for one in found)


def _named(texts: Iterable[str], written: tuple[str, ...]) -> Iterator[TypedValue]:
    """The values of ``texts`` that are written so."""
    for text in texts:
        for value in values_in(text):
            if value.written in written:
                yield value


def _subject(contradiction: Contradiction) -> frozenset[str]:
    """The words of the title, and those that several sides share."""
    title = {word for word, _ in content_words(contradiction.title)}
    counts = Counter(
        word
        for side in contradiction.sides
        for word in {word for word, _ in content_words(plain_text(side.quote))}
    )
    return frozenset(title | {word for word, count in counts.items() if count > 1})
