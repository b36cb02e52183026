"""``main.py run``: work on a brief and write the plan."""

import asyncio
import signal
import time
from argparse import Namespace
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from engine.backends.protocol import Backend
from engine.errors import ExportError, InputError
from engine.export.files import check_export_path, export_run
from engine.export.parts import ExportPart, parse_parts
from engine.preparation import RunRequest, prepare
from engine.resources import RESOURCES, PromptLibrary
from engine.session import RunSession, open_session
from engine.stores.run_store import RunStore
from engine.stores.team_store import TeamStore
from models.brief import Brief
from models.comparison import CompareMode
from models.run import Run
from models.settings import Settings
from ui.headless.console import Console
from ui.headless.exit_codes import ExitCode
from ui.headless.progress import Progress

_RUNS_FOR_SPEED = 3
"""As many of the newest runs are asked how fast this machine writes."""

_MAX_BRIEF_BYTES = 1_000_000


def run(arguments: Namespace, data_folder: Path, console: Console) -> ExitCode:
    """Carry out the command. Raises: EngineError."""
    parts = parse_parts(arguments.parts)
    for path in arguments.out:
        check_export_path(path)
    backend, request = _asked(arguments, data_folder, console)
    store = RunStore(data_folder / "runs")
    return asyncio.run(_run(backend, request, store, arguments, parts, console))


def _asked(arguments: Namespace, data_folder: Path, console: Console) -> tuple[Backend, RunRequest]:
    """Who answers, and what is asked."""
    settings = Settings(
        at_once=arguments.at_once, mode=CompareMode(arguments.mode), llm=arguments.llm
    )
    if arguments.demo:
        return _demo(arguments, settings, console)
    # Imported here because only real runs need the HTTP library.
    from engine.backends.ollama import DEFAULT_HOST, OllamaBackend

    brief = Brief(text=_brief_text(arguments.brief, console), facts=tuple(arguments.fact))
    team = TeamStore([data_folder / "teams", RESOURCES / "teams"]).load(arguments.team)
    backend = OllamaBackend(arguments.host or DEFAULT_HOST)
    return backend, RunRequest(brief, team, settings)


def _demo(arguments: Namespace, settings: Settings, console: Console) -> tuple[Backend, RunRequest]:
    from engine.backends.demo import DemoBackend, DemoScript, Pace

    if arguments.brief or arguments.fact or arguments.llm or arguments.host:
        console.say("The demo answers its own brief; BRIEF, --fact, --llm and --host are not used.")
    script = DemoScript.load(RESOURCES / "demo")
    team = TeamStore([RESOURCES / "teams"]).load("product-launch")
    request = RunRequest(script.brief, team, settings.model_copy(update={"llm": None}))
    return DemoBackend(script, Pace()), request


def _brief_text(source: str | None, console: Console) -> str:
    """The brief, from a file or standard input. Raises: InputError."""
    if source is None:
        raise InputError("There is no brief.", "Name a text file, or - for standard input.")
    name = "standard input" if source == "-" else source
    try:
        content = (
            console.stdin.read(_MAX_BRIEF_BYTES + 1) if source == "-" else _read_start(Path(source))
        )
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            f"The brief {name} cannot be read: {error.strerror}.", "Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"The brief {name} is not text in UTF-8.", "Save it as plain text in UTF-8."
        ) from error
    if len(content) > _MAX_BRIEF_BYTES:
        raise InputError(
            f"The brief {name} is longer than {_MAX_BRIEF_BYTES:,} bytes.", "Shorten it."
        )
    if not text.strip():
        raise InputError(f"The brief {name} is empty.", "Write what should be planned.")
    return text


def _read_start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MAX_BRIEF_BYTES + 1)


async def _run(
    backend: Backend,
    request: RunRequest,
    store: RunStore,
    arguments: Namespace,
    parts: tuple[ExportPart, ...],
    console: Console,
) -> ExitCode:
    _stop_on_termination()
    try:
        earlier = [store.load(one).run for one in store.run_ids()[:_RUNS_FOR_SPEED]]
        started = await prepare(backend, request, datetime.now().astimezone(), earlier)
        for remark in started.remarks:
            console.say(remark)
        console.say(f"Run {started.run_id} · {started.source} · {request.team.name}")
        try:
            async with open_session(
                store, backend, started, PromptLibrary(), time.monotonic
            ) as session:
                await _follow(session, arguments.json, console)
        except asyncio.CancelledError:
            console.say(f"Stopped. What had arrived is kept in the run {started.run_id}.")
            return ExitCode.INTERRUPTED
    finally:
        await backend.close()
    return _conclude(session.run, arguments, parts, console)


def _stop_on_termination() -> None:
    """Let SIGTERM end a run as Ctrl+C does: everything closed and kept."""
    task = asyncio.current_task()
    if task is not None:
        with suppress(NotImplementedError):  # Windows has no such handlers.
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


async def _follow(session: RunSession, as_json: bool, console: Console) -> None:
    progress = Progress(console)
    async for event in session:
        if as_json:
            console.result(event.model_dump_json())
        progress.show(event, session.run)


def _conclude(
    run: Run, arguments: Namespace, parts: tuple[ExportPart, ...], console: Console
) -> ExitCode:
    """Say how the run ended, write the files, and name the code."""
    code = ExitCode.of(run.status)
    if run.plan is not None:
        from engine.export.markdown import plan_as_markdown

        if run.plan.coverage:
            console.say(run.plan.coverage)
        for violation in run.plan.violations:
            console.say(f"R{violation.number} not fully reflected: {violation.message}")
        if not arguments.out and not arguments.json:
            console.result(plan_as_markdown(run.plan))
    console.say(f"Kept as run {run.id}")
    return write_files(run, arguments.out, parts, console) or code


def write_files(
    run: Run, paths: list[Path], parts: tuple[ExportPart, ...], console: Console
) -> ExitCode | None:
    """Export a run and say what was written; the code of the failure, if there was one."""
    code = None
    for path in paths:
        try:
            warnings = export_run(run, path, parts)
        except ExportError as error:
            console.say_problem(error)
            code = ExitCode.EXPORT_FAILED
        else:
            console.say(f"Saved {path}")
            for warning in warnings:
                console.say(warning)
    return code
