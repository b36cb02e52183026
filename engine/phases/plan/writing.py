"""Writes sections: each a streamed call of its own from the same documents, else by code."""

from engine.backends.protocol import ChatRequest
from engine.calls import Listener, Progress
from engine.errors import BackendError, EmptyAnswer
from engine.gate import Priority
from engine.phases.plan.by_code import decisions_by_code, section_by_code
from engine.phases.plan.marks import tidied, with_missing_marks
from engine.phases.plan.material import Material
from engine.phases.plan.sections import Assignment, owner_slots, settled_section
from engine.phases.plan.statements import whole_statements
from engine.prompts import section_messages
from engine.values import values_in
from models.call import CallPurpose, Phase, Step
from models.contribution import Contribution, ContributionState
from models.documents import Statement
from models.events import SectionRestarted, SectionTextAdded, SectionWritten
from models.plan import PlanSection, SectionOrigin, SectionState
from models.settings import SYNTHESIZER_ROLE
from models.team import SectionSpec


async def write_section(material: Material, spec: SectionSpec) -> PlanSection:
    """One section: by the LLM if it can and there is anything to write from, else by code."""
    section = await _section(material, Assignment.of(spec, material))
    material.context.emit(SectionWritten(section=section))
    return section


async def _section(material: Material, assignment: Assignment) -> PlanSection:
    spec, own = assignment.spec, assignment.own
    if absent := _all_owners_missing(material, spec):
        markdown = "\n\n".join(part for part in (decisions_by_code(own), absent) if part)
        return settled_section(
            assignment,
            material,
            markdown,
            origin=SectionOrigin.CODE,
            state=SectionState.MISSING,
        )
    try:
        markdown, notes = await _written(material, assignment)
        return settled_section(
            assignment, material, markdown, origin=SectionOrigin.LLM, notes=notes
        )
    except BackendError as error:
        material.context.emit(SectionRestarted(section_id=spec.id))
        team = material.context.run.team
        markdown = section_by_code(spec, team, material.numbered, own, material.contradictions)
        because = (f"Code put a section together from the texts: {error.message}",)
        return settled_section(
            assignment, material, markdown, origin=SectionOrigin.CODE, notes=because
        )


def _all_owners_missing(material: Material, spec: SectionSpec) -> str:
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


async def _written(material: Material, assignment: Assignment) -> tuple[str, tuple[str, ...]]:
    """The section as the LLM writes it, tidied, and a note if it was cut. Raises: BackendError."""
    context, title = material.context, assignment.spec.title
    request = _fitting_request(material, assignment)
    section_id = assignment.spec.id
    listener = Listener(
        on_text=lambda text: context.emit(SectionTextAdded(section_id=section_id, text=text))
    )
    progress: Progress = await context.caller.ask(request, Priority.SYNTHESIS, listener)
    markdown = tidied(progress.text, title, {one.number for one in material.contradictions})
    notes: tuple[str, ...] = ()
    if progress.final is not None and progress.final.is_cut:
        markdown = whole_statements(markdown)
        notes = (
            f"The section {title} was cut at its length limit; it ends with the last whole "
            "sentence that arrived.",
        )
    if not markdown:
        raise EmptyAnswer(f"{request.llm} wrote nothing that could stand in {title}.")
    return with_missing_marks(markdown, assignment.own), notes


def _fitting_request(material: Material, assignment: Assignment) -> ChatRequest:
    """The request with all documents, or as much of the section's statements as fits."""
    sources = assignment.sources
    sides = {side.ref for one in assignment.own for side in one.sides}
    with_figures = tuple(one for one in sources if one.ref in sides or values_in(one))
    only_sides = tuple(one for one in sources if one.ref in sides)
    for shown in (None, sources, with_figures):
        request = _request(material, assignment, shown)
        if material.context.caller.fits(request):
            return request
    return _request(material, assignment, only_sides)


def _request(
    material: Material, assignment: Assignment, shown: tuple[Statement, ...] | None
) -> ChatRequest:
    run = material.context.run
    seat = material.context.seat(SYNTHESIZER_ROLE)
    synthesizer = run.team.synthesizer
    messages = section_messages(
        material.context.prompts,
        run.team,
        assignment.spec,
        material.numbered,
        assignment.own,
        assignment.touched,
        seat.words,
        [one.specialist for one in material.missing],
        shown,
    )
    return ChatRequest(
        llm=seat.llm,
        messages=messages,
        purpose=CallPurpose(
            phase=Phase.PLAN,
            step=Step.SECTION,
            slots=tuple(one.slot for one in material.there),
            section_id=assignment.spec.id,
        ),
        num_ctx=seat.num_ctx,
        num_predict=seat.num_predict,
        temperature=synthesizer.temperature,
        seed=run.settings.seed,
        think=synthesizer.think and seat.can_think,
    )
