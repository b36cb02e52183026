"""What an export says of whether the parts fit: the matrix, the holes, and what nobody answers."""

from collections.abc import Iterable, Mapping

from engine.export import words
from engine.export.blocks import Block, Heading, Paragraph, Table
from engine.export.report_plan import widths_for
from models.alignment import Alignment
from models.documents import StatementRef, specialist_document_id
from models.run import Run


def alignment_blocks(run: Run) -> Iterable[Block]:
    """Whether the parts fit, beyond contradictions."""
    yield Heading(1, "Alignment")
    alignment = run.alignment
    if alignment is None:
        yield Paragraph("Nobody looked at whether the parts fit together.")
        return
    if alignment.is_by_code:
        yield Paragraph(
            "Code looked at tables and lists alone; no model judged whether the parts fit. It "
            "reports only what it can be sure of."
        )
    for note in alignment.notes:
        yield Paragraph(note)
    names = {specialist_document_id(one.slot): one.specialist for one in run.contributions}
    yield from _matrix(alignment)
    yield Heading(2, "What does not fit")
    if alignment.misalignments:
        rows = tuple(
            (words.misalignment_in_words(one.kind), one.text, _who(one.sources, names))
            for one in alignment.misalignments
        )
        yield Table(("Kind", "What is missing", "Named by"), rows, (3, 7, 4))
    else:
        yield Paragraph("Nothing was found that does not fit.")
    yield Heading(2, "What the brief asks and nobody answers")
    if alignment.gaps:
        gaps = tuple((one.quote, one.text) for one in alignment.gaps)
        yield Table(("The brief", "What is missing"), gaps, (1, 1))
    else:
        yield Paragraph("No gap was found.")


def _matrix(alignment: Alignment) -> Iterable[Block]:
    yield Heading(2, "Activities")
    if not alignment.rows:
        yield Paragraph("No activity with a date, an owner or money was found.")
        return
    shown = [one for one in alignment.aspects if any(row.cell(one) for row in alignment.rows)]
    columns = ("Activity", *(words.aspect_in_words(one) for one in shown))
    rows = []
    for row in alignment.rows:
        cells = (row.cell(aspect) for aspect in shown)
        rows.append((row.activity, *(cell.says if cell else "—" for cell in cells)))
    yield Table(columns, tuple(rows), widths_for(columns, rows))
    if empty := [words.aspect_in_words(one) for one in alignment.aspects if one not in shown]:
        yield Paragraph(f"Empty in all rows, and therefore not shown: {', '.join(empty)}.")


def _who(sources: Iterable[StatementRef], names: Mapping[str, str]) -> str:
    found = (names.get(one.document_id, "Brief") for one in sources)
    return ", ".join(dict.fromkeys(found)) or "—"
