"""The runs on disk: one folder each, guarded by a lock while somebody works on it."""

import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from errno import EACCES, ENOTDIR
from os import W_OK, access, strerror
from pathlib import Path

from filelock import FileLock, Timeout

from engine.errors import InputError, RunInUse, StoreError
from engine.stores.disk import remedy_for
from engine.stores.journal import JOURNAL_NAME, Journal, read_calls, read_journal
from models.activity import RunStatus
from models.call import Call
from models.events import NoticeGiven, RunEvent
from models.run import Run
from models.unfinished import as_left

_RUNS_FOR_SPEED = 3
"""As many of the newest runs tell how fast this machine writes."""

_REMEDY = "Choose another folder with --data-dir, or make this one writable."

_LOCK_NAME = "run.lock"
_RUN_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{4,8}")


def new_run_id(now: datetime) -> str:
    """An id that sorts by time and does not repeat, such as ``20270914-093012-4f1c``."""
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as it was found on disk.

    Attributes:
        run: all of it that could be read; what was being rewritten when it was interrupted has its
            old text.
        is_interrupted: whether it was under way and nobody works on it any more.
        problem: what could not be read, in one sentence; empty if all could.
    """

    run: Run
    is_interrupted: bool
    problem: str = ""


class RunStore:
    """All runs below one folder.

    Args:
        folder: made when the first run is stored.
    """

    def __init__(self, folder: Path) -> None:
        """Use ``folder``."""
        self._folder = folder

    def folder_of(self, run_id: str) -> Path:
        """Where a run is kept."""
        return self._folder / run_id

    @contextmanager
    def create(self, run_id: str) -> Iterator[Journal]:
        """A new run's journal, locked for the block.

        A run of which nothing could be stored leaves no folder behind.

        Raises:
            StoreError: if the folder cannot be written.
        """
        folder = self.folder_of(run_id)
        lock = FileLock(folder / _LOCK_NAME, timeout=0, mode=0o600)
        journal: Journal | None = None
        try:
            try:
                folder.mkdir(parents=True, mode=0o700)
                lock.acquire()
                journal = Journal.create(folder / JOURNAL_NAME)
            except OSError as error:
                raise _unwritable(folder, error) from error
            yield journal
        finally:
            if journal is not None:
                journal.close()
            lock.release()
            if journal is not None and not journal.is_begun:
                _remove(folder)

    @contextmanager
    def reopen(self, run_id: str) -> Iterator[tuple[Journal, Run]]:
        """A stored run and its journal to go on with, locked for the block.

        What of it cannot be read is kept in a file beside it, and a notice in the run says so.

        Raises:
            RunInUse: if somebody else works on it.
            StoreError: if it cannot be read or written.
        """
        path = self.folder_of(run_id) / JOURNAL_NAME
        lock = FileLock(path.with_name(_LOCK_NAME), timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise _in_use(run_id) from error
        except OSError as error:
            raise _unwritable(path.parent, error) from error
        try:
            reading = read_journal(path)
            try:
                journal = Journal.reopen(path, reading.whole_bytes)
            except OSError as error:
                raise _unwritable(path.parent, error) from error
            try:
                run, _ = _under_its_name(reading.run, run_id)
                if journal.kept_beside is not None:
                    notice = _damage_told(reading.problem, journal.kept_beside, run)
                    self.append(journal, run_id, [notice])
                    run = run.after(notice)
                yield journal, run
            finally:
                journal.close()
        finally:
            lock.release()

    def append(self, journal: Journal, run_id: str, events: Iterable[RunEvent]) -> None:
        """Add events to a journal that is open, and wait until they are on the disk.

        Raises:
            StoreError: if the disk refuses.
        """
        try:
            journal.append(events)
            journal.sync()
        except OSError as error:
            raise _unwritable(self.folder_of(run_id), error) from error

    def run_ids(self) -> tuple[str, ...]:
        """Ids of all stored runs, newest first, also of those that cannot be read.

        Raises:
            StoreError: if the folder itself cannot be read, or there is none and none can be made.
        """
        try:
            if not self._folder.is_dir():
                _check_can_be_made(self._folder)
                return ()
            paths = [path for path in self._folder.iterdir() if _RUN_ID.fullmatch(path.name)]
        except OSError as error:
            raise unusable(self._folder, error) from error
        return tuple(sorted((path.name for path in paths if _is_run(path)), reverse=True))

    def recent_calls(self) -> tuple[Call, ...]:
        """The calls of the newest runs, read without the rest; what cannot be read is left out."""
        return tuple(
            call
            for run_id in self.run_ids()[:_RUNS_FOR_SPEED]
            for call in read_calls(self.folder_of(run_id) / JOURNAL_NAME)
        )

    def find(self, wanted: str) -> str:
        """The one run id that begins with ``wanted``. Raises: InputError, if none or several."""
        matches = [run_id for run_id in self.run_ids() if wanted and run_id.startswith(wanted)]
        if len(matches) == 1 or wanted in matches:
            return wanted if wanted in matches else matches[0]
        if matches:
            raise InputError(f"{wanted!r} fits {len(matches)} runs.", "Name more of the run's id.")
        raise InputError(f"There is no run {wanted!r}.", "List the stored runs with: main.py runs")

    def load(self, run_id: str) -> StoredRun:
        """Read a run. Raises: StoreError."""
        reading = read_journal(self.folder_of(run_id) / JOURNAL_NAME)
        under_way = reading.run.status is RunStatus.RUNNING
        is_interrupted = under_way and not self.is_in_use(run_id)
        run, is_a_copy = _under_its_name(reading.run, run_id)
        problem = f"{is_a_copy} {reading.problem}".strip()
        if is_interrupted:
            run = as_left(run)
        return StoredRun(run=run, is_interrupted=is_interrupted, problem=problem)

    def make_sure_is_free(self, run_id: str) -> None:
        """Make sure that nobody works on a run at this moment. Raises: RunInUse."""
        if self.is_in_use(run_id):
            raise _in_use(run_id)

    def is_in_use(self, run_id: str) -> bool:
        """Whether somebody works on the run now, here or in another process."""
        lock = FileLock(self.folder_of(run_id) / _LOCK_NAME, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            return True
        except OSError:  # A read-only medium: nobody can be writing there.
            return False
        lock.release()
        return False


def _in_use(run_id: str) -> RunInUse:
    return RunInUse(
        f"The run {run_id} is open in another window or command.", "Close it there first."
    )


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        f"The run cannot be stored in {folder}: {error.strerror or error}.",
        remedy_for(error, _REMEDY),
    )


def _is_run(folder: Path) -> bool:
    """Whether a folder holds a journal; one that nobody may look into counts, and is reported."""
    try:
        return (folder / JOURNAL_NAME).is_file()
    except OSError:
        return True


def _under_its_name(run: Run, run_id: str) -> tuple[Run, str]:
    """The run with the id of its folder, and a sentence if it was another one's."""
    if run.id == run_id:
        return run, ""
    return run.model_copy(update={"id": run_id}), f"This is a copy of the run {run.id}."


def _damage_told(problem: str, kept_beside: Path, run: Run) -> NoticeGiven:
    text = f"{problem} What could not be read is kept in {kept_beside.name} beside the run."
    return NoticeGiven(at_s=run.last_s, text=text)


def _remove(folder: Path) -> None:
    """Remove the folder of a run of which nothing could be stored, as far as that is possible."""
    with suppress(OSError):
        for name in (JOURNAL_NAME, _LOCK_NAME):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def unusable(folder: Path, error: OSError) -> StoreError:
    """That nothing can be kept in a folder."""
    is_file = isinstance(error, NotADirectoryError | FileExistsError)
    why = "it is a file, or lies in one" if is_file else error.strerror or str(error)
    return StoreError(f"The folder {folder} cannot be used: {why}.", _REMEDY)


def _check_can_be_made(folder: Path) -> None:
    """Raises: OSError."""
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not nearest.is_dir():
        raise NotADirectoryError(ENOTDIR, strerror(ENOTDIR))
    if not access(nearest, W_OK):
        raise PermissionError(EACCES, strerror(EACCES))
