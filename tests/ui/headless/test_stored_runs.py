"""``main.py runs`` and ``main.py export``."""

import json
from pathlib import Path

import pytest

from engine.stores.run_store import RunStore
from models.events import ActivityKind, ActivityStarted, RunEvent, RunStopped, TextAdded
from tests.builders import a_start, a_team
from tests.ui.headless.terminal import Terminal
from ui.headless.exit_codes import ExitCode

SLOT = "metrics-designer"
CONSULTING = ActivityStarted(activity_id=1, activity=ActivityKind.CONSULT)
PARTIAL = TextAdded(slot=SLOT, text="The target is 4,000 accounts.")


def store(terminal: Terminal, run_id: str, *events: RunEvent) -> Path:
    """A run with these events after its start; returns its journal."""
    folder = terminal.data / "runs"
    with RunStore(folder).create(run_id) as journal:
        journal.append([a_start(a_team()).model_copy(update={"run_id": run_id}), *events])
    return folder / run_id / "events.jsonl"


class TestRuns:
    def test_are_listed_newest_first_under_a_heading(self, terminal: Terminal) -> None:
        terminal.type("run", "--demo")
        store(terminal, "20200511-093012-aaaa", CONSULTING, PARTIAL)
        heading, demo, old = terminal.type("runs").out.splitlines()
        assert heading.split() == ["Run", "State", "Workers", "Contradictions", "Brief"]
        assert "plan ready " in demo
        assert "  4 of 4   9   " in demo
        assert demo.endswith("  Launch of Soundings in the third quarter of 2027")
        assert old.startswith("20200511-093012-aaaa  interrupted  0 of 4 ")

    def test_need_a_folder_that_can_be_used(self, terminal: Terminal) -> None:
        terminal.data.write_text("a file")
        said = terminal.type("runs")
        assert said.code == ExitCode.BAD_INPUT
        assert "cannot be used: it is a file" in said.err
        assert "--data-dir" in said.err

    def test_as_json_are_one_list(self, terminal: Terminal) -> None:
        terminal.type("run", "--demo")
        said = terminal.type("runs", "--json")
        (row,) = json.loads(said.out)
        assert (row["state"], row["done"], row["asked"]) == ("plan ready", 4, 4)
        assert row["id"] == terminal.stored[0].run.id
        assert said.err == ""

    def test_none_as_json_are_an_empty_list(self, terminal: Terminal) -> None:
        assert json.loads(terminal.type("runs", "--json").out) == []

    def test_that_were_stopped_say_so(self, terminal: Terminal) -> None:
        store(terminal, "20200511-093012-aaaa", RunStopped())
        (row,) = json.loads(terminal.type("runs", "--json").out)
        assert row["state"] == "stopped"

    def test_damaged_ones_do_not_hide_the_others(self, terminal: Terminal) -> None:
        store(terminal, "20200511-093012-aaaa", CONSULTING).write_bytes(b"{]\n")
        store(terminal, "20200510-093012-bbbb", CONSULTING)
        said = terminal.type("runs")
        assert said.code == 0
        _, damaged, good = said.out.splitlines()
        assert damaged.startswith("20200511-093012-aaaa  unreadable ")
        assert damaged.endswith("its beginning is damaged.")
        assert good.startswith("20200510-093012-bbbb  interrupted ")
        rows = json.loads(terminal.type("runs", "--json").out)
        assert [row["state"] for row in rows] == ["unreadable", "interrupted"]

    def test_torn_ones_say_what_is_lost(self, terminal: Terminal) -> None:
        journal = store(terminal, "20200511-093012-aaaa", CONSULTING, PARTIAL)
        journal.write_bytes(journal.read_bytes()[:-5])
        assert "(The last event was torn" in terminal.type("runs").out


class TestExport:
    @pytest.mark.parametrize("chars", [4, 12, 100])
    def test_finds_a_run_by_its_id_or_its_beginning(self, terminal: Terminal, chars: int) -> None:
        terminal.type("run", "--demo")
        run_id = terminal.stored[0].run.id
        file = terminal.folder / "plan.md"
        said = terminal.type("export", run_id[:chars], "--out", str(file))
        assert (said.code, said.out, said.err) == (0, "", f"Saved {file}\n")
        assert file.read_text(encoding="utf-8").startswith("# Plan: Launch of Soundings")

    def test_writes_what_the_run_itself_would_have_written(self, terminal: Terminal) -> None:
        first, second = terminal.folder / "first.md", terminal.folder / "second.md"
        terminal.type("run", "--demo", "--out", str(first))
        terminal.type("export", terminal.stored[0].run.id, "--out", str(second))
        assert first.read_bytes() == second.read_bytes()

    def test_keeps_the_partial_texts_of_an_interrupted_run(self, terminal: Terminal) -> None:
        store(terminal, "20200511-093012-aaaa", CONSULTING, PARTIAL)
        file = terminal.folder / "kept.md"
        said = terminal.type("export", "2020", "--out", str(file))
        assert said.code == 0
        assert said.err.startswith("This run was interrupted; what had arrived is exported.\n")
        assert PARTIAL.text in file.read_text(encoding="utf-8")

    def test_says_that_a_run_is_still_under_way(self, terminal: Terminal) -> None:
        run_id = "20200511-093012-aaaa"
        file = terminal.folder / "so far.md"
        with RunStore(terminal.data / "runs").create(run_id) as journal:
            start = a_start(a_team()).model_copy(update={"run_id": run_id})
            journal.append([start, CONSULTING, PARTIAL])
            said = terminal.type("export", run_id, "--out", str(file))
        assert said.err.startswith("This run is still under way;")
        assert PARTIAL.text in file.read_text(encoding="utf-8")

    def test_of_an_unknown_run_is_refused(self, terminal: Terminal) -> None:
        said = terminal.type("export", "2020", "--out", "plan.md")
        assert said.code == ExitCode.BAD_INPUT
        assert said.err == "There is no run '2020'. List the stored runs with: main.py runs\n"

    def test_of_an_ambiguous_beginning_is_refused(self, terminal: Terminal) -> None:
        store(terminal, "20200511-093012-aaaa")
        store(terminal, "20200511-093012-bbbb")
        said = terminal.type("export", "20200511", "--out", "plan.md")
        assert said.code == ExitCode.BAD_INPUT
        assert said.err == "'20200511' fits 2 runs. Name more of the run's id.\n"

    def test_that_cannot_be_written_ends_with_six(self, terminal: Terminal) -> None:
        store(terminal, "20200511-093012-aaaa")
        file = terminal.folder / "missing" / "plan.md"
        said = terminal.type("export", "2020", "--out", str(file))
        assert said.code == ExitCode.EXPORT_FAILED
        assert said.err.startswith(f"The folder {file.parent} does not exist.")
