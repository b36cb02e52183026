"""What an export says of contradictions: what was compared, then each with its outcome."""

from collections.abc import Iterable, Mapping, Sequence

from engine.export import outcomes, words
from engine.export.blocks import Block, Caption, Heading, Pairs, Paragraph, Quote, Table
from models.candidate import Candidate
from models.comparison import Comparison
from models.contradiction import Contradiction, Decision, Verdict
from models.run import Run


def contradiction_blocks(run: Run) -> Iterable[Block]:
    """What was compared, the contradictions by what became of them, and what turned out to fit."""
    yield Heading(1, "Contradictions")
    yield Paragraph(words.compared_in_words(run.comparison, len(outcomes.standing(run))))
    if run.comparison is not None:
        if run.comparison.why:
            yield Paragraph(run.comparison.why)
        names = {one.slot: one.specialist for one in run.contributions}
        yield from _skipped(run.comparison, names)
    for group in outcomes.Group:
        members = [one for one in run.contradictions if outcomes.group_of(one) is group]
        if members:
            yield Heading(2, outcomes.group_in_words(group))
        for one in members:
            yield from _contradiction(one, _candidate_of(one, run.candidates))
    yield from _that_fit(run.candidates)


def decision_blocks(run: Run) -> Iterable[Block]:
    """A table of what holds, and the house rules that held."""
    yield Heading(1, "Decisions")
    rows = tuple(
        (
            f"R{one.number}",
            outcomes.outcome_in_words(one, one.decision),
            outcomes.basis_of(one.decision),
            outcomes.kept_of(one.decision),
            one.decision.evidence_quote or "—",
        )
        for one in run.contradictions
        if one.decision is not None and one.is_of_plan
    )
    if rows:
        yield Table(("No.", "Decision", "Basis", "Kept", "Evidence"), rows, (0, 11, 6, 6, 8))
    else:
        yield Paragraph("No decision was made.")
    if run.house_rules:
        yield Heading(2, "House rules of this team")
        rules = tuple((words.topic_in_words(one.topic), one.text) for one in run.house_rules)
        yield Table(("About", "Rule"), rules, (1, 4))


def _skipped(comparison: Comparison, names: Mapping[str, str]) -> Iterable[Block]:
    for pair in comparison.skipped:
        both = " and ".join(names.get(slot, slot) for slot in pair.slots)
        yield Paragraph(f"Not read side by side: {both}. {pair.why}")


def _contradiction(one: Contradiction, candidate: Candidate | None) -> Iterable[Block]:
    mark = f"R{one.number}"
    yield Heading(3, f"{mark} · {one.title}", mark=mark)
    yield Caption(words.kind_in_words(one))
    for side in one.sides:
        yield Quote(words.side_in_words(side.specialist), side.quote, one.topic)
    yield Pairs(tuple(pair for pair in _outcome(one, candidate) if pair[1]))


def _outcome(one: Contradiction, candidate: Candidate | None) -> Iterable[tuple[str, str]]:
    yield "Why", one.explanation
    yield "Found by", words.finder_in_words(one.found_by)
    if one.verdict is not Verdict.UNCHECKED:
        yield "Second look", outcomes.verdict_in_words(one.verdict)
        for look in candidate.looks if candidate is not None else ():
            yield outcomes.look_in_words(look), look.because
    yield "Your ruling", outcomes.ruling_in_words(one)
    if one.decision is None:
        return
    is_open = one.decision.is_open
    yield "Decision", "" if is_open else one.decision.text
    yield "Suggested", one.decision.suggestion if is_open else ""
    for change in outcomes.changes_in_words(one.decision):
        yield "To change", change
    yield "Basis", outcomes.basis_of(one.decision)
    yield "Evidence", _evidence(one.decision)


def _evidence(decision: Decision) -> str:
    return f"“{decision.evidence_quote}”" if decision.evidence_quote else ""


def _candidate_of(one: Contradiction, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate on the same sentences; ``None`` where a contradiction joins several."""
    places = {side.ref for side in one.sides}
    same = (it for it in candidates if {side.ref for side in it.sides} == places)
    return next(same, None)


def _that_fit(candidates: Sequence[Candidate]) -> Iterable[Block]:
    dropped = [one for one in candidates if one.verdict is Verdict.DROPPED]
    if not dropped:
        return
    yield Heading(2, "Looked at again, and found to fit")
    rows = tuple(
        (one.title, " / ".join(_quotes(one)), next((look.because for look in one.looks), "—"))
        for one in dropped
    )
    yield Table(("About", "Sentences", "Why they fit"), rows, (3, 6, 5))


def _quotes(candidate: Candidate) -> Iterable[str]:
    for side in candidate.sides:
        yield f"{words.side_in_words(side.specialist)}: “{side.quote}”"
