"""From documents to ranked proposals."""

from engine.comparator.clusters import clustered
from engine.comparator.proposal import Proposal
from engine.comparator.reading import Documents, Reading, read
from engine.comparator.rules import RULES_OF_PAIRS, RULES_OF_SEVERAL

MOST_PROPOSALS = 12
"""What a verifier can read one by one in reasonable time."""
_LEAST_SCORE = 0.25


def propose(documents: Documents, *, most: int = MOST_PROPOSALS) -> tuple[Proposal, ...]:
    """What may not hold together, the likeliest first.

    Args:
        documents: each with its statements; ids tell which of them belong to the brief.
        most: how many proposals at most.
    """
    reading = read(documents)
    proposals = [*_from_pairs(reading, most), *_from_several(reading)]
    proposals.sort(key=lambda one: -one.score)
    return tuple(proposals[:most])


def _from_pairs(reading: Reading, most: int) -> list[Proposal]:
    pairs = [
        pair for rule in RULES_OF_PAIRS for pair in rule(reading) if pair.score >= _LEAST_SCORE
    ]
    pairs.sort(key=lambda one: (-one.score, one.a.number, one.b.number))
    chosen = clustered(pairs)[:most]
    for cluster in chosen:
        cluster.join_agreeing(reading)
        cluster.join_day_one(reading)
    return [cluster.proposal() for cluster in chosen]


def _from_several(reading: Reading) -> list[Proposal]:
    found = (one for rule in RULES_OF_SEVERAL for one in rule(reading))
    return [one for one in found if one.score >= _LEAST_SCORE]
