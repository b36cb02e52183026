"""Verification: every candidate is looked at by itself before it is shown as confirmed.

A confirmed contradiction has at least three readings that concur: that of the finder and two looks,
or three looks where only code proposed it. A checker that is worse than none is the greater danger
(CONTRADICTIONS.md §2, MAST), so the checker is measured too: unless an LLM mostly says the same of
the same two sentences, one look more must concur. What both found needs no more: code does not
guess, so two sources that err in different ways agree.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from engine.context import RunContext
from engine.numbering import NumberedDocuments, is_binding
from engine.phases.compare.agreement import says_the_same
from engine.phases.compare.finding import Finding, Place
from engine.phases.compare.looks import Seen, look_at
from models.contradiction import FoundBy, Label, Verdict
from models.events import CandidateChecked, NoticeGiven

_MOST_PAIRS = 4
"""Of a candidate with many sides; more say the same again."""

_FEWEST_TO_JUDGE = 3
"""From so many second opinions on what it had said before, the LLM's steadiness can be told."""

_STEADY_SHARE = 0.75

_ORDER = (Verdict.CONFIRMED, Verdict.WORTH_A_LOOK, Verdict.DROPPED)


@dataclass(slots=True)
class _PairCheck:
    """Two sides of a candidate, and the looks at them so far."""

    sides: tuple[Place, Place]
    seen: list[Seen] = field(default_factory=list)

    @property
    def says(self) -> list[bool | None]:
        return [one.look.says_clash for one in self.seen]

    @property
    def clashed_in_both_orders(self) -> bool:
        return self.says == [True, True]


@dataclass(slots=True)
class _Check:
    """A candidate and the looks at its pairs of sides."""

    finding: Finding
    pairs: list[_PairCheck]

    @property
    def looks_needed(self) -> int:
        """How many looks must concur, the LLM being steady."""
        return 3 if self.finding.found_by is FoundBy.CODE else 2

    def said_again(self) -> Iterator[bool]:
        """What the LLM said of what it had said to clash before."""
        is_llms = self.finding.found_by is not FoundBy.CODE and len(self.pairs) == 1
        for pair in self.pairs:
            said = [True, *pair.says[:2]] if is_llms else pair.says[:2]
            for before, after in pairwise(said):
                if before and after is not None:
                    yield after


