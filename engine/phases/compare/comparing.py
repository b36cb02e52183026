"""Compare: chooses a finder when the first text is there, and gives it the texts as they come."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from engine.context import RunContext
from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.pace import SLOW_TOKENS_PER_S, measured_tokens_per_s
from engine.phases.compare.choosing import Situation, choose_finder
from engine.phases.compare.compared import Compared, cut_contribution, evidence_in
from engine.phases.compare.noticed import read_ahead
from engine.phases.compare.quick import QuickFinder
from engine.phases.consult import Handover
from engine.statements import cut
from engine.windows import estimate_text_tokens
from models.comparison import CompareMode
from models.contribution import Contribution
from models.events import ActivityKind, DocumentsCompared, FinderChosen
from models.settings import SYNTHESIZER_ROLE

_TOKENS_PER_WORD = 2.1
"""Of a worker's text with ids before its statements."""

_TELLING_TOKENS = 20
"""Shorter texts say little about the speed."""

_TELLING_S = 0.2
"""Neither does reading a prompt that was mostly in the cache."""


class Finder(Protocol):
    """Looks for what does not hold together."""

    def begin(self, text: CutDocument) -> None:
        """A text is there, while others may still be written."""

    def withdraw(self, slot: str) -> None:
        """The text of a worker is gone, or another one is about to take its place."""

    async def finish(self, numbered: NumberedDocuments, slots: Sequence[str]) -> Compared:
        """All texts are there: compare them to the end."""


async def compare(context: RunContext, handover: Handover) -> Compared | None:
    """Compare the contributions with each other and with the brief.

    Args:
        context: the run.
        handover: gives each contribution as soon as it has ended, and drafts of it before: all are
            read while others still write, so that little is left to do when the last one ends.

    Returns:
        What was found, or ``None`` if there is no evidence to compare.
    """
    given = brief_documents(context.run.brief, context.run.house_rules)
    brief = [CutDocument(one, cut(one)) for one in given]
    texts: dict[str, CutDocument] = {}
    finder: Finder | None = None
    async with asyncio.TaskGroup() as group:
        async for contribution in handover:
            if not contribution.state.is_final:
                read_ahead([*brief, cut_contribution(contribution)])
                continue
            slot, text = contribution.slot, evidence_in(contribution)
            if finder is not None and slot in texts:
                # It has been written again: what was made of the old text does not count.
                finder.withdraw(slot)
            texts.pop(slot, None)
            if text is not None:
                finder = finder or _chosen(context, group, brief, contribution)
                texts[slot] = text
                finder.begin(text)
        if finder is None or not texts:
            return None
        slots = [one.slot for one in context.run.team.specialists if one.slot in texts]
        numbered = NumberedDocuments([*brief, *(texts[slot] for slot in slots)])
        with context.activity(ActivityKind.COMPARE):
            compared = await finder.finish(numbered, slots)
            context.emit(DocumentsCompared(comparison=compared.comparison))
    return compared


def _chosen(
    context: RunContext, group: asyncio.TaskGroup, brief: Sequence[CutDocument], first: Contribution
) -> Finder:
    """The finder for this run, now that the first text tells how fast this machine is."""
    choice = choose_finder(context.run.settings.mode, situation_of(context, first))
    context.emit(FinderChosen(choice=choice))
    if choice.mode is CompareMode.QUICK:
        return QuickFinder(context, choice)
    # Loaded only where they work: they bring boards, looks and all that belongs to them.
    from engine.phases.compare.closely import LedgerFinder, PairFinder

    finder = PairFinder if choice.mode is CompareMode.PAIR else LedgerFinder
    return finder(context, choice, group, brief)


def situation_of(context: RunContext, first: Contribution) -> Situation:
    """What is known when the first text has ended."""
    run, seat = context.run, context.seat(SYNTHESIZER_ROLE)
    words = [context.seat(one.slot).words or one.words for one in run.team.specialists]
    brief = run.brief.text + "".join(one.sentence for one in run.brief.facts)
    brief += "".join(one.text for one in run.brief.attachments)
    timings = first.timings_s
    is_same_llm = first.llm == seat.llm
    has_reading = is_same_llm and timings.reading >= _TELLING_S
    return Situation(
        workers=len(run.team.specialists),
        text_tokens=round(max(words) * _TOKENS_PER_WORD),
        brief_tokens=estimate_text_tokens(brief),
        num_ctx=seat.num_ctx,
        parameter_size=seat.parameter_size,
        tokens_per_s=_speed(context, first if is_same_llm else None),
        prompt_tokens_per_s=first.tokens.prompt / timings.reading if has_reading else None,
        readable_share=run.report_card.readable_share if run.report_card else None,
    )


def _speed(context: RunContext, first: Contribution | None) -> float | None:
    """How fast the synthesizer's LLM writes here, in tokens a second: now, else earlier or tested.

    Where answers are asked for shorter than the team wants them, earlier runs were slow, and the
    quick finder has been announced.
    """
    shares = [
        context.seat(one.slot).words / one.words
        for one in context.run.team.specialists
        if context.seat(one.slot).words
    ]
    if min(shares, default=1) < 1:
        return min(shares) * SLOW_TOKENS_PER_S
    if first is not None:
        answer_s = first.timings_s.thinking + first.timings_s.writing
        if first.tokens.answer >= _TELLING_TOKENS and answer_s > 0:
            return first.tokens.answer / answer_s
    card = context.run.report_card
    measured = measured_tokens_per_s(context.run.calls, context.seat(SYNTHESIZER_ROLE).llm)
    return measured or (card.tokens_per_s if card else None)
