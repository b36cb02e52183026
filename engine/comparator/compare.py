"""From documents to ranked proposals."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.comparator.limits import counts_over_limits, times_after_limits
from engine.comparator.pairs import Pair, differing_pairs
from engine.comparator.proposal import Proposal, ProposalSide
from engine.comparator.reading import Entry, Reading, read
from engine.comparator.sums import sums_over_limits
from engine.comparator.windows import blocked_dates
from engine.comparator.words import reason_text, subject_text
from engine.values import ValueKind, same_value
from models.documents import Document, Statement

MOST_PROPOSALS = 12
"""What a verifier can read one by one in reasonable time."""
_LEAST_SCORE = 0.15
_RULES = (
    differing_pairs,
    counts_over_limits,
    times_after_limits,
    blocked_dates,
    sums_over_limits,
)
_TELLING_AMOUNT = 1_000
"""An amount of money from here on is hardly repeated by chance."""


@dataclass(slots=True)
class _Cluster:
    """Pairs about one thing, led by the best of them; one value per document."""

    lead: Pair
    entries: dict[int, Entry] = field(default_factory=dict)

    def takes(self, pair: Pair) -> bool:
        """Adds the pair's other value, if one of its values is in the cluster already."""
        for known, other in ((pair.a, pair.b), (pair.b, pair.a)):
            mine = self.entries.get(known.document)
            if mine and mine.number == known.number:
                self.entries.setdefault(other.document, other)
                return True
        return False

    def join_agreeing(self, reading: Reading) -> None:
        """Adds who says the same amount of money or the same clock time in other words."""
        said = [one for one in self.entries.values() if _is_telling(one)]
        for other in reading.entries:
            if other.document not in self.entries and any(
                same_value(one.value, other.value) for one in said
            ):
                self.entries[other.document] = other


def _is_telling(entry: Entry) -> bool:
    value = entry.value
    is_money = value.kind is ValueKind.MONEY and value.amount >= _TELLING_AMOUNT
    return is_money or value.kind is ValueKind.TIME


def propose(
    documents: Sequence[tuple[Document, Sequence[Statement]]], *, most: int = MOST_PROPOSALS
) -> tuple[Proposal, ...]:
    """What may not hold together, the likeliest first.

    Args:
        documents: each with its statements; ids tell which of them belong to the brief.
        most: how many proposals at most.
    """
    reading = read(documents)
    pairs = [pair for rule in _RULES for pair in rule(reading) if pair.score >= _LEAST_SCORE]
    pairs.sort(key=lambda one: (-one.score, one.a.number, one.b.number))
    clusters: list[_Cluster] = []
    for pair in pairs:
        if not any(cluster.takes(pair) for cluster in clusters):
            entries = {pair.a.document: pair.a, pair.b.document: pair.b}
            clusters.append(_Cluster(pair, entries))
    chosen = clusters[:most]
    for cluster in chosen:
        cluster.join_agreeing(reading)
    return tuple(_proposal(one) for one in chosen)


def _proposal(cluster: _Cluster) -> Proposal:
    entries = sorted(cluster.entries.values(), key=lambda one: (not one.is_brief, one.document))
    return Proposal(
        kind=cluster.lead.kind,
        subject=subject_text(cluster.lead),
        reason=reason_text(cluster.lead),
        sides=tuple(ProposalSide(one.statement, (one.value,)) for one in entries),
        score=round(cluster.lead.score, 3),
    )
