"""Updates of a stored plan for tests: something changes, then the update runs as in the program."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from engine.context import RunContext
from engine.orchestrator import update_plan
from engine.session import Job
from models.contribution import Origin
from models.events import ContributionVersioned, RunEvent
from models.plan import PlanSection
from models.run import Run
from tests.engine.runs.staging import resumed
from tests.scripted_ollama import ScriptedOllama


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
            update = group.create_task(update_plan(context))
            await server.until(stalled)
            update.cancel()

    return stopped


def section(run: Run, section_id: str) -> PlanSection:
    """A section of the plan. Raises: StopIteration, if there is none."""
    sections = run.plan.sections if run.plan else ()
    return next(one for one in sections if one.id == section_id)
