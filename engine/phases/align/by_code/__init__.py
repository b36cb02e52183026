"""The matrix without an LLM: what tables and lists say by themselves."""

from engine.phases.align.by_code.drawing import drawn_by_code

__all__ = ["drawn_by_code"]
