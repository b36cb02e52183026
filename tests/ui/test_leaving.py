"""However the application is left, it tidies up first; each time in a process of its own."""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_NOTHING: dict[str, Any] = {"tasks": [], "threads": [], "sockets": [], "children": ""}
_PATIENCE_S = 60


def _start(way: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.ui.leaving_application", way],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _end(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    with process:
        try:
            out, err = process.communicate(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            pytest.fail(f"still running: {out}\n{err}")
    return process.returncode, out, err


def _left(way: str) -> tuple[int, Sequence[str], dict[str, Any]]:
    exit_code, out, err = _end(_start(way))
    assert out, err
    assert "Traceback" not in err
    said = json.loads(out.splitlines()[-1])
    return exit_code, said["tidied"], said["left"]


@pytest.mark.parametrize("way", ["close", "quit"])
def test_closing_the_last_window_or_quitting_leaves_nothing(way: str) -> None:
    exit_code, tidied, left = _left(way)
    assert exit_code == 0
    assert left == _NOTHING
    assert {"stream", "server", "window"} == set(tidied)
    assert tidied.index("stream") < tidied.index("window")  # it may still use what is opened


def test_a_window_closed_before_anybody_listens_is_left_all_the_same() -> None:
    exit_code, tidied, left = _left("early")
    assert exit_code == 0
    assert left == _NOTHING
    assert "window" in tidied


def test_a_window_may_refuse_to_close() -> None:
    exit_code, tidied, left = _left("refuse")
    assert exit_code == 0
    assert tidied[0] == "still here"
    assert left == _NOTHING


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_leaves_nothing(number: signal.Signals) -> None:
    process = _start("signal")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    exit_code, out, err = _end(process)
    assert exit_code == 0, err
    assert json.loads(out)["left"] == _NOTHING


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_second_signal_ends_what_hangs_while_tidying_up(number: signal.Signals) -> None:
    process = _start("stuck")
    assert process.stdout is not None
    for line in ("ready\n", "stuck\n"):
        assert process.stdout.readline() == line
        process.send_signal(number)
    assert _end(process)[0] == -number


def test_a_hanging_thread_does_not_keep_the_process() -> None:
    exit_code, _, left = _left("hang")
    assert exit_code == 0
    assert left == {**_NOTHING, "threads": ["job"]}


def test_a_window_that_cannot_be_built_is_a_bug_to_be_read() -> None:
    exit_code, tidied, left = _left("fail")
    assert exit_code == 1
    assert {"stream", "dialog read"} <= set(tidied)
    assert left == _NOTHING


def test_a_bug_while_leaving_waits_to_be_read() -> None:
    exit_code, tidied, left = _left("fail-last")
    assert exit_code == 1
    assert "dialog read" in tidied
    assert left == _NOTHING


_IDLE = """
import asyncio, sys
from PySide6.QtCore import QCoreApplication
from ui.event_loop import EventLoop

async def main():
    asyncio.get_running_loop().call_later(0.05, lambda: print("ready", flush=True))
    await asyncio.Event().wait()

application = QCoreApplication([])
try:
    with asyncio.Runner(loop_factory=EventLoop) as runner:
        runner.run(main())
except KeyboardInterrupt:
    sys.exit(5)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_an_idle_loop_hears_ctrl_c_without_a_handler() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _IDLE],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert _end(process)[0] == 5
