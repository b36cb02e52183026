"""Builds the prompt of the matrix."""

import json
from collections.abc import Sequence

from engine.backends.protocol import Message
from engine.numbering import NumberedDocuments
from engine.phases.align.commitments import Commitment, lines_of
from engine.phases.align.limits import GAPS_LIMIT, ROWS_LIMIT
from engine.phases.align.schema import NO_ID, ROWS_KEY
from engine.resources import PromptLibrary
from models.alignment import Aspect

_EXAMPLE = (
    {
        "about": "C902",
        "audience": "C905",
        "channel": "C902",
        "date": "C907",
        "owner": "C908",
        "reaches": "C906",
    },
    {"about": "B903", "answer": "C904"},
)


def matrix_messages(
    library: PromptLibrary, numbered: NumberedDocuments, commitments: Sequence[Commitment]
) -> tuple[Message, ...]:
    """Ask which commitment says what about each activity, and which answers the brief.

    Args:
        library: where the texts are.
        numbered: the brief, of which all lines are shown.
        commitments: those to show.
    """
    keys = ("about", "answer", *sorted(one.value for one in Aspect))
    rows = [{key: row.get(key, NO_ID) for key in keys} for row in _EXAMPLE]
    task = library.filled(
        "align",
        activities=str(ROWS_LIMIT),
        asks=str(GAPS_LIMIT),
        example=json.dumps({ROWS_KEY: rows}),
    )
    material = f"{numbered.text(only=())}\n<commitments>\n{lines_of(commitments)}\n</commitments>"
    return (
        Message("system", library.text("align-rules")),
        Message("user", f"{material}\n\n{task}"),
    )
