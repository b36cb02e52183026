"""Runs one command and turns what goes wrong into a sentence and an exit code."""

import os
from collections.abc import Sequence
from pathlib import Path

from engine.errors import BackendError, EngineError, ExportError
from ui.headless.arguments import parse_arguments
from ui.headless.console import Console
from ui.headless.exit_codes import ExitCode
from ui.headless.run import run
from ui.headless.stored import export, list_runs


def run_command_line(argv: Sequence[str], console: Console) -> ExitCode:
    """Carry out ``main.py ARGV``.

    Problems meant for the user become one sentence with cause and remedy. Bugs come out as
    exceptions.
    """
    try:
        arguments = parse_arguments(argv)
        data_folder: Path = arguments.data_dir or _usual_data_folder()
        command = {"run": run, "runs": list_runs, "export": export}[arguments.command]
        return command(arguments, data_folder, console)
    except SystemExit:  # After --help.
        return ExitCode.COMPLETE
    except BrokenPipeError:
        # Whoever read our output has left; nothing can be said to them any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), console.stdout.fileno())
        return ExitCode.INTERRUPTED
    except KeyboardInterrupt:
        console.say("Stopped.")
        return ExitCode.INTERRUPTED
    except EngineError as error:
        console.say_problem(error)
        return _code_of(error)


def _usual_data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("parallel-workers", appauthor=False)


def _code_of(error: EngineError) -> ExitCode:
    match error:
        case BackendError():
            return ExitCode.NO_SERVER_OR_LLM
        case ExportError():
            return ExitCode.EXPORT_FAILED
        case _:
            return ExitCode.BAD_INPUT
