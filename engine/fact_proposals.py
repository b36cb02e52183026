"""Proposes fixed facts: the dates and amounts that stand in a brief."""

import re
from collections.abc import Sequence

from engine.statements import cut, plain_text
from engine.subjects import STOP_WORDS
from engine.values import TypedValue, ValueKind, values_in
from models.brief import Fact
from models.documents import BRIEF_ID, Document, StatementKind

_MOST_FACTS = 8
_MOST_SUBJECT_WORDS = 4
_KINDS = (ValueKind.DATE, ValueKind.MONEY)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE = re.compile(r"[.;:!?()]|,\s|\band\b|\bund\b")


def proposed_facts(brief_text: str) -> tuple[Fact, ...]:
    """Dates and amounts of money in a brief, each with the words before it as its subject.

    A proposal to be edited, not a reading: the first words of the clause are taken as they stand.
    """
    document = Document(document_id=BRIEF_ID, title="Brief", text=brief_text)
    facts: dict[str, Fact] = {}
    for statement in cut(document):
        if statement.kind in (StatementKind.HEADING, StatementKind.CODE):
            continue
        values = [one for one in values_in(statement) if one.kind in _KINDS]
        words = _without(values, statement.quote)
        for value in values:
            if subject := _subject(words, value):
                fact = Fact(subject=subject, value=plain_text(value.written))
                facts.setdefault(fact.value, fact)
    return tuple(facts.values())[:_MOST_FACTS]


def _without(values: Sequence[TypedValue], quote: str) -> str:
    """The sentence with its values as full stops: the words of one are no subject of another."""
    for value in values:
        blank = "." * (value.end - value.start)
        quote = quote[: value.start] + blank + quote[value.end :]
    return quote


def _subject(words: str, value: TypedValue) -> str:
    """The telling words of the clause before a value; after it, where none stand before."""
    before = _CLAUSE.split(words[: value.start])[-1]
    after = _CLAUSE.split(words[value.end :])[0]
    telling = _telling(before) or _telling(after)
    subject = " ".join(telling[:_MOST_SUBJECT_WORDS])
    return subject[:1].upper() + subject[1:]


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(plain_text(text)) if word.casefold() not in STOP_WORDS]
