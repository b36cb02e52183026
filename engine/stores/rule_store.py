"""What the user decided once and for all, one file per team, beside the runs."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from engine.errors import StoreError
from engine.stores.disk import read_regular_file, remedy_for
from models.rules import Dismissal, HouseRule, StandingRules

_LOCK_TIMEOUT_S = 5
"""Writing a file of this kind takes a moment; whoever holds it longer hangs."""

_MAX_FILE_BYTES = 10_000_000


class RuleStore:
    """House rules and dismissals below one folder.

    Args:
        folder: made when the first rule is stored.
    """

    def __init__(self, folder: Path) -> None:
        """Use ``folder``."""
        self._folder = folder

    def team_ids(self) -> tuple[str, ...]:
        """The teams that anything is remembered for, sorted."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(path.stem for path in self._folder.glob("*.json")))

    def of(self, team_id: str) -> StandingRules:
        """What holds for a team. Raises: StoreError, if its file cannot be read."""
        path = self._path_of(team_id)
        try:
            content = read_regular_file(path, _MAX_FILE_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            return StandingRules()
        except OSError as error:
            raise _unreadable(path, error.strerror or str(error)) from error
        try:
            return StandingRules.model_validate_json(content)
        except ValidationError as error:
            raise _unreadable(path, "it is damaged") from error

    def remember(self, one: HouseRule | Dismissal) -> None:
        """Keep a rule or a dismissal; it replaces what came from the same contradiction.

        Raises:
            StoreError: if the team's file cannot be read or written; it is left as it was.
        """
        self._change(
            one.team_id, lambda now: now.without(one.from_run, one.from_number).having(one)
        )

    def make_sure_can_change(self, team_id: str) -> None:
        """Make sure that something can be kept or forgotten now; nothing is changed.

        Raises:
            StoreError: if the team's file cannot be read or written.
        """
        path = self._path_of(team_id)
        with self._locked(path), tempfile.TemporaryFile(dir=path.parent):
            self.of(team_id)

    def forget(self, team_id: str, run_id: str, number: int) -> bool:
        """Forget what came from the ruling on one contradiction; says whether there was anything.

        Raises:
            StoreError: if the team's file cannot be read or written; it is left as it was.
        """
        return self._change(team_id, lambda now: now.without(run_id, number))

    def _change(self, team_id: str, change: Callable[[StandingRules], StandingRules]) -> bool:
        path = self._path_of(team_id)
        with self._locked(path):
            before = self.of(team_id)
            after = change(before)
            if after != before:
                _replace(path, after.model_dump_json(indent=2).encode())
        return after != before

    @contextmanager
    def _locked(self, path: Path) -> Iterator[None]:
        """Nobody else changes a team's file meanwhile. Raises: StoreError, for OSError as well."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(path.with_suffix(".lock"), timeout=_LOCK_TIMEOUT_S, mode=0o600):
                yield
        except Timeout as error:
            raise StoreError(
                f"The rules in {path} are being changed by another window or command.",
                "Try again in a moment.",
            ) from error
        except OSError as error:
            raise StoreError(
                f"The rules cannot be stored in {path}: {error.strerror or error}.",
                remedy_for(
                    error, "Make the folder writable, or choose another one with --data-dir."
                ),
            ) from error

    def _path_of(self, team_id: str) -> Path:
        return self._folder / f"{team_id}.json"


def _replace(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all. Raises: OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _unreadable(path: Path, why: str) -> StoreError:
    return StoreError(
        f"The rules of earlier runs in {path} cannot be read: {why}.",
        "Correct the file, or move it away; nothing in it was changed.",
    )
