"""Asks for rows until an answer can be read: a repair, then plainer forms; never silently."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.answer_forms import AnswerForm, FormMemory
from engine.answers.rows import UnreadableAnswer, read_rows
from engine.answers.schema import misfit_of, row_schema_of, worst_case_tokens
from engine.backends.protocol import ChatRequest, Message
from engine.context import RunContext
from engine.errors import BackendError, BadRequest, EmptyAnswer
from engine.gate import Priority
from models.call import CallPurpose, Step
from models.events import NoticeGiven
from models.settings import SYNTHESIZER_ROLE

_THINKING_TOKENS = 2048
"""Room for an LLM that thinks where the switch is left out: thinking counts against the limit."""

_MOST_FORMS = 3

_STEP_WORDS = {
    Step.FIND: "list of contradictions",
    Step.PAIR: "list of contradictions",
    Step.BOARD: "list of contradictions",
    Step.CLAIMS: "list of commitments",
    Step.VERIFY: "second look",
    Step.ALIGN: "answer on whether the parts fit",
    Step.DECIDE: "decision",
    Step.CHECK: "check of the plan",
}

RowCheck = Callable[[object], str]
"""Says why a row is not what was asked for; empty if it is."""


@dataclass(frozen=True, slots=True)
class LineForm:
    """How to ask for the same in plain lines.

    Attributes:
        messages: the prompt.
        read: makes rows of the answer; is told whether it was cut; raises UnreadableAnswer.
    """

    messages: tuple[Message, ...]
    read: Callable[[str, bool], Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class RowsAnswer:
    """Rows that could be read.

    Attributes:
        rows: those that fit what was asked for.
        form: how they were asked for in the end.
        is_cut: whether the answer reached its length limit; only complete rows are here then.
        rejected: why rows were left out, and how often.
        problem: why earlier answers were of no use; empty if the first one was.
    """

    rows: tuple[Mapping[str, Any], ...]
    form: AnswerForm
    is_cut: bool = False
    rejected: Counter[str] = field(default_factory=Counter)
    problem: str = ""


async def ask_rows(
    context: RunContext,
    messages: tuple[Message, ...],
    purpose: CallPurpose,
    schema: Mapping[str, Any],
    rows_key: str,
    lines: LineForm | None = None,
    *,
    num_predict: int | None = None,
    row_check: RowCheck | None = None,
) -> RowsAnswer:
    """Ask the synthesizer's LLM for rows.

    First in the form that worked before with this LLM and server. An answer that cannot be read is
    asked for once more, saying what was wrong with it; then other forms are tried, the last one
    plain lines where the caller can read them.

    Args:
        context: the run.
        messages: the prompt, which tells the keys and choices in words too.
        purpose: why it is asked; attempts are counted from its own.
        schema: of the whole answer, as ``rows_schema`` makes it.
        rows_key: the name of the list of rows.
        lines: how to ask for plain lines instead.
        num_predict: length limit; the longest answer that follows the schema, unless given.
        row_check: what is asked of a row; that it fits the schema, unless given.

    Raises:
        UnreadableAnswer: no form gave an answer that could be read.
        BackendError: a call failed for another reason than its form.
    """
    asking = _Asking(context, messages, schema, rows_key, lines, num_predict, row_check)
    memory, key = context.forms, asking.key
    attempt, problem = purpose.attempt, ""
    failure: UnreadableAnswer | BackendError = UnreadableAnswer("it was not asked for")
    for form in memory.order(key, asking.forms)[:_MOST_FORMS]:
        for is_repair in (False, True):
            if is_repair and not (problem and asking.may_repair(form)):
                break
            asked = purpose.model_copy(update={"attempt": attempt})
            attempt += 1
            try:
                answer = await asking.ask(form, asked, problem if is_repair else "")
            except (UnreadableAnswer, EmptyAnswer) as error:
                is_empty = isinstance(error, EmptyAnswer)
                failure, problem = error, "it was empty" if is_empty else str(error)
                memory.note(key, form, worked=False)
            except BadRequest as error:
                failure, problem = error, error.message
                memory.note(key, form, worked=False)
                break
            else:
                memory.note(key, form, worked=True)
                memory.note_question(is_read=True)
                asking.tell(form, answer, problem)
                return RowsAnswer(answer.rows, form, answer.is_cut, answer.rejected, problem)
    memory.note_question(is_read=False)
    raise failure


class _Asking:
    """One question in all its forms."""

    def __init__(
        self,
        context: RunContext,
        messages: tuple[Message, ...],
        schema: Mapping[str, Any],
        rows_key: str,
        lines: LineForm | None,
        num_predict: int | None,
        row_check: RowCheck | None,
    ) -> None:
        self._context = context
        self._messages = messages
        self._schema = schema
        self._rows_key = rows_key
        self._lines = lines
        self._num_predict = num_predict or worst_case_tokens(schema)
        row = row_schema_of(schema, rows_key)
        self._row_check = row_check or (lambda one: misfit_of(one, row))
        self._may_be_one = schema["properties"][rows_key].get("maxItems") == 1
        self._is_repaired = False
        self._seat = context.seat(SYNTHESIZER_ROLE)
        self._step: Step | None = None

    @property
    def key(self) -> str:
        return FormMemory.key(
            self._seat.digest or self._seat.llm, self._context.run.versions.server
        )

    @property
    def forms(self) -> tuple[AnswerForm, ...]:
        last = AnswerForm.WORDS if self._lines is None else AnswerForm.LINES
        return (AnswerForm.SCHEMA, AnswerForm.UNSWITCHED, last)

    def may_repair(self, form: AnswerForm) -> bool:
        """Once in all, and lines are not worth it."""
        if self._is_repaired or form is AnswerForm.LINES:
            return False
        self._is_repaired = True
        return True

    async def ask(self, form: AnswerForm, purpose: CallPurpose, problem: str) -> RowsAnswer:
        """One call. Raises: UnreadableAnswer, BackendError."""
        self._step = purpose.step
        progress = await self._context.caller.ask(
            self._request(form, purpose, problem), Priority.SYNTHESIS
        )
        is_cut = progress.final is not None and progress.final.is_cut
        if form is AnswerForm.LINES and self._lines is not None:
            return RowsAnswer(tuple(self._lines.read(progress.text, is_cut)), form, is_cut)
        rows = read_rows(progress.text, self._rows_key, is_cut=is_cut, may_be_one=self._may_be_one)
        return self._checked(rows, form, is_cut=is_cut)

    def _request(self, form: AnswerForm, purpose: CallPurpose, problem: str) -> ChatRequest:
        is_lines = form is AnswerForm.LINES and self._lines is not None
        messages = self._lines.messages if is_lines and self._lines else self._messages
        has_schema = form in (AnswerForm.SCHEMA, AnswerForm.UNSWITCHED)
        thinks = form is AnswerForm.UNSWITCHED and self._seat.can_think
        return ChatRequest(
            llm=self._seat.llm,
            messages=_with_problem(messages, self._rows_key, problem) if problem else messages,
            purpose=purpose,
            num_ctx=self._seat.num_ctx,
            num_predict=self._num_predict + (_THINKING_TOKENS if thinks else 0),
            temperature=0,
            seed=self._context.run.settings.seed,
            think=None if form is AnswerForm.UNSWITCHED else False,
            schema=dict(self._schema) if has_schema else None,
        )

    def _checked(self, rows: Sequence[object], form: AnswerForm, *, is_cut: bool) -> RowsAnswer:
        """The rows that fit. Raises: UnreadableAnswer, if there are rows and none does."""
        fitting: list[Mapping[str, Any]] = []
        rejected: Counter[str] = Counter()
        for row in rows:
            misfit = self._row_check(row)
            if not misfit and isinstance(row, Mapping):
                fitting.append(row)
            else:
                rejected[misfit or "not a row"] += 1
        if rejected and not fitting:
            raise UnreadableAnswer(f"its rows are {rejected.most_common(1)[0][0]}")
        return RowsAnswer(tuple(fitting), form, is_cut, rejected)

    def tell(self, form: AnswerForm, answer: RowsAnswer, problem: str) -> None:
        """Say that an answer was cut, and once in a run that a plainer form was needed."""
        what = _STEP_WORDS.get(self._step or Step.FIND, "answer")
        if answer.is_cut:
            text = (
                f"The model's {what} was cut at its length limit; what was complete counts, and "
                "there may be more."
            )
            self._context.emit(NoticeGiven(text=text))
        is_usual = form is AnswerForm.SCHEMA
        if not is_usual and problem and self._context.forms.is_first_time(self.key, form):
            text = (
                f"The model's {what} was unusable in the usual form; a plainer one worked and is "
                f"tried first from now on. The reason: {problem}"
            )
            self._context.emit(NoticeGiven(text=text))


def _with_problem(
    messages: tuple[Message, ...], rows_key: str, problem: str
) -> tuple[Message, ...]:
    """The prompt that asks again and says what was wrong."""
    last = messages[-1]
    again = (
        f"{last.content}\n\nAn earlier answer to this could not be used: {problem}. Answer with "
        f'one complete JSON object that has the key "{rows_key}", in exactly the form described '
        "above, and nothing else."
    )
    return (*messages[:-1], Message(last.role, again))
