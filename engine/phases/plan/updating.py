"""Part of the plan anew: only what no longer rests on what it was made from."""

import asyncio
from dataclasses import replace

from engine.context import RunContext
from engine.errors import BackendError
from engine.numbering import NumberedDocuments
from engine.phases.plan.conclusion import close_stopped_plan, conclude_plan
from engine.phases.plan.material import Material
from engine.phases.plan.standing import Standing
from engine.phases.plan.writing import write_section, write_section_by_llm
from models.claim import Ledger
from models.comparison import CompareMode
from models.contradiction import Contradiction
from models.events import NoticeGiven, PlanUpdateStarted
from models.plan import Plan, PlanSection, SectionOrigin, SectionState
from models.run import Run
from models.staleness import stale_sections
from models.team import SectionSpec
from models.unfinished import last_checked, unchecked_sections


async def update_plan(
    context: RunContext,
    numbered: NumberedDocuments,
    contradictions: tuple[Contradiction, ...],
) -> None:
    """Write the sections that are out of date anew, and check the whole.

    All others stay as they are, and nothing is asked for them; so do sections that the user has
    edited. What the LLM cannot write keeps its old text and stays out of date, as does what was not
    finished when the update is cancelled. Sections that an earlier update left unchecked are
    checked too.

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
    stale, unchecked = _to_be_written(run, run.plan), unchecked_sections(run)
    checked = last_checked(run)
    if stale:
        context.emit(PlanUpdateStarted(section_ids=stale, coverage=material.coverage))
    try:
        async with asyncio.TaskGroup() as group:
            for old in run.plan.sections:
                spec = next((one for one in run.team.sections if one.id == old.id), None)
                if spec is not None and spec.id in stale:
                    group.create_task(_rewrite(material, spec, old), name=spec.id)
        new = [one.id for one in standing.sections if one not in run.plan.sections]
        await conclude_plan(material, standing.sections, (*new, *unchecked), checked)
    except BaseException:
        _close_stopped(material, run.plan, standing, unchecked, checked)
        raise


async def _rewrite(material: Material, spec: SectionSpec, old: PlanSection) -> None:
    """Write a section; where the LLM cannot, one with a text of its own is better than code's."""
    if old.state is not SectionState.WRITTEN or old.origin is SectionOrigin.CODE:
        await write_section(material, spec)
        return
    try:
        await write_section_by_llm(material, spec)
    except BackendError as error:
        # Not written, it has its old text again as soon as the update ends.
        text = f"{old.title} could not be written again and keeps its old text: {error.message}"
        material.context.emit(NoticeGiven(text=text))


def _is_current(ledger: Ledger, run: Run) -> bool:
    """Whether a list of commitments is about evidence as it is now."""
    contribution = run.contribution(ledger.slot)
    return contribution.is_evidence and contribution.version == ledger.version


def _to_be_written(run: Run, plan: Plan) -> tuple[str, ...]:
    """Ids of the sections that are out of date and not the user's own."""
    edited = {one.id for one in plan.sections if one.origin is SectionOrigin.USER}
    stale = (one.section_id for one in stale_sections(run))
    return tuple(section_id for section_id in stale if section_id not in edited)


def _close_stopped(
    material: Material,
    plan: Plan,
    standing: Standing,
    unchecked: tuple[str, ...],
    checked: Plan | None,
) -> None:
    """Close the plan without an LLM, as far as new sections stand in it.

    Those that were not finished have their old text again as soon as the update ends.
    """
    new = [one.id for one in standing.sections if one not in plan.sections]
    if new and all(one.state is not SectionState.WRITING for one in standing.sections):
        close_stopped_plan(material, standing.sections, (*new, *unchecked), checked)
