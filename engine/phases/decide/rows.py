"""Asks for JSON rows: stands in until all phases share one way of asking."""

import json
from collections.abc import Mapping
from typing import Any

from engine.backends.protocol import ChatRequest, Message
from engine.context import RunContext
from engine.errors import BadRequest, EmptyAnswer
from engine.gate import Priority
from models.call import CallPurpose
from models.settings import SYNTHESIZER_ROLE

_ANSWER_TOKENS = 700


class UnreadableAnswer(ValueError):
    """The answer is not what was asked for; the message says why, without quoting it."""


async def ask_rows(
    context: RunContext,
    messages: tuple[Message, ...],
    purpose: CallPurpose,
    schema: Mapping[str, Any],
    rows_key: str,
) -> tuple[Mapping[str, Any], ...]:
    """The rows of the answer; asks once more without the thinking switch.

    Raises:
        UnreadableAnswer: no answer could be read.
        BackendError: a call failed for another reason.
    """
    failure: Exception = UnreadableAnswer("it was not asked for")
    seat = context.seat(SYNTHESIZER_ROLE)
    for attempt, think in ((1, False), (2, None)):
        request = ChatRequest(
            llm=seat.llm,
            messages=messages,
            purpose=purpose.model_copy(update={"attempt": attempt}),
            num_ctx=seat.num_ctx,
            num_predict=_ANSWER_TOKENS,
            temperature=0,
            seed=context.run.settings.seed,
            think=think,
            schema=dict(schema),
        )
        try:
            progress = await context.caller.ask(request, Priority.SYNTHESIS)
            return _rows(progress.text, rows_key)
        except (UnreadableAnswer, EmptyAnswer, BadRequest) as error:
            failure = error
    raise failure


def _rows(answer: str, rows_key: str) -> tuple[Mapping[str, Any], ...]:
    try:
        whole = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswer("it is not valid JSON") from error
    rows = whole.get(rows_key) if isinstance(whole, dict) else None
    fitting = [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
    if not fitting:
        raise UnreadableAnswer(f'it has no rows of "{rows_key}"')
    return tuple(fitting)
