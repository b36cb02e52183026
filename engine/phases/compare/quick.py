"""The quick finder: one call reads all documents; failures fall back, never silently."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.answers import AnswerForm, LineForm, UnreadableAnswer, ask_rows
from engine.backends.protocol import Message
from engine.context import RunContext
from engine.errors import BackendError, PromptTooLong
from engine.finder_limits import FEWEST_FINDER_TOKENS, FINDER_TOKENS, FINDINGS_LIMIT
from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.phases.compare.finding import Finding
from engine.phases.compare.noticed import Noticed, notice, read_ahead
from engine.phases.compare.reading import Readings, findings_in, rows_of_lines
from engine.phases.compare.schema import findings_schema
from engine.phases.consult import Handover
from engine.prompts import finding_lines_messages, findings_messages
from engine.statements import cut, drop_torn_last
from engine.windows import estimate_prompt_tokens, fitting_answer_tokens
from models.call import CallPurpose, Phase, Step
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
    given = brief_documents(context.run.brief, context.run.house_rules)
    brief = [CutDocument(one, cut(one)) for one in given]
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
    """Ask for JSON, then in plainer forms; else code compares."""
    team = context.run.team
    candidates = [(one.ids, one.finding.explanation) for one in noticed]
    asked = findings_messages(context.prompts, team, numbered, candidates, FINDINGS_LIMIT)
    schema = findings_schema(numbered.ids, numbered.binding_ids, [one.id for one in team.topics])
    lines = finding_lines_messages(context.prompts, team, numbered, FINDINGS_LIMIT)
    purpose = CallPurpose(phase=Phase.COMPARE, step=Step.FIND, slots=tuple(slots))
    try:
        _refuse_without_room(asked, context.seat(SYNTHESIZER_ROLE).num_ctx)
        answer = await ask_rows(
            context,
            asked,
            purpose,
            schema,
            "findings",
            LineForm(lines, rows_of_lines),
            num_predict=FINDER_TOKENS,
            # What is wrong with a row is counted by its reason, and the others still count.
            row_check=lambda _: "",
        )
    except (UnreadableAnswer, BackendError) as error:
        reason = error.message if isinstance(error, BackendError) else str(error)
        context.emit(
            NoticeGiven(
                text="No model could compare the texts, so only dates, amounts and counts were "
                f"compared, by code. The reason: {reason}"
            )
        )
        return Readings(findings=[one.finding for one in noticed]), CompareLevel.CODE_ONLY
    is_plain = answer.form is AnswerForm.LINES
    level = CompareLevel.LINES if is_plain else CompareLevel.SCHEMA
    readings = findings_in(answer.rows, numbered, team)
    if answer.rejected:
        readings.rejected["not a finding"] += answer.rejected.total()
    return readings, level


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
