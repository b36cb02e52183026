"""Asks the LLM for one paragraph."""

import re
from collections.abc import Mapping

from engine.backends.protocol import ChatRequest, Message
from engine.gate import Priority
from engine.phases.plan.marks import tidied, with_missing_marks
from engine.phases.plan.material import Material
from engine.phases.plan.paragraphs import paragraphs_of
from engine.phases.plan.prompts import decision_lines
from engine.phases.plan.repair.targets import Target
from engine.prompts import fenced
from engine.windows import answer_tokens
from models.call import CallPurpose, Phase, Step
from models.contradiction import Contradiction
from models.settings import SYNTHESIZER_ROLE

_BULLET = re.compile(r"^(?:[-*+>]|\d{1,9}[.)])[ \t]+")
_MOST_REMARK_WORDS = 12
_ROOM_WORDS = 80
"""What decisions may add to a paragraph."""


async def new_paragraph(material: Material, target: Target, attempt: int, refused: str) -> str:
    """What the LLM would put in a paragraph's place, tidied. Raises: BackendError.

    Args:
        material: what the plan is made from.
        target: the paragraph.
        attempt: first or second.
        refused: why an earlier answer could not be taken; empty at the first attempt.
    """
    decisions = {one.number: one for one in material.contradictions}
    request = _request(material, target, decisions, attempt, refused)
    progress = await material.context.caller.ask(request, Priority.SYNTHESIS)
    text = _without_remark(tidied(progress.text, "", decisions))
    own = [decisions[number] for number in target.numbers]
    return with_missing_marks(_as_bullet(text, target.paragraph.text), own)


def _request(
    material: Material,
    target: Target,
    decisions: Mapping[int, Contradiction],
    attempt: int,
    refused: str,
) -> ChatRequest:
    context = material.context
    seat = context.seat(SYNTHESIZER_ROLE)
    text = target.paragraph.text
    again = f"\n- An earlier answer could not be used: {refused}." if refused else ""
    task = context.prompts.filled(
        "plan-repair",
        decisions=decision_lines([decisions[number] for number in target.numbers]),
        faults="\n".join(f"- R{one.number}: {one.message}" for one in target.violations),
        paragraph=fenced("paragraph", text),
        again=again,
    )
    return ChatRequest(
        llm=seat.llm,
        messages=(
            Message("system", context.prompts.text("plan-editor")),
            Message("user", task),
        ),
        purpose=CallPurpose(
            phase=Phase.PLAN,
            step=Step.REPAIR,
            section_id=target.section_id,
            number=target.numbers[0],
            attempt=attempt,
        ),
        num_ctx=seat.num_ctx,
        num_predict=answer_tokens(len(text.split()) * 2 + _ROOM_WORDS),
        temperature=0,
        seed=context.run.settings.seed,
    )


def _without_remark(text: str) -> str:
    """An answer without a line such as "Here is the paragraph:" above it."""
    first, *rest = paragraphs_of(text) or (None,)
    is_remark = (
        first is not None
        and rest
        and first.text.endswith(":")
        and len(first.text.split()) <= _MOST_REMARK_WORDS
    )
    return text[rest[0].start :] if is_remark and rest[0] else text


def _as_bullet(text: str, old: str) -> str:
    """The answer with the bullet of the old text, if it is one line that has lost it."""
    bullet = _BULLET.match(old)
    if bullet and not _BULLET.match(text) and "\n" not in text:
        return f"{bullet[0]}{text}"
    return text
