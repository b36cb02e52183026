"""How cells, labels and misalignments are put into words."""

import re
from collections.abc import Iterable

from engine.statements import plain_text
from engine.values import TypedValue, ValueKind, values_in
from models.alignment import Aspect, Misalignment, MisalignmentKind
from models.documents import Statement, StatementRef

_LABEL_CHARS = 70
_CELL_CHARS = 110
_CLAUSE_END = re.compile(r"(?<=\w)(?:[;:]\s|,\s|\s[–—]\s|\s\()")
_FEWEST_LABEL_CHARS = 12

VALUE_KINDS = {
    Aspect.DATE: (ValueKind.DATE,),
    Aspect.BUDGET: (ValueKind.MONEY,),
    Aspect.METRIC: (ValueKind.COUNT, ValueKind.PERCENT, ValueKind.MONEY, ValueKind.DURATION),
}
"""The kinds of value of which a cell must have one."""

_NOTHING_SAYS = {
    MisalignmentKind.UNREACHED_AUDIENCE: "no text names a channel that reaches them",
    MisalignmentKind.UNSCHEDULED: "no text gives it a date",
    MisalignmentKind.UNOWNED: "no text says who does it",
    MisalignmentKind.UNFUNDED: "no text gives it money",
    MisalignmentKind.UNMEASURED: "no target measures it",
    MisalignmentKind.UNWORKED_TARGET: "no activity works towards it",
}
_NONE_HAS = {
    MisalignmentKind.UNREACHED_AUDIENCE: "a channel that reaches their audience",
    MisalignmentKind.UNSCHEDULED: "a date",
    MisalignmentKind.UNOWNED: "anybody who does them",
    MisalignmentKind.UNFUNDED: "money",
    MisalignmentKind.UNMEASURED: "a target that measures them",
    MisalignmentKind.UNWORKED_TARGET: "an activity that works towards them",
}


def values_of(statement: Statement, aspect: Aspect) -> tuple[TypedValue, ...]:
    """The values in a statement that could fill a cell of that column."""
    kinds = VALUE_KINDS.get(aspect, ())
    return tuple(one for one in values_in(statement) if one.kind in kinds)


def as_written(values: Iterable[TypedValue]) -> str:
    """Values as the text writes them; an amount whose currency its column names gets it."""
    return ", ".join(dict.fromkeys(map(_written, values)))


def _written(value: TypedValue) -> str:
    written = plain_text(value.written)
    has_currency = any(char.isalpha() or char in "€$£¥" for char in written)
    return (
        f"{value.unit} {written}"
        if value.kind is ValueKind.MONEY and not has_currency
        else (written)
    )


def label(text: str) -> str:
    """The first clause of a text, short enough for the first column of a table."""
    line = plain_text(text).strip(" .:|*-–—")
    end = _CLAUSE_END.search(line, _FEWEST_LABEL_CHARS)
    return shortened(line[: end.start()] if end else line, _LABEL_CHARS)


def cell_text(text: str) -> str:
    """A text short enough for a cell."""
    return shortened(plain_text(text).strip(" |"), _CELL_CHARS)


def shortened(text: str, limit: int) -> str:
    """The text, cut between two words and marked where it would be longer than ``limit``."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def missing_in_one(
    kind: MisalignmentKind, name: str, sources: Iterable[StatementRef]
) -> Misalignment:
    """One thing that lacks something."""
    text = f"“{name}”: {_NOTHING_SAYS[kind]}."
    return Misalignment(kind=kind, text=text, sources=tuple(sources))


def speaks_past(
    name: str, audience: str, reached: str, sources: Iterable[StatementRef]
) -> Misalignment:
    """A message for some, through a channel that reaches others, as far as their words tell."""
    text = (
        f"“{name}” may not reach its audience: that is “{audience.rstrip('.')}”, and its channel "
        f"reaches “{reached.rstrip('.')}”."
    )
    return Misalignment(
        kind=MisalignmentKind.OTHER_AUDIENCE, text=text, sources=tuple(dict.fromkeys(sources))
    )


def mentioned_by_none(
    kind: MisalignmentKind, name: str, sources: Iterable[StatementRef]
) -> Misalignment:
    """One thing that no other text speaks of, which is all that code can tell."""
    text = f"“{name}”: no other text mentions it."
    return Misalignment(kind=kind, text=text, sources=tuple(sources))


def missing_in_all(
    kind: MisalignmentKind, count: int, sources: Iterable[StatementRef] = ()
) -> Misalignment:
    """Nothing of what was planned has it, said once."""
    text = f"None of the {count} activities listed has {_NONE_HAS[kind]}."
    return Misalignment(kind=kind, text=text, sources=tuple(sources))


def missing_in_most(
    kind: MisalignmentKind, names: tuple[str, ...], total: int, sources: Iterable[StatementRef]
) -> Misalignment:
    """Most of what was planned lacks it, said once."""
    shown = ", ".join(f"“{one}”" for one in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    text = f"{len(names)} of {total} activities lack {_NONE_HAS[kind]}: {shown}{more}."
    return Misalignment(kind=kind, text=text, sources=tuple(sources))
