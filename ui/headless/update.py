"""``main.py update``: write what is out of date in the plan of a stored run."""

import asyncio
from datetime import datetime

from engine.backends.protocol import Backend
from engine.errors import InputError
from engine.orchestrator import update_plan
from engine.resources import RESOURCES
from engine.session import resume_session
from engine.texts import change_text
from models.contribution import TextChange
from models.run import Run
from models.staleness import StaleSection, stale_sections
from ui.headless.exit_codes import ExitCode
from ui.headless.invocation import Invocation
from ui.headless.progress import Progress
from ui.headless.stopping import stopped_by_sigterm
from ui.headless.summary import say_how_it_ended


def update(invocation: Invocation) -> ExitCode:
    """Carry out ``update``. Raises: EngineError."""
    console, store = invocation.console, invocation.runs
    run = store.load(store.find(invocation.arguments.run_id)).run
    if run.plan is None:
        raise InputError(f"The run {run.id} has no plan.", "Start a new run: main.py run BRIEF")
    run = _with_texts_changed(run, invocation)
    stale = stale_sections(run)
    if not stale:
        console.say("Nothing in the plan is out of date.")
        return ExitCode.COMPLETE
    console.say(_what_is_stale(run, stale))
    updated = asyncio.run(_update(_backend(run, invocation), run.id, invocation))
    if updated is None:
        console.say("Stopped. Sections that were not finished stay as they were.")
        return ExitCode.INTERRUPTED
    say_how_it_ended(updated, console)
    return ExitCode.of(updated.status)


def _with_texts_changed(run: Run, invocation: Invocation) -> Run:
    """The run after what was asked for its texts. Raises: EngineError."""
    asked = invocation.arguments
    wanted = (
        *((name, TextChange.USE_AS_IS) for name in asked.use_as_is),
        *((name, TextChange.LEAVE_OUT) for name in asked.leave_out),
        *((name, TextChange.TAKE_BACK_IN) for name in asked.take_back_in),
    )
    # Names that are wrong are found before anything is stored.
    for slot, change in [(_slot_of(name, run), change) for name, change in wanted]:
        run = change_text(invocation.runs, run.id, slot, change, datetime.now().astimezone())
    return run


def _slot_of(name: str, run: Run) -> str:
    for one in run.contributions:
        if name.casefold() in (one.slot, one.specialist.casefold()):
            return one.slot
    names = ", ".join(one.specialist for one in run.contributions)
    raise InputError(f"The run {run.id} has no worker {name!r}.", f"It has: {names}.")


def _what_is_stale(run: Run, stale: tuple[StaleSection, ...]) -> str:
    titles = {} if run.plan is None else {one.id: one.title for one in run.plan.sections}
    causes = dict.fromkeys(cause for one in stale for cause in one.causes)
    names = ", ".join(titles[one.section_id] for one in stale)
    return f"Out of date: {names}. {'; '.join(causes)}."


def _backend(run: Run, invocation: Invocation) -> Backend:
    if run.is_demo:
        from engine.backends.demo import DemoBackend, DemoScript, Pace

        script = DemoScript.load(RESOURCES / "demo")
        return DemoBackend(script, invocation.demo_pace or Pace())
    from engine.backends.ollama import DEFAULT_HOST, OllamaBackend

    return OllamaBackend(invocation.arguments.host or DEFAULT_HOST)


async def _update(backend: Backend, run_id: str, invocation: Invocation) -> Run | None:
    """The run afterwards; ``None`` if it was interrupted."""
    progress, now = Progress(invocation.console), datetime.now().astimezone()
    try:
        with stopped_by_sigterm():
            # Without a server nothing is begun, rather than written without a model.
            await backend.version()
            async with resume_session(
                invocation.runs,
                backend,
                run_id,
                update_plan,
                now,
                forms=invocation.forms.memory(),
                rules=invocation.rules,
            ) as session:
                async for event in session:
                    progress.show(event, session.run)
            return session.run
    except asyncio.CancelledError:
        return None
    finally:
        await backend.close()
