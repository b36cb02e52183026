"""Boards: the commitments of all texts on one group of topics, compared in one call each."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from engine.answers import (
    AnswerForm,
    LineForm,
    UnreadableAnswer,
    array_of,
    ask_rows,
    one_of,
    rows_schema,
    text_up_to,
)
from engine.context import RunContext
from engine.errors import BackendError
from engine.finder_limits import (
    BECAUSE_CHARS,
    FEWEST_FINDER_TOKENS,
    PAIR_FINDINGS_LIMIT,
    SUBJECT_CHARS,
)
from engine.numbering import CutDocument, NumberedDocuments, untagged
from engine.phases.compare.compared import slot_in
from engine.phases.compare.noticed import Noticed
from engine.phases.compare.parts import has_room
from engine.phases.compare.prompts import (
    GROUP_WORDS,
    BoardTask,
    board_lines_messages,
    board_messages,
)
from engine.phases.compare.reading import findings_in, rows_of_lines
from engine.phases.compare.schema import LABELS
from engine.phases.compare.suspects import Suspects
from engine.subjects import content_words
from models.call import CallPurpose, Phase, Step
from models.claim import Claim, Facet, Force, Ledger
from models.comparison import SkippedPair
from models.documents import Statement
from models.events import NoticeGiven
from models.settings import SYNTHESIZER_ROLE
from models.team import Team, Topic

GROUPS: Mapping[Topic, tuple[Facet, ...]] = {
    Topic.WHO: (Facet.AUDIENCE, Facet.POSITIONING, Facet.DEFINITION),
    Topic.HOW: (Facet.MOTION, Facet.SCOPE, Facet.RULE),
    Topic.WHEN: (Facet.DATE, Facet.SEQUENCE),
    Topic.MUCH: (Facet.BUDGET, Facet.PRICE, Facet.METRIC, Facet.CAPACITY),
    Topic.OWN: (Facet.OWNER, Facet.ASSUMPTION),
}

_CLAIM_LETTER = "C"
"""On a board there are no documents but the brief's, which have other letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim on a board, with the text it stands in."""

    claim: Claim
    cut: CutDocument

    def statement(self) -> Statement:
        """The statement that makes the claim."""
        return next(one for one in self.cut.statements if one.ref == self.claim.ref)

    def shown(self, alias: str) -> str:
        """One line of the prompt."""
        claim = self.claim
        who = untagged(self.cut.document.title)
        said = untagged(f"{claim.facet.value}: {claim.subject} — {claim.says}")
        return f"[{alias}] ({who}, {claim.force.value}) {' '.join(said.split())}"


class Board:
    """The claims of one group, under ids of their own, with the brief as one more party."""

    def __init__(self, brief: NumberedDocuments, lines: Sequence[Line]) -> None:
        """Number the lines."""
        self._brief = brief
        self._lines = {f"{_CLAIM_LETTER}{at}": one for at, one in enumerate(lines, start=1)}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all claims."""
        return tuple(self._lines)

    @property
    def slots(self) -> set[str]:
        """Whose claims there are."""
        return {slot_in(one.cut) for one in self._lines.values()}

    @property
    def shown(self) -> list[str]:
        """The lines of the prompt."""
        return [line.shown(alias) for alias, line in self._lines.items()]

    def find(self, alias: str) -> tuple[CutDocument, Statement] | None:
        """What an id stands for: a claim's statement, or one of the brief."""
        line = self._lines.get(alias.strip().strip("[]").upper())
        if line is None:
            return self._brief.find(alias)
        return line.cut, line.statement()

    def without_last(self) -> "Board":
        """The board without the least binding claim of the text that has most."""
        lines = list(self._lines.values())
        counts = Counter(one.cut.document.document_id for one in lines)
        most = counts.most_common(1)[0][0]
        last = max(at for at, one in enumerate(lines) if one.cut.document.document_id == most)
        return Board(self._brief, lines[:last] + lines[last + 1 :])


@dataclass(slots=True)
class BoardReading:
    """What reading the boards gave.

    Attributes:
        read: for each board that was read, whose commitments stood on it.
        failed: the same for each that could not be read.
        close_calls: findings the LLM itself called compatible.
        rejected: findings code refused, by reason.
        forms: in which forms answers came.
    """

    read: list[set[str]] = field(default_factory=list)
    failed: list[set[str]] = field(default_factory=list)
    close_calls: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    forms: set[AnswerForm] = field(default_factory=set)

    def skipped(self, slots: Sequence[str]) -> tuple[SkippedPair, ...]:
        """The pairs of these texts that were not compared, or not on every subject they share."""
        return tuple(
            SkippedPair(slots=pair, why=why)
            for pair in combinations(slots, 2)
            if (why := self._why_skipped(set(pair)))
        )

    def _why_skipped(self, pair: set[str]) -> str:
        if any(pair <= there for there in self.failed):
            return "Some of what they commit to could be compared by code only."
        if not any(pair <= there for there in self.read):
            return "They commit to nothing on one and the same subject."
        return ""


