"""Writes the plan: every section a streamed call of its own, from the same documents."""

import asyncio
from dataclasses import dataclass

from engine.backends.protocol import ChatRequest
from engine.calls import Listener, Progress
from engine.context import RunContext
from engine.errors import BackendError, EmptyAnswer
from engine.gate import Priority
from engine.numbering import NumberedDocuments
from engine.phases.plan.by_code import decisions_by_code, section_by_code
from engine.phases.plan.check import violations_of
from engine.phases.plan.marks import marks_in, tidied, with_missing_marks
from engine.phases.plan.sections import decisions_of, inputs_hash, owner_slots, statements_of
from engine.phases.plan.statements import whole_statements
from engine.prompts import section_messages
from engine.values import values_in
from models.call import CallPurpose, Phase
from models.contradiction import Contradiction
from models.contribution import Contribution, ContributionState
from models.documents import Statement, specialist_document_id
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
    def there(self) -> tuple[Contribution, ...]:
        """Those that say something; a text may have ended without one whole statement."""
        said = {one.document.document_id for one in self.numbered.documents if one.statements}
        return tuple(one for one in self.contributions if specialist_document_id(one.slot) in said)

    @property
    def missing(self) -> tuple[Contribution, ...]:
        there = {one.slot for one in self.there}
        return tuple(one for one in self.contributions if one.slot not in there)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A section, and what the reader must know about how it was made; empty if nothing."""

    section: PlanSection
    note: str = ""


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
                coverage=_coverage(material),
                sections=tuple(PlanSection(id=one.id, title=one.title) for one in specs),
            )
        )
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_section(material, one), name=one.id) for one in specs]
        outcomes = [task.result() for task in tasks]
        notes = tuple(dict.fromkeys(one.note for one in outcomes if one.note))
        context.emit(PlanDrafted(notes=notes))
        sections = tuple(one.section for one in outcomes)
        context.emit(PlanChecked(violations=violations_of(sections, contradictions)))


def _coverage(material: _Material) -> str:
    """Whose texts are missing: "Plan from 3 of 4 — Metrics Designer missing"; empty if none."""
    missing = [one.specialist for one in material.missing]
    if not missing:
        return ""
    there, all_there = len(material.there), len(material.contributions)
    return f"Plan from {there} of {all_there} — {', '.join(missing)} missing"


async def _section(material: _Material, spec: SectionSpec) -> _Outcome:
    """One section: by the LLM if it can and there is anything to write from, else by code."""
    context = material.context
    run = context.run
    own = decisions_of(spec, run.team, material.contradictions)
    sources = statements_of(spec, run.team, material.numbered, own)
    state, origin, note = SectionState.WRITTEN, SectionOrigin.LLM, ""
    if absent := _all_owners_missing(material, spec):
        state, origin = SectionState.MISSING, SectionOrigin.CODE
        markdown = "\n\n".join(part for part in (decisions_by_code(own), absent) if part)
    else:
        try:
            markdown, note = await _written(material, spec, own, sources)
        except BackendError as error:
            origin, note = SectionOrigin.CODE, _by_code_because(error)
            context.emit(SectionRestarted(section_id=spec.id))
            markdown = section_by_code(
                spec, run.team, material.numbered, own, material.contradictions
            )
    section = PlanSection(
        id=spec.id,
        title=spec.title,
        markdown=markdown,
        state=state,
        origin=origin,
        sources=tuple(one.ref for one in sources),
        marks=marks_in(markdown),
        inputs_hash=inputs_hash(run.brief, run.team, spec, own, sources),
    )
    context.emit(SectionWritten(section=section))
    return _Outcome(section, note)


def _by_code_because(error: BackendError) -> str:
    return f"Code put a section together from the texts: {error.message}"


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
    if contribution.state is ContributionState.CUT:
        return "was cut before its first whole sentence"
    return {ContributionState.FAILED: "failed", ContributionState.STOPPED: "was stopped"}.get(
        contribution.state, "has no answer"
    )


async def _written(
    material: _Material,
    spec: SectionSpec,
    own: tuple[Contradiction, ...],
    sources: tuple[Statement, ...],
) -> tuple[str, str]:
    """The section as the LLM writes it, tidied, and a note if it was cut. Raises: BackendError."""
    context = material.context
    request = _fitting_request(material, spec, own, sources)
    listener = Listener(
        on_text=lambda text: context.emit(SectionTextAdded(section_id=spec.id, text=text))
    )
    progress: Progress = await context.caller.ask(request, Priority.SYNTHESIS, listener)
    markdown = tidied(progress.text, spec.title, {one.number for one in material.contradictions})
    note = ""
    if progress.final is not None and progress.final.is_cut:
        markdown = whole_statements(markdown)
        note = (
            f"The section {spec.title} was cut at its length limit; it ends with the last whole "
            "sentence that arrived."
        )
    if not markdown:
        raise EmptyAnswer(f"{request.llm} wrote nothing that could stand in {spec.title}.")
    return with_missing_marks(markdown, own), note


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
            slots=tuple(one.slot for one in material.there),
            section_id=spec.id,
        ),
        num_ctx=seat.num_ctx,
        num_predict=seat.num_predict,
        temperature=synthesizer.temperature,
        seed=run.settings.seed,
        think=synthesizer.think and seat.can_think,
    )
