"""Which values a finding is about, where its statements have more than those."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from engine.comparator.clauses import words_of
from engine.comparator.reading import Entry
from engine.phases.compare.finding import Finding, Place
from engine.subjects import content_words
from engine.values import TypedValue, same_value, values_in
from models.documents import StatementKind

_MOST_VALUES = 20
"""No sentence has more; a table pasted as one paragraph may."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A value that does not hold together with one of another side."""

    place: Place
    value: TypedValue

    @property
    def words(self) -> frozenset[str]:
        """The stems of its clause; of a table row, those of its label and column title."""
        statement = self.place.statement
        if statement.kind is StatementKind.TABLE_ROW:
            return frozenset(self.value.subject)
        return frozenset(words_of(Entry(0, statement, self.value, is_brief=False, number=0)))

    def is_said_like(self, other: "Disputed") -> bool:
        """Whether it is the same value of the same text."""
        is_one_text = self.place.document_id == other.place.document_id
        return is_one_text and bool(same_value(self.value, other.value))


_Clash = tuple[Disputed, Disputed]


def disputed(finding: Finding) -> tuple[Disputed, ...]:
    """The values that clash: those its reason names, and of these those its subject is about.

    Where its words tell nothing, all that clash; none, where it is not about values.
    """
    clashes = [
        (one, other)
        for a, b in combinations(finding.sides, 2)
        for one in _values(a)
        for other in _values(b)
        if same_value(one.value, other.value) is False
    ]
    chosen = _about(finding.subject, _named_in(finding.explanation, clashes))
    return tuple(dict.fromkeys(value for clash in chosen for value in clash))


def _values(place: Place) -> Iterator[Disputed]:
    for value in values_in(place.statement)[:_MOST_VALUES]:
        yield Disputed(place, value)


def _named_in(reason: str, clashes: Sequence[_Clash]) -> Sequence[_Clash]:
    """The clashes most of whose values the reason names."""
    named = values_in(reason)[:_MOST_VALUES]

    def names(clash: _Clash) -> float:
        return sum(any(same_value(side.value, one) for one in named) for side in clash)

    return _best(clashes, names)


def _about(subject: str, clashes: Sequence[_Clash]) -> Sequence[_Clash]:
    """The clashes of which both values have the subject's words around them, and few others."""
    words = {word for word, _ in content_words(subject)}

    def likeness(clash: _Clash) -> float:
        one, other = (side.words for side in clash)
        shares = [len(words & side) / len(words | side or {""}) for side in (one, other)]
        return 2 * len(words & one & other) + sum(shares)

    return _best(clashes, likeness)


def _best(clashes: Sequence[_Clash], score: Callable[[_Clash], float]) -> Sequence[_Clash]:
    scores = [score(one) for one in clashes]
    return [clash for clash, one in zip(clashes, scores, strict=True) if one == max(scores)]
