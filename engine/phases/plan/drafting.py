"""One draft of a section by the LLM, tidied."""

from engine.backends.protocol import ChatRequest
from engine.calls import Listener, Progress
from engine.errors import EmptyAnswer
from engine.gate import Priority
from engine.phases.plan.fences import closed
from engine.phases.plan.marks import tidied, with_missing_marks
from engine.phases.plan.material import Material
from engine.phases.plan.sections import Assignment, settled_section
from engine.phases.plan.statements import whole_statements, without_bare_marks
from models.plan import PlanSection, SectionOrigin


async def drafted(
    material: Material,
    assignment: Assignment,
    request: ChatRequest,
    listener: Listener | None = None,
) -> PlanSection:
    """The section as the LLM writes it, with a note if it was cut. Raises: BackendError."""
    title = assignment.spec.title
    progress: Progress = await material.context.caller.ask(request, Priority.SYNTHESIS, listener)
    markdown = tidied(progress.text, title, {one.number for one in material.contradictions})
    notes: tuple[str, ...] = ()
    if progress.final is not None and progress.final.is_cut:
        markdown = whole_statements(markdown)
        notes = (
            f"The section {title} was cut at its length limit; it ends with the last whole "
            "sentence that arrived.",
        )
    markdown = without_bare_marks(closed(markdown)).strip()
    if not markdown:
        raise EmptyAnswer(f"{request.llm} wrote nothing that could stand in {title}.")
    return settled_section(
        assignment,
        material,
        with_missing_marks(markdown, assignment.own),
        origin=SectionOrigin.LLM,
        notes=notes,
    )
