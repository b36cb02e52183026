"""From documents to ranked proposals."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.comparator.pairs import Pair, differing_pairs
from engine.comparator.proposal import Proposal, ProposalSide
from engine.comparator.reading import Entry, read
from engine.comparator.sums import sums_over_limits
from engine.comparator.windows import blocked_dates
from engine.comparator.words import reason_text, subject_text
from models.documents import Document, Statement

MOST_PROPOSALS = 12
"""What a verifier can read one by one in reasonable time."""
_LEAST_SCORE = 0.12


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


def propose(
    documents: Sequence[tuple[Document, Sequence[Statement]]], *, most: int = MOST_PROPOSALS
) -> tuple[Proposal, ...]:
    """What may not hold together, the likeliest first.

    Args:
        documents: each with its statements; ids tell which of them belong to the brief.
        most: how many proposals at most.
    """
    reading = read(documents)
    pairs = [*differing_pairs(reading), *blocked_dates(reading), *sums_over_limits(reading)]
    pairs = [one for one in pairs if one.score >= _LEAST_SCORE]
    pairs.sort(key=lambda one: (-one.score, one.a.number, one.b.number))
    clusters: list[_Cluster] = []
    for pair in pairs:
        if not any(cluster.takes(pair) for cluster in clusters):
            entries = {pair.a.document: pair.a, pair.b.document: pair.b}
            clusters.append(_Cluster(pair, entries))
    return tuple(_proposal(one) for one in clusters[:most])


def _proposal(cluster: _Cluster) -> Proposal:
    entries = sorted(cluster.entries.values(), key=lambda one: (not one.is_brief, one.document))
    return Proposal(
        kind=cluster.lead.kind,
        subject=subject_text(cluster.lead),
        reason=reason_text(cluster.lead),
        sides=tuple(ProposalSide(one.statement, (one.value,)) for one in entries),
        score=round(cluster.lead.score, 3),
    )
