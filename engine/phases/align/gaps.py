"""What the brief asks, and which of it nobody answers."""

import re
from collections.abc import Iterator

from engine.numbering import NumberedDocuments, is_binding
from engine.phases.align import words
from engine.statements import in_words
from engine.subjects import content_words, subject_of
from models.alignment import BriefGap
from models.documents import Statement, StatementKind

_ASKS = re.compile(
    r"\?\s*$|\b(?:must|shall|should|needs? to|need|wants? to|want|would like|asks?|expects?"
    r"|requires?|please|make sure|has to|have to|may not|muss|müssen|soll|sollen|sollte|sollten"
    r"|braucht|brauchen|bitte|möchten?|wollen|erwartet|erwarten|verlangt|benötigt|darf|dürfen)\b",
    re.IGNORECASE,
)
_SAID_KINDS = (StatementKind.SENTENCE, StatementKind.BULLET, StatementKind.TABLE_ROW)
_FEWEST_WORDS = 3
"""A sentence with fewer telling words may be answered in any words."""

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

    Another word for the same thing hides no answer as long as most words are not all others: code
    reports only what nobody even mentions.
    """
    said = frozenset(
        stem
        for cut in numbered.documents
        if not cut.belongs_to_brief
        for statement in cut.statements
        for stem in subject_of(statement)
    )
    for statement in asks_of(numbered):
        asked = {stem for stem, _ in content_words(in_words(statement))}
        if len(asked) < _FEWEST_WORDS or not _ASKS.search(in_words(statement)):
            continue
        if not said or len(asked & said) > len(asked) * _KNOWN_SHARE:
            continue
        yield gap_in(statement)


def gap_in(statement: Statement) -> BriefGap:
    """A sentence of the brief that nobody answers."""
    asked = words.shortened(in_words(statement), 160)
    return BriefGap(
        ref=statement.ref,
        quote=statement.quote,
        text=f"The brief asks this, and no text answers it: {asked}",
    )
