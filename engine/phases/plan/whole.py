"""The whole plan: every section as soon as there is a place for it, then the check."""

import asyncio
from dataclasses import replace

from engine.context import RunContext
from engine.numbering import NumberedDocuments
from engine.phases.plan.conclusion import close_stopped_plan, conclude_plan
from engine.phases.plan.material import Material
from engine.phases.plan.standing import Standing
from engine.phases.plan.writing import write_section
from models.claim import Ledger
from models.comparison import CompareMode
from models.contradiction import Contradiction
from models.contribution import Contribution
from models.events import ActivityKind, PlanStarted
from models.plan import PlanSection


async def write_plan(
    context: RunContext,
    contributions: tuple[Contribution, ...],
    numbered: NumberedDocuments,
    contradictions: tuple[Contradiction, ...],
    *,
    mode: CompareMode = CompareMode.QUICK,
    ledgers: tuple[Ledger, ...] = (),
) -> None:
    """Write all sections, each as soon as there is a place for it, and check the whole.

    Args:
        context: the run.
        contributions: all of them, whatever became of them.
        numbered: the brief and all evidence.
        contradictions: with their decisions; those that are not of the plan are left out.
        mode: how they were looked for; the quick mode spares a call.
        ledgers: the commitments of the texts, where they are known.
    """
    of_plan = tuple(one for one in contradictions if one.is_of_plan)
    specs = context.run.team.sections
    begun = tuple(PlanSection(id=one.id, title=one.title) for one in specs)
    standing = Standing(begun, context.emit)
    listening = replace(context, emit=standing.emit)
    material = Material(listening, contributions, numbered, of_plan, mode, ledgers)
    with context.activity(ActivityKind.PLAN):
        title = _title_of(context.run.brief.title)
        context.emit(PlanStarted(title=title, coverage=material.coverage, sections=begun))
        async with asyncio.TaskGroup() as group:
            for one in specs:
                group.create_task(write_section(material, one), name=one.id)
        try:
            await conclude_plan(material, standing.sections, [one.id for one in specs])
        except asyncio.CancelledError:
            # All sections are there; what code can say of them costs no time.
            close_stopped_plan(material, standing.sections, [one.id for one in specs])
            raise


def _title_of(brief: str) -> str:
    """The plan's heading; a brief that begins with "Plan" has the word already."""
    first = brief.split(maxsplit=1)[0].strip(":").casefold()
    return f"{brief[0].upper()}{brief[1:]}" if first == "plan" else f"Plan: {brief}"
