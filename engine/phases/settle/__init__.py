"""Settle: the decision on a finding, by the first rule that applies and that code can check."""

from engine.phases.settle.order import settle, settle_by_given
from engine.phases.settle.ruled import ruled_decision
from engine.phases.settle.size import is_small

__all__ = ["is_small", "ruled_decision", "settle", "settle_by_given"]
