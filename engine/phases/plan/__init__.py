"""Plan: write the one document section by section, then check it against every decision."""

from engine.phases.plan.updating import update_plan
from engine.phases.plan.whole import write_plan

__all__ = ["update_plan", "write_plan"]
