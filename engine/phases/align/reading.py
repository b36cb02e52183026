"""Reads the matrix an LLM gave as ids: each cell is checked by code, and code writes its words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.numbering import NumberedDocuments, is_binding
from engine.phases.align import words
from engine.phases.align.by_code.tables import Tables
from engine.phases.align.commitments import Commitment, Commitments, bare_id
from engine.phases.align.holding import Holding
from engine.phases.align.schema import NO_ID
from engine.phases.align.titles import names_an_owner, owner_in
from engine.statements import in_words
from models.alignment import AlignmentCell, AlignmentRow, Aspect
from models.claim import Facet
from models.documents import Statement

_FIGURE = re.compile(r"\d+")
_BY_CODE = (Aspect.DATE, Aspect.BUDGET, Aspect.OWNER)
_MOST_ROWS_READ = 200
"""An LLM that repeats itself is not read to its end."""


@dataclass(slots=True)
class Matrix:
    """What was read.

    Attributes:
        rows: the activities, in the order given.
        unknown: for each row the columns for which the answer was no id of the prompt: nothing is
            concluded from them.
        answered: for each sentence of the brief named, whether a commitment answers it.
        used: the commitments that stand in some row.
        rejected: how many rows and cells could not be used.
    """

    rows: list[AlignmentRow] = field(default_factory=list)
    unknown: list[frozenset[Aspect]] = field(default_factory=list)
    answered: dict[str, bool] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    rejected: int = 0


def read_matrix(
    rows: Iterable[Mapping[str, Any]],
    commitments: Commitments,
    numbered: NumberedDocuments,
    holding: Holding,
) -> Matrix:
    """Read the rows of an answer; a row about something read before is passed over."""
    matrix, tables = Matrix(), Tables(numbered, holding)
    seen: set[str] = set()
    for row in list(rows)[:_MOST_ROWS_READ]:
        about = bare_id(row.get("about"))
        if about in seen:
            continue
        seen.add(about)
        if activity := commitments.find(about):
            _read_activity(row, activity, commitments, tables, holding, matrix)
        elif (found := numbered.find(about)) and is_binding(found[0].document.document_id):
            _read_answer(row, about, commitments, matrix)
        else:
            matrix.rejected += 1
    return matrix


def _read_answer(
    row: Mapping[str, Any], about: str, commitments: Commitments, matrix: Matrix
) -> None:
    answer = bare_id(row.get("answer"))
    if commitments.find(answer):
        matrix.answered[about] = True
    elif answer.casefold() == NO_ID:
        matrix.answered[about] = False
    else:
        matrix.rejected += 1


def _read_activity(
    row: Mapping[str, Any],
    activity: Commitment,
    commitments: Commitments,
    tables: Tables,
    holding: Holding,
    matrix: Matrix,
) -> None:
    name = name_of(activity)
    cells, unknown = [], set()
    matrix.used.add(activity.alias)
    for aspect in Aspect:
        named = bare_id(row.get(aspect.value))
        found = commitments.find(named)
        if found is None and named.casefold() != NO_ID:
            unknown.add(aspect)
            matrix.rejected += 1
        cell = cell_of(aspect, found, holding) if found else None
        if found and cell is None:
            matrix.rejected += 1
        elif found:
            matrix.used.add(found.alias)
        # What the activity's own sentence or a table says needs no LLM.
        if aspect in _BY_CODE:
            cell = cell or cell_of(aspect, activity, holding) or tables.cell(name, aspect)
        if cell is not None:
            cells.append(cell)
    matrix.unknown.append(frozenset(unknown))
    matrix.rows.append(
        AlignmentRow(
            activity=holding.held(activity.statement, name),
            sources=(activity.statement.ref,),
            cells=tuple(cells),
        )
    )


def name_of(commitment: Commitment) -> str:
    """What an activity is called: what the LLM says it is about, if no figure in it is made up."""
    subject = commitment.claim.subject
    if subject.strip() and _is_grounded(subject, commitment.statement):
        return words.label(subject[:1].upper() + subject[1:])
    return words.label(in_words(commitment.statement))


def cell_of(aspect: Aspect, commitment: Commitment, holding: Holding) -> AlignmentCell | None:
    """The cell; ``None`` if the sentence says nothing that could stand in that column."""
    statement, claim = commitment.statement, commitment.claim
    values = words.values_of(statement, aspect)
    if aspect in words.VALUE_KINDS and not values:
        return None
    if aspect is Aspect.OWNER and not (
        claim.facet is Facet.OWNER or names_an_owner(statement.quote, statement.columns)
    ):
        return None
    is_figure = aspect in (Aspect.DATE, Aspect.BUDGET)
    if is_figure:
        said = words.as_written(values)
    else:
        is_grounded = claim.says.strip() and _is_grounded(claim.says, statement)
        said = words.cell_text(claim.says if is_grounded else in_words(statement))
        if aspect is Aspect.OWNER:
            said = owner_in(said) or said
    return holding.cell(statement, aspect, said)


def _is_grounded(text: str, statement: Statement) -> bool:
    """Whether all figures of an LLM's words stand in the sentence they were taken from."""
    known = set(_FIGURE.findall(" ".join((statement.quote, *statement.columns))))
    return set(_FIGURE.findall(text)) <= known
