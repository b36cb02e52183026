"""Commands as processes: signals, pipes, closed streams, and what is imported."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from engine.stores.journal import JOURNAL_NAME
from models.activity import RunStatus
from models.contribution import ContributionState
from models.staleness import stale_sections
from tests.builders import TEXTS
from tests.scripted_ollama import Answer, Outcome
from tests.ui.headless.terminal import MAIN, ROOT, Terminal, a_judge, a_server

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes are those of POSIX")

SIGNALS = [signal.SIGINT, signal.SIGTERM]


THREE = list(TEXTS)[:3]
WRITING = "Metrics Designer      writing"


def until(stream: IO[str], *texts: str) -> None:
    """Read until all of the texts have come."""
    lines = ""
    for line in stream:
        lines += line
        if all(text in lines for text in texts):
            return
    raise AssertionError(f"{texts!r} never came in:\n{lines}")


def endless() -> Answer:
    """An answer that begins and then stands still."""
    return Answer("The target is 4,000 accounts.", gate=asyncio.Event(), gate_after=3)


class TestStopping:
    @pytest.mark.parametrize("number", SIGNALS)
    def test_keeps_and_names_what_had_arrived(self, terminal: Terminal, number: int) -> None:
        with a_server(a_judge(workers={"Metrics Designer": lambda _: endless()})) as server:
            with terminal.start("run", terminal.brief(), "--host", server.url) as process:
                assert process.stderr is not None
                until(process.stderr, *(f"{name:<20}  done" for name in THREE), WRITING)
                process.send_signal(number)
                out, err = process.communicate(timeout=60)
            # Whether the first texts are being compared as well is a matter of moments.
            assert {one.outcome for one in server.chats} - {Outcome.COMPLETE} == {Outcome.LEFT}
        (stored,) = terminal.stored
        assert (process.returncode, out) == (130, "")
        assert f"Stopped. What had arrived is kept in the run {stored.run.id}: 3 of 4" in err
        assert f"main.py export {stored.run.id} --out" in err
        assert "Traceback" not in err
        assert (stored.run.status, stored.is_interrupted) == (RunStatus.STOPPED, False)
        last = stored.run.contributions[-1]
        assert last.state is ContributionState.STOPPED
        assert last.text
        assert "The target is".startswith(last.text)

    def test_twice_ends_as_well_as_once(self, terminal: Terminal) -> None:
        judge = a_judge(workers={"Metrics Designer": lambda _: endless()})
        with (
            a_server(judge) as server,
            terminal.start("run", terminal.brief(), "--host", server.url) as process,
        ):
            assert process.stderr is not None
            until(process.stderr, WRITING)
            for _ in range(20):
                process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        (stored,) = terminal.stored
        assert process.returncode == 130
        assert "Traceback" not in err
        assert (stored.run.status, stored.is_interrupted) == (RunStatus.STOPPED, False)

    @pytest.mark.parametrize("number", SIGNALS)
    def test_before_anything_was_sent_leaves_nothing(self, terminal: Terminal, number: int) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"http://127.0.0.1:{silent.getsockname()[1]}"
            with terminal.start("run", terminal.brief(), "--host", url) as process:
                connection, _ = silent.accept()
                with connection:
                    process.send_signal(number)
                    _, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert err == "Stopped. Nothing had been sent yet.\n"
        assert terminal.stored == []


class TestAFullDisk:
    def test_ends_the_run_and_keeps_what_was_stored(self, terminal: Terminal) -> None:
        resource = pytest.importorskip("resource")

        def fill_up() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

        long = Answer("responsibilities " * 10_000)
        with a_server(a_judge(workers=dict.fromkeys(TEXTS, long))) as server:
            said = terminal.finish(
                "run", terminal.brief(), "--host", server.url, preexec_fn=fill_up
            )
        (stored,) = terminal.stored
        assert said.code == 5
        assert "The run cannot be stored any further: File too large." in said.err
        assert f"What had arrived is kept in the run {stored.run.id}" in said.err
        assert "Traceback" not in said.err

    def test_in_an_update_leaves_a_run_that_can_be_updated(self, terminal: Terminal) -> None:
        resource = pytest.importorskip("resource")
        terminal.type("run", "--demo")
        run_id = terminal.stored[0].run.id
        terminal.type("rule", run_id, "R2", "--not-a-contradiction")
        before = terminal.stored[0].run
        size = (terminal.data / "runs" / run_id / JOURNAL_NAME).stat().st_size + 1500

        def fill_up() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        said = terminal.finish("update", run_id, preexec_fn=fill_up)
        assert said.code == 5
        assert "The run cannot be stored any further: File too large." in said.err
        assert f"To go on with them: main.py update {run_id}\n" in said.err
        left = terminal.stored[0].run
        assert left.plan is not None
        assert before.plan is not None
        assert left.plan.sections == before.plan.sections
        assert terminal.type("update", run_id).code == 0
        assert stale_sections(terminal.stored[0].run) == ()

    def test_before_a_run_began_leaves_nothing_behind_and_promises_nothing(
        self, terminal: Terminal
    ) -> None:
        resource = pytest.importorskip("resource")

        def fill_up() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        said = terminal.finish("run", "--demo", preexec_fn=fill_up)
        assert said.code == 2
        assert "The run cannot be stored: File too large. Free some space; run again." in said.err
        assert "kept" not in said.err
        assert list((terminal.data / "runs").iterdir()) == []

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is always full")
    def test_of_a_result_is_said_and_has_its_exit_code(self, terminal: Terminal) -> None:
        with open("/dev/full", "w", encoding="utf-8") as full:
            said = terminal.finish("runs", "--json", stdout=full)
        assert said.code == 6
        assert said.err == (
            "The result cannot be written to standard output: No space left on device. "
            "Free some space, or send it elsewhere.\n"
        )


class TestPipes:
    def test_a_reader_that_leaves_stops_the_run_and_it_is_kept(self, terminal: Terminal) -> None:
        with terminal.start("run", "--demo", "--json") as process:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["kind"] == "run_started"
            process.stdout.close()
            assert process.stderr is not None
            err = process.stderr.read()
        (stored,) = terminal.stored
        assert process.returncode == 130
        assert (
            f"nobody reads the output. What had arrived is kept in the run {stored.run.id}" in err
        )
        assert "Error" not in err
        assert stored.run.status is RunStatus.STOPPED

    def test_a_reader_that_leaves_a_list_gets_no_traceback(self, terminal: Terminal) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        said = terminal.finish("runs", "--json", stdout=writing)
        os.close(writing)
        assert (said.code, said.err) == (130, "")

    def test_results_are_utf8_whatever_the_terminal_speaks(self, terminal: Terminal) -> None:
        environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        brief = terminal.brief("Öffne die Bäckerei 東京.")
        with a_server() as server:
            said = terminal.finish(
                "run", brief, "--host", server.url, env={**os.environ, **environment}
            )
        assert said.code == 0
        assert said.out.startswith("# Plan: Öffne die Bäckerei 東京.")

    @pytest.mark.parametrize("closing", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    def test_closed_streams_do_no_harm(self, terminal: Terminal, closing: str) -> None:
        command = [sys.executable, str(MAIN), "runs", "--data-dir", str(terminal.data)]
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {closing}', "sh", *command], capture_output=True, cwd=ROOT
        )
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr


class TestBytes:
    def test_that_are_no_text_are_refused_as_a_fact(self, terminal: Terminal) -> None:
        said = terminal.finish("run", "--demo", "--fact", b"Budget: \xff")
        assert said.code == 2
        assert said.err.startswith("--fact: ")
        assert said.err.count("\n") == 1

    def test_that_are_no_text_may_name_a_file(self, terminal: Terminal) -> None:
        said = terminal.finish("run", b"caf\xe9.md")
        assert said.code == 2
        assert said.err.startswith("There is no file caf")


class TestImports:
    @pytest.fixture
    def imported(self, terminal: Terminal) -> set[str]:
        with a_server() as server:
            command = [sys.executable, "-X", "importtime", str(MAIN), "run", terminal.brief()]
            done = subprocess.run(
                [*command, "--host", server.url, "--data-dir", str(terminal.data)],
                capture_output=True,
                encoding="utf-8",
                cwd=ROOT,
            )
        assert done.returncode == 0
        lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
        return {line.rpartition("|")[2].strip() for line in lines}

    def test_no_qt_is_loaded_for_a_whole_run(self, imported: set[str]) -> None:
        assert "engine.session" in imported
        roots = {name.partition(".")[0] for name in imported}
        assert not roots & {"PySide6", "shiboken6", "qasync"}


def test_a_process_ends_with_the_code_of_its_command(terminal: Terminal, tmp_path: Path) -> None:
    with a_server(a_judge(workers=dict.fromkeys(TEXTS, Answer("")))) as server:
        assert terminal.finish("run", terminal.brief(), "--host", server.url).code == 5
    assert terminal.finish("run", str(tmp_path / "missing")).code == 2
    assert terminal.finish("runs").code == 0
