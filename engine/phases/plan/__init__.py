"""Plan: write the one document section by section, then check it against every decision."""

from engine.phases.plan.writing import write_plan

__all__ = ["write_plan"]
