"""The order of the phases, and nothing else."""

import asyncio
from collections.abc import Callable, Coroutine

from engine.context import RunContext
from engine.phases.consult import Handover, consult, rerun
from models.settings import LlmSeat


async def conduct(context: RunContext) -> None:
    """Do the whole job: consult and compare side by side, then decide, then plan."""
    handover = Handover()
    async with asyncio.TaskGroup() as group:
        consulting = group.create_task(consult(context, handover), name="consult")
        await handover.begun()
        # Loaded while the workers write, so that their requests need not wait for it.
        from engine.synthesis import compare, conclude

        comparing = group.create_task(compare(context, handover), name="compare")
    await conclude(context, consulting.result(), comparing.result())


async def write_again(context: RunContext) -> None:
    """Compare, decide and plan anew from the texts as they are now; contradictions keep numbers."""
    from engine.synthesis import compare, conclude

    contributions = context.run_now.contributions
    handover = Handover()
    for contribution in contributions:
        handover.put(contribution)
    handover.close()
    compared = await compare(context, handover)
    await conclude(context, contributions, compared, context.run_now.contradictions)


async def update_plan(context: RunContext) -> None:
    """Write the sections that are out of date anew; all others stay identical byte for byte.

    What is not finished when it is stopped gets its old text back. Contradictions are not looked
    for again, not even in new texts; ``write_again`` does that.
    """
    from engine.synthesis import update

    await update(context)


def asking_again(*slots: str) -> Callable[[RunContext], Coroutine[None, None, None]]:
    """The job of letting specialists of a stored run write again, all at the same time."""

    async def ask_again(context: RunContext) -> None:
        for slot in slots:
            context.workforce.rerun(slot)

    return ask_again


def asking_with(seat: LlmSeat) -> Callable[[RunContext], Coroutine[None, None, None]]:
    """The job of letting a specialist of a stored run write again with another LLM."""

    async def ask_again(context: RunContext) -> None:
        context.reseat(seat)
        context.workforce.rerun(seat.role)

    return ask_again


def going_on(*slots: str) -> Callable[[RunContext], Coroutine[None, None, None]]:
    """The job of finishing a run that has no plan: specialists write again, then all the rest."""

    async def go_on(context: RunContext) -> None:
        async def ask_again(slot: str, version: int) -> None:
            await rerun(context, slot, version)

        async with asyncio.TaskGroup() as group:
            crew = context.workforce.crew(group, ask_again)
            crew.join(asking_again(*slots)(context), "ask again")
        await write_again(context)

    return go_on
