"""The journal of a run: ``events.jsonl``, one event a line, only ever appended to."""

import itertools
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from pydantic import ValidationError

from engine.errors import StoreError
from models.base import EventOutOfPlace
from models.call import Call
from models.events import (
    RUN_EVENT_ADAPTER,
    SCHEMA_VERSION,
    CallFinished,
    RunEvent,
    RunStarted,
)
from models.run import Run

JOURNAL_NAME = "events.jsonl"

_CALL_MARK = b'"call_finished"'


class Journal:
    """A journal open for appending; made by ``create`` and ``reopen``.

    Attributes:
        kept_beside: the file that holds what could not be read; ``None`` if all could.
        is_begun: whether anything stands in it.
    """

    def __init__(
        self, file: FileIO, *, kept_beside: Path | None = None, is_begun: bool = False
    ) -> None:
        """Append to ``file``."""
        self._file = file
        self.kept_beside = kept_beside
        self.is_begun = is_begun

    @classmethod
    def create(cls, path: Path) -> "Journal":
        """A new journal. Raises: OSError, also if there is one already."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        journal = cls(os.fdopen(handle, "wb", buffering=0))
        _sync_folder(path.parent)
        return journal

    @classmethod
    def reopen(cls, path: Path, whole_bytes: int) -> "Journal":
        """A journal to go on with, after what could be read of it.

        What could not be read is moved to a file beside it, so that nothing is lost.

        Args:
            path: the journal.
            whole_bytes: as in ``JournalReading``.

        Raises:
            OSError: if it cannot be written.
        """
        file = path.open("r+b", buffering=0)
        file.seek(whole_bytes)
        kept_beside = None
        if rest := file.read():
            kept_beside = _keep_beside(path, rest)
            file.truncate(whole_bytes)
        file.seek(whole_bytes - 1)
        if file.read(1) != b"\n":  # The last event is whole; only its line was not ended.
            file.write(b"\n")
        return cls(file, kept_beside=kept_beside, is_begun=True)

    def append(self, events: Iterable[RunEvent]) -> None:
        """Write events to the operating system. Raises: OSError."""
        rest = b"".join(event.model_dump_json().encode() + b"\n" for event in events)
        while rest:
            rest = rest[self._file.write(rest) :]
        self.is_begun = True

    def sync(self) -> None:
        """Wait until all that was appended is on the disk. Raises: OSError."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@dataclass(frozen=True, slots=True)
class JournalReading:
    """What a journal holds.

    Attributes:
        run: the run after all events that could be read.
        whole_bytes: how far it could be read.
        problem: what could not be read, in one sentence; empty if all could.
    """

    run: Run
    whole_bytes: int
    problem: str = ""


def read_journal(path: Path) -> JournalReading:
    """Fold a journal as far as it can be read; damage costs what comes after it, and is reported.

    Raises:
        StoreError: if not even its beginning can be read, or a newer version of this application
            wrote it.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise StoreError(
            f"The run in {path.parent.name} cannot be read: {error.strerror}."
        ) from error
    run = Run.begin(_first_event(lines[0], path.parent.name))
    whole_bytes = len(lines[0]) + 1
    for number, line in enumerate(lines[1:], start=2):
        if line:
            try:
                run = run.after(RUN_EVENT_ADAPTER.validate_json(line))
            except (ValidationError, EventOutOfPlace):
                damage = _damage(number, is_last=number == len(lines))
                return JournalReading(run, whole_bytes, damage)
        whole_bytes += len(line) + 1
    return JournalReading(run, min(whole_bytes, sum(map(len, lines)) + len(lines) - 1))


def read_calls(path: Path) -> Iterator[Call]:
    """The finished calls of a journal, without folding it; what cannot be read is left out."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        if _CALL_MARK in line:
            with suppress(ValidationError):
                event = RUN_EVENT_ADAPTER.validate_json(line)
                if isinstance(event, CallFinished):
                    yield event.call


def _damage(number: int, *, is_last: bool) -> str:
    if is_last:
        return (
            "The last event was torn when the run was interrupted; everything before it is there."
        )
    return (
        f"Event {number} is damaged; what came before it is there, what came after it is left out."
    )


def _first_event(line: bytes, name: str) -> RunStarted:
    try:
        event = RUN_EVENT_ADAPTER.validate_json(line)
    except ValidationError as error:
        if _schema_version(line) > SCHEMA_VERSION:
            raise _newer(name) from error
        raise StoreError(f"The run {name} cannot be read: its beginning is damaged.") from error
    if not isinstance(event, RunStarted):
        raise StoreError(f"The run {name} cannot be read: it does not begin with a start.")
    if event.schema_version > SCHEMA_VERSION:
        raise _newer(name)
    return event


def _newer(name: str) -> StoreError:
    return StoreError(
        f"The run {name} was written by a newer version of Parallel Workers.",
        "Open it with that version.",
    )


def _schema_version(line: bytes) -> int:
    """The version a line claims, by hand because a newer event may not validate; else 0."""
    try:
        claimed = json.loads(line)
    except (ValueError, RecursionError):
        return 0
    version = claimed.get("schema_version") if isinstance(claimed, dict) else None
    return version if isinstance(version, int) else 0


def _keep_beside(path: Path, damaged: bytes) -> Path:
    """Keep what could not be read in a file of its own before it leaves the journal."""
    for beside in (path.with_suffix(f".damaged-{number}") for number in itertools.count(1)):
        try:
            with beside.open("xb") as file:
                file.write(damaged)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            continue
        break
    return beside


def _sync_folder(folder: Path) -> None:
    """Make a new file's name durable; not every system can (Windows cannot open folders)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
