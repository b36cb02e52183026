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
    more_than_in_brief,
    other_than_in_brief,
)
from engine.comparator.rules.days import wrong_weekdays
from engine.comparator.rules.demands import against_demands
from engine.comparator.rules.events import moved_beginnings, out_of_order
from engine.comparator.rules.owners import two_owners
from engine.comparator.rules.places import too_few_places, too_little_room
from engine.comparator.rules.promises import differing_promises
from engine.comparator.rules.rates import differing_prices_for_one, other_price_for_one
from engine.comparator.rules.steps import complete_before_closed, used_before_there
from engine.comparator.rules.sums import sums_over_limits
from engine.comparator.rules.throughput import too_little_gets_done
from engine.comparator.rules.values import differing_pairs
from engine.comparator.rules.wholes import budgets_over_total, shares_over_whole
from engine.comparator.rules.windows import before_it_is_allowed, blocked_dates

RuleOfPairs: TypeAlias = Callable[[Reading], Iterator[Pair]]
RuleOfSeveral: TypeAlias = Callable[[Reading], Iterator[Proposal]]

RULES_OF_PAIRS: tuple[RuleOfPairs, ...] = (
    differing_pairs,
    differing_counts,
    counts_over_limits,
    more_people_than_places,
    other_than_in_brief,
    more_than_in_brief,
    too_few_places,
    too_little_room,
    too_little_gets_done,
    other_price_for_one,
    differing_prices_for_one,
    differing_promises,
    hours.outside_hours,
    hours.visits_while_closed,
    hours.differing_hours,
    hours.differing_times,
    hours.past_latest_time,
    hours.within_blocked_hours,
    hours.shut_days,
    moved_beginnings,
    out_of_order,
    against_demands,
    used_before_there,
    complete_before_closed,
    wrong_weekdays,
    blocked_dates,
    before_it_is_allowed,
    sums_over_limits,
)
RULES_OF_SEVERAL: tuple[RuleOfSeveral, ...] = (two_owners, budgets_over_total, shares_over_whole)
"""Rules that say by themselves who is on which side."""
