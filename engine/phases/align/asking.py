"""Asks for JSON rows, again without the thinking switch where the first answer is unusable."""

import json
import re
from collections.abc import Mapping
from typing import Any

from engine.backends.protocol import ChatRequest, Message
from engine.context import RunContext
from engine.errors import BadRequest, EmptyAnswer
from engine.gate import Priority
from engine.phases.align.limits import ANSWER_TOKENS
from models.call import CallPurpose
from models.settings import SYNTHESIZER_ROLE

_FENCED = re.compile(r"\s*```\w*\s*\n(.*?)\n?\s*```\s*", re.DOTALL)


class UnreadableAnswer(ValueError):
    """The answer as a whole is not what was asked for; the message says why, without quoting it."""


async def ask_rows(
    context: RunContext,
    messages: tuple[Message, ...],
    purpose: CallPurpose,
    schema: dict[str, Any],
    rows_key: str,
) -> list[Mapping[str, Any]]:
    """The rows of the synthesizer's answer.

    Raises:
        UnreadableAnswer: if two answers were unusable.
        BackendError: if no answer came.
    """
    try:
        return await _ask(context, messages, purpose, schema, rows_key, think=False)
    except (UnreadableAnswer, EmptyAnswer, BadRequest):
        # Some servers ignore the schema while the thinking switch is sent (CONTRADICTIONS.md §5).
        again = purpose.model_copy(update={"attempt": purpose.attempt + 1})
        return await _ask(context, messages, again, schema, rows_key, think=None)


async def _ask(
    context: RunContext,
    messages: tuple[Message, ...],
    purpose: CallPurpose,
    schema: dict[str, Any],
    rows_key: str,
    *,
    think: bool | None,
) -> list[Mapping[str, Any]]:
    seat = context.seat(SYNTHESIZER_ROLE)
    request = ChatRequest(
        llm=seat.llm,
        messages=messages,
        purpose=purpose,
        num_ctx=seat.num_ctx,
        num_predict=ANSWER_TOKENS,
        temperature=0,
        seed=context.run.settings.seed,
        think=think,
        schema=schema,
    )
    progress = await context.caller.ask(request, Priority.SYNTHESIS)
    if progress.final is not None and progress.final.is_cut:
        raise UnreadableAnswer("it was cut at its length limit")
    fenced = _FENCED.fullmatch(progress.text)
    try:
        whole = json.loads(fenced[1] if fenced else progress.text)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswer("it is not valid JSON") from error
    rows = whole.get(rows_key) if isinstance(whole, dict) else None
    if not isinstance(rows, list):
        raise UnreadableAnswer(f"it has no list of {rows_key}")
    return [row for row in rows if isinstance(row, Mapping)]
