"""The application's entry: which door opens."""

from pathlib import Path

import pytest

from tests.ui.headless.terminal import Terminal
from ui.headless import Console, run_command_line
from ui.headless.exit_codes import ExitCode


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_without_a_command_the_window_opens(terminal: Terminal) -> None:
    assert terminal.type_exactly().code == 42
    assert terminal.windows[0].name == "parallel-workers"


@pytest.mark.parametrize("form", ["--data-dir {}", "--data-dir={}"])
def test_the_window_gets_the_data_folder(terminal: Terminal, form: str) -> None:
    assert terminal.type_exactly(*form.format(terminal.data).split()).code == 42
    assert terminal.windows == [terminal.data]


@pytest.mark.parametrize("words", [("--data-dir",), ("--demo",), ("--data-directory", "x")])
def test_the_window_does_not_open_on_a_slip(terminal: Terminal, words: tuple[str, ...]) -> None:
    assert terminal.type_exactly(*words).code == ExitCode.BAD_INPUT
    assert terminal.windows == []


def test_a_bug_is_reported_with_its_traceback_and_ends_with_one(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(_: Path) -> int:
        raise ArithmeticError("of all things")

    code = run_command_line([], Console.of_process(), break_down)
    said = capsys.readouterr().err
    assert code == 1
    assert "Traceback" in said
    assert "ArithmeticError: of all things" in said
    assert said.splitlines()[-1].startswith("This is a bug in Parallel Workers.")
