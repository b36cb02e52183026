"""The rules: each looks for one way in which documents may not hold together."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from engine.comparator.pair import Pair
from engine.comparator.proposal import Proposal
from engine.comparator.reading import Reading
from engine.comparator.rules import hours
from engine.comparator.rules.counts import (
    counts_over_limits,
    differing_counts,
    more_people_than_places,
    other_than_in_brief,
)
from engine.comparator.rules.days import wrong_weekdays
from engine.comparator.rules.events import moved_beginnings, out_of_order
from engine.comparator.rules.owners import two_owners
from engine.comparator.rules.places import too_few_places
from engine.comparator.rules.sums import sums_over_limits
from engine.comparator.rules.values import differing_pairs
from engine.comparator.rules.wholes import budgets_over_total, shares_over_whole
from engine.comparator.rules.windows import blocked_dates

RuleOfPairs: TypeAlias = Callable[[Reading], Iterator[Pair]]
RuleOfSeveral: TypeAlias = Callable[[Reading], Iterator[Proposal]]

RULES_OF_PAIRS: tuple[RuleOfPairs, ...] = (
    differing_pairs,
    differing_counts,
    counts_over_limits,
    more_people_than_places,
    other_than_in_brief,
    too_few_places,
    hours.outside_hours,
    hours.visits_while_closed,
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
RULES_OF_SEVERAL: tuple[RuleOfSeveral, ...] = (two_owners, budgets_over_total, shares_over_whole)
"""Rules that say by themselves who is on which side."""
