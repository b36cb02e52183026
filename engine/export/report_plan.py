"""What an export says of the plan: the text, its tables, what is out of date, what it rests on."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from engine.export import words
from engine.export.blocks import Block, Heading, Markdown, Notice, Paragraph, Table
from engine.statements import plain_text
from models.plan import (
    Plan,
    PlanSection,
    PlanTable,
    Repair,
    SectionState,
    TableKind,
    Weave,
)

ALL_TABLES = frozenset(TableKind)
NOTHING_STALE: Mapping[str, Sequence[str]] = {}

_MOST_ADDED_SHOWN = 30
_NARROWEST, _WIDEST = 10, 28


def plan_blocks(
    plan: Plan,
    level: int,
    stale: Mapping[str, Sequence[str]] = NOTHING_STALE,
    tables: Collection[TableKind] = ALL_TABLES,
) -> Iterable[Block]:
    """The plan without its title; its sections' headings are of ``level``.

    Args:
        plan: the plan.
        level: of the headings.
        stale: by section id, what has happened since the section was written.
        tables: which of the tables made by code are wanted.
    """
    if plan.coverage:
        yield Notice(plan.coverage)
    if not plan.checked:
        yield Notice("This plan was not checked against the decisions.")
    if stale:
        titles = [one.title for one in plan.sections if one.id in stale]
        verb = "is" if len(titles) == 1 else "are"
        yield Notice(f"Out of date: {', '.join(titles)} {verb} to be written again.")
    for note in plan.notes:
        yield Paragraph(note)
    for section in plan.sections:
        yield from _section(section, level, stale.get(section.id, ()))
    for table in plan.tables:
        if table.kind in tables and table.columns and table.rows:
            yield Heading(level, words.table_in_words(table.kind))
            yield _table(table)
    if plan.violations:
        yield Heading(level, "What the plan does not reflect yet")
        yield Table(
            ("About", "What is wrong", "Sentence of the plan"),
            tuple(
                (words.violated_in_words(one), one.message, one.quote or "—")
                for one in plan.violations
            ),
            (0, 1, 1),
        )
    yield from _rests_on(plan, level)


def _section(section: PlanSection, level: int, causes: Sequence[str]) -> Iterable[Block]:
    yield Heading(level, section.title)
    if section.state is SectionState.MISSING:
        yield Notice("Missing")
    elif section.state is SectionState.WRITING:
        yield Notice("Not finished")
    elif causes:
        yield Notice(f"Out of date: {'. '.join(causes)}.")
    yield Markdown(section.markdown, below=level)


def _table(table: PlanTable) -> Table:
    rows = tuple(_as_long_as(row, len(table.columns)) for row in table.rows)
    return Table(table.columns, rows, widths_for(table.columns, rows))


def _as_long_as(row: Sequence[str], length: int) -> tuple[str, ...]:
    """A row with as many cells as there are columns, whatever a stored run holds."""
    return tuple(row[:length]) + ("",) * (length - len(row))


def widths_for(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Shares of the line by the longest text of each column, within bounds."""
    lines = [columns, *rows]
    longest = (max(len(line[index]) for line in lines) for index in range(len(columns)))
    return tuple(min(_WIDEST, max(_NARROWEST, chars)) for chars in longest)


def _rests_on(plan: Plan, level: int) -> Iterable[Block]:
    added = [
        (section.title, plain_text(section.markdown[one.start : one.end]))
        for section in plan.sections
        for one in section.provenance
        if one.is_added
    ]
    told = [*weave_in_words(plan), *_repairs(plan.repairs)]
    if not told and not added:
        return
    yield Heading(level, "What the plan rests on")
    for sentence in told:
        yield Paragraph(sentence)
    if added:
        yield Paragraph("Said by no worker, so read these twice:")
        yield Table(("Section", "Sentence"), tuple(added[:_MOST_ADDED_SHOWN]), (1, 4))
    if len(added) > _MOST_ADDED_SHOWN:
        yield Paragraph(f"{len(added) - _MOST_ADDED_SHOWN} more are in the JSON record.")


def weave_in_words(plan: Plan) -> Iterable[str]:
    """How far the plan is one document, in one sentence; nothing where it was not measured."""
    weave = plan.weave
    if weave is None or not weave.sections:
        return
    parts = []
    if weave.woven_sections or not plan.is_of_one_worker:
        parts.append(
            f"{weave.woven_sections} of {words.count(weave.sections, 'section')} "
            f"{'rests' if weave.woven_sections == 1 else 'rest'} on two workers or more"
        )
    parts.append(
        f"{weave.added_sentences} of {words.count(weave.sentences, 'sentence')} "
        f"{'was' if weave.added_sentences == 1 else 'were'} added by the synthesizer"
    )
    if weave.longest_copy_words > 1:
        parts.append(f"the longest run copied from one worker is {_copy(plan, weave)}")
    yield f"{'; '.join(parts)}."


def _copy(plan: Plan, weave: Weave) -> str:
    length = words.count(weave.longest_copy_words, "word")
    titles = {one.id: one.title for one in plan.sections}
    where = titles.get(weave.longest_copy_section, "")
    whose = f", by {weave.longest_copy_from}" if weave.longest_copy_from else ""
    return f"{length} long{whose}{f', in {where}' if where else ''}"


def _repairs(repairs: Sequence[Repair]) -> Iterable[str]:
    if not repairs:
        return
    numbers = sorted({number for one in repairs for number in one.numbers})
    marks = ", ".join(f"R{number}" for number in numbers if number)
    vain = sum(one.before == one.after for one in repairs)
    rest = f"; {vain} of them without success" if vain else ""
    about = f" because of {marks}" if marks else ""
    yield (f"{words.count(len(repairs), 'paragraph')} had to be written again{about}{rest}.")
