"""Align: whether the parts fit together, beyond contradictions."""

from engine.phases.align.aligning import align
from engine.phases.align.redrawing import redrawn

__all__ = ["align", "redrawn"]
