"""Repair: paragraphs that break a decision are written again, and nothing else is touched."""

from engine.phases.plan.repair.how import Repairing
from engine.phases.plan.repair.rounds import repaired

__all__ = ["Repairing", "repaired"]
