"""What the brief asks, and which of it nobody answers."""

import re
from collections.abc import Iterator, Sequence

from engine.numbering import NumberedDocuments, is_binding
from engine.phases.align import words
from engine.statements import in_words
from engine.subjects import content_words, subject_of
from engine.values import TypedValue, same_value, values_in
from models.alignment import BriefGap
from models.documents import Statement, StatementKind

_ASKS = re.compile(
    r"\?\s*$|\b(?:must|shall|should|needs? to|need|wants? to|want|would like|asks?|expects?"
    r"|requires?|please|make sure|has to|have to|may not|muss|müssen|soll|sollen|sollte|sollten"
    r"|braucht|brauchen|bitte|möchten?|wollen|(?<!werden )(?<!wird )erwartet"
    r"|erwarten|verlangt|benötigt|darf|dürfen)\b",
    re.IGNORECASE,
)
_SAID_KINDS = (StatementKind.SENTENCE, StatementKind.BULLET, StatementKind.TABLE_ROW)
_FEWEST_WORDS = 3
"""A sentence with fewer telling words may be answered in any words."""

_ROOT_CHARS = 6
"""So much of a word is alike in "deliver" and "delivery", "beliefert" and "Belieferung"."""

_KNOWN_SHARE = 0.25
"""Up to this share of a sentence's words may be said by chance."""


def asks_of(numbered: NumberedDocuments) -> tuple[Statement, ...]:
    """The statements of the brief and its facts that may ask something; headings never do."""
    return tuple(
        statement
        for cut in numbered.documents
        if is_binding(cut.document.document_id)
        for statement in cut.statements
        if statement.kind in _SAID_KINDS
    )


def gaps_by_code(numbered: NumberedDocuments) -> Iterator[BriefGap]:
    """The sentences of the brief that ask something of which hardly a word is said by anybody.

    Another word for the same thing hides no answer as long as most words are not all others, and a
    figure that stands in a text answers too: code reports only what nobody even mentions.
    """
    told = [
        statement
        for cut in numbered.documents
        if not cut.belongs_to_brief
        for statement in cut.statements
    ]
    said = frozenset(stem[:_ROOT_CHARS] for one in told for stem in subject_of(one))
    figures = [value for one in told for value in values_in(one)]
    for statement in asks_of(numbered):
        asked = {stem[:_ROOT_CHARS] for stem, _ in content_words(in_words(statement))}
        if not said or len(asked) < _FEWEST_WORDS or not _ASKS.search(in_words(statement)):
            continue
        is_spoken_of = len(asked & said) > len(asked) * _KNOWN_SHARE
        if not is_spoken_of and not _has_one_of(statement, figures):
            yield gap_in(statement, "no text speaks of it")


def _has_one_of(statement: Statement, figures: Sequence[TypedValue]) -> bool:
    return any(same_value(one, other) for one in values_in(statement) for other in figures)


def gap_in(statement: Statement, lack: str = "no text answers it") -> BriefGap:
    """A sentence of the brief that nobody answers, and what is known of that."""
    asked = words.shortened(in_words(statement), 160)
    return BriefGap(
        ref=statement.ref,
        quote=statement.quote,
        text=f"The brief asks this, and {lack}: {asked}",
    )
