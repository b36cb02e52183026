"""Runs one command and turns what goes wrong into a sentence and an exit code."""

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import BackendError, EngineError, ExportError
from ui.data_folder import usual_data_folder
from ui.headless.arguments import parse_arguments
from ui.headless.console import Console
from ui.headless.exit_codes import ExitCode
from ui.headless.invocation import Invocation

if TYPE_CHECKING:
    from engine.backends.demo import Pace


_Command = Callable[[Invocation], ExitCode]


def _command(name: str) -> _Command:
    """What carries out a command, imported by itself: a run should not wait for the others."""
    match name:
        case "run":
            from ui.headless.run import run as command
        case "runs":
            from ui.headless.stored import list_runs as command
        case "export":
            from ui.headless.stored import export as command
        case "rule":
            from ui.headless.ruling import rule as command
        case "rules":
            from ui.headless.ruling import list_rules as command
        case "update":
            from ui.headless.update import update as command
        case _:
            from ui.headless.evaluate import evaluate as command
    return command


def run_command_line(
    argv: Sequence[str],
    console: Console,
    open_window: Callable[[Path], int],
    demo_pace: "Pace | None" = None,
) -> int:
    """Carry out ``main.py ARGV``.

    Args:
        argv: the words after ``main.py``.
        console: where to read and write.
        open_window: what to do without a command; gets the data folder, returns the exit code.
        demo_pace: how fast the demo talks; ``None`` is a pace for people.

    Returns:
        The exit code. Problems meant for the user become one sentence with cause and remedy; bugs
        leave a traceback.
    """
    try:
        arguments = parse_arguments(argv)
        data_folder: Path = arguments.data_dir or usual_data_folder()
        if arguments.command is None:
            return open_window(data_folder)
        invocation = Invocation(arguments, data_folder, console, demo_pace)
        return _command(arguments.command)(invocation)
    except SystemExit:  # After --help.
        return ExitCode.COMPLETE
    except BrokenPipeError:
        console.hang_up()
        return ExitCode.INTERRUPTED
    except KeyboardInterrupt:
        console.say("Stopped.")
        return ExitCode.INTERRUPTED
    except EngineError as error:
        console.say_problem(error)
        return _code_of(error)
    except Exception:
        console.say(traceback.format_exc().rstrip())
        console.say("This is a bug in Parallel Workers. A report with these lines helps to fix it.")
        return ExitCode.BUG


def _code_of(error: EngineError) -> ExitCode:
    match error:
        case BackendError():
            return ExitCode.NO_SERVER_OR_LLM
        case ExportError():
            return ExitCode.EXPORT_FAILED
        case _:
            return ExitCode.BAD_INPUT
