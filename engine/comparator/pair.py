"""What most rules yield: two values that may not hold together."""

from dataclasses import dataclass

from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of different documents that may not hold together.

    Attributes:
        kind: what seems wrong.
        a: the value that seems wrong, where one of them is a limit.
        b: the other one.
        score: how likely it is, from 0 to 1.
    """

    kind: ProposalKind
    a: Entry
    b: Entry
    score: float
