"""Part of the plan anew: only what no longer rests on what it was made from."""

import asyncio

from engine.context import RunContext
from engine.numbering import NumberedDocuments
from engine.phases.plan.conclusion import conclude_plan
from engine.phases.plan.material import Material
from engine.phases.plan.writing import write_section
from models.contradiction import Contradiction
from models.events import PlanChecked, PlanDrafted, PlanUpdateStarted, SectionWritten
from models.plan import Plan, PlanSection, SectionOrigin
from models.run import Run
from models.staleness import stale_sections

_Writing = dict[str, asyncio.Task[PlanSection]]


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
    of_plan = tuple(one for one in contradictions if one.is_of_plan)
    material = Material(context, run.contributions, numbered, of_plan)
    stale = _to_be_written(run, run.plan)
    if stale:
        context.emit(PlanUpdateStarted(section_ids=stale, coverage=material.coverage))
    writing: _Writing = {}
    try:
        async with asyncio.TaskGroup() as group:
            for spec in run.team.sections:
                if spec.id in stale:
                    work = write_section(material, spec)
                    writing[spec.id] = group.create_task(work, name=spec.id)
        conclude_plan(material, _sections(run.plan, writing))
    except BaseException:
        _put_back(material, run.plan, stale, writing)
        raise


def _to_be_written(run: Run, plan: Plan) -> tuple[str, ...]:
    """Ids of the sections that are out of date and not the user's own."""
    edited = {one.id for one in plan.sections if one.origin is SectionOrigin.USER}
    stale = (one.section_id for one in stale_sections(run))
    return tuple(section_id for section_id in stale if section_id not in edited)


def _sections(plan: Plan, writing: _Writing) -> tuple[PlanSection, ...]:
    """The plan's sections: the new ones as far as they are finished, else the old ones."""
    return tuple(
        writing[one.id].result() if _is_finished(one.id, writing) else one for one in plan.sections
    )


def _is_finished(section_id: str, writing: _Writing) -> bool:
    task = writing.get(section_id)
    return task is not None and task.done() and not task.cancelled() and not task.exception()


def _put_back(material: Material, plan: Plan, stale: tuple[str, ...], writing: _Writing) -> None:
    """Put unfinished sections back as they were, and close the plan again without an LLM."""
    emit = material.context.emit
    unfinished = [one for one in plan.sections if not _is_finished(one.id, writing)]
    for section in unfinished:
        if section.id in stale:
            emit(SectionWritten(section=section))
    if len(unfinished) == len(plan.sections):
        emit(PlanDrafted(notes=plan.notes, tables=plan.tables))
        emit(PlanChecked(violations=plan.violations, weave=plan.weave))
    else:
        conclude_plan(material, _sections(plan, writing))
