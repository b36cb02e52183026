"""Draws the matrix of activities and says where the parts do not fit.

An LLM only names ids (CONTRADICTIONS.md §1.2): code checks each cell and writes its words. Where no
LLM compares, or it fails, code draws what tables and bullets say by themselves.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from engine.answers import RowsAnswer, UnreadableAnswer, ask_rows
from engine.backends.protocol import Message
from engine.context import RunContext
from engine.errors import BackendError, PromptTooLong
from engine.numbering import NumberedDocuments
from engine.phases.align.by_code import drawn_by_code
from engine.phases.align.commitments import Commitment, Commitments
from engine.phases.align.gaps import asks_of, gap_in
from engine.phases.align.holding import Holding
from engine.phases.align.limits import ANSWER_TOKENS
from engine.phases.align.listing import Drawing, listed
from engine.phases.align.misfits import idle_targets, misfits_of, silenced_by
from engine.phases.align.prompts import matrix_messages
from engine.phases.align.reading import Matrix, read_matrix
from engine.phases.align.schema import ROWS_KEY, matrix_schema
from engine.phases.compare import Compared
from engine.windows import estimate_prompt_tokens, fitting_answer_tokens
from models.alignment import Alignment, BriefGap
from models.call import CallPurpose, Phase, Step
from models.comparison import CompareLevel, CompareMode
from models.contradiction import Contradiction
from models.documents import specialist_document_id
from models.events import AlignmentDrawn, NoticeGiven
from models.settings import SYNTHESIZER_ROLE

_FEWEST_COMMITMENTS = 8
"""For fewer it is not worth asking."""


async def align(
    context: RunContext, compared: Compared, contradictions: Sequence[Contradiction]
) -> Alignment:
    """Draw the matrix of activities, and emit it.

    Args:
        context: the run.
        compared: the texts and the commitments in them.
        contradictions: with their decisions: where one replaced a value, what holds is shown.
    """
    # The requests of the plan's sections, which are made in the same moment, go first.
    await asyncio.sleep(0)
    holding = Holding(contradictions)
    there = {one.document.document_id for one in compared.numbered.documents if one.statements}
    missing = [
        one for one in context.run.team.specialists if specialist_document_id(one.slot) not in there
    ]
    drawing = await _by_llm(context, compared, holding)
    if drawing is None:
        drawing = drawn_by_code(compared.numbered, holding)
    alignment = listed(
        drawing, [one.name for one in missing], silenced_by(missing, context.run.team)
    )
    context.emit(AlignmentDrawn(alignment=alignment))
    return alignment


async def _by_llm(context: RunContext, compared: Compared, holding: Holding) -> Drawing | None:
    """What an LLM makes of the commitments; ``None`` if code has to do."""
    commitments = Commitments(compared.ledgers, compared.numbered)
    comparison = compared.comparison
    is_quick = comparison.mode is CompareMode.QUICK or comparison.level is CompareLevel.CODE_ONLY
    if is_quick or not commitments.all:
        return None
    try:
        shown = _that_fit(context, compared.numbered, commitments.all)
        answer = await _asked(context, compared, shown)
    except (UnreadableAnswer, BackendError) as error:
        reason = error.message if isinstance(error, BackendError) else str(error)
        text = (
            "No model could say whether the parts fit together, so code looked at tables and "
            f"lists alone. The reason: {reason}"
        )
        context.emit(NoticeGiven(text=text))
        return None
    matrix = read_matrix(answer.rows, commitments, compared.numbered, holding)
    if not matrix.rows:
        return None
    left_out = len(commitments.all) - len(shown)
    # What no line shown answers or works towards may be answered by one that was left out.
    is_whole = not left_out
    targets = idle_targets(shown, matrix, holding) if is_whole and not answer.is_cut else []
    return Drawing(
        rows=tuple(matrix.rows),
        misalignments=tuple(misfits_of(matrix, targets)),
        gaps=tuple(_gaps(matrix, compared.numbered)) if is_whole else (),
        notes=tuple(_notes(matrix, len(shown), left_out)),
    )


def _gaps(matrix: Matrix, numbered: NumberedDocuments) -> Iterator[BriefGap]:
    """The sentences of the brief that the LLM found no answer to."""
    for alias, is_answered in matrix.answered.items():
        found = numbered.find(alias)
        if not is_answered and found is not None:
            yield gap_in(found[1])


def _notes(matrix: Matrix, shown: int, left_out: int) -> Iterator[str]:
    """What the reader must know about how it was drawn."""
    if left_out:
        yield (
            f"Only the {shown} most binding of {shown + left_out} commitments fitted the model's "
            "window; what is missing here may stand in the others."
        )
    if matrix.rejected:
        places = "place" if matrix.rejected == 1 else "places"
        yield (
            f"{matrix.rejected} {places} of the model's answer named nothing in the texts that "
            "could stand there."
        )


async def _asked(
    context: RunContext, compared: Compared, shown: Sequence[Commitment]
) -> RowsAnswer:
    """The answer. Raises: UnreadableAnswer, BackendError."""
    numbered = compared.numbered
    return await ask_rows(
        context,
        matrix_messages(context.prompts, numbered, shown),
        CallPurpose(phase=Phase.PLAN, step=Step.ALIGN, slots=compared.comparison.slots),
        matrix_schema(
            [one.alias for one in shown],
            [numbered.id_of(one) for one in asks_of(numbered)],
        ),
        ROWS_KEY,
        num_predict=ANSWER_TOKENS,
        # One cell that cannot be used does not cost the row.
        row_check=lambda row: "" if isinstance(row, Mapping) and "about" in row else "not a row",
    )


def _that_fit(
    context: RunContext, numbered: NumberedDocuments, commitments: Sequence[Commitment]
) -> Sequence[Commitment]:
    """As many of the commitments as fit the window, the most binding. Raises: PromptTooLong."""
    num_ctx = context.seat(SYNTHESIZER_ROLE).num_ctx
    count = len(commitments)
    while count >= min(_FEWEST_COMMITMENTS, len(commitments)):
        shown = commitments[:count]
        if _fits(matrix_messages(context.prompts, numbered, shown), num_ctx):
            return shown
        count = count * 4 // 5
    raise PromptTooLong(
        f"The window of {num_ctx:,} tokens has no room for the commitments.",
        "Use a model with a longer context.",
    )


def _fits(messages: tuple[Message, ...], num_ctx: int) -> bool:
    try:
        room = fitting_answer_tokens(estimate_prompt_tokens(messages), ANSWER_TOKENS, num_ctx)
    except PromptTooLong:
        return False
    return room >= ANSWER_TOKENS
