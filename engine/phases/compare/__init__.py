"""Compare: what in these texts does not hold together."""

from engine.phases.compare.finding import Finding, Place, Proposal
from engine.phases.compare.quick import Compared, compare

__all__ = ["Compared", "Finding", "Place", "Proposal", "compare"]
