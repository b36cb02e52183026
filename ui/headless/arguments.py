"""The options of the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from engine.errors import InputError
from engine.export.parts import ALL_PARTS
from models.brief import Fact
from models.comparison import CompareMode

_MOST_AT_ONCE = 64


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Raise InputError instead of exiting."""
        sentence = message[:1].upper() + message[1:]
        raise InputError(f"{sentence.rstrip('.')}.", f"See: {self.prog} --help")


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the words after ``main.py``.

    Raises:
        InputError: if they cannot be used.
        SystemExit: with 0, after ``--help`` and ``--version``.
    """
    arguments = _parser().parse_args(argv)
    if not hasattr(arguments, "data_dir"):
        arguments.data_dir = None
    return arguments


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--data-dir",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep runs and teams here instead of the usual folder",
    )
    parser = _Parser(
        prog="main.py",
        parents=[shared],
        allow_abbrev=False,
        description="Several specialists work on one brief at the same time, on this machine; a "
        "synthesizer turns what they wrote into one plan. Without a command the window opens.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_run(commands, shared)
    runs = commands.add_parser(
        "runs", parents=[shared], allow_abbrev=False, help="list the stored runs"
    )
    runs.add_argument("--json", action="store_true", help="as JSON")
    export = commands.add_parser(
        "export", parents=[shared], allow_abbrev=False, help="write a stored run to files"
    )
    export.add_argument("run_id", metavar="RUN", help="the run's id, or its beginning")
    _add_out(export, is_required=True)
    return parser


def _add_run(commands: "argparse._SubParsersAction[_Parser]", shared: _Parser) -> None:
    run = commands.add_parser(
        "run", parents=[shared], allow_abbrev=False, help="work on a brief and write the plan"
    )
    run.add_argument(
        "brief", metavar="BRIEF", nargs="?", help="a text file, or - for standard input"
    )
    run.add_argument(
        "--team", default="product-launch", metavar="NAME|FILE", help="who works on it"
    )
    run.add_argument(
        "--fact",
        action="append",
        default=[],
        type=_fact,
        metavar='"SUBJECT: VALUE"',
        help="a fixed fact that every worker gets word for word; may be repeated",
    )
    run.add_argument("--llm", metavar="NAME", help="the model for roles that name none")
    run.add_argument("--host", metavar="URL", help="where Ollama listens on this machine")
    run.add_argument(
        "--mode",
        choices=[mode.value for mode in CompareMode],
        default=CompareMode.AUTO.value,
        help="how contradictions are looked for",
    )
    run.add_argument(
        "--at-once",
        type=_at_once,
        metavar="N",
        help="how many calls may be with the server at once; auto (all) if not given",
    )
    run.add_argument("--demo", action="store_true", help="scripted answers, no model needed")
    run.add_argument("--json", action="store_true", help="events as JSON lines on standard output")
    _add_out(run, is_required=False)


def _add_out(parser: argparse.ArgumentParser, *, is_required: bool) -> None:
    parser.add_argument(
        "--out",
        action="append",
        default=[],
        required=is_required,
        type=Path,
        metavar="FILE",
        help="write .md, .pdf or .json; may be repeated",
    )
    parser.add_argument(
        "--parts",
        default=",".join(ALL_PARTS),
        metavar="LIST",
        help=f"what the files hold, separated by commas: {', '.join(ALL_PARTS)}",
    )


def _fact(text: str) -> Fact:
    subject, colon, value = (part.strip() for part in text.partition(":"))
    if not (subject and colon and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form 'subject: value'")
    return Fact(subject=subject, value=value)


def _at_once(text: str) -> int | None:
    if text == "auto":
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_AT_ONCE:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"{text!r} is not 'auto' or a number from 1 to {_MOST_AT_ONCE}"
    )
