"""Reads a brief from a file that the user chose or dropped."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FileRefused:
    """Why a file was not taken.

    Attributes:
        message: what is wrong, in one sentence.
        remedy: what to do about it.
    """

    message: str
    remedy: str


def read_text_file(path: Path) -> str | FileRefused:
    """The text of a file; nothing is changed or guessed in it."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return _too_large(path, size)
        # One byte more: the file may have grown since.
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        said = translate("ReadyPage", "{name} could not be read: {reason}.")
        return FileRefused(
            said.format(name=path.name, reason=error.strerror or error),
            translate("ReadyPage", "Check the file, then add it again."),
        )
    if len(content) > MOST_BYTES:
        return _too_large(path, len(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _no_text(path)
    if not text.strip():
        return FileRefused(
            translate("ReadyPage", "{name} is empty.").format(name=path.name),
            translate("ReadyPage", "Add a file with text in it."),
        )
    # Many programs' own formats begin as text does, but no text has this character.
    return _no_text(path) if "\0" in text else text


def _too_large(path: Path, size: int) -> FileRefused:
    said = translate("ReadyPage", "{name} has {size} MB; a brief may have at most 1 MB.")
    return FileRefused(
        said.format(name=path.name, size=f"{size / 10**6:.1f}"),
        translate("ReadyPage", "Add only the part that the workers need."),
    )


def _no_text(path: Path) -> FileRefused:
    said = translate("ReadyPage", "{name} is not plain text in UTF-8.")
    return FileRefused(
        said.format(name=path.name),
        translate("ReadyPage", "Save it as plain text in UTF-8, then add it again."),
    )
