"""The list of all runs, quick also when there are many: an index that can be rebuilt at any time.

The folders of the runs are the truth. The index only remembers what was read from a journal of a
certain size and age; one that is damaged or missing is made anew.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from engine.errors import StoreError
from engine.stores.journal import JOURNAL_NAME
from engine.stores.run_store import RunStore, unusable
from models.activity import RunStatus
from models.run import Run
from models.summary import RunSummary

_LAYOUT = 1
_CREATE = """
CREATE TABLE runs (
    run_id TEXT PRIMARY KEY, size_bytes INTEGER, changed_ns INTEGER, summary TEXT
);
CREATE VIRTUAL TABLE texts USING fts5(run_id UNINDEXED, words, tokenize = 'unicode61');
"""


class RunHistory:
    """Lists and searches the runs of a store. Its methods block: call them in a thread.

    Args:
        store: the runs.
        index_path: the index, made when it is first needed.
    """

    def __init__(self, store: RunStore, index_path: Path) -> None:
        """List the runs of ``store``."""
        self._store = store
        self._index_path = index_path

    def summaries(self, search: str = "") -> tuple[RunSummary, ...]:
        """The runs, newest first.

        Args:
            search: only runs that have all these words, or words that begin so, in brief, texts or
                plan; empty for all.

        Raises:
            StoreError: if the index cannot be made, or its folder cannot be used.
        """
        try:
            try:
                return self._summaries(search)
            except (sqlite3.DatabaseError, ValidationError):
                self._index_path.unlink(missing_ok=True)
            return self._summaries(search)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"The list of runs cannot be made: {error}.") from error
        except OSError as error:
            raise unusable(self._index_path.parent, error) from error

    def _summaries(self, search: str) -> tuple[RunSummary, ...]:
        with self._index() as index:
            self._refresh(index)
            rows = index.execute("SELECT summary FROM runs ORDER BY run_id DESC").fetchall()
            found = [RunSummary.model_validate_json(row[0]) for row in rows]
            if words := search.split():
                wanted = _matching(index, words)
                found = [one for one in found if one.id in wanted]
        return tuple(self._as_of_now(one) for one in found)

    def _as_of_now(self, summary: RunSummary) -> RunSummary:
        """Whether somebody works on a run is not in its journal."""
        if summary.status is not RunStatus.RUNNING:
            return summary
        is_interrupted = not self._store.is_in_use(summary.id)
        return summary.model_copy(update={"is_interrupted": is_interrupted})

    @contextmanager
    def _index(self) -> Iterator[sqlite3.Connection]:
        self._index_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(sqlite3.connect(self._index_path, timeout=5)) as index:
            if index.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
                index.executescript(
                    f"DROP TABLE IF EXISTS runs; DROP TABLE IF EXISTS texts; {_CREATE}"
                    f"PRAGMA user_version = {_LAYOUT};"
                )
            with index:
                yield index

    def _refresh(self, index: sqlite3.Connection) -> None:
        known = {
            run_id: (size_bytes, changed_ns)
            for run_id, size_bytes, changed_ns in index.execute(
                "SELECT run_id, size_bytes, changed_ns FROM runs"
            )
        }
        there = self._store.run_ids()
        for run_id in set(known) - set(there):
            _forget(index, run_id)
        for run_id in there:
            try:
                stat = (self._store.folder_of(run_id) / JOURNAL_NAME).stat()
            except OSError:  # It was deleted just now.
                continue
            state = (stat.st_size, stat.st_mtime_ns)
            if known.get(run_id) != state:
                self._remember(index, run_id, state)

    def _remember(self, index: sqlite3.Connection, run_id: str, state: tuple[int, int]) -> None:
        try:
            stored = self._store.load(run_id)
            summary, words = RunSummary.of(stored.run, problem=stored.problem), _words(stored.run)
        except StoreError as error:
            summary, words = _unreadable(run_id, error), ""
        _forget(index, run_id)
        row = (run_id, *state, summary.model_dump_json())
        index.execute("INSERT INTO runs VALUES (?, ?, ?, ?)", row)
        index.execute("INSERT INTO texts VALUES (?, ?)", (run_id, words))


def _forget(index: sqlite3.Connection, run_id: str) -> None:
    index.execute("DELETE FROM runs WHERE run_id = ?", (run_id,))
    index.execute("DELETE FROM texts WHERE run_id = ?", (run_id,))


def _matching(index: sqlite3.Connection, words: list[str]) -> set[str]:
    # Quoted, so that nothing typed is taken for the query language.
    query = " ".join('"' + word.replace('"', '""') + '"*' for word in words)
    return {
        row[0] for row in index.execute("SELECT run_id FROM texts WHERE texts MATCH ?", (query,))
    }


def _words(run: Run) -> str:
    sections = run.plan.sections if run.plan else ()
    parts = [run.brief.text, *(fact.sentence for fact in run.brief.facts), run.team.name]
    parts += [one.text for one in run.contributions]
    parts += [f"{one.title} {one.markdown}" for one in sections]
    return "\n".join(parts)


def _unreadable(run_id: str, error: StoreError) -> RunSummary:
    try:
        started_at = datetime.strptime(run_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        started_at = datetime.fromtimestamp(0, UTC)
    return RunSummary(
        id=run_id,
        title=run_id,
        team="",
        started_at=started_at,
        status=RunStatus.FAILED,
        problem=f"{error.message} {error.remedy}".strip(),
    )
