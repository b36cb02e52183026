"""A section without an LLM: decisions, dates, money, and the specialists' own words."""

from collections.abc import Iterable, Sequence

from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.plan.sections import owner_slots
from engine.statements import plain_text
from engine.values import ValueKind, values_in
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind, StatementRef, specialist_document_id
from models.team import SectionSpec, Team

_MAX_ROWS = 20
_MAX_EXCERPTS = 8
_SAID_KINDS = (StatementKind.SENTENCE, StatementKind.BULLET, StatementKind.TABLE_ROW)


def section_by_code(
    spec: SectionSpec, team: Team, numbered: NumberedDocuments, own: Sequence[Contradiction]
) -> str:
    """A section's Markdown from what is certain; sentences that lost a decision are left out."""
    lost = {
        side.ref
        for one in own
        if one.decision and not one.decision.is_open
        for side in one.sides
        if side.specialist != one.decision.keep
    }
    owners = {specialist_document_id(slot) for slot in owner_slots(spec, team)}
    said = [
        (cut, statement)
        for cut in numbered.documents
        if cut.document.document_id in owners
        for statement in cut.statements
        if statement.kind in _SAID_KINDS and statement.ref not in lost
    ]
    parts = [
        _decisions(own),
        _table("Dates", "Date", said, ValueKind.DATE),
        _table("Money", "Amount", said, ValueKind.MONEY),
        _excerpts(said),
    ]
    return "\n\n".join(part for part in parts if part)


def _decisions(own: Sequence[Contradiction]) -> str:
    lines = [
        f"- {_cell(one.decision.text)}{' (still open)' if one.decision.is_open else ''} {one.mark}"
        for one in own
        if one.decision is not None
    ]
    return "\n".join(lines)


def _table(
    title: str, column: str, said: Iterable[tuple[CutDocument, Statement]], kind: ValueKind
) -> str:
    rows: dict[StatementRef, str] = {}
    for cut, statement in said:
        written = [value.written for value in values_in(statement) if value.kind is kind]
        if written:
            quote = _cell(plain_text(statement.quote))
            rows[statement.ref] = (
                f"| {_cell(', '.join(written))} | {quote} | {_cell(cut.document.title)} |"
            )
    if not rows:
        return ""
    head = [f"### {title}", "", f"| {column} | What the text says | Who |", "| --- | --- | --- |"]
    return "\n".join([*head, *list(rows.values())[:_MAX_ROWS]])


def _excerpts(said: Sequence[tuple[CutDocument, Statement]]) -> str:
    """The first plain sentences of each owner."""
    counts: dict[str, int] = {}
    lines = []
    for cut, statement in said:
        title = cut.document.title
        if statement.kind is StatementKind.TABLE_ROW or counts.get(title, 0) >= _MAX_EXCERPTS:
            continue
        counts[title] = counts.get(title, 0) + 1
        lines.append(f"- {_cell(plain_text(statement.quote))} ({_cell(title)})")
    return "\n".join(["### In the specialists' words", "", *lines]) if lines else ""


def _cell(text: str) -> str:
    """Text that cannot break out of its table cell or list item."""
    return text.replace("|", "\\|").replace("\n", " ")
