"""Reads all documents once: their values, and how telling each word is among them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.comparator.calendar import Calendar
from engine.comparator.relative import dated_from_others
from engine.comparator.vocabulary import parts_of, with_parts
from engine.subjects import stem, subject_of, subject_overlap
from engine.values import TypedValue
from models.documents import BRIEF_ID, Document, Statement, StatementKind

Documents = Sequence[tuple[Document, Sequence[Statement]]]
"""Each document with its statements."""

SAYS_LITTLE = frozenset(
    stem(word)
    for word in (
        "people", "cost", "costs", "plan", "total", "target", "kosten", "plan", "ziel", "person",
        "personen", "start", "starts", "begins", "beginnt", "termin", "termine", "step", "schritt",
        "item", "posten",
    )
)  # fmt: skip
"""Words that two statements share without being about one thing."""
_SAYS_NOTHING = tuple(
    stem(word) for word in ("total", "sum", "summe", "together", "zusammen", "gesamt", "insgesamt")
)


_MOST_VALUES = 50
"""No sentence has more; a table pasted as one paragraph may, and no rule can read that."""


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
        parts: the stems that compounds are made of.
        year: the year the documents mostly name.
    """

    documents: Documents
    entries: tuple[Entry, ...]
    weights: Mapping[str, float]
    parts: Mapping[str, tuple[str, ...]]
    year: int | None

    def is_brief(self, document: int) -> bool:
        """Whether the document at a place belongs to the brief."""
        return is_brief(self.documents[document][0].document_id)

    def subject(self, statement: Statement) -> tuple[str, ...]:
        """The stems of a statement and the parts of its compounds."""
        return with_parts(subject_of(statement), self.parts)

    def shared(self, a: Statement, b: Statement) -> float:
        """How much of their subjects two statements share, from 0 to 1."""
        return subject_overlap(self.subject(a), self.subject(b), self.weights)


def is_brief(document_id: str) -> bool:
    """Whether a document belongs to the brief: its text, a fixed fact, or an attachment."""
    return document_id == BRIEF_ID or document_id.startswith(("fact/", "attachment/"))


def read(documents: Documents) -> Reading:
    """The values and word weights of the documents."""
    calendar = Calendar.of(documents)
    entries: list[Entry] = []
    uses: Counter[str] = Counter()
    for place, (document, statements) in enumerate(documents):
        for one in statements:
            uses.update(set(subject_of(one)))
            if one.kind is StatementKind.CODE:
                continue
            for value in calendar.values_of(one)[:_MOST_VALUES]:
                said_by_brief = is_brief(document.document_id)
                entries.append(Entry(place, one, value, said_by_brief, len(entries)))
    parts = parts_of(uses.keys())
    uses.update(part for one, many in parts.items() for part in many for _ in range(uses[one]))
    weights = {word: 1 / (1 + math.log(count)) for word, count in uses.items()}
    weights |= dict.fromkeys(SAYS_LITTLE, 0.2)
    weights |= dict.fromkeys(_SAYS_NOTHING, 0.05)
    widened = [
        replace(one, value=replace(one.value, subject=with_parts(one.value.subject, parts)))
        for one in entries
    ]
    return Reading(
        documents, _with_relative_dates(widened, calendar.year), weights, parts, calendar.year
    )


def _with_relative_dates(entries: Sequence[Entry], year: int | None) -> tuple[Entry, ...]:
    """With "three weeks before the launch" as the day that it is."""
    dated = dated_from_others([(one.statement, one.value, one.is_brief) for one in entries], year)
    known = len(entries)
    told = [replace(entries[number], value=value) for number, value in dated.items()]
    numbered = (replace(one, number=known + place) for place, one in enumerate(told))
    return (*entries, *numbered)