async def read_boards(
    context: RunContext,
    brief: Sequence[CutDocument],
    boards: Iterable[tuple[BoardTask, Sequence[Line]]],
    suspects: Suspects,
    noticed: Sequence[Noticed],
) -> BoardReading:
    """Compare what stands on each board, one call for each, all at the same time."""
    reading = BoardReading()
    numbered = NumberedDocuments(brief)
    async with asyncio.TaskGroup() as group:
        for task, lines in boards:
            board = Board(numbered, lines)
            group.create_task(
                _read(context, numbered, task, board, suspects, noticed, reading),
                name=f"board on {task.about}",
            )
    return reading


def topic_boards(
    team: Team, texts: Mapping[str, CutDocument], ledgers: Sequence[Ledger]
) -> Iterator[tuple[BoardTask, list[Line]]]:
    """A board for each group of topics on which there are commitments."""
    lines = lines_of(texts, ledgers)
    for topic in GROUPS:
        if chosen := _lines_on(topic, lines):
            about = GROUP_WORDS[topic]
            yield BoardTask("compare-board", about, team.topics, PAIR_FINDINGS_LIMIT), chosen


def lines_of(texts: Mapping[str, CutDocument], ledgers: Sequence[Ledger]) -> list[Line]:
    """All commitments as lines of boards."""
    return [Line(claim, texts[ledger.slot]) for ledger in ledgers for claim in ledger.claims]


def _lines_on(topic: Topic, lines: Sequence[Line]) -> list[Line]:
    """The claims of a group; assumptions stand beside what they may run into."""
    chosen = [one for one in lines if one.claim.facet in GROUPS[topic]]
    if topic is Topic.OWN:
        assumed = [one for one in lines if one.claim.force is Force.ASSUME]
        subjects = {word for one in assumed for word in _words(one)}
        met = [one for one in lines if one not in assumed and subjects & _words(one)]
        return list(dict.fromkeys([*chosen, *assumed, *met]))
    return chosen


def _words(line: Line) -> set[str]:
    return {word for word, _ in content_words(line.claim.subject)}


async def _read(
    context: RunContext,
    brief: NumberedDocuments,
    task: BoardTask,
    board: Board,
    suspects: Suspects,
    noticed: Sequence[Noticed],
    reading: BoardReading,
) -> None:
    team, brief_text = context.run.team, brief.text()
    slots = tuple(one.slot for one in team.specialists if one.slot in board.slots)
    board = _fitting(context, brief_text, task, board)
    try:
        answer = await ask_rows(
            context,
            board_messages(context.prompts, team, brief_text, board.shown, task),
            CallPurpose(phase=Phase.COMPARE, step=Step.BOARD, slots=slots),
            board_schema(
                [*board.ids, *brief.binding_ids], [one.id for one in task.topics], task.limit
            ),
            "findings",
            LineForm(
                board_lines_messages(context.prompts, team, brief_text, board.shown, task),
                rows_of_lines,
            ),
        )
    except (UnreadableAnswer, BackendError) as error:
        reading.failed.append(board.slots)
        reason = error.message if isinstance(error, BackendError) else str(error)
        note = (
            f"The commitments on {task.about} could be compared by code only. The reason: {reason}"
        )
        context.emit(NoticeGiven(text=note))
        return
    findings = findings_in(answer.rows, board, team)
    reading.read.append(board.slots)
    reading.forms.add(answer.form)
    reading.close_calls += findings.close_calls
    reading.rejected.update(findings.rejected)
    reading.rejected.update(answer.rejected)
    suspects.add(findings.findings, noticed)


def _fitting(context: RunContext, brief: str, task: BoardTask, board: Board) -> Board:
    """As much of a board as can be compared at once; what is left out is told."""
    whole = len(board.ids)

    def has_place(one: Board) -> bool:
        if task.most_lines is not None and len(one.ids) > task.most_lines:
            return False
        asked = board_messages(context.prompts, context.run.team, brief, one.shown, task)
        return has_room(asked, FEWEST_FINDER_TOKENS, context.seat(SYNTHESIZER_ROLE).num_ctx)

    while len(board.ids) > 2 and not has_place(board):
        board = board.without_last()
    if left_out := whole - len(board.ids):
        note = (
            f"{left_out} of {whole} commitments on {task.about} were more than the model can "
            "compare at once and were compared by code only."
        )
        context.emit(NoticeGiven(text=note))
    return board


def board_schema(ids: Sequence[str], topics: Sequence[str], limit: int) -> dict[str, Any]:
    """The schema of a board's findings."""
    row = {
        "at": array_of(one_of(ids), 2, 4),
        "because": text_up_to(BECAUSE_CHARS),
        "label": one_of(LABELS),
        "subject": text_up_to(SUBJECT_CHARS),
        "topic": one_of(topics),
    }
    return rows_schema("findings", row, limit)
