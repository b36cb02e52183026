"""Writes sections: each a streamed call of its own from the same documents, else by code."""

from collections.abc import Sequence

from engine.calls import Listener
from engine.errors import BackendError
from engine.phases.plan.by_code import (
    Line,
    decisions_by_code,
    in_parts,
    markdown_of,
    provenance_of_lines,
    section_by_code,
)
from engine.phases.plan.drafting import drafted
from engine.phases.plan.material import Material
from engine.phases.plan.requests import section_request
from engine.phases.plan.sections import Assignment, owner_slots, settled_section
from engine.phases.plan.weaving import better_woven
from models.contribution import Contribution, ContributionState
from models.events import SectionRestarted, SectionTextAdded, SectionWritten
from models.plan import PlanSection, SectionOrigin, SectionState
from models.team import SectionSpec


async def write_section(material: Material, spec: SectionSpec) -> None:
    """One section: by the LLM if it can and there is anything to write from, else by code."""
    try:
        await write_section_by_llm(material, spec)
    except BackendError as error:
        assignment, team = Assignment.of(spec, material), material.context.run.team
        lines = section_by_code(
            spec, team, material.numbered, assignment.own, material.contradictions
        )
        because = f"Code put a section together from the texts: {error.message}"
        section = _by_code(material, assignment, lines, SectionState.WRITTEN, because)
        material.context.emit(SectionWritten(section=section))


async def write_section_by_llm(material: Material, spec: SectionSpec) -> None:
    """One section by the LLM; where there is nothing to write from, it says so.

    Raises:
        BackendError: if the LLM cannot write it; what had arrived of it is not used.
    """
    assignment = Assignment.of(spec, material)
    try:
        section = _absent(material, assignment) or await _written(material, assignment)
    except BackendError:
        material.context.emit(SectionRestarted(section_id=spec.id))
        raise
    material.context.emit(SectionWritten(section=section))


def _absent(material: Material, assignment: Assignment) -> PlanSection | None:
    """The section if nobody provided what it needs."""
    absent = _all_owners_missing(material, assignment.spec)
    if not absent:
        return None
    lines = in_parts(decisions_by_code(assignment.own), [Line(absent)])
    return _by_code(material, assignment, lines, SectionState.MISSING)


def _by_code(
    material: Material,
    assignment: Assignment,
    lines: Sequence[Line],
    state: SectionState,
    *notes: str,
) -> PlanSection:
    return settled_section(
        assignment,
        material,
        markdown_of(lines),
        origin=SectionOrigin.CODE,
        state=state,
        notes=notes,
        provenance=provenance_of_lines(lines),
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


async def _written(material: Material, assignment: Assignment) -> PlanSection:
    """The section as the LLM writes it. Raises: BackendError."""
    context, section_id = material.context, assignment.spec.id
    listener = Listener(
        on_text=lambda text: context.emit(SectionTextAdded(section_id=section_id, text=text))
    )
    first = await drafted(material, assignment, section_request(material, assignment), listener)
    return await better_woven(material, assignment, first)
