"""One question for rows, asked of a scripted server."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from engine.answer_forms import FormMemory
from engine.answers import LineForm, RowsAnswer, UnreadableAnswer, ask_rows, one_of, rows_schema
from engine.backends.ollama import OllamaBackend
from engine.backends.protocol import Message
from engine.calls import Caller
from engine.context import RunContext
from engine.gate import Gate
from engine.resources import PromptLibrary
from engine.workforce import Workforce
from models.call import CallPurpose, Phase, Step
from models.events import NoticeGiven, RunEvent
from models.run import Run, replay
from tests.builders import a_start, a_team
from tests.scripted_ollama import Answer, ScriptedOllama

ROW = {"colour": one_of(["red", "blue"]), "id": one_of(["K1", "K2"])}
SCHEMA = rows_schema("rows", ROW, 3)
GOOD = json.dumps({"rows": [{"colour": "red", "id": "K1"}]})


def a_context(
    server_url: str, emit: Callable[[RunEvent], None], forms: FormMemory | None = None
) -> RunContext:
    """A run that is at nothing but this question."""
    run: Run = replay([a_start(a_team())])
    backend = OllamaBackend(server_url)
    return RunContext(
        run=run,
        backend=backend,
        caller=Caller(backend, Gate(), emit, lambda: 0.0, {}),
        emit=emit,
        seconds=lambda: 0.0,
        prompts=PromptLibrary({}),
        workforce=Workforce({}),
        forms=forms or FormMemory(),
    )


def lines(text: str, is_cut: bool) -> list[dict[str, str]]:
    """Rows of lines such as ``red K1``."""
    rows = [dict(zip(("colour", "id"), line.split(), strict=True)) for line in text.splitlines()]
    if not rows or is_cut:
        raise UnreadableAnswer("it has no line")
    return rows


class Asked:
    """What was answered, what the server saw, and what the user was told."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.notices: list[str] = []
        self.answer: RowsAnswer | None = None
        self.error: Exception | None = None

    @property
    def rows(self) -> list[dict[str, Any]]:
        assert self.answer is not None
        return [dict(row) for row in self.answer.rows]


async def asking(
    *answers: Answer | str,
    forms: FormMemory | None = None,
    with_lines: bool = False,
    times: int = 1,
) -> Asked:
    """Ask a server that gives these answers one after the other; the last one stays."""
    asked, rest = Asked(), list(answers)

    def script(call: dict[str, Any]) -> Answer:
        asked.calls.append(call)
        said = rest.pop(0) if len(rest) > 1 else rest[0]
        return said if isinstance(said, Answer) else Answer(said)

    def emit(event: RunEvent) -> None:
        if isinstance(event, NoticeGiven):
            asked.notices.append(event.text)

    async with ScriptedOllama(script) as server:
        context = a_context(server.url, emit, forms)
        try:
            for _ in range(times):
                asked.answer = await _ask(context, with_lines=with_lines)
        except Exception as error:  # what the test is about
            asked.error = error
        finally:
            await context.backend.close()
    return asked


async def _ask(context: RunContext, *, with_lines: bool) -> RowsAnswer:
    plain = LineForm((Message("user", "Lines, please."),), lines) if with_lines else None
    purpose = CallPurpose(phase=Phase.COMPARE, step=Step.PAIR)
    return await ask_rows(context, (Message("user", "Rows."),), purpose, SCHEMA, "rows", plain)


def forms_of(calls: Sequence[dict[str, Any]]) -> list[tuple[bool, bool]]:
    """Per call: whether it had a schema, and whether it had the thinking switch."""
    return [("format" in one, "think" in one) for one in calls]
