"""Runs on disk."""

import json
import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import InputError, StoreError
from engine.stores.journal import JOURNAL_NAME
from engine.stores.run_store import RunStore, new_run_id
from models.activity import RunStatus
from models.events import (
    ActivityKind,
    ActivityStarted,
    NoticeGiven,
    RunEvent,
    TextAdded,
)
from tests.builders import a_start, a_team

NOW = datetime(2027, 5, 11, 9, 30, 12, tzinfo=UTC)
SLOT = "metrics-designer"


def a_stored_run(folder: Path, *events: RunEvent, run_id: str = "20270511-093012-aaaa") -> Path:
    """A run with these events after its start; returns its journal."""
    start = a_start(a_team()).model_copy(update={"run_id": run_id})
    with RunStore(folder).create(run_id) as journal:
        journal.append([start, *events])
        journal.sync()
    return folder / run_id / JOURNAL_NAME


def test_a_run_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    a_stored_run(tmp_path, TextAdded(slot=SLOT, text="Weekly accounts — “all” of them. 漢字"))
    stored = RunStore(tmp_path).load("20270511-093012-aaaa")
    assert stored.run.contribution(SLOT).text == "Weekly accounts — “all” of them. 漢字"
    assert stored.problem == ""


def test_a_torn_last_line_is_cut_and_reported(tmp_path: Path) -> None:
    journal = a_stored_run(tmp_path, TextAdded(slot=SLOT, text="kept"), NoticeGiven(text="torn"))
    journal.write_bytes(journal.read_bytes()[:-9])
    stored = RunStore(tmp_path).load("20270511-093012-aaaa")
    assert stored.run.contribution(SLOT).text == "kept"
    assert stored.run.notices == ()
    assert "torn" in stored.problem


@pytest.mark.parametrize("damage", [b"{", b'{"kind": "newer"}', b"\xff\xfe", b"[]", b"null"])
def test_damage_in_the_middle_costs_only_what_comes_after(tmp_path: Path, damage: bytes) -> None:
    journal = a_stored_run(tmp_path, TextAdded(slot=SLOT, text="kept"), NoticeGiven(text="lost"))
    lines = journal.read_bytes().splitlines()
    journal.write_bytes(b"\n".join([*lines[:2], damage, *lines[2:], b""]))
    stored = RunStore(tmp_path).load("20270511-093012-aaaa")
    assert stored.run.contribution(SLOT).text == "kept"
    assert stored.problem.startswith("Event 3 is damaged")


def test_an_event_that_does_not_fit_counts_as_damage(tmp_path: Path) -> None:
    a_stored_run(tmp_path, TextAdded(slot="nobody", text="x"), NoticeGiven(text="lost"))
    stored = RunStore(tmp_path).load("20270511-093012-aaaa")
    assert stored.problem.startswith("Event 2 is damaged")


def test_a_run_of_a_newer_version_is_refused_politely(tmp_path: Path) -> None:
    journal = a_stored_run(tmp_path)
    newer = json.loads(journal.read_bytes()) | {"schema_version": 99, "mood": "good"}
    journal.write_text(json.dumps(newer))
    with pytest.raises(StoreError, match="newer version"):
        RunStore(tmp_path).load("20270511-093012-aaaa")


def test_a_journal_without_its_beginning_is_refused(tmp_path: Path) -> None:
    journal = a_stored_run(tmp_path, NoticeGiven(text="x"))
    journal.write_bytes(journal.read_bytes().split(b"\n", 1)[1])
    with pytest.raises(StoreError, match="does not begin with a start"):
        RunStore(tmp_path).load("20270511-093012-aaaa")


def test_a_run_is_locked_while_somebody_works_on_it(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    start = a_start(a_team()).model_copy(update={"run_id": "20270511-093012-bbbb"})
    with store.create(start.run_id) as journal:
        journal.append([start, ActivityStarted(activity_id=1, activity=ActivityKind.CONSULT)])
        assert not store.load(start.run_id).is_interrupted
    stored = store.load(start.run_id)
    assert stored.run.status is RunStatus.RUNNING
    assert stored.is_interrupted


def test_the_same_run_cannot_be_made_twice(tmp_path: Path) -> None:
    a_stored_run(tmp_path)
    with (
        pytest.raises(StoreError, match="cannot be stored"),
        RunStore(tmp_path).create("20270511-093012-aaaa"),
    ):
        pass


@pytest.mark.skipif(os.name != "posix", reason="permissions are a POSIX matter")
def test_nobody_else_on_the_machine_can_read_a_run(tmp_path: Path) -> None:
    journal = a_stored_run(tmp_path)
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.parent.stat().st_mode) == 0o700


