"""The options of the commands about rulings."""

import argparse
import re

from engine.unicode import is_blank


def add_rule(parser: argparse.ArgumentParser) -> None:
    """The options of ``rule``."""
    parser.add_argument("run_id", metavar="RUN", help="the run's id, or its beginning")
    parser.add_argument(
        "number", metavar="NUMBER", type=_number, help="the contradiction, such as 3 or R3"
    )
    ruling = parser.add_mutually_exclusive_group(required=True)
    ruling.add_argument(
        "--keep", type=_side, metavar="SIDE", help="one side holds: 1 or A, 2 or B, and so on"
    )
    ruling.add_argument(
        "--own-words", type=_sentence, metavar="TEXT", help="this sentence of yours holds"
    )
    ruling.add_argument(
        "--leave-open", action="store_true", help="nothing holds yet; the plan says so"
    )
    ruling.add_argument(
        "--not-a-contradiction",
        action="store_true",
        help="the sides fit; such a finding is shown last in later runs",
    )
    ruling.add_argument("--undo", action="store_true", help="take the last ruling on it back")
    parser.add_argument(
        "--house-rule",
        action="store_true",
        help="what is kept, or your sentence, holds for later runs of the team too",
    )


def add_rules(parser: argparse.ArgumentParser) -> None:
    """The options of ``rules``."""
    parser.add_argument(
        "--forget", type=_number, metavar="NUMBER", help="forget the one with this number"
    )


def add_update(parser: argparse.ArgumentParser) -> None:
    """The options of ``update``."""
    parser.add_argument("run_id", metavar="RUN", help="the run's id, or its beginning")
    for option, words in (
        ("--use-as-is", "let the partial text of this worker count; may be repeated"),
        ("--leave-out", "let the text of this worker not count any more; may be repeated"),
        ("--take-back-in", "let a text that was left out count again; may be repeated"),
    ):
        parser.add_argument(option, metavar="WORKER", action="append", default=[], help=words)
    parser.add_argument("--host", metavar="URL", help="where Ollama listens on this machine")


def _number(text: str) -> int:
    match = re.fullmatch(r"[Rr]?(\d{1,6})", text, re.ASCII)
    if match is None or int(match[1]) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 3 or R3")
    return int(match[1])


def _side(text: str) -> int:
    """The index of a side from 0."""
    if re.fullmatch(r"[A-Za-z]", text, re.ASCII):
        return ord(text.upper()) - ord("A")
    if re.fullmatch(r"[1-9]\d?", text, re.ASCII):
        return int(text) - 1
    raise argparse.ArgumentTypeError(f"{text!r} is not a side such as 1 or A")


def _sentence(text: str) -> str:
    sentence = " ".join(text.split())
    if is_blank(sentence):
        raise argparse.ArgumentTypeError("a sentence is needed")
    if len(sentence) > 600:
        raise argparse.ArgumentTypeError("the sentence has more than 600 characters")
    try:
        sentence.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("the sentence is not text in UTF-8") from None
    return sentence
