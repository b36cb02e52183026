"""What of a drawing is listed: capped, in order, and with what the reader must know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from engine.phases.align.limits import GAPS_LIMIT, MISALIGNMENTS_LIMIT, ROWS_LIMIT
from engine.values import DateSpan, ValueKind, values_in
from models.alignment import (
    Alignment,
    AlignmentRow,
    Aspect,
    BriefGap,
    Misalignment,
    MisalignmentKind,
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What somebody made of the texts, all of it.

    Attributes:
        rows: the activities, the most important first.
        misalignments: the most harmful first.
        gaps: what the brief asks and nobody answers.
        notes: what the reader must know.
        is_by_code: whether no LLM looked at it.
    """

    rows: tuple[AlignmentRow, ...] = ()
    misalignments: tuple[Misalignment, ...] = ()
    gaps: tuple[BriefGap, ...] = ()
    notes: tuple[str, ...] = ()
    is_by_code: bool = False


def listed(
    drawing: Drawing, missing: Sequence[str], silenced: Collection[MisalignmentKind]
) -> Alignment:
    """The alignment to show.

    Args:
        drawing: all that was found.
        missing: names of the workers without a text, said once.
        silenced: kinds of misalignment that may only be there because they are missing.
    """
    misfits = [one for one in drawing.misalignments if one.kind not in silenced]
    notes = list(drawing.notes)
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        whose = "it" if len(missing) == 1 else "they"
        notes.insert(
            0,
            f"{_names(missing)} {verb} missing; what only {whose} could have said is not counted "
            "against the others.",
        )
    for what, count, limit in (
        ("activities", len(drawing.rows), ROWS_LIMIT),
        ("misalignments", len(misfits), MISALIGNMENTS_LIMIT),
        ("gaps", len(drawing.gaps), GAPS_LIMIT),
    ):
        if count > limit:
            notes.append(f"{count - limit} of {count} {what} are not listed.")
    return Alignment(
        rows=_by_date(drawing.rows[:ROWS_LIMIT]),
        misalignments=tuple(misfits[:MISALIGNMENTS_LIMIT]),
        gaps=drawing.gaps[:GAPS_LIMIT],
        notes=tuple(notes),
        is_by_code=drawing.is_by_code,
    )


def _names(missing: Sequence[str]) -> str:
    *first, last = missing
    return f"{', '.join(first)} and {last}" if first else last


def _by_date(rows: Sequence[AlignmentRow]) -> tuple[AlignmentRow, ...]:
    """Those with a date first, in the order of time; a date without a year is in the usual one."""
    spans = [_span_of(row) for row in rows]
    years = [span.first.year for span in spans if span and span.first.year]
    usual = max(set(years), key=years.count) if years else 0

    def place(index: int) -> tuple[bool, int, int, int, int]:
        span = spans[index]
        if span is None:
            return True, 0, 0, 0, index
        first = span.first.in_year(usual)
        return False, first.year, first.month, first.day, index

    return tuple(rows[index] for index in sorted(range(len(rows)), key=place))


def _span_of(row: AlignmentRow) -> DateSpan | None:
    cell = row.cell(Aspect.DATE)
    dates = [one for one in values_in(cell.says) if one.kind is ValueKind.DATE] if cell else []
    return dates[0].span if dates else None
