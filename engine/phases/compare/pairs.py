"""The pair finder: two texts side by side, each pair as soon as both are written."""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from engine.answers import (
    AnswerForm,
    LineForm,
    RowCheck,
    UnreadableAnswer,
    ask_rows,
    misfit_of,
    one_of,
    rows_schema,
    text_up_to,
)
from engine.backends.protocol import Message
from engine.context import RunContext
from engine.errors import BackendError
from engine.finder_limits import (
    BECAUSE_CHARS,
    FEWEST_FINDER_TOKENS,
    PAIR_FINDINGS_LIMIT,
    SUBJECT_CHARS,
)
from engine.llm_size import is_small
from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare.compared import slot_in
from engine.phases.compare.finding import Finding
from engine.phases.compare.noticed import notice
from engine.phases.compare.parts import has_room, readings_of
from engine.phases.compare.prompts import pair_messages
from engine.phases.compare.reading import findings_in, rows_of_lines
from engine.phases.compare.schema import LABELS
from engine.phases.compare.suspects import Suspects
from models.call import CallPurpose, Phase, Step
from models.comparison import SkippedPair
from models.documents import StatementRef
from models.events import NoticeGiven, PairRead
from models.settings import SYNTHESIZER_ROLE

_NO_ROOM = "They do not fit the model's window together, not even in parts."

Slots = tuple[str, ...]


class PairReading:
    """Reads pairs as texts come in.

    The text that was finished earlier stands first in its pairs, and they are read one after the
    other: the server finds the brief and that text in its cache each time.

    Attributes:
        read: the slots of pairs that have been read.
        skipped: pairs that could not be read, and why.
        close_calls: findings the LLM itself called compatible.
        rejected: findings code refused, by reason.
        forms: in which forms answers came.
    """

    def __init__(
        self,
        context: RunContext,
        group: asyncio.TaskGroup,
        brief: Sequence[CutDocument],
        suspects: Suspects,
    ) -> None:
        """Nothing has been read yet."""
        self._context = context
        self._group = group
        self._brief = tuple(brief)
        self._suspects = suspects
        self._texts: dict[str, CutDocument] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._tasks: dict[asyncio.Task[None], Slots] = {}
        self.read: list[Slots] = []
        self.skipped: dict[Slots, SkippedPair] = {}
        self.close_calls = 0
        self.rejected: Counter[str] = Counter()
        self.forms: set[AnswerForm] = set()

    def begin(self, text: CutDocument) -> None:
        """A text is there: read it with each that was there before."""
        for earlier in self._texts.values():
            self._start((earlier, text))
        slot = slot_in(text)
        self._texts[slot] = text
        self._turns.setdefault(slot, asyncio.Lock())

    def withdraw(self, slot: str) -> None:
        """A text is gone or replaced: what was read of it does not count."""
        self._texts.pop(slot, None)
        for task, slots in list(self._tasks.items()):
            if slot in slots:
                task.cancel()
        self.read = [slots for slots in self.read if slot not in slots]
        self.skipped = {slots: one for slots, one in self.skipped.items() if slot not in slots}

    async def finish(self) -> None:
        """Wait until everything has been read; a single text is read with the brief alone."""
        if len(self._texts) == 1:
            self._start(tuple(self._texts.values()))
        while self._tasks:
            await asyncio.wait(self._tasks)
            # Their callbacks run before the next look, and may have started a second reading.
            await asyncio.sleep(0)

    def _start(
        self, texts: tuple[CutDocument, ...], masked: frozenset[StatementRef] = frozenset()
    ) -> None:
        slots = self._slots(texts)
        name = f"read {' and '.join(slots)}{' again' if masked else ''}"
        task = self._group.create_task(self._read(texts, masked), name=name)
        self._tasks[task] = slots
        task.add_done_callback(lambda done: self._tasks.pop(done, None))

    def _slots(self, texts: Sequence[CutDocument]) -> Slots:
        """The slots of some texts, in team order."""
        there = {slot_in(one) for one in texts}
        return tuple(one.slot for one in self._context.run.team.specialists if one.slot in there)

    async def _read(self, texts: tuple[CutDocument, ...], masked: frozenset[StatementRef]) -> None:
        slots = self._slots(texts)
        # With holes in it, the first text is not found in the cache anyway.
        turn = nullcontext() if masked else self._turns[slot_in(texts[0])]
        async with turn:
            readings = readings_of(texts, self._fits)
            if not readings:
                self._skip(slots, _NO_ROOM)
                return
            try:
                found = [
                    finding
                    for parts in readings
                    for finding in await self._findings(parts, slots, masked)
                ]
            except (UnreadableAnswer, BackendError) as error:
                if not masked:
                    self._skip(slots, str(error))
                return
        if masked:
            return
        self.read.append(slots)
        if len(slots) == 2:
            self._context.emit(PairRead(slots=(slots[0], slots[1]), found=len(found)))
        if found and not self._is_small:
            # What was found hides what was not: read once more without it (CONTRADICTIONS.md §2).
            refs = frozenset(side.statement.ref for one in found for side in one.sides)
            self._start(texts, refs)

    @property
    def _is_small(self) -> bool:
        return is_small(self._context.seat(SYNTHESIZER_ROLE).parameter_size)

    def _fits(self, texts: Sequence[CutDocument]) -> bool:
        messages = self._messages(NumberedDocuments([*self._brief, *texts]), frozenset())
        num_ctx = self._context.seat(SYNTHESIZER_ROLE).num_ctx
        return has_room(messages, FEWEST_FINDER_TOKENS, num_ctx)

    def _messages(
        self, numbered: NumberedDocuments, masked: Collection[StatementRef]
    ) -> tuple[Message, ...]:
        context = self._context
        return pair_messages(
            context.prompts, context.run.team, numbered, PAIR_FINDINGS_LIMIT, masked
        )

    async def _findings(
        self, texts: Sequence[CutDocument], slots: Slots, masked: frozenset[StatementRef]
    ) -> list[Finding]:
        """Read texts that fit, and hand on what was found. Raises: as ``ask_rows``."""
        context, team = self._context, self._context.run.team
        numbered = NumberedDocuments([*self._brief, *texts])
        plain = pair_messages(
            context.prompts, team, numbered, PAIR_FINDINGS_LIMIT, masked, in_lines=True
        )
        topics = [one.id for one in team.topics]
        answer = await ask_rows(
            context,
            self._messages(numbered, masked),
            CallPurpose(phase=Phase.COMPARE, step=Step.PAIR, slots=slots),
            pair_schema(numbered, topics, masked),
            "findings",
            LineForm(plain, rows_of_lines),
            row_check=_loose_check(numbered),
        )
        self.forms.add(answer.form)
        readings = findings_in([_with_sides(row) for row in answer.rows], numbered, team)
        self.close_calls += readings.close_calls
        self.rejected.update(readings.rejected)
        self.rejected.update(answer.rejected)
        new = [one for one in readings.findings if not _is_masked(one, masked)]
        if new:
            self._suspects.add(new, notice(numbered, team))
        return new

    def _skip(self, slots: Slots, why: str) -> None:
        if len(slots) == 2:
            self.skipped[slots] = SkippedPair(slots=(slots[0], slots[1]), why=why)
        else:
            text = f"The only text could not be read against the brief. The reason: {why}"
            self._context.emit(NoticeGiven(text=text))


