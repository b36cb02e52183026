"""Whether a sentence still says a value that a decision replaced, for the thing it decided.

The same value may rightly stand elsewhere for something else, and a plan that is right must not be
repaired, so a value alone is not enough: the sentence must speak of the thing too.
"""

import re
from collections.abc import Iterator, Sequence

from engine.comparator.clauses import clause_of
from engine.comparator.reading import SAYS_LITTLE, Entry
from engine.phases.plan.reflection import (
    bare,
    dropped_values,
    is_about,
    kept_values,
    reflects,
    says,
    subject_of,
    words_of_sides,
)
from engine.phases.plan.statements import values_said, with_blank_marks
from engine.phases.plan.words import telling_words
from engine.statements import cells_of, plain_text
from engine.values import TypedValue, ValueKind, same_value, values_in
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind

_COUNTED_FROM = re.compile(
    r"\b(?:before|after|ahead of|prior to|following|vor|nach)\s+(?:[^\W\d_]+\s+){0,2}$",
    re.IGNORECASE,
)
"""In front of a thing that only tells when something else happens."""
_RIGHT_BEFORE = re.compile(r"[^\W\d_]*\s+\(?(?:(?:on|am|at|um|den|the)\s+)*", re.IGNORECASE)


def still_says_dropped(
    statement: Statement, contradiction: Contradiction, texts: Sequence[Statement] | None = None
) -> bool:
    """Whether a sentence has a value that was replaced, for the thing that was decided.

    It speaks of that thing by its mark or by two words of its subject. One telling word is enough
    where nothing else is named beside it; where something else is, the texts must know.

    Args:
        statement: a sentence of the plan or of a text.
        contradiction: the decision.
        texts: what the plan was made from. Where none of them says the value of what else the
            sentence names, it can only be the one that was replaced. ``None`` where that cannot be
            told; what names anything else is not counted then.
    """
    left = _dropped_in(statement, contradiction)
    # What a sentence is about takes longest to tell, and few have such a value at all.
    if not left:
        return False
    subject = subject_of(contradiction)
    kept = kept_values(contradiction)
    says_kept = any(says(statement, value) for value in kept)
    # Beside the value that holds, the same date may well be that of something else.
    own = [one for one in left if not says_kept or _belongs_to(one, subject)]
    # A sentence that only says in words what holds may have the figure of something else.
    if kept and is_about(statement, contradiction):
        return bool(own)
    return any(_is_said_of_it(one, statement, contradiction, texts) for one in own)


def speaks_of(
    statement: Statement, contradiction: Contradiction, texts: Sequence[Statement]
) -> bool:
    """Whether a sentence marks a decision, has a value of it, or repeats a side word for word.

    A value that is kept counts as one that was replaced would: it may be replaced one day.
    """
    if contradiction.mark in statement.quote or still_says_dropped(statement, contradiction, texts):
        return True
    if any(bare(side.quote) == bare(statement.quote) for side in contradiction.sides):
        return True
    kept = kept_values(contradiction)
    said = (it for it in values_said(statement) if any(_is_exactly(it, one) for one in kept))
    return reflects(statement, contradiction) or any(
        _is_said_of_it(one, statement, contradiction, texts) for one in said
    )


def _dropped_in(statement: Statement, contradiction: Contradiction) -> list[TypedValue]:
    """The values of a sentence that were replaced, and are none that is kept."""
    said = values_said(statement)
    if not said:
        return []
    dropped, kept = dropped_values(contradiction), kept_values(contradiction)
    return [
        found
        for found in said
        if any(_is_exactly(found, value) for value in dropped)
        and not any(same_value(found, value) for value in kept)
    ]


def _is_said_of_it(
    found: TypedValue,
    statement: Statement,
    contradiction: Contradiction,
    texts: Sequence[Statement] | None,
) -> bool:
    telling = _telling(contradiction)
    part = _part_around(found, statement, telling)
    if not any(_names(word, place, part, found) for word, place in _places(part, telling)):
        return False
    others = telling_words(part) - subject_of(contradiction) - _words_around(found, contradiction)
    if not others:
        return True
    if texts is None:
        return False
    return not any(_is_value_of(others, found, one, contradiction) for one in texts)


def _telling(contradiction: Contradiction) -> frozenset[str]:
    """The words that alone tell what was decided: in the title and in several sides, if any are."""
    title, shared = telling_words(contradiction.title), words_of_sides(contradiction)
    words = (title & shared) or shared or title
    return (words - SAYS_LITTLE) or words


def _part_around(found: TypedValue, statement: Statement, telling: frozenset[str]) -> str:
    """The words a value belongs to: of a table row one cell, else its clause.

    A clause that has none hands it on to the sentence, and a bare date in a list to its heading.
    """
    if cells := cells_of(statement):
        return next((text for _, text in cells if telling & telling_words(text)), "")
    unmarked = statement.model_copy(update={"quote": with_blank_marks(statement.quote)})
    parts = (clause_of(Entry(0, unmarked, found, False, 0)), unmarked.quote, statement.heading)
    return next((plain_text(one) for one in parts if telling_words(one)), "")


def _places(part: str, telling: frozenset[str]) -> Iterator[tuple[str, int]]:
    for match in re.finditer(r"[^\W\d_]+", part):
        if telling_words(match[0]) & telling:
            yield match[0], match.start()


def _names(word: str, place: int, part: str, found: TypedValue) -> bool:
    """Whether a word names the thing, and not only what something else is counted from."""
    if not _COUNTED_FROM.search(part, 0, place):
        return True
    behind = _RIGHT_BEFORE.match(part, place + len(word))
    return behind is not None and part.startswith(found.written, behind.end())


def _words_around(found: TypedValue, contradiction: Contradiction) -> frozenset[str]:
    """The words around a value where the sides say it."""
    words: frozenset[str] = frozenset()
    for side in contradiction.sides:
        kind = StatementKind.SENTENCE
        said = Statement(ref=side.ref, quote=side.quote, kind=kind)
        for value in values_in(said):
            if _is_exactly(value, found):
                words |= telling_words(clause_of(Entry(0, said, value, False, 0)))
    return words


def _is_value_of(
    others: frozenset[str], found: TypedValue, text: Statement, contradiction: Contradiction
) -> bool:
    """Whether a text says a value of something else that a sentence names."""
    if not any(_is_exactly(one, found) for one in values_in(text)):
        return False
    is_side = any(side.ref == text.ref for side in contradiction.sides)
    is_of_it = is_side or is_about(text, contradiction) or still_says_dropped(text, contradiction)
    return not is_of_it and bool(others & telling_words(text.quote))


def _is_exactly(found: TypedValue, value: TypedValue) -> bool:
    """Whether two values are the same: the very same days, and no range around an amount."""
    if not same_value(found, value):
        return False
    if found.kind is not ValueKind.DATE:
        return (found.low is None) == (value.low is None)
    return found.span.with_years_of(value.span) == value.span.with_years_of(found.span)


def _belongs_to(value: TypedValue, subject: frozenset[str]) -> bool:
    """Whether the word nearest to a value, besides what it counts, is one of the subject."""
    counted = {value.unit, *telling_words(value.written)}
    nearest = next((word for word in value.subject if word not in counted), None)
    return nearest is None or nearest in subject
