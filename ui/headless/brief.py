"""Reads the brief."""

import io
from pathlib import Path
from typing import BinaryIO

from engine.errors import InputError
from engine.unicode import is_blank
from ui.headless.console import Console

_MAX_BYTES = 1_000_000


def read_brief(source: str | None, console: Console) -> str:
    """The text of the file that ``source`` names, or of standard input for "-".

    Raises:
        InputError: there is none, or it cannot be used.
    """
    if not source:
        raise InputError("There is no brief.", "Name a text file, or - for standard input.")
    name = "on standard input" if source == "-" else source
    try:
        content = _start_of(console.stdin) if source == "-" else _start_of_file(Path(source))
    except OSError as error:
        raise InputError(*_cause_and_remedy(name, error)) from error
    # Before decoding: the cut may have torn a letter.
    if len(content) > _MAX_BYTES:
        raise InputError(
            f"The brief {name} is longer than {_MAX_BYTES:,} bytes.",
            "Shorten it; no model reads so much at once.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"The brief {name} is not text in UTF-8 (line {line}).",
            "Save it as plain text in UTF-8.",
        ) from error
    if is_blank(text):
        raise InputError(f"The brief {name} is empty.", "Write what should be planned.")
    return text


def _start_of_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return _start_of(file)


def _start_of(stream: BinaryIO) -> bytes:
    """One byte more than allowed is enough to tell; a pipe may hand out less than asked for."""
    content = io.BytesIO()
    while (missing := _MAX_BYTES + 1 - content.tell()) and (piece := stream.read(missing)):
        content.write(piece)
    return content.getvalue()


def _cause_and_remedy(name: str, error: OSError) -> tuple[str, str]:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return f"There is no file {name}.", "Check the path of the brief."
        case IsADirectoryError():
            return f"{name} is a folder.", "Name the brief, a text file."
        case _:
            return f"The brief {name} cannot be read: {error.strerror}.", "Check its permissions."
