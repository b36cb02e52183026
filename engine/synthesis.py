"""What is made of the workers' texts: loaded when the first of them is there."""

import asyncio

from engine.context import RunContext
from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.phases.align import align, redrawn
from engine.phases.compare import Compared, compare
from engine.phases.compare.compared import cut_contribution
from engine.phases.decide import decide
from engine.phases.plan import update_plan, write_plan
from engine.statements import cut
from models.contradiction import Contradiction, ContradictionStatus
from models.contribution import Contribution
from models.documents import specialist_document_id
from models.events import (
    ActivityKind,
    AlignmentDrawn,
    ContradictionWithdrawn,
    NoticeGiven,
    RunFailed,
)
from models.failure import Failure, FailureKind
from models.run import Run
from models.staleness import cause_of

__all__ = ["compare", "conclude", "update"]


async def conclude(
    context: RunContext,
    contributions: tuple[Contribution, ...],
    compared: Compared | None,
    earlier: tuple[Contradiction, ...] = (),
) -> None:
    """Decide and plan by what comparing gave.

    Args:
        context: the run.
        contributions: all of them, whatever became of them.
        compared: ``None`` if there is no evidence, and so nothing to plan with.
        earlier: contradictions of an earlier plan, which keep their numbers.
    """
    if compared is None:
        context.emit(RunFailed(failure=_nobody_answered(contributions)))
        return
    contradictions = await decide(context, compared, _withdrawn_where_left_out(context, earlier))
    of_plan = tuple(one for one in contradictions if one.is_of_plan)
    async with asyncio.TaskGroup() as group:
        group.create_task(align(context, compared, of_plan), name="align")
        await write_plan(
            context,
            contributions,
            compared.numbered,
            of_plan,
            mode=compared.comparison.mode,
            ledgers=compared.ledgers,
        )


async def update(context: RunContext) -> None:
    """Write the sections of the plan that are out of date anew, and nothing else."""
    run = context.run
    if run.plan is None:
        context.emit(NoticeGiven(text="There is no plan to update. Write one first."))
        return
    given = brief_documents(run.brief, run.house_rules)
    texts = [CutDocument(one, cut(one)) for one in given]
    texts += [cut_contribution(one) for one in run.evidence]
    with context.activity(ActivityKind.UPDATE):
        if names := _not_compared(run):
            text = (
                f"The texts of {', '.join(names)} are others than those in which contradictions "
                "were looked for. Compare again to look for them in the new ones."
            )
            context.emit(NoticeGiven(text=text))
        numbered = NumberedDocuments(texts)
        contradictions = _withdrawn_where_left_out(context, run.contradictions)
        _redraw(context, numbered, contradictions)
        await update_plan(context, numbered, contradictions)


def _withdrawn_where_left_out(
    context: RunContext, contradictions: tuple[Contradiction, ...]
) -> tuple[Contradiction, ...]:
    """The contradictions; those that quote a text which the user left out are withdrawn."""
    causes = {
        specialist_document_id(one.slot): f"{cause_of(one)}."
        for one in context.run_now.contributions
        if one.muted
    }
    gone = (ContradictionStatus.WITHDRAWN, ContradictionStatus.DISMISSED)
    now = []
    for one in contradictions:
        reasons = [
            causes[side.ref.document_id] for side in one.sides if side.ref.document_id in causes
        ]
        if reasons and one.status not in gone:
            context.emit(ContradictionWithdrawn(number=one.number, reason=reasons[0]))
            one = one.model_copy(update={"status": ContradictionStatus.WITHDRAWN})
        now.append(one)
    return tuple(now)


def _redraw(
    context: RunContext, numbered: NumberedDocuments, contradictions: tuple[Contradiction, ...]
) -> None:
    """Let the alignment say what holds now; nobody is asked again whether the parts fit."""
    run = context.run
    if run.alignment is None:
        return
    alignment = redrawn(run.alignment, numbered, run.ledgers, contradictions)
    if alignment != run.alignment:
        context.emit(AlignmentDrawn(alignment=alignment))


def _not_compared(run: Run) -> list[str]:
    """Whose text is another now than when contradictions were looked for, or counts only since."""
    return [one.specialist for one in run.contributions if not one.muted and _is_new(one, run)]


def _is_new(one: Contribution, run: Run) -> bool:
    document_id = specialist_document_id(one.slot)
    found = [
        (found, side.ref.version)
        for found in run.contradictions
        for side in found.sides
        if side.ref.document_id == document_id
    ]
    if any(found.is_of_plan and version != one.version for found, version in found):
        return True
    was_withdrawn = one.was_taken_back_in and any(
        found.status is ContradictionStatus.WITHDRAWN and version == one.version
        for found, version in found
    )
    was_compared = run.comparison is None or one.slot in run.comparison.slots
    return one.is_evidence and (was_withdrawn or not was_compared)


def _nobody_answered(contributions: tuple[Contribution, ...]) -> Failure:
    first = next((one.failure for one in contributions if one.failure), None)
    return Failure(
        kind=first.kind if first else FailureKind.EMPTY_ANSWER,
        message=f"None of the {len(contributions)} specialists gave an answer to plan with."
        + (f" The first reason: {first.message}" if first else ""),
        remedy=first.remedy if first else "Run again and let at least one specialist finish.",
        detail=first.detail if first else "",
    )
