"""One look of the LLM at the plan, for decisions without figures, which code cannot check."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.answers import UnreadableAnswer, ask_rows, one_of, rows_schema, text_of, text_up_to
from engine.backends.protocol import Message
from engine.errors import BackendError
from engine.phases.plan.material import Material
from engine.phases.plan.paragraphs import Paragraph, paragraphs_of
from engine.phases.plan.prompts import decision_lines
from engine.prompts import fenced
from models.call import CallPurpose, Phase, Step
from models.contradiction import Contradiction
from models.plan import PlanSection, Violation, ViolationKind

_BECAUSE_CHARS = 160
_NO_PARAGRAPH = "none"
_HONOURED, _VIOLATED, _ABSENT = "honoured", "violated", "absent"
_EXAMPLE = {
    "because": "The paragraph lets guests choose their seats.",
    "paragraph": "P2",
    "resolution": "R9",
    "status": _VIOLATED,
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a look has found.

    Attributes:
        violations: decisions that the plan does not keep.
        unjudged: numbers of decisions that the answer says nothing of.
        note: what the reader must know of it; empty if all went well.
    """

    violations: tuple[Violation, ...] = ()
    unjudged: frozenset[int] = frozenset()
    note: str = ""


def needs_look(contradiction: Contradiction) -> bool:
    """Whether only reading tells if the plan keeps a decision."""
    decision = contradiction.decision
    return decision is not None and not (decision.is_open or decision.kept)


async def look_at(
    material: Material, sections: Sequence[PlanSection], decided: Sequence[Contradiction]
) -> Look:
    """Read the plan against some decisions; a call that fails finds nothing and says so."""
    if not decided:
        return Look()
    paragraphs = dict(_numbered(sections))
    numbers = {f"R{one.number}": one.number for one in decided}
    row = {
        "because": text_up_to(_BECAUSE_CHARS),
        "paragraph": one_of([*paragraphs, _NO_PARAGRAPH]),
        "resolution": one_of(list(numbers)),
        "status": one_of((_ABSENT, _HONOURED, _VIOLATED)),
    }
    schema = rows_schema("rows", row, most=2 * len(decided))
    purpose = CallPurpose(phase=Phase.PLAN, step=Step.CHECK)
    messages = _messages(material, paragraphs, decided)
    try:
        answer = await ask_rows(material.context, messages, purpose, schema, "rows")
    except (UnreadableAnswer, BackendError) as error:
        why = error.message if isinstance(error, BackendError) else str(error)
        which = ", ".join(numbers)
        note = f"The model could not be asked whether the plan keeps {which}: {why}"
        return Look(unjudged=frozenset(numbers.values()), note=note)
    return _read(answer.rows, paragraphs, numbers)


def _read(
    rows: Iterable[Mapping[str, Any]],
    paragraphs: Mapping[str, tuple[PlanSection, Paragraph]],
    numbers: Mapping[str, int],
) -> Look:
    """The answer; of several rows on one decision the first one that is not kept counts."""
    found: dict[int, Violation | None] = {}
    for row in rows:
        number = numbers[str(row["resolution"]).strip().strip("[]").upper()]
        status = str(row["status"]).strip().casefold()
        if status == _HONOURED:
            found.setdefault(number, None)
        elif found.get(number) is None:
            place = paragraphs.get(str(row["paragraph"]).strip().strip("[]").upper())
            found[number] = _violation(number, status, text_of(row["because"]), place)
    unjudged = frozenset(numbers.values()) - found.keys()
    note = ""
    if unjudged:
        which = ", ".join(f"R{number}" for number in sorted(unjudged))
        note = f"The model did not say whether the plan keeps {which}."
    return Look(tuple(one for one in found.values() if one), unjudged, note)


def _violation(
    number: int, status: str, because: str, place: tuple[PlanSection, Paragraph] | None
) -> Violation:
    kind = ViolationKind.NOT_HONOURED
    if status == _ABSENT or place is None:
        message = f"The model finds nothing in the plan that keeps it. {because}".strip()
        return Violation(number=number, kind=kind, message=message)
    section, paragraph = place
    return Violation(
        number=number,
        kind=kind,
        section_id=section.id,
        message=f"The model reads it as not kept. {because}".strip(),
        quote=paragraph.text,
    )


def _numbered(
    sections: Sequence[PlanSection],
) -> Iterable[tuple[str, tuple[PlanSection, Paragraph]]]:
    number = 0
    for section in sections:
        for paragraph in paragraphs_of(section.markdown):
            if paragraph.is_prose:
                number += 1
                yield f"P{number}", (section, paragraph)


def _messages(
    material: Material,
    paragraphs: Mapping[str, tuple[PlanSection, Paragraph]],
    decided: Sequence[Contradiction],
) -> tuple[Message, ...]:
    prompts = material.context.prompts
    lines = (f"[{key}] {paragraph.text}" for key, (_, paragraph) in paragraphs.items())
    task = prompts.filled(
        "plan-check",
        plan=fenced("plan", "\n\n".join(lines)),
        decisions=decision_lines(decided),
        example=json.dumps({"rows": [_EXAMPLE]}),
    )
    return (Message("system", prompts.text("plan-editor")), Message("user", task))
