"""Compare: what in these texts does not hold together."""

from engine.phases.compare.compared import Compared
from engine.phases.compare.comparing import compare
from engine.phases.compare.disputed import beside, disputed
from engine.phases.compare.finding import Finding, Place, Proposal
from engine.phases.compare.same import is_same

__all__ = ["Compared", "Finding", "Place", "Proposal", "beside", "compare", "disputed", "is_same"]