def test_an_unwritable_folder_is_named_with_a_remedy(tmp_path: Path) -> None:
    in_the_way = tmp_path / "runs"
    in_the_way.write_text("not a folder")
    with (
        pytest.raises(StoreError, match="--data-dir"),
        RunStore(in_the_way).create("20270511-093012-cccc"),
    ):
        pass


def test_runs_are_listed_newest_first_and_strangers_are_left_out(tmp_path: Path) -> None:
    a_stored_run(tmp_path, run_id="20270511-093012-aaaa")
    a_stored_run(tmp_path, run_id="20270512-070000-bbbb")
    (tmp_path / "notes").mkdir()
    (tmp_path / "20270513-070000-cccc").mkdir()
    assert RunStore(tmp_path).run_ids() == ("20270512-070000-bbbb", "20270511-093012-aaaa")
    assert RunStore(tmp_path / "nowhere").run_ids() == ()


def test_a_run_is_found_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    a_stored_run(tmp_path, run_id="20270511-093012-aaaa")
    a_stored_run(tmp_path, run_id="20270512-070000-bbbb")
    store = RunStore(tmp_path)
    assert store.find("20270512") == "20270512-070000-bbbb"
    for wanted, reason in [
        ("2027", "fits 2 runs"),
        ("1999", "no run"),
        ("../x", "no run"),
        ("", "no run"),
    ]:
        with pytest.raises(InputError, match=reason):
            store.find(wanted)


def test_ids_sort_by_time_and_differ() -> None:
    assert new_run_id(NOW).startswith("20270511-093012-")
    assert len({new_run_id(NOW) for _ in range(20)}) > 1
    assert new_run_id(NOW.replace(year=2028)) > new_run_id(NOW)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_nobody_may_look_into_is_listed_and_hides_no_other(tmp_path: Path) -> None:
    a_stored_run(tmp_path)
    locked = a_stored_run(tmp_path, run_id="20270511-093012-bbbb").parent
    locked.chmod(0)
    store = RunStore(tmp_path)
    assert store.run_ids() == ("20270511-093012-bbbb", "20270511-093012-aaaa")
    with pytest.raises(StoreError, match="Permission denied"):
        store.load("20270511-093012-bbbb")
    locked.chmod(0o700)


def test_what_could_not_be_read_is_kept_beside_the_run_and_the_run_says_so(tmp_path: Path) -> None:
    journal = a_stored_run(tmp_path, TextAdded(slot=SLOT, text="kept"))
    journal.write_bytes(journal.read_bytes() + b"{]\n" + b'{"more": 1}\n')
    run_id = "20270511-093012-aaaa"
    with RunStore(tmp_path).reopen(run_id) as (_, run):
        pass
    (notice,) = run.notices
    assert notice.startswith("Event 3 is damaged; ")
    assert notice.endswith("What could not be read is kept in events.damaged-1 beside the run.")
    assert journal.with_suffix(".damaged-1").read_bytes() == b'{]\n{"more": 1}\n'
    again = RunStore(tmp_path).load(run_id)
    assert (again.run, again.problem) == (run, "")


def test_a_copy_of_a_run_has_the_id_of_its_folder_and_says_whose_copy_it_is(
    tmp_path: Path,
) -> None:
    folder = a_stored_run(tmp_path).parent
    shutil.copytree(folder, tmp_path / "20270511-093012-cccc")
    stored = RunStore(tmp_path).load("20270511-093012-cccc")
    assert stored.run.id == "20270511-093012-cccc"
    assert stored.problem == "This is a copy of the run 20270511-093012-aaaa."
    with RunStore(tmp_path).reopen("20270511-093012-cccc") as (_, run):
        assert run.id == "20270511-093012-cccc"


def test_a_run_of_which_nothing_was_stored_leaves_no_folder(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    with store.create("20270511-093012-dddd"):
        pass
    assert store.run_ids() == ()
    assert list(tmp_path.iterdir()) == []
