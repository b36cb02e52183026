"""The quick finder: one call reads all documents; failures fall back, never silently."""

from collections.abc import Iterable, Sequence

from engine.answers import AnswerForm, LineForm, UnreadableAnswer, ask_rows
from engine.backends.protocol import Message
from engine.context import RunContext
from engine.errors import BackendError, PromptTooLong
from engine.finder_limits import FEWEST_FINDER_TOKENS, FINDER_TOKENS, FINDINGS_LIMIT
from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare.claims import claims_by_code
from engine.phases.compare.compared import Compared, slot_in
from engine.phases.compare.finding import SEVERITY_ORDER, Finding
from engine.phases.compare.noticed import Noticed, notice
from engine.phases.compare.reading import Readings, findings_in, rows_of_lines
from engine.phases.compare.same import is_same
from engine.phases.compare.schema import findings_schema
from engine.prompts import finding_lines_messages, findings_messages
from engine.windows import estimate_prompt_tokens, fitting_answer_tokens
from models.call import CallPurpose, Phase, Step
from models.comparison import CompareLevel, Comparison, FinderChoice
from models.contradiction import FoundBy
from models.events import ClaimsListed, NoticeGiven
from models.settings import SYNTHESIZER_ROLE


class QuickFinder:
    """Reads all texts together, when all are written."""

    def __init__(self, context: RunContext, choice: FinderChoice) -> None:
        """Nothing is asked before all texts are there."""
        self._context = context
        self._choice = choice

    def begin(self, text: CutDocument) -> None:
        """A text is there; it waits for the others."""

    def withdraw(self, slot: str) -> None:
        """A text is gone; nothing was made of it."""

    async def finish(self, numbered: NumberedDocuments, slots: Sequence[str]) -> Compared:
        """Compare all texts."""
        context = self._context
        noticed = notice(numbered, context.run.team)
        readings, level = await _find(context, numbered, noticed, list(slots))
        findings = _ranked(_confirmed_by_code(readings, noticed))
        comparison = _comparison(self._choice, numbered, readings, level, slots)
        ledgers = tuple(
            claims_by_code(one, slot_in(one), one.document.version)
            for one in numbered.documents
            if not one.belongs_to_brief
        )
        for ledger in ledgers:
            context.emit(ClaimsListed(ledger=ledger))
        return Compared(numbered, findings, comparison, ledgers)


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
        matches = [one for one in unmatched if is_same(one.finding, finding)]
        for match in matches:
            unmatched.remove(match)
        if matches and finding.found_by is FoundBy.LLM:
            yield finding.also_by_code()
        else:
            yield finding
    if unmatched:
        readings.rejected["noticed by code, not confirmed"] += len(unmatched)


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    ranked = sorted(findings, key=lambda one: SEVERITY_ORDER.index(one.severity))
    return tuple(ranked[:FINDINGS_LIMIT])


def _comparison(
    choice: FinderChoice,
    numbered: NumberedDocuments,
    readings: Readings,
    level: CompareLevel,
    slots: Sequence[str],
) -> Comparison:
    pairs = len(slots) * (len(slots) - 1) // 2
    return Comparison(
        mode=choice.mode,
        why=choice.why,
        level=level,
        slots=tuple(slots),
        pairs_read=0 if level is CompareLevel.CODE_ONLY else pairs,
        pairs_total=pairs,
        statements=len(numbered.ids),
        close_calls=readings.close_calls,
        rejected=dict(readings.rejected),
    )
