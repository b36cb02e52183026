"""A section without an LLM: decisions, dates, money, and the specialists' own words."""

from collections.abc import Iterable, Sequence

from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.plan.reflection import losing_sides, still_says_dropped
from engine.phases.plan.sections import owner_slots
from engine.phases.plan.statements import without_marks
from engine.statements import in_words
from engine.values import ValueKind, values_in
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind, StatementRef, specialist_document_id
from models.team import SectionSpec, Team

_MAX_ROWS = 20
_MAX_EXCERPTS = 8
_SAID_KINDS = (StatementKind.SENTENCE, StatementKind.BULLET, StatementKind.TABLE_ROW)

Said = Sequence[tuple[CutDocument, Statement]]
"""Statements, each with the text it stands in."""


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
    said = [
        (cut, statement)
        for cut in _texts_of(spec, team, numbered)
        for statement in cut.statements
        if statement.kind in _SAID_KINDS and not _has_lost(statement, decided)
    ]
    parts = [
        decisions_by_code(own),
        _table("Dates", "Date", said, ValueKind.DATE),
        _table("Money", "Amount", said, ValueKind.MONEY),
        _excerpts(said),
        _gaps(spec, team, numbered),
    ]
    return "\n\n".join(part for part in parts if part)


def decisions_by_code(own: Sequence[Contradiction]) -> str:
    """The decisions as a list, each with its mark."""
    lines = [
        f"- {_line(one.decision.text)}{' (still open)' if one.decision.is_open else ''} {one.mark}"
        for one in own
        if one.decision is not None
    ]
    return "\n".join(lines)


def _texts_of(spec: SectionSpec, team: Team, numbered: NumberedDocuments) -> list[CutDocument]:
    """The texts of those who decide the section's topics; of all, if nobody does."""
    owners = {specialist_document_id(slot) for slot in owner_slots(spec, team)}
    return [one for one in numbered.documents if one.document.document_id in owners]


def _has_lost(statement: Statement, decided: Iterable[Contradiction]) -> bool:
    """Whether a decision replaced the statement, or a value in it."""
    return any(
        still_says_dropped(statement, one)
        or any(side.ref == statement.ref for side in losing_sides(one))
        for one in decided
        if one.decision is not None and not one.decision.is_open
    )


def _table(title: str, column: str, said: Said, kind: ValueKind) -> str:
    rows: dict[StatementRef, str] = {}
    for cut, statement in said:
        written = [value.written for value in values_in(statement) if value.kind is kind]
        if written:
            cells = (", ".join(written), in_words(statement), cut.document.title)
            rows[statement.ref] = f"| {' | '.join(_cell(one) for one in cells)} |"
    if not rows:
        return ""
    head = [f"### {title}", "", f"| {column} | What the text says | Who |", "| --- | --- | --- |"]
    return "\n".join([*head, *list(rows.values())[:_MAX_ROWS]])


def _excerpts(said: Said) -> str:
    """The first plain sentences of each text."""
    counts: dict[str, int] = {}
    lines = []
    for cut, statement in said:
        title = cut.document.title
        if statement.kind is StatementKind.TABLE_ROW or counts.get(title, 0) >= _MAX_EXCERPTS:
            continue
        counts[title] = counts.get(title, 0) + 1
        lines.append(f"- {_line(in_words(statement))} ({_line(title)})")
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
    return f"Not answered: {_line('; '.join(gaps))}." if gaps else ""


def _line(text: str) -> str:
    """Text on one line, without marks that would look like decisions."""
    return " ".join(without_marks(text).split())


def _cell(text: str) -> str:
    """Text that cannot break out of its table cell."""
    return _line(text).replace("|", "\\|")
