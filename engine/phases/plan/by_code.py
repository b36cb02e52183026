"""A section without an LLM: decisions, dates, money, and the specialists' own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.numbering import NumberedDocuments
from engine.phases.plan.provenance.sources import places_decided_by
from engine.phases.plan.sections import owner_slots
from engine.phases.plan.tables.holding import MOST_ROWS, Said, holding, one_line
from engine.phases.plan.tables.owners import owners_table, sources_of_owners
from engine.phases.plan.words import length_in_words, words_of
from engine.values import ValueKind, values_in
from models.contradiction import Contradiction
from models.documents import StatementKind, StatementRef, specialist_document_id
from models.plan import SentenceSource
from models.team import SectionSpec, Team

_MAX_EXCERPTS = 8
_BULLET = "- "


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section.

    Attributes:
        text: its Markdown.
        sources: the statements it was taken from; none for what code says itself, such as a title.
        copied: the words it has from one of them unchanged.
    """

    text: str
    sources: tuple[StatementRef, ...] = ()
    copied: str = ""


def markdown_of(lines: Sequence[Line]) -> str:
    """The lines as a section's Markdown."""
    return "\n".join(one.text for one in lines)


def provenance_of_lines(lines: Sequence[Line]) -> tuple[SentenceSource, ...]:
    """What each line rests on, which needs no guess; what code says itself is no statement."""
    found, place = [], 0
    for one in lines:
        end = place + len(one.text)
        if one.sources:
            start = place + (len(_BULLET) if one.text.startswith(_BULLET) else 0)
            copied = length_in_words(words_of(one.copied))
            found.append(
                SentenceSource(start=start, end=end, sources=one.sources, copied_words=copied)
            )
        place = end + 1
    return tuple(found)


def in_parts(*parts: Sequence[Line]) -> list[Line]:
    """Those parts that say something, with a blank line between them."""
    lines: list[Line] = []
    for part in filter(None, parts):
        lines += [Line(""), *part] if lines else part
    return lines


def section_by_code(
    spec: SectionSpec,
    team: Team,
    numbered: NumberedDocuments,
    own: Sequence[Contradiction],
    decided: Sequence[Contradiction],
) -> list[Line]:
    """A section from what is certain.

    Args:
        spec: the section.
        team: who decides its topics.
        numbered: all texts.
        own: the contradictions whose decisions the section applies.
        decided: all contradictions; what lost a decision in any section is left out.
    """
    owners = {specialist_document_id(slot) for slot in owner_slots(spec, team)}
    said = [one for one in holding(numbered, decided) if one.cut.document.document_id in owners]
    return in_parts(
        decisions_by_code(own),
        _values("Dates", "Date", said, ValueKind.DATE),
        _values("Money", "Amount", said, ValueKind.MONEY),
        _owners(said),
        _excerpts(said),
        _gaps(spec, team, numbered),
    )


def decisions_by_code(own: Sequence[Contradiction]) -> list[Line]:
    """The decisions as a list, each with its mark."""
    return [
        Line(f"{_BULLET}{_decided_sentence(one)}", places_decided_by(one))
        for one in own
        if one.decision is not None
    ]


def _decided_sentence(one: Contradiction) -> str:
    """A decision as a sentence with its mark; empty where there is none."""
    if one.decision is None:
        return ""
    is_open = " (still open)" if one.decision.is_open else ""
    return f"{one_line(one.decision.text)}{is_open} {one.mark}"


def _values(title: str, column: str, said: Sequence[Said], kind: ValueKind) -> list[Line]:
    rows: dict[StatementRef, Line] = {}
    for one in said:
        written = [value.written for value in values_in(one.statement) if value.kind is kind]
        if written:
            row = _row((", ".join(written), one.words, one.source))
            rows[one.statement.ref] = Line(row, (one.statement.ref,), one.words)
    return _table(title, (column, "What the text says", "Who"), list(rows.values())[:MOST_ROWS])


def _owners(said: Sequence[Said]) -> list[Line]:
    table = owners_table(said)
    sources = sources_of_owners(said)
    rows = [Line(_row(row), sources.get(row, ())) for row in table.rows]
    return _table("Owners", table.columns, rows)


def _table(title: str, columns: Sequence[str], rows: Sequence[Line]) -> list[Line]:
    if not rows:
        return []
    head = (f"### {title}", "", _row(columns), _row(["---"] * len(columns)))
    return [*map(Line, head), *rows]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _excerpts(said: Sequence[Said]) -> list[Line]:
    """The first plain sentences of each text."""
    lines = list(_excerpt_lines(said))
    return [Line("### In the specialists' words"), Line(""), *lines] if lines else []


def _excerpt_lines(said: Sequence[Said]) -> Iterator[Line]:
    counts: dict[str, int] = {}
    for one in said:
        is_row = one.statement.kind is StatementKind.TABLE_ROW
        if is_row or counts.get(one.source, 0) >= _MAX_EXCERPTS:
            continue
        counts[one.source] = counts.get(one.source, 0) + 1
        text = f"{_BULLET}{one.words} ({one_line(one.source)})"
        yield Line(text, (one.statement.ref,), one.words)


def _gaps(spec: SectionSpec, team: Team, numbered: NumberedDocuments) -> list[Line]:
    """Which topics of the section nobody has answered."""
    there = {one.document.document_id for one in numbered.documents}
    owners = ((topic, team.owner_of(topic.id)) for topic in map(team.topic, spec.topics) if topic)
    gaps = [
        topic.meaning
        for topic, owner in owners
        if owner and specialist_document_id(owner.slot) not in there
    ]
    return [Line(f"Not answered: {one_line('; '.join(gaps))}.")] if gaps else []


def _cell(text: str) -> str:
    """Text that cannot break out of its table cell."""
    return one_line(text).replace("|", "\\|")
