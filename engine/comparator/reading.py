"""Reads all documents once: their values, and how telling each word is among them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.subjects import stem, subject_of
from engine.values import TypedValue, values_in
from engine.values.dates import dates_in
from models.documents import BRIEF_ID, Document, Statement, StatementKind

_SAYS_LITTLE = tuple(stem(word) for word in ("people", "cost", "costs", "plan", "total", "target"))
"""Words that two statements share without being about one thing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and where it was said.

    Attributes:
        document: place of the document in the sequence.
        statement: the statement it stands in.
        value: the value.
        is_brief: whether the brief, a fixed fact or an attachment says it.
        number: its place among all values.
    """

    document: int
    statement: Statement
    value: TypedValue
    is_brief: bool
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the rules look at.

    Attributes:
        documents: the documents with their statements.
        entries: all their values in their order.
        weights: how telling a word stem is, from 0 to 1.
    """

    documents: Sequence[tuple[Document, Sequence[Statement]]]
    entries: tuple[Entry, ...]
    weights: Mapping[str, float]


def is_brief(document_id: str) -> bool:
    """Whether a document belongs to the brief: its text, a fixed fact, or an attachment."""
    return document_id == BRIEF_ID or document_id.startswith(("fact/", "attachment/"))


def read(documents: Sequence[tuple[Document, Sequence[Statement]]]) -> Reading:
    """The values and word weights of the documents."""
    year = _usual_year(documents)
    entries: list[Entry] = []
    uses: Counter[str] = Counter()
    for place, (document, statements) in enumerate(documents):
        for one in statements:
            uses.update(set(subject_of(one)))
            if one.kind is StatementKind.CODE:
                continue
            for value in values_in(one, year_hint=year):
                said_by_brief = is_brief(document.document_id)
                entries.append(Entry(place, one, value, said_by_brief, len(entries)))
    weights = {word: 1 / (1 + math.log(count)) for word, count in uses.items()}
    weights |= dict.fromkeys(_SAYS_LITTLE, 0.2)
    return Reading(documents, tuple(entries), weights)


def _usual_year(documents: Sequence[tuple[Document, Sequence[Statement]]]) -> int | None:
    """The year the documents mostly name."""
    years = Counter(
        year
        for document, _ in documents
        for paragraph in document.text.split("\n\n")
        for year in _years_in(paragraph)
    )
    return years.most_common(1)[0][0] if years else None


@lru_cache(maxsize=1024)
def _years_in(paragraph: str) -> tuple[int, ...]:
    """The years of the dates that name one."""
    dates = dates_in(paragraph) if "19" in paragraph or "20" in paragraph else ()
    return tuple(date.span.first.year for date in dates if date.span.first.year)
