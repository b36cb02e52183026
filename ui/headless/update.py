"""``main.py update``: write what is out of date in the plan of a stored run."""

import asyncio

from engine.backends.protocol import Backend
from engine.errors import InputError, StoreError
from engine.export.words import count
from engine.orchestrator import update_plan
from engine.resources import RESOURCES
from engine.session import RunSession, resume_session
from engine.texts import change_text
from models.contribution import TextChange
from models.run import Run
from models.staleness import stale_sections
from models.unfinished import needs_update, unchecked_sections
from ui.headless.console import Console
from ui.headless.exit_codes import ExitCode
from ui.headless.invocation import Invocation
from ui.headless.progress import Progress
from ui.headless.stopping import stopped_by_signals
from ui.headless.summary import say_how_it_ended


def update(invocation: Invocation) -> ExitCode:
    """Carry out ``update``. Raises: EngineError."""
    console, store = invocation.console, invocation.runs
    run_id = store.find(invocation.arguments.run_id)
    store.make_sure_is_free(run_id)
    stored = store.load(run_id)
    run = stored.run
    if run.plan is None:
        raise InputError(
            f"The run {run.id} has no plan.",
            "Start a new run, or open it in the window: there its workers can write again.",
        )
    if stored.problem:
        console.say(stored.problem)
    run = _with_texts_changed(run, invocation)
    if not needs_update(run):
        console.say("Nothing in the plan is out of date.")
        return ExitCode.COMPLETE
    if stored.is_interrupted:
        console.say("This run was interrupted; what was not finished is taken up again.")
    console.say(_what_is_left(run))
    return asyncio.run(_update(_backend(run, invocation), run, invocation))


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
        run = change_text(invocation.runs, run.id, slot, change, invocation.now())
    return run


def _slot_of(name: str, run: Run) -> str:
    for one in run.contributions:
        if name.casefold() in (one.slot, one.specialist.casefold()):
            return one.slot
    names = ", ".join(one.specialist for one in run.contributions)
    raise InputError(f"The run {run.id} has no worker {name!r}.", f"It has: {names}.")


def _what_is_left(run: Run) -> str:
    """What an update will do, and why."""
    if stale := stale_sections(run):
        causes = dict.fromkeys(cause for one in stale for cause in one.causes)
        return f"Out of date: {_titles(run, [one.section_id for one in stale])}. " + (
            f"{'; '.join(causes)}."
        )
    if unchecked := unchecked_sections(run):
        return f"Written, but not checked: {_titles(run, unchecked)}."
    return "The plan was not checked to its end."


def _titles(run: Run, section_ids: list[str] | tuple[str, ...]) -> str:
    sections = run.plan.sections if run.plan is not None else ()
    return ", ".join(one.title for one in sections if one.id in section_ids)


def _backend(run: Run, invocation: Invocation) -> Backend:
    if run.is_demo:
        from engine.backends.demo import DemoBackend, DemoScript, Pace

        script = DemoScript.load(RESOURCES / "demo")
        return DemoBackend(script, invocation.demo_pace or Pace())
    from engine.backends.ollama import DEFAULT_HOST, OllamaBackend

    return OllamaBackend(invocation.arguments.host or DEFAULT_HOST)


async def _update(backend: Backend, before: Run, invocation: Invocation) -> ExitCode:
    """Update the plan and say how that ended."""
    console = invocation.console
    session: RunSession | None = None
    try:
        with stopped_by_signals():
            # Without a server nothing is begun, rather than written without a model.
            await backend.version()
            async with resume_session(
                invocation.runs,
                backend,
                before.id,
                update_plan,
                invocation.now(),
                forms=invocation.forms.memory(),
                rules=invocation.rules,
            ) as session:
                for notice in session.run.notices[len(before.notices) :]:
                    console.say(notice)
                progress = Progress(console)
                async for event in session:
                    progress.show(event, session.run)
        return _ended(session.run, console)
    except asyncio.CancelledError:
        console.say("Stopped. Sections that were not finished stay as they were.")
        return ExitCode.INTERRUPTED
    except StoreError as error:
        if session is None:
            raise
        console.say(f"{error} Sections that were not finished stay as they were.")
        console.say(f"To go on with them: main.py update {before.id}")
        return ExitCode.NO_PLAN
    finally:
        await backend.close()


def _ended(run: Run, console: Console) -> ExitCode:
    say_how_it_ended(run, console)
    kept = [one.section_id for one in stale_sections(run)]
    if not kept:
        return ExitCode.of(run.status)
    console.say(
        f"{count(len(kept), 'section')} could not be written again and still "
        f"{'has its' if len(kept) == 1 else 'have their'} old text: {_titles(run, kept)}."
    )
    console.say(f"To try again: main.py update {run.id}")
    return ExitCode.NO_PLAN
