"""Updates of a stored plan for tests: something changes, then the update runs as in the program."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from engine.context import RunContext
from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.phases.compare.compared import cut_contribution
from engine.phases.plan import update_plan
from engine.session import Job
from engine.statements import cut
from models.contribution import Origin
from models.events import ActivityKind, ContributionVersioned, RunEvent
from models.plan import PlanSection
from models.run import Run
from tests.engine.runs.staging import resumed
from tests.scripted_ollama import ScriptedOllama


def numbered_texts(run: Run) -> NumberedDocuments:
    """The brief and all evidence of a run as they are now."""
    brief = [CutDocument(one, cut(one)) for one in brief_documents(run.brief)]
    return NumberedDocuments([*brief, *(cut_contribution(one) for one in run.evidence)])


async def updating(context: RunContext) -> None:
    """The job of updating the plan."""
    with context.activity(ActivityKind.UPDATE):
        await update_plan(context, numbered_texts(context.run), context.run.contradictions)


async def edited(server: ScriptedOllama, folder: Path, run: Run, slot: str, text: str) -> Run:
    """The run after the user has edited a worker's text."""

    version = run.contribution(slot).version + 1
    event = ContributionVersioned(slot=slot, version=version, origin=Origin.USER, text=text)
    return await after(server, folder, run, event)


async def after(server: ScriptedOllama, folder: Path, run: Run, *events: RunEvent) -> Run:
    """A stored run after some more events."""

    async def happen(context: RunContext) -> None:
        for event in events:
            context.emit(event)

    return await resumed(server, folder, run.id, happen)


def stopped_at(server: ScriptedOllama, stalled: Callable[[], bool]) -> Job:
    """The update, cancelled by the user as soon as the server stands still."""

    async def stopped(context: RunContext) -> None:
        async with asyncio.TaskGroup() as group:
            update = group.create_task(updating(context))
            await server.until(stalled)
            update.cancel()

    return stopped


def section(run: Run, section_id: str) -> PlanSection:
    """A section of the plan. Raises: StopIteration, if there is none."""
    sections = run.plan.sections if run.plan else ()
    return next(one for one in sections if one.id == section_id)
