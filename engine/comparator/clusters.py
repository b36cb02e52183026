"""Pairs about one thing become one cluster with everybody who speaks of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.comparator.pair import Pair
from engine.comparator.proposal import Proposal, ProposalKind, ProposalSide
from engine.comparator.reading import Entry, Reading
from engine.comparator.words import reason_text, subject_text
from engine.values import ValueKind, same_value
from models.documents import Statement

_ABOUT_VALUES = frozenset(
    {ProposalKind.DIFFERENT_VALUE, ProposalKind.OVER_LIMIT, ProposalKind.PAST_DEADLINE}
)
_DAY_ONE = re.compile(
    r"\b(?:(?:opening|launch|first|handover|start|moving|premiere) day|day one"
    r"|from the (?:very )?(?:first|start)|ersten Tag\w*|Eröffnungstag|Starttag|von Anfang an"
    r"|ab Tag eins|zum Start|zur Eröffnung|on opening|at (?:the )?(?:launch|opening))\b",
    re.IGNORECASE,
)
_TELLING_MONEY = 1_000
"""An amount of money from here on is hardly repeated by chance."""
_TELLING_COUNT = 13
_TELLING_SMALL_COUNT = 4
_LEAST_SHARED = 0.25
"""Others who say the same number of the same things speak of the same thing from here on."""


@dataclass(slots=True)
class Cluster:
    """Pairs about one thing, led by the best of them; one value per document.

    Attributes:
        lead: the best pair.
        entries: the values, by place of their document.
        needing: statements without a value that need what is late, by place of their document.
    """

    lead: Pair
    entries: dict[int, Entry] = field(default_factory=dict)
    needing: dict[int, Statement] = field(default_factory=dict)

    @classmethod
    def of(cls, pair: Pair) -> "Cluster":
        """A cluster of one pair."""
        return cls(pair, {pair.a.document: pair.a, pair.b.document: pair.b})

    def takes(self, pair: Pair) -> bool:
        """Adds the pair's other value, if one of its values is in the cluster already."""
        if self._says_already(pair):
            return True
        if not {self.lead.kind, pair.kind} <= _ABOUT_VALUES:
            return self._takes_other_limit(pair)
        for known, other in ((pair.a, pair.b), (pair.b, pair.a)):
            mine = self.entries.get(known.document)
            if mine and (mine.number == known.number or _is_said_again(mine, known)):
                self.entries.setdefault(other.document, other)
                return True
        return False

    def _takes_other_limit(self, pair: Pair) -> bool:
        """Adds another limit that the same value breaks."""
        if pair.kind is not self.lead.kind:
            return False
        is_same = pair.a.number == self.lead.a.number
        same_event = (
            pair.b.number == self.lead.b.number
            and pair.a.document == self.lead.a.document
            and same_value(pair.a.value, self.lead.a.value)
        )
        # What is late for one event is late for others; those are further contradictions.
        if is_same and (
            pair.kind is not ProposalKind.WRONG_ORDER or same_value(pair.b.value, self.lead.b.value)
        ):
            self.entries.setdefault(pair.b.document, pair.b)
        return is_same or bool(same_event)

    def join_agreeing(self, reading: Reading) -> None:
        """Adds who says one of the values in other words."""
        said = list(self.entries.values())
        for other in reading.entries:
            if other.document not in self.entries and any(
                same_value(one.value, other.value) and _is_same_thing(one, other, reading)
                for one in said
            ):
                self.entries[other.document] = other

    def join_day_one(self, reading: Reading) -> None:
        """Adds who needs what is late on the first day, without naming the day."""
        if self.lead.kind is not ProposalKind.WRONG_ORDER:
            return
        late = self.lead.a.statement
        for place, (_, statements) in enumerate(reading.documents):
            needing = [
                (reading.shared(late, one), one)
                for one in statements
                if place not in self.entries and _DAY_ONE.search(one.quote)
            ]
            shared, statement = max(needing, key=lambda one: one[0], default=(0.0, late))
            if shared > 0:
                self.needing[place] = statement

    def proposal(self) -> Proposal:
        """What the cluster says."""
        sides = {
            place: ProposalSide(one.statement, (one.value,)) for place, one in self.entries.items()
        }
        sides |= {place: ProposalSide(one, ()) for place, one in self.needing.items()}
        briefs = [place for place, one in self.entries.items() if one.is_brief]
        return Proposal(
            kind=self.lead.kind,
            subject=subject_text(self.lead),
            reason=reason_text(self.lead),
            sides=tuple(
                sides[one] for one in sorted(sides, key=lambda one: (one not in briefs, one))
            ),
            score=round(self.lead.score, 3),
        )

    def _says_already(self, pair: Pair) -> bool:
        """Whether both statements of a pair stand in the cluster."""
        said = [one.statement for one in self.entries.values()]
        return all(any(one is side.statement for one in said) for side in (pair.a, pair.b))


def clustered(pairs: Iterable[Pair]) -> Sequence[Cluster]:
    """The pairs in clusters, in the order of their best pairs.

    Args:
        pairs: the best first.
    """
    clusters: list[Cluster] = []
    for pair in pairs:
        if not any(cluster.takes(pair) for cluster in clusters):
            clusters.append(Cluster.of(pair))
    return clusters


def _is_said_again(one: Entry, other: Entry) -> bool:
    """Whether a document names an amount again that is hardly repeated by chance."""
    if one.value.kind is not other.value.kind or one.value.unit != other.value.unit:
        return False
    if one.value.kind not in (ValueKind.COUNT, ValueKind.MONEY):
        return False
    return one.value.amount == other.value.amount >= _TELLING_COUNT


def _is_same_thing(known: Entry, other: Entry, reading: Reading) -> bool:
    """Whether a value that is said again is about the same thing."""
    value = other.value
    if value.kind is ValueKind.MONEY and value.amount >= _TELLING_MONEY:
        return True
    if value.kind is ValueKind.TIME:
        return True
    if value.kind is ValueKind.DATE:
        begins = known.value.span.with_years_of(value.span).first
        return value.span.is_day and value.span.with_years_of(known.value.span).first == begins
    if value.kind is ValueKind.COUNT and value.amount >= _TELLING_COUNT:
        return True
    is_unit_telling = value.kind is ValueKind.COUNT and reading.weights.get(value.unit, 1) > 0.25
    if is_unit_telling and value.amount >= _TELLING_SMALL_COUNT:
        return True
    shared = reading.shared(known.statement, other.statement)
    return shared >= (_LEAST_SHARED if not is_unit_telling else _LEAST_SHARED / 2)
