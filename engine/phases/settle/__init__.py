"""Settle: the decision on a finding, by the first rule that applies and that code can check."""

from engine.llm_size import is_small
from engine.phases.settle.order import settle

__all__ = ["is_small", "settle"]
