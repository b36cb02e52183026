"""The options of the command line."""

import argparse
import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from engine.errors import InputError
from engine.export.parts import ALL_PARTS
from engine.unicode import is_blank
from models.brief import Fact
from models.comparison import CompareMode
from models.evaluation import EvaluationMode
from ui.headless.ruling_arguments import add_rule, add_rules, add_update

DEFAULT_TEAM = "product-launch"

_MOST_AT_ONCE = 64
_MOST_SEEDS = 100
_ABOUT = """\
Several specialists work on one brief at the same time, on this machine; a
synthesizer lists where they contradict each other, decides, and writes one
plan. Without a command the window opens."""
_EXAMPLES = """\
examples:
  main.py run --demo --out plan.pdf
  main.py run brief.md --out plan.pdf --out plan.json
  main.py run brief.md --fact "Launch date: 14 September 2027" --llm qwen3:8b
  main.py runs
  main.py export 20270914 --out plan.md --parts plan,decisions
  main.py evaluate --llm qwen3:8b
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Raise InputError instead of exiting."""
        sentence = re.sub(r"^argument (\S+): ", r"\1: ", message).rstrip(".")
        raise InputError(f"{sentence[:1].upper()}{sentence[1:]}.", f"See: {self.prog} --help")

    @property
    def options(self) -> list[str]:
        """The long names of all options."""
        return re.findall(r"--[a-z][a-z-]*", self.format_usage())


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the words after ``main.py``.

    Returns:
        The options; ``command`` and ``data_dir`` may be ``None``.

    Raises:
        InputError: if they cannot be used.
        SystemExit: with 0, after ``--help``.
    """
    parser, commands = _parsers()
    _refuse_unknown_command(argv, commands)
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:
        raise _not_understood(unknown[0], commands.get(arguments.command, parser))
    if not hasattr(arguments, "data_dir"):
        arguments.data_dir = None
    return arguments


def _refuse_unknown_command(argv: Sequence[str], commands: Iterable[str]) -> None:
    """Say in our words what argparse would say in its own."""
    words = list(argv)
    while words and words[0].partition("=")[0] == "--data-dir":
        del words[: 1 if "=" in words[0] else 2]
    if words and not words[0].startswith("-") and words[0] not in commands:
        raise InputError(
            f"There is no command {words[0]!r}.",
            f"{_suggestion(words[0], commands)}Commands are: {', '.join(commands)}.",
        )


def _not_understood(word: str, parser: _Parser) -> InputError:
    see = f"See: {parser.prog} --help"
    if not word.startswith("-"):
        return InputError(f"{word!r} is one word too many.", see)
    name = word.partition("=")[0]
    if name in parser.options:
        return InputError(f"{word!r} is one word too many.", f"Options stand before --. {see}")
    return InputError(f"There is no option {name}.", f"{_suggestion(name, parser.options)}{see}")


def _suggestion(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word.casefold(), list(known), n=1)
    return f"Did you mean {close[0]}? " if close else ""


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    """The parser of all, and those of the commands by name."""
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--data-dir",
        type=_path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep runs and teams here instead of in the usual folder",
    )
    parser = _Parser(
        prog="main.py",
        parents=[shared],
        allow_abbrev=False,
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    adding = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    commands = {
        name: adding.add_parser(
            name, parents=[shared], allow_abbrev=False, help=about, description=f"{about}."
        )
        for name, about in (
            ("run", "Work on a brief and write the plan"),
            ("runs", "List the stored runs"),
            ("export", "Write a stored run to files"),
            ("rule", "Rule on a contradiction of a stored run"),
            ("rules", "List what was ruled for later runs"),
            ("update", "Write what is out of date in the plan of a stored run"),
            ("evaluate", "Measure what is found in texts whose contradictions are known"),
        )
    }
    _add_run(commands["run"])
    commands["runs"].add_argument("--json", action="store_true", help="as JSON")
    commands["export"].add_argument("run_id", metavar="RUN", help="the run's id, or its beginning")
    _add_out(commands["export"], is_required=True)
    add_rule(commands["rule"])
    add_rules(commands["rules"])
    add_update(commands["update"])
    _add_evaluate(commands["evaluate"])
    return parser, commands


def _add_run(run: _Parser) -> None:
    run.add_argument(
        "brief", metavar="BRIEF", nargs="?", help="a text file, or - for standard input"
    )
    run.add_argument(
        "--team",
        metavar="NAME|FILE",
        help=f"who works on it; {DEFAULT_TEAM} if not given",
    )
    run.add_argument(
        "--fact",
        action="append",
        default=[],
        type=_fact,
        metavar='"SUBJECT: VALUE"',
        help="a fixed fact that every worker gets word for word; may be repeated",
    )
    run.add_argument(
        "--llm", type=_name, metavar="NAME", help="the model for all roles that name none"
    )
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


def _add_evaluate(evaluate: _Parser) -> None:
    evaluate.add_argument(
        "--cases",
        type=_path,
        metavar="DIR",
        help="a folder of cases, each a JSON file; the bundled ones if not given",
    )
    evaluate.add_argument(
        "--mode",
        choices=[mode.value for mode in EvaluationMode if mode is not EvaluationMode.AUTO],
        help="what is measured; without it code alone, or with --llm what a run would choose",
    )
    evaluate.add_argument("--llm", type=_name, metavar="NAME", help="the model that is measured")
    evaluate.add_argument("--host", metavar="URL", help="where Ollama listens on this machine")
    evaluate.add_argument(
        "--seeds",
        type=_seeds,
        metavar="N",
        help="how often each case is measured, each time with another seed; 1 if not given",
    )
    evaluate.add_argument(
        "--replay",
        type=_path,
        metavar="DIR",
        help="measure the answers once more that an evaluation kept; needs no server",
    )
    evaluate.add_argument("--json", action="store_true", help="as one JSON object")


def _add_out(parser: _Parser, *, is_required: bool) -> None:
    parser.add_argument(
        "--out",
        action="append",
        default=[],
        required=is_required,
        type=_path,
        metavar="FILE",
        help="write a .md, .pdf or .json file; may be repeated",
    )
    parser.add_argument(
        "--parts",
        default=",".join(ALL_PARTS),
        metavar="LIST",
        help=f"what .md and .pdf files hold, separated by commas: {', '.join(ALL_PARTS)}",
    )


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a path is needed")
    return Path(text)


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of a model is needed")
    return text.strip()


def _fact(text: str) -> Fact:
    subject, colon, value = (part.strip() for part in text.partition(":"))
    if not colon or is_blank(subject) or is_blank(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form 'subject: value'")
    if not _is_text(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not text in UTF-8")
    return Fact(subject=subject, value=value)


def _is_text(text: str) -> bool:
    """Python hands bytes that are no text over as halves of characters, which cannot be stored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _seeds(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_SEEDS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {_MOST_SEEDS}")


def _at_once(text: str) -> int | None:
    if text == "auto":
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_AT_ONCE:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"{text!r} is not 'auto' or a number from 1 to {_MOST_AT_ONCE}"
    )
