"""One look at two statements, in a call of its own that knows nothing of who suspects what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.answers import (
    LineForm,
    UnreadableAnswer,
    ask_rows,
    one_of,
    rows_schema,
    text_of,
    text_up_to,
)
from engine.context import RunContext
from engine.errors import BackendError
from engine.finder_limits import BECAUSE_CHARS, MEANING_CHARS
from engine.phases.compare.compared import slot_in
from engine.phases.compare.finding import Place
from engine.phases.compare.prompts import look_lines_messages, look_messages
from engine.phases.compare.schema import LABELS, SEVERITIES
from models.call import CallPurpose, Phase, Step
from models.candidate import Look
from models.contradiction import Label, Severity

_YES_NO = ("yes", "no")
_CLASHING = ("contradiction", "tension")

_LOOK_ROW: Mapping[str, Any] = {
    "a_means": text_up_to(MEANING_CHARS),
    "about_same": one_of(_YES_NO),
    "b_means": text_up_to(MEANING_CHARS),
    "because": text_up_to(BECAUSE_CHARS),
    "both_possible": one_of(_YES_NO),
    "label": one_of(LABELS),
    "severity": one_of(SEVERITIES),
}
_PLAIN_ROW: Mapping[str, Any] = {
    "a_asks": text_up_to(MEANING_CHARS),
    "b_asks": text_up_to(MEANING_CHARS),
    "because": text_up_to(BECAUSE_CHARS),
    "can_follow_both": one_of(_YES_NO),
}
LOOK_SCHEMA = rows_schema("looks", _LOOK_ROW, 1, least=1)
PLAIN_LOOK_SCHEMA = rows_schema("looks", _PLAIN_ROW, 1, least=1)

UNREAD = Look(says_clash=None, because="The model's answer could not be read.")


@dataclass(frozen=True, slots=True)
class Seen:
    """A look, and what it said besides.

    Attributes:
        look: what is recorded.
        label: the kind it named; ``None`` where it was not asked or named none that clashes.
        severity: likewise.
    """

    look: Look
    label: Label | None = None
    severity: Severity | None = None


async def look_at(
    context: RunContext,
    brief: str,
    sides: tuple[Place, Place],
    candidate_id: int,
    *,
    is_swapped: bool = False,
    plainly: bool = False,
) -> Seen:
    """Ask whether two statements can both hold.

    Args:
        context: the run.
        brief: the brief as prompts show it.
        sides: in the order the finder named them.
        candidate_id: for the record.
        is_swapped: show the sides in the other order.
        plainly: ask in other words, whether somebody could follow both.

    Returns:
        What it said. An answer that cannot be read, or that contradicts itself, says nothing.
    """
    shown = (sides[1], sides[0]) if is_swapped else sides
    slots = {slot_in(one.cut) for one in sides if not one.cut.belongs_to_brief}
    purpose = CallPurpose(
        phase=Phase.COMPARE,
        step=Step.VERIFY,
        slots=tuple(one.slot for one in context.run.team.specialists if one.slot in slots),
        number=candidate_id,
    )
    try:
        answer = await ask_rows(
            context,
            look_messages(context.prompts, brief, shown, plainly=plainly),
            purpose,
            PLAIN_LOOK_SCHEMA if plainly else LOOK_SCHEMA,
            "looks",
            LineForm(look_lines_messages(context.prompts, brief, shown), rows_of_look),
        )
    except (UnreadableAnswer, BackendError):
        return Seen(UNREAD.model_copy(update={"is_swapped": is_swapped}))
    if not answer.rows:
        return Seen(UNREAD.model_copy(update={"is_swapped": is_swapped}))
    return seen_in(answer.rows[0], is_swapped=is_swapped)


def seen_in(row: Mapping[str, Any], *, is_swapped: bool) -> Seen:
    """What a row of an answer says."""
    because = text_of(row.get("because"))
    if "can_follow_both" in row:
        clashes = text_of(row["can_follow_both"]).casefold() == "no"
        return Seen(Look(says_clash=clashes, is_swapped=is_swapped, because=because))
    word = text_of(row.get("label")).casefold()
    is_possible = text_of(row.get("both_possible")).casefold() == "yes"
    is_about_same = text_of(row.get("about_same")).casefold() != "no"
    says_clash: bool | None = word in _CLASHING
    if word == "contradiction" and is_possible:
        # It takes back in one field what it says in another.
        says_clash = None
    if says_clash and not is_about_same:
        says_clash = None
    look = Look(says_clash=says_clash, is_swapped=is_swapped, because=because)
    if not says_clash:
        return Seen(look)
    severity = text_of(row.get("severity")).casefold()
    return Seen(look, Label(word), Severity(severity) if severity in SEVERITIES else None)


def rows_of_look(answer: str, _: bool) -> Sequence[Mapping[str, Any]]:
    """One line, ``clash | why``, as a row. Raises: UnreadableAnswer."""
    word, _bar, why = answer.strip().partition("|")
    match word.strip(" *_.:`").casefold():
        case "clash":
            return [{"label": "contradiction", "both_possible": "no", "because": why.strip()}]
        case "fit":
            return [{"label": "compatible", "both_possible": "yes", "because": why.strip()}]
    raise UnreadableAnswer("it is neither fit nor clash")
