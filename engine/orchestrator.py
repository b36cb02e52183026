"""The order of the phases, and nothing else."""

import asyncio
from collections.abc import Callable, Coroutine

from engine.context import RunContext
from engine.phases.compare import compare
from engine.phases.consult import Handover, consult, rerun
from engine.phases.decide import decide
from engine.phases.plan import write_plan
from models.contribution import Contribution
from models.events import RunFailed
from models.failure import Failure, FailureKind


async def conduct(context: RunContext) -> None:
    """Do the whole job: consult and compare side by side, then decide, then plan."""
    handover = Handover()
    async with asyncio.TaskGroup() as group:
        consulting = group.create_task(consult(context, handover), name="consult")
        comparing = group.create_task(compare(context, handover), name="compare")
    contributions, compared = consulting.result(), comparing.result()
    if compared is None:
        context.emit(RunFailed(failure=_nobody_answered(contributions)))
        return
    contradictions = decide(context, compared)
    await write_plan(context, contributions, compared.numbered, contradictions)


async def write_again(context: RunContext) -> None:
    """Compare, decide and plan anew from the texts as they are now; contradictions keep numbers."""
    contributions = context.run.contributions
    handover = Handover()
    for contribution in contributions:
        handover.put(contribution)
    handover.close()
    compared = await compare(context, handover)
    if compared is None:
        context.emit(RunFailed(failure=_nobody_answered(contributions)))
        return
    contradictions = decide(context, compared, context.run.contradictions)
    await write_plan(context, contributions, compared.numbered, contradictions)


def asking_again(slot: str) -> Callable[[RunContext], Coroutine[None, None, None]]:
    """The job of letting one specialist of a stored run write again."""

    async def ask_again(context: RunContext) -> None:
        await rerun(context, slot, context.run.contribution(slot).version + 1)

    return ask_again


def _nobody_answered(contributions: tuple[Contribution, ...]) -> Failure:
    first = next((one.failure for one in contributions if one.failure), None)
    return Failure(
        kind=first.kind if first else FailureKind.EMPTY_ANSWER,
        message=f"None of the {len(contributions)} specialists gave an answer to plan with."
        + (f" The first reason: {first.message}" if first else ""),
        remedy=first.remedy if first else "Run again and let at least one specialist finish.",
        detail=first.detail if first else "",
    )
