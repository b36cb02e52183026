"""The quick finder: one call reads all documents; failures fall back, never silently."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.backends.protocol import ChatRequest, Message
from engine.calls import Progress
from engine.context import RunContext
from engine.errors import BackendError, BadRequest, EmptyAnswer
from engine.gate import Priority
from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.phases.compare.finding import Finding
from engine.phases.compare.noticed import Noticed, notice, read_ahead
from engine.phases.compare.reading import Readings, UnreadableAnswer, read_json, read_lines
from engine.phases.compare.schema import findings_schema
from engine.phases.consult import Handover
from engine.prompts import finding_lines_messages, findings_messages
from engine.statements import cut, drop_torn_last
from models.call import CallPurpose, Phase
from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import FoundBy, Severity
from models.contribution import Contribution, ContributionState
from models.events import ActivityKind, DocumentsCompared, NoticeGiven
from models.settings import SYNTHESIZER_ROLE

FINDINGS_LIMIT = 12
"""More than this would teach people to ignore the list (CONTRADICTIONS.md §1.6)."""

_ANSWER_TOKENS = 2600
"""The longest answer the schema allows, roughly."""

_SEVERITY_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing gave.

    Attributes:
        numbered: the brief and all evidence, cut and numbered.
        findings: the most harmful first.
        comparison: what was compared.
    """

    numbered: NumberedDocuments
    findings: tuple[Finding, ...]
    comparison: Comparison


def cut_contribution(contribution: Contribution) -> CutDocument:
    """A contribution as evidence; an answer cut at its limit loses its torn last statement."""
    document = contribution.document
    statements = cut(document)
    if contribution.state is ContributionState.CUT:
        statements = drop_torn_last(statements, document.text)
    return CutDocument(document, statements)


async def compare(context: RunContext, handover: Handover) -> Compared | None:
    """Compare the contributions with each other and with the brief.

    Args:
        context: the run.
        handover: gives each contribution as soon as it has ended, and drafts of it before: all are
            read while others still write, so that little is left to do when the last one ends.

    Returns:
        What was found, or ``None`` if there is no evidence to compare.
    """
    brief = [CutDocument(one, cut(one)) for one in brief_documents(context.run.brief)]
    evidence: dict[str, CutDocument] = {}
    async for contribution in handover:
        if contribution.is_evidence:
            evidence[contribution.slot] = cut_contribution(contribution)
        elif not contribution.state.is_final:
            read_ahead([*brief, cut_contribution(contribution)])
    if not evidence:
        return None
    slots = [one.slot for one in context.run.team.specialists if one.slot in evidence]
    numbered = NumberedDocuments([*brief, *(evidence[slot] for slot in slots)])
    with context.activity(ActivityKind.COMPARE):
        noticed = notice(numbered, context.run.team)
        readings, level = await _find(context, numbered, noticed, slots)
        findings = _ranked(_confirmed_by_code(readings, noticed))
        comparison = _comparison(numbered, readings, level, slots)
        context.emit(DocumentsCompared(comparison=comparison))
    return Compared(numbered, findings, comparison)


async def _find(
    context: RunContext, numbered: NumberedDocuments, noticed: tuple[Noticed, ...], slots: list[str]
) -> tuple[Readings, CompareLevel]:
    """Ask for JSON, again without the thinking switch, then for lines; else code compares."""
    team = context.run.team
    candidates = [(one.ids, one.finding.explanation) for one in noticed]
    asked = findings_messages(context.prompts, team, numbered, candidates, FINDINGS_LIMIT)
    schema = findings_schema(
        numbered.ids, numbered.brief_ids, [one.id for one in team.topics], FINDINGS_LIMIT
    )
    lines = finding_lines_messages(context.prompts, team, numbered, FINDINGS_LIMIT)
    problem = ""
    try:
        # Some servers ignore the schema while the thinking switch is sent (CONTRADICTIONS.md §5).
        for attempt, think in ((1, False), (2, None)):
            try:
                answer = await _ask(context, asked, slots, attempt, think, schema)
                return read_json(answer, numbered, team), CompareLevel.SCHEMA
            except (UnreadableAnswer, EmptyAnswer, BadRequest) as error:
                problem = str(error)
        answer = await _ask(context, lines, slots, 3, False, None)
        readings = read_lines(answer, numbered, team)
        context.emit(
            NoticeGiven(
                text="The model's list of contradictions was unusable twice; a plainer one worked. "
                f"The reason: {problem}"
            )
        )
        return readings, CompareLevel.LINES
    except (UnreadableAnswer, BackendError) as error:
        reason = error.message if isinstance(error, BackendError) else str(error)
        context.emit(
            NoticeGiven(
                text="No model could compare the texts, so only dates, amounts and counts were "
                f"compared, by code. The reason: {reason}"
            )
        )
        return Readings(findings=[one.finding for one in noticed]), CompareLevel.CODE_ONLY


async def _ask(
    context: RunContext,
    messages: tuple[Message, ...],
    slots: list[str],
    attempt: int,
    think: bool | None,
    schema: dict[str, object] | None,
) -> str:
    seat = context.seat(SYNTHESIZER_ROLE)
    request = ChatRequest(
        llm=seat.llm,
        messages=messages,
        purpose=CallPurpose(phase=Phase.COMPARE, slots=tuple(slots), attempt=attempt),
        num_ctx=seat.num_ctx,
        num_predict=_ANSWER_TOKENS,
        temperature=0,
        seed=context.run.settings.seed,
        think=think,
        schema=schema,
    )
    progress: Progress = await context.caller.ask(request, Priority.SYNTHESIS)
    if progress.final is not None and progress.final.is_cut:
        raise UnreadableAnswer("it was cut at its length limit")
    return progress.text


def _confirmed_by_code(readings: Readings, noticed: tuple[Noticed, ...]) -> Iterable[Finding]:
    """The findings, marking those that code had noticed too; what only code noticed is counted."""
    unmatched = list(noticed)
    for finding in readings.findings:
        matches = [one for one in unmatched if len(one.finding.key & finding.key) >= 2]
        for match in matches:
            unmatched.remove(match)
        if matches and finding.found_by is FoundBy.LLM:
            yield finding.also_by_code()
        else:
            yield finding
    if unmatched:
        readings.rejected["noticed by code, not confirmed"] += len(unmatched)


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    ranked = sorted(findings, key=lambda one: _SEVERITY_ORDER.index(one.severity))
    return tuple(ranked[:FINDINGS_LIMIT])


def _comparison(
    numbered: NumberedDocuments, readings: Readings, level: CompareLevel, slots: list[str]
) -> Comparison:
    pairs = len(slots) * (len(slots) - 1) // 2
    return Comparison(
        mode=CompareMode.QUICK,
        why="One call reads all texts together; it is the only finder so far.",
        level=level,
        slots=tuple(slots),
        pairs_read=0 if level is CompareLevel.CODE_ONLY else pairs,
        pairs_total=pairs,
        statements=len(numbered.ids),
        close_calls=readings.close_calls,
        rejected=dict(readings.rejected),
    )
