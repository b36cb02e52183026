"""The baseline: one plain prompt that asks for contradictions and lets the LLM quote them.

It is what the other finders are measured against (CONTRADICTIONS.md §2), and is used nowhere else.
"""

import json
from collections.abc import Mapping
from typing import Any

from engine.backends.protocol import ChatRequest, Message
from engine.context import RunContext
from engine.errors import BackendError
from engine.evaluation.cases import BRIEF_WORKER, Case
from engine.gate import Priority
from engine.prompts import fenced
from engine.resources import RESOURCES, PromptLibrary, shipped_prompts
from models.call import CallPurpose, Phase, Step
from models.events import NoticeGiven
from models.settings import SYNTHESIZER_ROLE

_ANSWER_TOKENS = 2048
_MOST_FINDINGS = 24

Quoted = tuple[tuple[str, str], ...]
"""One contradiction as the LLM quotes it: writers and their words."""


class PlainPrompt:
    """The job of asking once; what was answered stands in ``findings`` afterwards.

    Args:
        case: whose texts are read.

    Attributes:
        findings: what the LLM reports.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self.findings: tuple[Quoted, ...] = ()

    async def __call__(self, context: RunContext) -> None:
        """Ask, and read the answer; a call that fails reports nothing and says so."""
        seat = context.seat(SYNTHESIZER_ROLE)
        request = ChatRequest(
            llm=seat.llm,
            messages=_messages(self._case),
            purpose=CallPurpose(phase=Phase.COMPARE, step=Step.FIND),
            num_ctx=seat.num_ctx,
            num_predict=_ANSWER_TOKENS,
            temperature=0,
            seed=context.run.settings.seed,
            schema=_schema(self._case),
        )
        try:
            progress = await context.caller.ask(request, Priority.SYNTHESIS)
        except BackendError as error:
            context.emit(NoticeGiven(text=f"The prompt was not answered. {error}"))
            return
        self.findings = read_findings(progress.text)


def read_findings(answer: str) -> tuple[Quoted, ...]:
    """The findings in an answer; none if it is not the JSON asked for."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        document = json.loads(answer[start : end + 1])
    except (ValueError, RecursionError):
        return ()
    rows = document.get("findings") if isinstance(document, dict) else None
    findings = (_quotes(row) for row in rows) if isinstance(rows, list) else ()
    return tuple(one for one in findings if one)


def _quotes(row: object) -> Quoted:
    sides = row.get("quotes") if isinstance(row, dict) else None
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
    side = {"document": {"type": "string", "enum": names}, "quote": {"type": "string"}}
    row = {
        "because": {"type": "string"},
        "quotes": {"type": "array", "items": _object(side), "minItems": 2, "maxItems": 4},
    }
    findings = {"type": "array", "items": _object(row), "maxItems": _MOST_FINDINGS}
    return _object({"findings": findings})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}
