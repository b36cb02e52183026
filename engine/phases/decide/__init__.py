"""Decide: settle every finding as data, before any prose is written."""

from engine.phases.decide.deciding import decide

__all__ = ["decide"]
