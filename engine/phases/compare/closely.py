"""The two finders that look closely: pairs of texts, or commitments by topic; both check twice."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.answers import AnswerForm
from engine.context import RunContext
from engine.finder_limits import (
    CANDIDATES_CHECKED,
    CANDIDATES_CHECKED_SMALL,
    CANDIDATES_LISTED,
)
from engine.llm_size import is_small, is_tiny
from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare.boards import read_boards, topic_boards
from engine.phases.compare.claims import OPEN_LIST, list_claims
from engine.phases.compare.compared import Compared, slot_in
from engine.phases.compare.finding import SEVERITY_ORDER, Finding, Place
from engine.phases.compare.noticed import notice
from engine.phases.compare.pairs import PairReading
from engine.phases.compare.sheet import ANSWER_SHEET, answer_boards
from engine.phases.compare.suspects import Suspects, place_of, together
from engine.phases.compare.verify import verify
from models.claim import Ledger
from models.comparison import CompareLevel, Comparison, FinderChoice, SkippedPair
from models.contradiction import FoundBy, Verdict
from models.documents import specialist_document_id
from models.events import NoticeGiven
from models.settings import SYNTHESIZER_ROLE

_VERDICT_ORDER = (Verdict.CONFIRMED, Verdict.WORTH_A_LOOK)


class _Ledgers:
    """The commitments of each text, asked for as soon as it is written."""

    def __init__(
        self, context: RunContext, group: asyncio.TaskGroup, brief: Sequence[CutDocument]
    ) -> None:
        self._context = context
        self._group = group
        self._brief = brief
        self._listing = ANSWER_SHEET if _is_asked_questions(context) else OPEN_LIST
        self._tasks: dict[str, asyncio.Task[Ledger]] = {}

    def begin(self, text: CutDocument) -> None:
        slot = slot_in(text)
        self._tasks[slot] = self._group.create_task(
            list_claims(self._context, self._brief, text, self._listing), name=f"claims of {slot}"
        )

    def withdraw(self, slot: str) -> None:
        if task := self._tasks.pop(slot, None):
            task.cancel()

    async def of(self, slots: Sequence[str]) -> tuple[Ledger, ...]:
        return tuple([await self._tasks[slot] for slot in slots])


class PairFinder:
    """Reads each pair as soon as both are written, and lists what each text commits to."""

    def __init__(
        self,
        context: RunContext,
        choice: FinderChoice,
        group: asyncio.TaskGroup,
        brief: Sequence[CutDocument],
    ) -> None:
        """Nothing has been written yet."""
        self._context = context
        self._choice = choice
        self._suspects = Suspects(context.emit, context.run.team)
        self._pairs = PairReading(context, group, brief, self._suspects)
        self._ledgers = _Ledgers(context, group, brief)

    def begin(self, text: CutDocument) -> None:
        """A text is there: its pairs first, for they take longest."""
        self._pairs.begin(text)
        self._ledgers.begin(text)

    def withdraw(self, slot: str) -> None:
        """A text is gone or replaced."""
        self._pairs.withdraw(slot)
        self._ledgers.withdraw(slot)
        self._suspects.withdraw(specialist_document_id(slot))

    async def finish(self, numbered: NumberedDocuments, slots: Sequence[str]) -> Compared:
        """Wait for the last pairs, then look at every candidate again."""
        pairs = self._pairs
        await pairs.finish()
        if not pairs.read:
            reason = next((one.why for one in pairs.skipped.values()), "")
            _say_only_code(self._context, reason)
        ended = _Ended(
            read=sum(len(one) == 2 for one in pairs.read),
            skipped=tuple(pairs.skipped.values()),
            close_calls=pairs.close_calls,
            rejected=pairs.rejected,
            level=_level(pairs.forms),
        )
        findings = await _checked(self._context, numbered, self._suspects, ended)
        comparison = ended.comparison(self._choice, numbered, slots, self._suspects)
        return Compared(numbered, findings, comparison, await self._ledgers.of(slots))


class LedgerFinder:
    """Lists what each text commits to as soon as it is written, then compares topic by topic."""

    def __init__(
        self,
        context: RunContext,
        choice: FinderChoice,
        group: asyncio.TaskGroup,
        brief: Sequence[CutDocument],
    ) -> None:
        """Nothing has been written yet."""
        self._context = context
        self._choice = choice
        self._brief = brief
        self._suspects = Suspects(context.emit, context.run.team)
        self._ledgers = _Ledgers(context, group, brief)

    def begin(self, text: CutDocument) -> None:
        """A text is there."""
        self._ledgers.begin(text)

    def withdraw(self, slot: str) -> None:
        """A text is gone or replaced."""
        self._ledgers.withdraw(slot)
        self._suspects.withdraw(specialist_document_id(slot))

    async def finish(self, numbered: NumberedDocuments, slots: Sequence[str]) -> Compared:
        """Wait for the last commitments, compare them, then look at every candidate again."""
        context = self._context
        ledgers = await self._ledgers.of(slots)
        texts = {slot_in(one): one for one in numbered.documents if not one.belongs_to_brief}
        noticed = notice(numbered, context.run.team)
        boards_of = answer_boards if _is_asked_questions(context) else topic_boards
        boards = await read_boards(
            context,
            self._brief,
            boards_of(context.run.team, texts, ledgers),
            self._suspects,
            noticed,
        )
        if not boards.read:
            reason = "none of the lists of commitments could be compared"
            if not boards.failed:
                reason = "no two texts commit the project to anything on one subject"
            _say_only_code(context, reason)
        pairs = len(slots) * (len(slots) - 1) // 2
        skipped = boards.skipped(slots)
        ended = _Ended(
            read=pairs - len(skipped),
            # That nothing was read has been said once for all pairs.
            skipped=skipped if boards.read else (),
            close_calls=boards.close_calls,
            rejected=boards.rejected,
            level=_level(boards.forms),
        )
        findings = await _checked(context, numbered, self._suspects, ended)
        comparison = ended.comparison(self._choice, numbered, slots, self._suspects)
        return Compared(numbered, findings, comparison, ledgers)


class _Ended:
    """What a finder has done, before and after the second looks."""

    def __init__(
        self,
        read: int,
        skipped: tuple[SkippedPair, ...],
        close_calls: int,
        rejected: Counter[str],
        level: CompareLevel,
    ) -> None:
        self.read = read
        self.skipped = skipped
        self.close_calls = close_calls
        self.rejected = Counter(rejected)
        self.level = level
        self.checked = 0
        self.dropped = 0

    def comparison(
        self,
        choice: FinderChoice,
        numbered: NumberedDocuments,
        slots: Sequence[str],
        suspects: Suspects,
    ) -> Comparison:
        """The record."""
        return Comparison(
            mode=choice.mode,
            why=choice.why,
            level=self.level,
            slots=tuple(slots),
            pairs_read=self.read,
            pairs_total=len(slots) * (len(slots) - 1) // 2,
            statements=len(numbered.ids),
            close_calls=self.close_calls,
            rejected=dict(self.rejected),
            skipped=self.skipped,
            candidates=len(suspects),
            checked=self.checked,
            dropped=self.dropped,
        )


async def _checked(
    context: RunContext, numbered: NumberedDocuments, suspects: Suspects, ended: _Ended
) -> tuple[Finding, ...]:
    """What stands after the second looks: confirmed first, each by its harm."""
    suspects.add_noticed(notice(numbered, context.run.team))
    size = context.seat(SYNTHESIZER_ROLE).parameter_size
    most = CANDIDATES_CHECKED_SMALL if is_small(size) else CANDIDATES_CHECKED
    ranked = [_at_home(one, numbered) for one in suspects.ranked(numbered, most)]
    if beyond := len(suspects) - len(ranked):
        ended.rejected[f"beyond the first {CANDIDATES_LISTED} candidates"] += beyond
    checked = await verify(context, numbered, ranked[:most])
    rest = ranked[most:]
    ended.checked = len(checked)
    ended.dropped = sum(one.verdict is Verdict.DROPPED for one in checked)
    if only_code := sum(one.found_by is FoundBy.CODE for one in rest):
        ended.rejected["noticed by code, not looked at again"] += only_code
    unlooked = [
        replace(one, verdict=Verdict.WORTH_A_LOOK)
        for one in rest
        if one.found_by is not FoundBy.CODE
    ]
    standing = [one for one in checked if one.verdict is not Verdict.DROPPED]
    return _ranked(together([*standing, *unlooked]), numbered)


def _at_home(finding: Finding, numbered: NumberedDocuments) -> Finding:
    """The finding with its sides in the whole documents, where it was found in parts of them."""
    sides = tuple(
        Place(numbered.document_of(one.statement), one.statement) for one in finding.sides
    )
    return replace(finding, sides=sides)


def _ranked(findings: Iterable[Finding], numbered: NumberedDocuments) -> tuple[Finding, ...]:
    return tuple(
        sorted(
            findings,
            key=lambda one: (
                _VERDICT_ORDER.index(one.verdict),
                SEVERITY_ORDER.index(one.severity),
                one.found_by is not FoundBy.BOTH,
                place_of(one, numbered),
            ),
        )
    )


def _is_asked_questions(context: RunContext) -> bool:
    """Whether the LLM answers fixed questions instead of listing commitments by itself."""
    return is_tiny(context.seat(SYNTHESIZER_ROLE).parameter_size)


def _level(forms: set[AnswerForm]) -> CompareLevel:
    if not forms:
        return CompareLevel.CODE_ONLY
    return CompareLevel.LINES if AnswerForm.LINES in forms else CompareLevel.SCHEMA


def _say_only_code(context: RunContext, reason: str) -> None:
    because = f" The reason: {reason}" if reason else ""
    text = f"No model could compare the texts, so code proposed what to look at.{because}"
    context.emit(NoticeGiven(text=text))
