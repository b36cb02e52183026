"""Which values a finding is about, where its statements have more than those."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from engine.comparator.clauses import clause_of, words_of
from engine.comparator.reading import Entry
from engine.phases.compare.finding import Finding
from engine.subjects import content_words
from engine.values import TypedValue, same_value, values_in
from models.documents import Statement, StatementKind

_MOST_VALUES = 20
"""No sentence has more; a table pasted as one paragraph may."""

_Side = tuple[str, Statement]
"""A document's id, and its statement."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A value that does not hold together with one of another side.

    Attributes:
        document_id: the document it stands in.
        statement: the statement it stands in.
        value: the value.
    """

    document_id: str
    statement: Statement
    value: TypedValue

    @property
    def clause(self) -> str:
        """The part of the statement around it; of a table the whole row."""
        return clause_of(self._entry)

    @property
    def words(self) -> frozenset[str]:
        """The stems of its clause; of a table row, those of its label and column title."""
        if self.statement.kind is StatementKind.TABLE_ROW:
            return frozenset(self.value.subject)
        return frozenset(words_of(self._entry))

    @property
    def _entry(self) -> Entry:
        return Entry(0, self.statement, self.value, is_brief=False, number=0)

    def is_said_like(self, other: "Disputed") -> bool:
        """Whether it is the same value of the same text."""
        return self.document_id == other.document_id and bool(same_value(self.value, other.value))


_Clash = tuple[Disputed, Disputed]


def disputed(finding: Finding) -> tuple[Disputed, ...]:
    """The values that clash: those its reason names, and of these those its subject is about.

    Where its words tell nothing, all that clash; none, where it is not about values.
    """
    return _told_apart(finding.subject, finding.explanation, _sides(finding))[0]


def beside(finding: Finding) -> tuple[Disputed, ...]:
    """The values that clash as well, where its reason names two others that do.

    A subject alone singles nothing out: "public launch" may mean both its date and its price.
    """
    return _told_apart(finding.subject, finding.explanation, _sides(finding))[1]


def _sides(finding: Finding) -> tuple[_Side, ...]:
    return tuple((side.document_id, side.statement) for side in finding.sides)


# Each candidate is held against all others.
@lru_cache(maxsize=1024)
def _told_apart(
    subject: str, reason: str, sides: tuple[_Side, ...]
) -> tuple[tuple[Disputed, ...], tuple[Disputed, ...]]:
    """The values that are meant, and those that are surely not, though they clash as well."""
    clashes = [
        (one, other)
        for a, b in combinations(sides, 2)
        for one in _values(a)
        for other in _values(b)
        if same_value(one.value, other.value) is False
    ]
    named = values_in(reason)[:_MOST_VALUES]

    def names(clash: _Clash) -> int:
        return sum(any(same_value(side.value, one) for one in named) for side in clash)

    most = _best(clashes, names)
    is_told = bool(most) and names(most[0]) == 2
    others = [one for one in _each(clashes) if one not in _each(most)] if is_told else []
    return _each(_about(subject, most)), tuple(others)


def _values(side: _Side) -> Iterator[Disputed]:
    for value in values_in(side[1])[:_MOST_VALUES]:
        yield Disputed(*side, value)


def _each(clashes: Iterable[_Clash]) -> tuple[Disputed, ...]:
    return tuple(dict.fromkeys(value for clash in clashes for value in clash))


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
    most = max(scores, default=0.0)
    return [clash for clash, one in zip(clashes, scores, strict=True) if one == most]