async def verify(
    context: RunContext, numbered: NumberedDocuments, findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Look at each candidate by itself, all at the same time.

    Args:
        context: the run.
        numbered: holds the brief.
        findings: the candidates.

    Returns:
        All of them with their verdicts, in the same order; of one with many sides, the sides that
        clash.
    """
    binding = [one for one in numbered.documents if is_binding(one.document.document_id)]
    brief = NumberedDocuments(binding).text()
    checks = [_Check(one, _pairs_of(one.sides)) for one in findings]
    done: dict[int, Finding] = {}

    async def first_looks(check: _Check) -> None:
        await _all(_both_orders(context, brief, pair, check) for pair in check.pairs)
        if not any(pair.clashed_in_both_orders for pair in check.pairs):
            done[check.finding.candidate_id] = _ended(context, check, check.looks_needed)

    await _all(map(first_looks, checks))
    is_steady = _is_steady(checks)
    if is_steady is False:
        text = (
            "The model often changed its mind when it saw the same two sentences again, so one "
            "more look was taken before anything is shown as confirmed."
        )
        context.emit(NoticeGiven(text=text))

    async def last_look(check: _Check) -> None:
        needed = check.looks_needed
        if not is_steady and check.finding.found_by is not FoundBy.BOTH:
            needed += 1
        if needed > 2:
            clashing = [pair for pair in check.pairs if pair.clashed_in_both_orders]
            await _all(_last(context, brief, one, check, needed) for one in clashing)
        done[check.finding.candidate_id] = _ended(context, check, needed)

    rest = [one for one in checks if one.finding.candidate_id not in done]
    await _all(map(last_look, rest))
    return tuple(done[one.candidate_id] for one in findings)


async def _all(work: Iterable[Coroutine[None, None, None]]) -> None:
    """Do all of it at the same time."""
    async with asyncio.TaskGroup() as group:
        for one in work:
            group.create_task(one)


async def _both_orders(context: RunContext, brief: str, pair: _PairCheck, check: _Check) -> None:
    """One look, and the other order unless the first one said that they fit.

    On purpose for LLMs of every size: the smaller one is, the more it leans to one of two places,
    and what is found in one order alone would be shown as confirmed.
    """
    number = check.finding.candidate_id
    pair.seen.append(await look_at(context, brief, pair.sides, number))
    if pair.says[0] is not False:
        pair.seen.append(await look_at(context, brief, pair.sides, number, is_swapped=True))


async def _last(
    context: RunContext, brief: str, pair: _PairCheck, check: _Check, needed: int
) -> None:
    """The looks in other words, first in the original order, until one says that they fit."""
    number = check.finding.candidate_id
    while len(pair.seen) < needed and all(pair.says):
        is_swapped = len(pair.seen) % 2 == 1
        pair.seen.append(
            await look_at(context, brief, pair.sides, number, is_swapped=is_swapped, plainly=True)
        )


def _is_steady(checks: Sequence[_Check]) -> bool | None:
    """Whether the LLM mostly says the same again; ``None`` if that cannot be told yet.

    It is asked again whether what it found clashes, and whether what clashes does so in the other
    order.
    """
    again = [said for check in checks for said in check.said_again()]
    if len(again) < _FEWEST_TO_JUDGE:
        return None
    return again.count(True) >= _STEADY_SHARE * len(again)


def _ended(context: RunContext, check: _Check, needed: int) -> Finding:
    """The candidate with its verdict, which is told."""
    verdicts = [_verdict(pair, needed) for pair in check.pairs]
    verdict = min(verdicts, key=_ORDER.index)
    kept = [pair for pair, one in zip(check.pairs, verdicts, strict=True) if one is verdict]
    finding = check.finding
    looks = tuple(seen.look for pair in check.pairs for seen in pair.seen)
    context.emit(CandidateChecked(candidate_id=finding.candidate_id, verdict=verdict, looks=looks))
    if verdict is Verdict.DROPPED:
        return replace(finding, verdict=verdict)
    said = [seen for pair in kept for seen in pair.seen]
    label = next((one.label for one in said if one.label), Label.CONTRADICTION)
    severity = next((one.severity for one in said if one.severity), finding.severity)
    return replace(
        finding,
        verdict=verdict,
        sides=_clashing(finding.sides, kept),
        label=label,
        severity=severity,
    )


def _clashing(sides: tuple[Place, ...], kept: Sequence[_PairCheck]) -> tuple[Place, ...]:
    """The sides of the pairs that clash.

    Where workers clash with each other, a sentence of the brief stays that says the same as one of
    them; one that only sets bounds to both, such as a limit, is no third version.
    """
    ids = {side.document_id for pair in kept for side in pair.sides}
    there = [side for side in sides if side.document_id in ids]
    if any(
        not one.cut.belongs_to_brief and not other.cut.belongs_to_brief
        for one, other in (pair.sides for pair in kept)
    ):
        workers = [side for side in there if not side.cut.belongs_to_brief]
        there = [
            side
            for side in there
            if not side.cut.belongs_to_brief or any(says_the_same(side, one) for one in workers)
        ]
    return tuple(there)


def _verdict(pair: _PairCheck, needed: int) -> Verdict:
    says = pair.says
    if says[0] is False or (says[0] is None and says[1] is False):
        return Verdict.DROPPED
    if len(says) >= needed and all(says):
        return Verdict.CONFIRMED
    return Verdict.WORTH_A_LOOK


def _pairs_of(sides: tuple[Place, ...]) -> list[_PairCheck]:
    """The pairs of sides to look at: workers against each other first, and none that agree."""
    pairs = list(combinations(sides, 2))
    if len(sides) > 2:
        pairs.sort(key=lambda pair: sum(one.cut.belongs_to_brief for one in pair))
        pairs = [pair for pair in pairs if not says_the_same(*pair)] or pairs
        pairs = [pair for pair in pairs if not all(one.cut.belongs_to_brief for one in pair)]
    return [_PairCheck(pair) for pair in pairs[:_MOST_PAIRS]]
