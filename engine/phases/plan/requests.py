"""What is asked of the LLM for one section."""

from dataclasses import replace

from engine.backends.protocol import ChatRequest, Message
from engine.phases.plan.material import Material
from engine.phases.plan.prompts import decision_lines
from engine.phases.plan.sections import Assignment
from engine.prompts import section_messages
from engine.values import values_in
from models.call import CallPurpose, Phase, Step
from models.documents import Statement
from models.settings import SYNTHESIZER_ROLE


def section_request(material: Material, assignment: Assignment, again: str = "") -> ChatRequest:
    """The request with all documents, or with as much of the section's statements as fits.

    Args:
        material: what the plan is made from.
        assignment: the section.
        again: what the prompt ends with where the section is written once more.
    """
    sources = assignment.sources
    sides = {side.ref for one in assignment.own for side in one.sides}
    with_figures = tuple(one for one in sources if one.ref in sides or values_in(one))
    only_sides = tuple(one for one in sources if one.ref in sides)
    for shown in (None, sources, with_figures):
        request = _request(material, assignment, shown, again)
        if material.context.caller.fits(request):
            return request
    return _request(material, assignment, only_sides, again)


def _request(
    material: Material, assignment: Assignment, shown: tuple[Statement, ...] | None, again: str
) -> ChatRequest:
    run = material.context.run
    seat = material.context.seat(SYNTHESIZER_ROLE)
    synthesizer = run.team.synthesizer
    messages = section_messages(
        material.context.prompts,
        run.team,
        assignment.spec,
        material.numbered,
        decision_lines(assignment.own),
        decision_lines(assignment.touched),
        seat.words,
        [one.specialist for one in material.missing],
        shown,
    )
    return ChatRequest(
        llm=seat.llm,
        messages=_ending_with(again, messages),
        purpose=CallPurpose(
            phase=Phase.PLAN,
            step=Step.SECTION,
            slots=tuple(one.slot for one in material.there),
            section_id=assignment.spec.id,
            attempt=2 if again else 1,
        ),
        num_ctx=seat.num_ctx,
        num_predict=seat.num_predict,
        temperature=synthesizer.temperature,
        seed=run.settings.seed,
        think=synthesizer.think and seat.can_think,
    )


def _ending_with(again: str, messages: tuple[Message, ...]) -> tuple[Message, ...]:
    if not again:
        return messages
    *before, last = messages
    return (*before, replace(last, content=f"{last.content}\n\n{again}"))