def pair_schema(
    numbered: NumberedDocuments, topics: Sequence[str], masked: Collection[StatementRef] = ()
) -> dict[str, Any]:
    """The schema of a pair's findings; what is masked cannot be named."""
    texts = [one for one in numbered.documents if not one.belongs_to_brief]
    ids = [
        [numbered.id_of(one) for one in text.statements if one.ref not in masked] for text in texts
    ]
    binding = list(numbered.binding_ids)
    row = {
        "a": one_of([*ids[0], *binding]),
        "b": one_of([*(ids[1] if len(ids) > 1 else []), *binding]),
        "because": text_up_to(BECAUSE_CHARS),
        "label": one_of(LABELS),
        "subject": text_up_to(SUBJECT_CHARS),
        "topic": one_of(topics),
    }
    return rows_schema("findings", row, PAIR_FINDINGS_LIMIT)


def _loose_check(numbered: NumberedDocuments) -> RowCheck:
    """Asks of a row what matters: an LLM that names the sides the other way round is understood."""
    row = {
        "a": one_of(numbered.ids),
        "b": one_of(numbered.ids),
        "because": text_up_to(BECAUSE_CHARS),
        "label": one_of(LABELS),
    }
    schema = {"required": list(row), "properties": row}
    return lambda one: misfit_of(one, schema)


def _with_sides(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row of a pair in the form that all finders' rows have."""
    return row if "at" in row else {**row, "at": [row.get("a"), row.get("b")]}


def _is_masked(finding: Finding, masked: Collection[StatementRef]) -> bool:
    """Whether a side is a statement that the prompt did not show."""
    return any(side.statement.ref in masked for side in finding.sides if not side.is_binding)
