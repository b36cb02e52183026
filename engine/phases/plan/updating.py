"""Part of the plan anew: only what no longer rests on what it was made from."""

import asyncio
from collections.abc import Sequence
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
from models.events import PlanChecked, PlanDrafted, PlanUpdateStarted, SectionWritten
from models.plan import Plan, SectionOrigin
from models.run import Run
from models.staleness import stale_sections


async def update_plan(
    context: RunContext,
    numbered: NumberedDocuments,
    contradictions: tuple[Contradiction, ...],
) -> None:
    """Write the sections that are out of date anew, and check the whole.

    All others stay as they are, and nothing is asked for them; so do sections that the user has
    edited. If it is cancelled, what was not finished is put back as it was.

    Args:
        context: the run, which has a plan.
        numbered: the brief and all evidence as they are now.
        contradictions: all of them as they are now.

    Raises:
        ValueError: if the run has no plan.
    """
    run = context.run.model_copy(update={"contradictions": contradictions})
    if run.plan is None:
        raise ValueError("there is no plan to update")
    standing = Standing(run.plan.sections, context.emit)
    of_plan = tuple(one for one in contradictions if one.is_of_plan)
    listening = replace(context, emit=standing.emit)
    mode = run.comparison.mode if run.comparison else CompareMode.QUICK
    ledgers = tuple(one for one in run.ledgers if _is_current(one, run))
    material = Material(listening, run.contributions, numbered, of_plan, mode, ledgers)
    stale = _to_be_written(run, run.plan)
    if stale:
        context.emit(PlanUpdateStarted(section_ids=stale, coverage=material.coverage))
    try:
        async with asyncio.TaskGroup() as group:
            for spec in run.team.sections:
                if spec.id in stale:
                    group.create_task(write_section(material, spec), name=spec.id)
        await conclude_plan(material, standing.sections, stale, run.plan)
    except BaseException:
        _put_back(material, run.plan, stale, standing)
        raise


def _is_current(ledger: Ledger, run: Run) -> bool:
    """Whether a list of commitments is about the text as it is now."""
    return run.contribution(ledger.slot).version == ledger.version


def _to_be_written(run: Run, plan: Plan) -> tuple[str, ...]:
    """Ids of the sections that are out of date and not the user's own."""
    edited = {one.id for one in plan.sections if one.origin is SectionOrigin.USER}
    stale = (one.section_id for one in stale_sections(run))
    return tuple(section_id for section_id in stale if section_id not in edited)


def _put_back(material: Material, plan: Plan, stale: Sequence[str], standing: Standing) -> None:
    """Put unfinished sections back as they were, and close the plan again without an LLM."""
    emit = material.context.emit
    unfinished = [one for one in plan.sections if one in standing.sections]
    for section in unfinished:
        if section.id in stale:
            emit(SectionWritten(section=section))
    if len(unfinished) == len(plan.sections):
        emit(PlanDrafted(notes=plan.notes, tables=plan.tables))
        emit(PlanChecked(violations=plan.violations, weave=plan.weave, unread=plan.unread))
    else:
        new = [one.id for one in standing.sections if one not in plan.sections]
        close_stopped_plan(material, standing.sections, new, plan)
