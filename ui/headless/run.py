"""``main.py run``: work on a brief and write the plan."""

import asyncio
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress

from engine.backends.protocol import Backend
from engine.errors import StoreError
from engine.export.parts import parse_parts
from engine.preparation import RunRequest, prepare
from engine.resources import RESOURCES
from engine.session import RunSession, open_session
from engine.stores.team_store import TeamStore
from models.brief import Brief
from models.comparison import CompareMode
from models.events import RunStarted
from models.run import Run
from models.settings import Settings
from ui.headless.arguments import DEFAULT_TEAM
from ui.headless.brief import read_brief
from ui.headless.exit_codes import ExitCode
from ui.headless.files import check_files, refuse_to_overwrite, write_files
from ui.headless.invocation import Invocation
from ui.headless.progress import Progress
from ui.headless.stopping import stopped_by_signals
from ui.headless.summary import say_how_it_ended, say_what_is_kept


def run(invocation: Invocation) -> ExitCode:
    """Carry out the command. Raises: EngineError."""
    arguments, console = invocation.arguments, invocation.console
    parts = parse_parts(arguments.parts)
    check_files(arguments.out)
    if not arguments.demo:
        refuse_to_overwrite((arguments.brief, arguments.team), arguments.out)
    backend, request = _asked(invocation)
    finished, code = asyncio.run(_run(backend, request, invocation))
    if finished is None:
        return code
    say_how_it_ended(finished, console)
    if finished.plan is not None and not arguments.out and not arguments.json:
        from engine.export.markdown import plan_as_markdown

        console.say()
        console.result(plan_as_markdown(finished.plan).rstrip("\n"))
    return code if write_files(finished, arguments.out, parts, console) else ExitCode.EXPORT_FAILED


def _asked(invocation: Invocation) -> tuple[Backend, RunRequest]:
    """Who answers, and what is asked."""
    arguments = invocation.arguments
    settings = Settings(
        at_once=arguments.at_once, mode=CompareMode(arguments.mode), llm=arguments.llm
    )
    if arguments.demo:
        return _demo(invocation, settings)
    # Imported here because only real runs need the HTTP library.
    from engine.backends.ollama import DEFAULT_HOST, OllamaBackend

    text = read_brief(arguments.brief, invocation.console)
    team = TeamStore([invocation.data_folder / "teams", RESOURCES / "teams"]).load(
        DEFAULT_TEAM if arguments.team is None else arguments.team
    )
    backend = OllamaBackend(arguments.host or DEFAULT_HOST)
    return backend, RunRequest(Brief(text=text, facts=tuple(arguments.fact)), team, settings)


def _demo(invocation: Invocation, settings: Settings) -> tuple[Backend, RunRequest]:
    from engine.backends.demo import DemoBackend, DemoScript, Pace

    if unused := ", ".join(_unused_by_demo(invocation.arguments)):
        invocation.console.say(f"The demo has its own brief and team; not used: {unused}.")
    script = DemoScript.load(RESOURCES / "demo")
    team = TeamStore([RESOURCES / "teams"]).load(DEFAULT_TEAM)
    request = RunRequest(script.brief, team, settings.model_copy(update={"llm": None}))
    return DemoBackend(script, invocation.demo_pace or Pace()), request


def _unused_by_demo(arguments: Namespace) -> Iterator[str]:
    if arguments.brief:
        yield arguments.brief
    for name in ("team", "fact", "llm", "host"):
        if getattr(arguments, name):
            yield f"--{name}"


async def _run(
    backend: Backend, request: RunRequest, invocation: Invocation
) -> tuple[Run | None, ExitCode]:
    """The run, unless it was interrupted or could not go on, and how it ended."""
    console = invocation.console
    try:
        with stopped_by_signals():
            started = await prepare(
                backend,
                request,
                invocation.now(),
                () if backend.is_demo else invocation.runs.recent_calls(),
                rules=invocation.rules,
                cards=invocation.cards,
            )
            return await _carry_out(backend, started, invocation)
    except asyncio.CancelledError:
        console.say("Stopped. Nothing had been sent yet.")
        return None, ExitCode.INTERRUPTED
    finally:
        await backend.close()


async def _carry_out(
    backend: Backend, started: RunStarted, invocation: Invocation
) -> tuple[Run | None, ExitCode]:
    """Follow a run to its end; what is left of one that breaks off is named."""
    console, session = invocation.console, None
    try:
        async with open_session(
            invocation.runs,
            backend,
            started,
            time.monotonic,
            forms=invocation.forms.memory(),
            rules=invocation.rules,
        ) as session:
            await _follow(session, invocation)
        return session.run, ExitCode.of(session.run.status)
    except asyncio.CancelledError:
        if session is None:
            raise
        code, why = ExitCode.INTERRUPTED, "Stopped."
    except StoreError as error:
        if session is None or started.run_id not in invocation.runs.run_ids():
            raise
        code, why = ExitCode.NO_PLAN, str(error)
    except Exception as error:
        if session is not None:
            is_unread = isinstance(error, BrokenPipeError)
            why = "Stopped: nobody reads the output." if is_unread else "The run broke off."
            with suppress(BrokenPipeError):
                say_what_is_kept(session.run, why, console)
        raise
    say_what_is_kept(session.run, why, console)
    return None, code


async def _follow(session: RunSession, invocation: Invocation) -> None:
    progress = Progress(invocation.console)
    async for event in session:
        if invocation.arguments.json:
            invocation.console.record(event.model_dump_json())
        progress.show(event, session.run)
