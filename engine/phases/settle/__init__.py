"""Settle: the decision on a finding, by the first rule that applies and that code can check."""

from engine.phases.compare.agreement import values_of
from engine.phases.settle.order import settle, settle_by_given
from engine.phases.settle.ruled import decision_by_ruling, ruled_decision
from engine.phases.settle.wording import is_grounded, left_to_user

__all__ = [
    "decision_by_ruling",
    "is_grounded",
    "left_to_user",
    "ruled_decision",
    "settle",
    "settle_by_given",
    "values_of",
]
