"""The baseline: one plain prompt that asks for contradictions and lets the LLM quote them.

It is what the other finders are measured against (CONTRADICTIONS.md §2), and is used nowhere else.
An answer that is cut, broken or empty gets the same care as theirs: another one would be a
comparison of how answers are read.
"""

from collections.abc import Mapping
from typing import Any

from engine.answers import (
    UnreadableAnswer,
    array_of,
    ask_rows,
    one_of,
    rows_schema,
    text_up_to,
)
from engine.backends.protocol import Message
from engine.context import RunContext
from engine.errors import BackendError
from engine.evaluation.cases import BRIEF_WORKER, Case
from engine.finder_limits import BECAUSE_CHARS, CANDIDATES_LISTED
from engine.prompts import fenced
from engine.resources import RESOURCES, PromptLibrary, shipped_prompts
from models.call import CallPurpose, Phase, Step
from models.events import NoticeGiven

_ROWS_KEY = "findings"
_QUOTE_CHARS = 400
"""Hardly a sentence is longer; of one that is, the beginning tells its place."""

Quoted = tuple[tuple[str, str], ...]
"""One contradiction as the LLM quotes it: writers and their words."""


class PlainPrompt:
    """The job of asking; what was answered stands in ``findings`` afterwards.

    Args:
        case: whose texts are read.

    Attributes:
        findings: what the LLM reports.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self.findings: tuple[Quoted, ...] = ()

    async def __call__(self, context: RunContext) -> None:
        """Ask, and read the answer; one that cannot be read reports nothing and says so."""
        try:
            answer = await ask_rows(
                context,
                _messages(self._case),
                CallPurpose(phase=Phase.COMPARE, step=Step.FIND),
                _schema(self._case),
                _ROWS_KEY,
                # A row that is no report is left out, and the others still count.
                row_check=lambda _: "",
            )
        except (UnreadableAnswer, BackendError) as error:
            context.emit(NoticeGiven(text=f"The prompt was not answered. {error}"))
            return
        self.findings = tuple(one for one in map(_quotes, answer.rows) if one)


def _quotes(row: Mapping[str, Any]) -> Quoted:
    sides = row.get("quotes")
    if not isinstance(sides, list):
        return ()
    return tuple(
        (side["document"], side["quote"])
        for side in sides
        if isinstance(side, dict)
        and isinstance(side.get("document"), str)
        and isinstance(side.get("quote"), str)
        and side["quote"].strip()
    )


def _messages(case: Case) -> tuple[Message, ...]:
    library = PromptLibrary(shipped_prompts(RESOURCES / "evaluation" / "prompts"))
    documents = [fenced("brief", case.brief.text)]
    documents += [fenced("document", f"By: {one.title}\n\n{one.text}") for one in case.texts]
    return (Message("user", library.filled("single", documents="\n\n".join(documents))),)


def _schema(case: Case) -> dict[str, Any]:
    names = [BRIEF_WORKER, *(one.title for one in case.texts)]
    side = {"document": one_of(names), "quote": text_up_to(_QUOTE_CHARS)}
    quote = {"type": "object", "properties": side, "required": list(side)}
    row = {"because": text_up_to(BECAUSE_CHARS), "quotes": array_of(quote, 2, 4)}
    return rows_schema(_ROWS_KEY, row, CANDIDATES_LISTED)
