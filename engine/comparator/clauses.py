"""The part of a sentence that a value belongs to."""

import re

from engine.comparator.reading import Entry
from engine.subjects import content_words
from models.documents import StatementKind

_BREAK = re.compile(
    r"[;:!?]\s|\.\s+(?=[A-ZÄÖÜ])|,\s|\s[–—]\s|\s(?:and|but|while|because|und|aber|denn|weil)\s"
)
_CELL = re.compile(r"(?<!\\)\|")


def clause_of(entry: Entry) -> str:
    """The clause around a value; in a table the whole row."""
    start, end = clause_span(entry)
    return entry.statement.quote[start:end]


def clause_span(entry: Entry) -> tuple[int, int]:
    """Where the clause around a value begins and ends in its statement."""
    quote, value = entry.statement.quote, entry.value
    if entry.statement.kind is StatementKind.TABLE_ROW:
        return 0, len(quote)
    # "Full programme published: 10 May" is one clause: a label with its value.
    before = [one.end() for one in _BREAK.finditer(quote, 0, value.start) if one[0][0] != ":"]
    after = _BREAK.search(quote, value.end)
    return (before[-1] if before else 0), (after.start() if after else len(quote))


def words_of(entry: Entry) -> tuple[str, ...]:
    """The stems of the clause around a value; of the statement, where the clause has none."""
    known = set(entry.value.subject)
    for text in (clause_of(entry), entry.statement.quote):
        # The subject of "two weeks before the opening" is not the opening.
        if stems := [word for word, _ in content_words(text) if word in known]:
            return tuple(dict.fromkeys(stems))
    return ()
