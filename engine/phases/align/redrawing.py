"""Brings an alignment up to date with later decisions, without asking anybody again."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from engine.numbering import NumberedDocuments
from engine.phases.align.by_code import drawn_by_code
from engine.phases.align.by_code.tables import Tables
from engine.phases.align.commitments import Commitment, Commitments
from engine.phases.align.holding import Holding
from engine.phases.align.reading import cell_of, name_of
from models.alignment import Alignment, AlignmentCell, AlignmentRow
from models.claim import Ledger
from models.contradiction import Contradiction
from models.documents import StatementRef

_LEFT_OUT = "What only a text said that was left out later is not listed any more."


def redrawn(
    alignment: Alignment,
    numbered: NumberedDocuments,
    ledgers: Iterable[Ledger],
    contradictions: Sequence[Contradiction],
) -> Alignment:
    """The same rows and findings, in whose cells stands what holds now.

    Args:
        alignment: as it was drawn.
        numbered: the texts; what was taken from a text that has changed stays as it is, and what
            only a text said that is not among them any more is dropped.
        ledgers: the commitments in them.
        contradictions: with their decisions as they are now.
    """
    holding = Holding(contradictions)
    alignment = _without_what_is_gone(alignment, numbered)
    if alignment.is_by_code:
        return _with_rows_of(alignment, drawn_by_code(numbered, holding).rows)
    known = {one.statement.ref: one for one in Commitments(ledgers, numbered).all}
    tables = Tables(numbered, holding)
    rows = tuple(_row(row, known, tables, holding) for row in alignment.rows)
    return alignment.model_copy(update={"rows": rows})


def _without_what_is_gone(alignment: Alignment, numbered: NumberedDocuments) -> Alignment:
    """What still rests on a text that counts; the name and each cell are told by their first."""
    there = {one.document.document_id for one in numbered.documents}
    rows = tuple(
        row.model_copy(
            update={
                "sources": _among(row.sources, there),
                "cells": tuple(
                    one.model_copy(update={"sources": _among(one.sources, there)})
                    for one in row.cells
                    if _is_told(one, there)
                ),
            }
        )
        for row in alignment.rows
        if _among(row.sources, there) or not row.sources
    )
    misfits = tuple(
        one for one in alignment.misalignments if _among(one.sources, there) or not one.sources
    )
    if (rows, misfits) == (alignment.rows, alignment.misalignments):
        return alignment
    notes = tuple(dict.fromkeys((*alignment.notes, _LEFT_OUT)))
    return alignment.model_copy(update={"rows": rows, "misalignments": misfits, "notes": notes})


def _among(sources: Sequence[StatementRef], there: Collection[str]) -> tuple[StatementRef, ...]:
    return tuple(one for one in sources if one.document_id in there)


def _is_told(cell: AlignmentCell, there: Collection[str]) -> bool:
    return not cell.sources or cell.sources[0].document_id in there


def _with_rows_of(alignment: Alignment, rows: Sequence[AlignmentRow]) -> Alignment:
    """The rows that are listed, as they are told now."""
    now = {row.sources: row for row in rows}
    listed = tuple(now.get(row.sources, row) for row in alignment.rows)
    return alignment.model_copy(update={"rows": listed})


def _row(
    row: AlignmentRow,
    known: Mapping[StatementRef, Commitment],
    tables: Tables,
    holding: Holding,
) -> AlignmentRow:
    activity = known.get(row.sources[0]) if row.sources else None
    name = holding.held(activity.statement, name_of(activity)) if activity else row.activity
    cells = tuple(_cell(cell, known, tables, holding) for cell in row.cells)
    return row.model_copy(update={"activity": name, "cells": cells})


def _cell(
    cell: AlignmentCell,
    known: Mapping[StatementRef, Commitment],
    tables: Tables,
    holding: Holding,
) -> AlignmentCell:
    if not cell.sources:
        return cell
    place = cell.sources[0]
    commitment = known.get(place)
    now = cell_of(cell.aspect, commitment, holding) if commitment else None
    return now or tables.at(place, cell.aspect) or cell
