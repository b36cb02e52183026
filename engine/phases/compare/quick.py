"""The quick finder: one call reads all documents; failures fall back, never silently."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.backends.protocol import ChatRequest, Message
from engine.calls import Progress
from engine.context import RunContext
from engine.errors import BackendError, BadRequest, EmptyAnswer, PromptTooLong
from engine.finder_limits import FEWEST_FINDER_TOKENS, FINDER_TOKENS, FINDINGS_LIMIT
from engine.gate import Priority
from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.phases.compare.finding import Finding
from engine.phases.compare.noticed import Noticed, notice, read_ahead
from engine.phases.compare.reading import Readings, UnreadableAnswer, read_json, read_lines
from engine.phases.compare.schema import findings_schema
from engine.phases.consult import Handover
from engine.prompts import finding_lines_messages, findings_messages
from engine.statements import cut, drop_torn_last
from engine.windows import estimate_prompt_tokens, fitting_answer_tokens
from models.call import CallPurpose, Phase
from models.claim import Ledger
from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import FoundBy, Severity
from models.contribution import Contribution, ContributionState
from models.events import ActivityKind, DocumentsCompared, NoticeGiven
from models.settings import SYNTHESIZER_ROLE

_SEVERITY_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing gave.

    Attributes:
        numbered: the brief and all evidence, cut and numbered.
        findings: the most harmful first.
        comparison: what was compared.
        ledgers: the commitments of each text, as far as they were listed.
    """

    numbered: NumberedDocuments
    findings: tuple[Finding, ...]
    comparison: Comparison
    ledgers: tuple[Ledger, ...] = ()


def cut_contribution(contribution: Contribution) -> CutDocument:
    """A contribution as evidence; an answer cut at its limit loses its torn last statement."""
    document = contribution.document
    statements = cut(document)
    if contribution.state is ContributionState.CUT:
        statements = drop_torn_last(statements, document.text)
    return CutDocument(document, statements)


def _evidence_in(contribution: Contribution) -> CutDocument | None:
    """What can be quoted of a contribution that has ended; ``None`` if nothing can."""
    text = cut_contribution(contribution) if contribution.is_evidence else None
    return text if text is not None and text.statements else None


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
        if not contribution.state.is_final:
            read_ahead([*brief, cut_contribution(contribution)])
        elif (text := _evidence_in(contribution)) is not None:
            evidence[contribution.slot] = text
        else:
            # It may have replaced a text that was evidence.
            evidence.pop(contribution.slot, None)
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
    schema = findings_schema(numbered.ids, numbered.binding_ids, [one.id for one in team.topics])
    problem = ""
    try:
        _refuse_without_room(asked, context.seat(SYNTHESIZER_ROLE).num_ctx)
        # Some servers ignore the schema while the thinking switch is sent (CONTRADICTIONS.md §5).
        for attempt, think in ((1, False), (2, None)):
            try:
                answer, is_cut = await _ask(context, asked, slots, attempt, think, schema)
                readings = read_json(answer, numbered, team, is_cut=is_cut)
                _say_if_cut(context, is_cut)
                return readings, CompareLevel.SCHEMA
            except (UnreadableAnswer, EmptyAnswer, BadRequest) as error:
                problem = str(error)
        lines = finding_lines_messages(context.prompts, team, numbered, FINDINGS_LIMIT)
        answer, is_cut = await _ask(context, lines, slots, 3, False, None)
        readings = read_lines(answer, numbered, team, is_cut=is_cut)
        _say_if_cut(context, is_cut)
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
) -> tuple[str, bool]:
    """The answer, and whether it was cut at its length limit. Raises: BackendError."""
    seat = context.seat(SYNTHESIZER_ROLE)
    request = ChatRequest(
        llm=seat.llm,
        messages=messages,
        purpose=CallPurpose(phase=Phase.COMPARE, slots=tuple(slots), attempt=attempt),
        num_ctx=seat.num_ctx,
        num_predict=FINDER_TOKENS,
        temperature=0,
        seed=context.run.settings.seed,
        think=think,
        schema=schema,
    )
    progress: Progress = await context.caller.ask(request, Priority.SYNTHESIS)
    return progress.text, progress.final is not None and progress.final.is_cut


def _refuse_without_room(messages: tuple[Message, ...], num_ctx: int) -> None:
    """Raises: PromptTooLong, if the window has no room for an answer worth asking for."""
    prompt = estimate_prompt_tokens(messages)
    room = fitting_answer_tokens(prompt, FEWEST_FINDER_TOKENS, num_ctx)
    if room < FEWEST_FINDER_TOKENS:
        raise PromptTooLong(
            f"The texts have about {prompt:,} tokens and the list of contradictions needs "
            f"{FEWEST_FINDER_TOKENS:,}; the window holds {num_ctx:,}. Nothing was sent.",
            "Shorten the brief, or use a model with a longer context.",
        )


def _say_if_cut(context: RunContext, is_cut: bool) -> None:
    if is_cut:
        text = (
            "The model's list of contradictions was cut at its length limit; what was complete "
            "counts, and there may be more."
        )
        context.emit(NoticeGiven(text=text))


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
        why="One call reads all texts together.",
        level=level,
        slots=tuple(slots),
        pairs_read=0 if level is CompareLevel.CODE_ONLY else pairs,
        pairs_total=pairs,
        statements=len(numbered.ids),
        close_calls=readings.close_calls,
        rejected=dict(readings.rejected),
    )
