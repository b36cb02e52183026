"""The rule for promised times: "answered within four hours" and "within two working days"."""

import re
from collections.abc import Iterator
from itertools import combinations

from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import ValueKind, same_value

_WITHIN = re.compile(
    r"\b(?:within|innerhalb(?: von)?|binnen)\s+"
    r"(?:the (?:first|next)\s+|an?\s+|der (?:ersten|nächsten)\s+)?$",
    re.IGNORECASE,
)
_LIKELY = 0.27
_MOST_TIMES = 30


def differing_promises(reading: Reading) -> Iterator[Pair]:
    """Two times within which the same is promised; a few hours may well stand against days."""
    promised = [
        one for one in reading.entries if one.value.kind is ValueKind.DURATION and _is_within(one)
    ]
    for a, b in combinations(promised, 2):
        low, high = sorted((a.value.amount, b.value.amount))
        is_other = a.document != b.document and same_value(a.value, b.value) is False
        is_other = is_other and high <= low * _MOST_TIMES
        shared = reading.shared(a.statement, b.statement) if is_other else 0
        if shared:
            yield Pair(ProposalKind.DIFFERENT_VALUE, a, b, min(1.0, _LIKELY + shared))


def _is_within(entry: Entry) -> bool:
    quote, start = entry.statement.quote, entry.value.start
    return bool(_WITHIN.search(quote[max(0, start - 30) : start]))
