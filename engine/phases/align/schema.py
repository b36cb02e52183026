"""The JSON schema of the matrix: ids only, in rows (CONTRADICTIONS.md §5)."""

from collections.abc import Sequence
from typing import Any

from engine.answers import one_of, rows_schema
from engine.phases.align.limits import GAPS_LIMIT, ROWS_LIMIT
from models.alignment import Aspect

NO_ID = "none"
ROWS_KEY = "rows"


def matrix_schema(commitment_ids: Sequence[str], brief_ids: Sequence[str]) -> dict[str, Any]:
    """The schema for one prompt: rows about an activity, or about a sentence of the brief."""
    cell = one_of([*commitment_ids, NO_ID])
    row = {
        "about": one_of([*commitment_ids, *brief_ids]),
        "answer": cell,
        **dict.fromkeys(sorted(one.value for one in Aspect), cell),
    }
    return rows_schema(ROWS_KEY, row, ROWS_LIMIT + GAPS_LIMIT)
