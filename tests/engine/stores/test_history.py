"""The list of runs."""

from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.stores.history import RunHistory
from engine.stores.journal import JOURNAL_NAME
from engine.stores.run_store import RunStore
from models.activity import RunStatus
from models.brief import Brief
from models.events import ActivityKind, ActivityStarted, TextAdded
from tests.builders import a_start, a_team

FIRST = "20270511-093012-aaaa"
SECOND = "20270512-070000-bbbb"


def store_a_run(
    folder: Path, run_id: str, title: str, text: str = "", *, open_end: bool = False
) -> None:
    start = a_start(a_team(), Brief(text=title)).model_copy(update={"run_id": run_id})
    with RunStore(folder).create(run_id) as journal:
        journal.append([start, TextAdded(slot="timeline-planner", text=text)])
        if open_end:
            journal.append([ActivityStarted(activity_id=1, activity=ActivityKind.CONSULT)])


def a_history(folder: Path) -> RunHistory:
    return RunHistory(RunStore(folder), folder / "index.sqlite")


def titles(history: RunHistory, search: str = "") -> list[str]:
    return [one.title for one in history.summaries(search)]


def test_runs_are_listed_newest_first(tmp_path: Path) -> None:
    store_a_run(tmp_path, FIRST, "Open a bakery")
    store_a_run(tmp_path, SECOND, "Move the office")
    assert titles(a_history(tmp_path)) == ["Move the office", "Open a bakery"]


def test_a_folder_without_runs_gives_an_empty_list(tmp_path: Path) -> None:
    assert titles(a_history(tmp_path / "new")) == []


def test_a_run_that_went_on_is_read_again(tmp_path: Path) -> None:
    history = a_history(tmp_path)
    store_a_run(tmp_path, FIRST, "Open a bakery", open_end=True)
    assert history.summaries()[0].status is RunStatus.RUNNING
    assert history.summaries()[0].is_interrupted
    with RunStore(tmp_path).reopen(FIRST) as (journal, _):
        assert not history.summaries()[0].is_interrupted
        journal.append([TextAdded(slot="timeline-planner", text="sourdough")])
        assert titles(history, "sourdough") == ["Open a bakery"]


def test_a_deleted_run_leaves_the_list(tmp_path: Path) -> None:
    history = a_history(tmp_path)
    store_a_run(tmp_path, FIRST, "Open a bakery")
    assert titles(history)
    for file in (tmp_path / FIRST).iterdir():
        file.unlink()
    (tmp_path / FIRST).rmdir()
    assert titles(history) == []


@pytest.mark.parametrize("search", ["bak", "BAKERY", "open bak", "rye", "Bäcker"])
def test_runs_are_found_by_words_of_brief_and_texts(tmp_path: Path, search: str) -> None:
    store_a_run(tmp_path, FIRST, "Open a bakery", "Rye bread from the Bäckerei.")
    store_a_run(tmp_path, SECOND, "Move the office")
    assert titles(a_history(tmp_path), search) == ["Open a bakery"]


@pytest.mark.parametrize("search", ['"', "' OR 1=1", "words:*", "NEAR(", "a* AND", "-bakery", "^"])
def test_nothing_typed_breaks_the_search(tmp_path: Path, search: str) -> None:
    store_a_run(tmp_path, FIRST, "Open a bakery")
    assert set(titles(a_history(tmp_path), search)) <= {"Open a bakery"}


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    store_a_run(tmp_path, FIRST, "Open a bakery")
    (tmp_path / "index.sqlite").write_bytes(b"no database at all" * 100)
    assert titles(a_history(tmp_path)) == ["Open a bakery"]


def test_a_run_that_cannot_be_read_is_listed_with_its_problem(tmp_path: Path) -> None:
    store_a_run(tmp_path, FIRST, "Open a bakery")
    store_a_run(tmp_path, SECOND, "Move the office")
    (tmp_path / FIRST / JOURNAL_NAME).write_text("{}\n")
    broken = a_history(tmp_path).summaries()[1]
    assert broken.id == FIRST
    assert "cannot be read" in broken.problem


def test_a_data_folder_that_is_a_file_is_said_with_the_remedy(tmp_path: Path) -> None:
    taken = tmp_path / "data"
    taken.write_text("a file")
    history = RunHistory(RunStore(taken / "runs"), taken / "runs.sqlite")
    with pytest.raises(StoreError) as caught:
        history.summaries()
    assert str(taken) in caught.value.message
    assert "--data-dir" in caught.value.remedy
