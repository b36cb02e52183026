"""From documents to ranked proposals."""

from engine.comparator import hours
from engine.comparator.clusters import clustered
from engine.comparator.days import wrong_weekdays
from engine.comparator.events import moved_beginnings, out_of_order
from engine.comparator.limits import counts_over_limits
from engine.comparator.owners import two_owners
from engine.comparator.pairs import differing_counts, differing_pairs
from engine.comparator.places import too_few_places
from engine.comparator.proposal import Proposal
from engine.comparator.reading import Documents, Reading, read
from engine.comparator.sums import sums_over_limits
from engine.comparator.wholes import budgets_over_total, shares_over_whole
from engine.comparator.windows import blocked_dates

MOST_PROPOSALS = 12
"""What a verifier can read one by one in reasonable time."""
_LEAST_SCORE = 0.2
_RULES = (
    differing_pairs,
    differing_counts,
    counts_over_limits,
    too_few_places,
    hours.outside_hours,
    hours.differing_hours,
    hours.past_latest_time,
    hours.within_blocked_hours,
    hours.shut_days,
    moved_beginnings,
    out_of_order,
    wrong_weekdays,
    blocked_dates,
    sums_over_limits,
)
_RULES_OF_SEVERAL = (two_owners, budgets_over_total, shares_over_whole)
"""Rules that say by themselves who is on which side."""


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
    pairs = [pair for rule in _RULES for pair in rule(reading) if pair.score >= _LEAST_SCORE]
    pairs.sort(key=lambda one: (-one.score, one.a.number, one.b.number))
    chosen = clustered(pairs)[:most]
    for cluster in chosen:
        cluster.join_agreeing(reading)
        cluster.join_day_one(reading)
    return [cluster.proposal() for cluster in chosen]


def _from_several(reading: Reading) -> list[Proposal]:
    found = (one for rule in _RULES_OF_SEVERAL for one in rule(reading))
    return [one for one in found if one.score >= _LEAST_SCORE]
