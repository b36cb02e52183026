"""Writes the plan: every section a streamed call of its own, from the same documents."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from engine.backends.protocol import ChatRequest
from engine.calls import Listener, Progress
from engine.context import RunContext
from engine.errors import BackendError
from engine.gate import Priority
from engine.numbering import NumberedDocuments
from engine.phases.plan.by_code import section_by_code
from engine.phases.plan.check import violations_of
from engine.phases.plan.marks import marks_in, tidied, with_missing_marks
from engine.phases.plan.sections import decisions_of, inputs_hash, owner_slots, statements_of
from engine.prompts import section_messages
from engine.values import values_in
from models.call import CallPurpose, Phase
from models.contradiction import Contradiction
from models.contribution import Contribution, ContributionState
from models.documents import Statement
from models.events import (
    ActivityKind,
    PlanChecked,
    PlanDrafted,
    PlanStarted,
    SectionRestarted,
    SectionTextAdded,
    SectionWritten,
)
from models.plan import PlanSection, SectionOrigin, SectionState
from models.settings import SYNTHESIZER_ROLE
from models.team import SectionSpec


@dataclass(frozen=True, slots=True)
class _Material:
    """What all sections of one plan are written from."""

    context: RunContext
    contributions: tuple[Contribution, ...]
    numbered: NumberedDocuments
    contradictions: tuple[Contradiction, ...]

    @property
    def missing(self) -> tuple[Contribution, ...]:
        return tuple(one for one in self.contributions if not one.is_evidence)


async def write_plan(
    context: RunContext,
    contributions: tuple[Contribution, ...],
    numbered: NumberedDocuments,
    contradictions: tuple[Contradiction, ...],
) -> None:
    """Write all sections, each as soon as there is a place for it, and check the whole.

    Args:
        context: the run.
        contributions: all of them, whatever became of them.
        numbered: the brief and all evidence.
        contradictions: with their decisions.
    """
    material = _Material(context, contributions, numbered, contradictions)
    specs = context.run.team.sections
    with context.activity(ActivityKind.PLAN):
        context.emit(
            PlanStarted(
                title=f"Plan: {context.run.brief.title}",
                coverage=coverage_of(contributions),
                sections=tuple(PlanSection(id=one.id, title=one.title) for one in specs),
            )
        )
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_section(material, one), name=one.id) for one in specs]
        results = [task.result() for task in tasks]
        reasons = list(dict.fromkeys(reason for _, reason in results if reason))
        notes = tuple(f"Code put a section together from the texts: {reason}" for reason in reasons)
        context.emit(PlanDrafted(notes=notes))
        sections = tuple(section for section, _ in results)
        context.emit(PlanChecked(violations=violations_of(sections, contradictions)))


def coverage_of(contributions: Sequence[Contribution]) -> str:
    """Whose texts are missing: "Plan from 3 of 4 — Metrics Designer missing"; empty if none."""
    missing = [one.specialist for one in contributions if not one.is_evidence]
    if not missing:
        return ""
    there = len(contributions) - len(missing)
    return f"Plan from {there} of {len(contributions)} — {', '.join(missing)} missing"


async def _section(material: _Material, spec: SectionSpec) -> tuple[PlanSection, str]:
    """One section, and why code had to write it; empty if it had not."""
    context = material.context
    run = context.run
    own = decisions_of(spec, run.team, material.contradictions)
    sources = statements_of(spec, run.team, material.numbered, own)
    settled = PlanSection(
        id=spec.id,
        title=spec.title,
        state=SectionState.WRITTEN,
        sources=tuple(one.ref for one in sources),
        inputs_hash=inputs_hash(run.brief, run.team, spec, own, sources),
    )
    reason = ""
    if (absent := _all_owners_missing(material, spec)) and not own:
        changes = {"state": SectionState.MISSING, "origin": SectionOrigin.CODE, "markdown": absent}
    else:
        try:
            markdown = await _written(material, spec, own, sources)
            changes = {"origin": SectionOrigin.LLM, "markdown": markdown}
        except BackendError as error:
            reason = error.message
            context.emit(SectionRestarted(section_id=spec.id))
            markdown = section_by_code(spec, run.team, material.numbered, own)
            changes = {"origin": SectionOrigin.CODE, "markdown": markdown}
    section = settled.model_copy(update=changes)
    section = section.model_copy(update={"marks": marks_in(section.markdown)})
    context.emit(SectionWritten(section=section))
    return section, reason


def _all_owners_missing(material: _Material, spec: SectionSpec) -> str:
    """Why nothing can be said in a section; empty if something can."""
    slots = owner_slots(spec, material.context.run.team)
    missing = {one.slot: one for one in material.missing}
    if not slots or not all(slot in missing for slot in slots):
        return ""
    causes = [f"{missing[slot].specialist} {_fate(missing[slot])}" for slot in slots]
    return f"No source. {'; '.join(causes)}, so nothing is stated here."


def _fate(contribution: Contribution) -> str:
    if contribution.muted:
        return "was left out"
    return {ContributionState.FAILED: "failed", ContributionState.STOPPED: "was stopped"}.get(
        contribution.state, "has no answer"
    )


async def _written(
    material: _Material,
    spec: SectionSpec,
    own: tuple[Contradiction, ...],
    sources: tuple[Statement, ...],
) -> str:
    """The section as the LLM writes it, tidied. Raises: BackendError."""
    context = material.context
    request = _fitting_request(material, spec, own, sources)
    listener = Listener(
        on_text=lambda text: context.emit(SectionTextAdded(section_id=spec.id, text=text))
    )
    progress: Progress = await context.caller.ask(request, Priority.SYNTHESIS, listener)
    known = {one.number for one in material.contradictions}
    markdown = tidied(progress.text, spec.title, known)
    return with_missing_marks(markdown, own)


def _fitting_request(
    material: _Material,
    spec: SectionSpec,
    own: tuple[Contradiction, ...],
    sources: tuple[Statement, ...],
) -> ChatRequest:
    """The request with all documents, or as much of the section's statements as fits."""
    sides = {side.ref for one in own for side in one.sides}
    with_figures = tuple(one for one in sources if one.ref in sides or values_in(one))
    only_sides = tuple(one for one in sources if one.ref in sides)
    for shown in (None, sources, with_figures):
        request = _request(material, spec, own, shown)
        if material.context.caller.fits(request):
            return request
    return _request(material, spec, own, only_sides)


def _request(
    material: _Material,
    spec: SectionSpec,
    own: tuple[Contradiction, ...],
    shown: tuple[Statement, ...] | None,
) -> ChatRequest:
    run = material.context.run
    seat = material.context.seat(SYNTHESIZER_ROLE)
    synthesizer = run.team.synthesizer
    messages = section_messages(
        material.context.prompts,
        run.team,
        spec,
        material.numbered,
        own,
        [one for one in material.contradictions if one not in own],
        seat.words,
        [one.specialist for one in material.missing],
        shown,
    )
    return ChatRequest(
        llm=seat.llm,
        messages=messages,
        purpose=CallPurpose(
            phase=Phase.PLAN,
            slots=tuple(one.slot for one in material.contributions if one.is_evidence),
            section_id=spec.id,
        ),
        num_ctx=seat.num_ctx,
        num_predict=seat.num_predict,
        temperature=synthesizer.temperature,
        seed=run.settings.seed,
        think=synthesizer.think and seat.can_think,
    )
