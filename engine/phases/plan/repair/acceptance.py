"""Whether a new paragraph may take the place of the old one: code proves it, or it stays out."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from engine.phases.plan.paragraphs import Paragraph, paragraphs_of
from engine.phases.plan.reflection import dropped_values, kept_values
from engine.phases.plan.statements import statements_in, values_said
from engine.phases.plan.words import words_of
from engine.statements import cells_of
from engine.values import TypedValue, ValueKind, same_value, values_in
from models.contradiction import Contradiction
from models.documents import StatementKind
from models.plan import Violation

_LEAST_LENGTH = 0.5
_SPARED_WORDS = 4
"""A short paragraph may become much shorter where all it said was wrong."""


def refusal(
    old: Paragraph, new: str, decisions: Sequence[Contradiction], replaced: Collection[str] = ()
) -> str:
    """Why a new paragraph cannot stand for the old one, as part of a sentence; empty if it can.

    It must be one paragraph of the same form, and say all that the old one said and no figure of
    its own making, apart from what was decided.

    Args:
        old: the paragraph.
        new: what would take its place.
        decisions: those it has to keep.
        replaced: the sentences in it that a decision replaces as a whole.
    """
    blocks = paragraphs_of(new)
    if len(blocks) != 1 or not blocks[0].is_prose:
        return "it is not one paragraph"
    if _form(new) != _form(old.text):
        return "it is no longer the same list or table"
    if len(words_of(new)) < _LEAST_LENGTH * len(words_of(old.text)) - _SPARED_WORDS:
        return "it leaves out most of the paragraph"
    before, after = _values(old.text), _values(new)
    known = [*before, *(value for one in decisions for value in _decided(one))]
    if invented := [one for one in after if not _among(one, known)]:
        return f"it says {invented[0].written}, which nobody has decided"
    dropped = [value for one in decisions for value in dropped_values(one)]
    # What hangs on a replaced date, such as its weekday, may go with it; an amount may not.
    kinds = {one.kind for one in dropped}
    standing = _values(old.text, without=replaced)
    lost = [one for one in standing if one.kind not in kinds and not _among(one, after)]
    return f"it no longer says {lost[0].written}" if lost else ""


def adds_violations(before: Iterable[Violation], after: Iterable[Violation]) -> bool:
    """Whether anything is wrong that was not wrong before."""
    return not _counted(after) <= _counted(before)


def removes_violations(before: Iterable[Violation], after: Iterable[Violation]) -> bool:
    """Whether less is wrong than before, and nothing new."""
    return _counted(after) < _counted(before)


def _counted(violations: Iterable[Violation]) -> Counter[tuple[int, str, str]]:
    return Counter((one.number, one.kind.value, one.section_id) for one in violations)


def _form(text: str) -> tuple[tuple[int, ...], bool]:
    """How many cells each table row has, and whether there are bullets."""
    statements = statements_in(text)
    cells = (len(cells_of(one)) for one in statements)
    return tuple(one for one in cells if one), any(
        one.kind is StatementKind.BULLET for one in statements
    )


def _values(text: str, without: Collection[str] = ()) -> list[TypedValue]:
    statements = (one for one in statements_in(text) if one.quote not in without)
    found = (value for one in statements for value in values_said(one))
    return [one for one in found if not _is_small_count(one)]


def _is_small_count(value: TypedValue) -> bool:
    """Whether it is a word such as "one", which is no figure."""
    return value.kind is ValueKind.COUNT and value.amount <= 1


def _decided(one: Contradiction) -> list[TypedValue]:
    text = one.decision.text if one.decision else ""
    return [*kept_values(one), *values_in(text)]


def _among(value: TypedValue, others: Iterable[TypedValue]) -> bool:
    return any(same_value(value, other) for other in others)
