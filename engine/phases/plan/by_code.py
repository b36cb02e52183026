"""A section without an LLM: decisions, dates, money, and the specialists' own words."""

from collections.abc import Sequence

from engine.numbering import NumberedDocuments
from engine.phases.plan.sections import owner_slots
from engine.phases.plan.tables.holding import MOST_ROWS, Said, holding, one_line
from engine.phases.plan.tables.owners import owners_table
from engine.values import ValueKind, values_in
from models.contradiction import Contradiction
from models.documents import StatementKind, StatementRef, specialist_document_id
from models.plan import PlanTable
from models.team import SectionSpec, Team

_MAX_EXCERPTS = 8


def section_by_code(
    spec: SectionSpec,
    team: Team,
    numbered: NumberedDocuments,
    own: Sequence[Contradiction],
    decided: Sequence[Contradiction],
) -> str:
    """A section's Markdown from what is certain.

    Args:
        spec: the section.
        team: who decides its topics.
        numbered: all texts.
        own: the contradictions whose decisions the section applies.
        decided: all contradictions; what lost a decision in any section is left out.
    """
    owners = {specialist_document_id(slot) for slot in owner_slots(spec, team)}
    said = [one for one in holding(numbered, decided) if one.cut.document.document_id in owners]
    parts = [
        decisions_by_code(own),
        _values("Dates", "Date", said, ValueKind.DATE),
        _values("Money", "Amount", said, ValueKind.MONEY),
        _table("Owners", owners_table(said)),
        _excerpts(said),
        _gaps(spec, team, numbered),
    ]
    return "\n\n".join(part for part in parts if part)


def decisions_by_code(own: Sequence[Contradiction]) -> str:
    """The decisions as a list, each with its mark."""
    return "\n".join(f"- {decided_sentence(one)}" for one in own if one.decision is not None)


def decided_sentence(one: Contradiction) -> str:
    """A decision as a sentence with its mark; empty where there is none."""
    if one.decision is None:
        return ""
    is_open = " (still open)" if one.decision.is_open else ""
    return f"{one_line(one.decision.text)}{is_open} {one.mark}"


def _values(title: str, column: str, said: Sequence[Said], kind: ValueKind) -> str:
    rows: dict[StatementRef, tuple[str, ...]] = {}
    for one in said:
        written = [value.written for value in values_in(one.statement) if value.kind is kind]
        if written:
            rows[one.statement.ref] = (", ".join(written), one.words, one.source)
    return _markdown(title, (column, "What the text says", "Who"), list(rows.values())[:MOST_ROWS])


def _table(title: str, table: PlanTable) -> str:
    return _markdown(title, table.columns, table.rows)


def _markdown(title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    lines = [columns, ["---"] * len(columns), *rows]
    body = [f"| {' | '.join(map(_cell, line))} |" for line in lines]
    return "\n".join([f"### {title}", "", *body])


def _excerpts(said: Sequence[Said]) -> str:
    """The first plain sentences of each text."""
    counts: dict[str, int] = {}
    lines = []
    for one in said:
        is_row = one.statement.kind is StatementKind.TABLE_ROW
        if is_row or counts.get(one.source, 0) >= _MAX_EXCERPTS:
            continue
        counts[one.source] = counts.get(one.source, 0) + 1
        lines.append(f"- {one.words} ({one_line(one.source)})")
    return "\n".join(["### In the specialists' words", "", *lines]) if lines else ""


def _gaps(spec: SectionSpec, team: Team, numbered: NumberedDocuments) -> str:
    """Which topics of the section nobody has answered."""
    there = {one.document.document_id for one in numbered.documents}
    owners = ((topic, team.owner_of(topic.id)) for topic in map(team.topic, spec.topics) if topic)
    gaps = [
        topic.meaning
        for topic, owner in owners
        if owner and specialist_document_id(owner.slot) not in there
    ]
    return f"Not answered: {one_line('; '.join(gaps))}." if gaps else ""


def _cell(text: str) -> str:
    """Text that cannot break out of its table cell."""
    return one_line(text).replace("|", "\\|")
