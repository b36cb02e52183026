"""Align: whether the parts fit together, beyond contradictions."""

from engine.phases.align.aligning import align

__all__ = ["align"]
