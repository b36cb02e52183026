"""The log holds what our code says and where it failed, and nobody's texts."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import HostUnreachable
from ui.logs import FAULTS_NAME, LOG_NAME, describe, logging_to, private_traceback, short_name

_ROOT = Path(__file__).resolve().parents[2]
_SECRET = "Launch Ledgerling on 11 May"


@pytest.fixture(autouse=True)
def keep_pytest_faulthandler(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own fault handler stays on; a process of its own tests ours."""
    monkeypatch.setattr("faulthandler.enable", lambda file: None)
    monkeypatch.setattr("faulthandler.disable", lambda: None)


def _raise(error: BaseException) -> BaseException:
    try:
        secret_local = _SECRET  # noqa: F841 # no value of a variable is written
        raise error
    except BaseException as raised:
        return raised


def _logged(folder: Path) -> str:
    return (folder / LOG_NAME).read_text(encoding="utf-8")


class TestDescribe:
    @pytest.mark.parametrize(
        "error",
        [
            ValueError(f"cannot read {_SECRET}"),
            KeyError(_SECRET),
            AssertionError(_SECRET),
            TypeError(f"no number: '{_SECRET}'"),
            TypeError(f"it's not \"{_SECRET}"),
            AttributeError(f"first line\n{_SECRET}"),
            OSError(2, "No such file or directory", f"/home/somebody/{_SECRET}"),
            OSError(_SECRET),
            UnicodeDecodeError("utf-8", _SECRET.encode(), 0, 1, _SECRET),
            json.JSONDecodeError(_SECRET, _SECRET, 0),
            type("Own", (RuntimeError,), {})(_SECRET),
        ],
    )
    def test_foreign_texts_are_left_out(self, error: BaseException) -> None:
        assert "Ledgerling" not in describe(error)
        assert describe(error).startswith(type(error).__name__)

    @pytest.mark.parametrize(
        ("error", "line"),
        [
            (HostUnreachable("Ollama is off.", "Start it."), "HostUnreachable: Ollama is off."),
            (
                AttributeError("'NoneType' object has no attribute 'seats'"),
                "AttributeError: 'NoneType' object has no attribute 'seats'",
            ),
            (
                OSError(2, "No such file or directory", "/home/somebody/x"),
                "FileNotFoundError: No such file or directory",
            ),
            (RuntimeError("x" * 100), "RuntimeError: " + "x" * 79 + "…"),
            (ValueError("bad"), "ValueError"),
        ],
    )
    def test_what_helps_is_kept(self, error: BaseException, line: str) -> None:
        assert describe(error) == line


class TestTraceback:
    def test_has_places_and_source_lines_but_no_values(self) -> None:
        written = private_traceback(_raise(ValueError(_SECRET)))
        assert "tests/ui/test_logs.py:" in written
        assert "raise error" in written
        assert _SECRET not in written

    def test_tells_causes_first(self) -> None:
        try:
            try:
                raise KeyError(_SECRET)
            except KeyError as cause:
                raise ValueError(_SECRET) from cause
        except ValueError as error:
            written = private_traceback(error)
        assert written.index("KeyError") < written.index("ValueError")
        assert "Ledgerling" not in written

    def test_of_an_endless_recursion_is_short(self) -> None:
        def again() -> None:
            again()

        with pytest.raises(RecursionError) as caught:
            again()
        assert "more" in private_traceback(caught.value)
        assert private_traceback(caught.value).count("\n") < 100

    def test_ends_where_causes_go_in_circles(self) -> None:
        first, second = ValueError(), KeyError()
        first.__cause__, second.__cause__ = second, first
        assert private_traceback(first).count("KeyError") == 1

    def test_file_names_are_relative(self) -> None:
        assert short_name(str(_ROOT / "ui" / "logs.py")) == "ui/logs.py"
        assert short_name("/home/somebody/.venv/lib/site-packages/httpx/x.py") == "httpx/x.py"
        assert short_name(json.__file__) == "json/__init__.py"
        assert short_name("/home/somebody/x.py") == "x.py"


class TestLogging:
    def test_our_words_are_kept_and_foreign_loggers_are_not_heard(self, tmp_path: Path) -> None:
        with logging_to(tmp_path / "new" / "folder"):
            logging.getLogger("ui.somewhere").info("started")
            logging.getLogger("httpx").warning(_SECRET)
            logging.getLogger("asyncio").error(_SECRET)
        written = _logged(tmp_path / "new" / "folder")
        assert "INFO ui.somewhere: started" in written
        assert _SECRET not in written

    def test_errors_are_written_without_their_texts(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with logging_to(tmp_path):
            error = _raise(ValueError(_SECRET))
            logging.getLogger("engine").error("It failed", exc_info=error)
        for written in (_logged(tmp_path), capsys.readouterr().err):
            assert "It failed" in written
            assert "ValueError" in written
            assert _SECRET not in written

    def test_another_handler_before_ours_changes_nothing(self, tmp_path: Path) -> None:
        with logging_to(tmp_path):
            logger = logging.getLogger("engine")
            record = logger.makeRecord("engine", 40, "", 0, "It failed", (), None)
            record.exc_info = (ValueError, _raise(ValueError(_SECRET)), None)
            record.exc_text = _SECRET
            logger.handle(record)
        assert _SECRET not in _logged(tmp_path)

    def test_the_files_stay_small(self, tmp_path: Path) -> None:
        with logging_to(tmp_path):
            for _ in range(45):
                logging.getLogger("ui").info("%s", "x" * 100_000)
        sizes = [path.stat().st_size for path in tmp_path.glob(f"{LOG_NAME}*")]
        assert len(sizes) == 3
        assert max(sizes) <= 1_000_000

    def test_everything_is_undone_at_the_end(self, tmp_path: Path) -> None:
        before = [(name, _state(name)) for name in ("main", "ui", "engine", "models")]
        with logging_to(tmp_path):
            pass
        assert [(name, _state(name)) for name, _ in before] == before

    def test_a_folder_that_cannot_be_made_does_not_stop_the_start(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "file").touch()
        with logging_to(tmp_path / "file" / "folder"):
            logging.getLogger("ui").warning("running")
        written = capsys.readouterr().err
        assert "No log is kept: NotADirectoryError" in written
        assert "running" in written


def test_a_fault_of_the_process_is_written_down(tmp_path: Path) -> None:
    lines = (
        "import ctypes, sys",
        "from pathlib import Path",
        "from ui.logs import logging_to",
        "with logging_to(Path(sys.argv[1])):",
        "    ctypes.string_at(0)",
    )
    command = [sys.executable, "-c", "\n".join(lines), str(tmp_path)]
    ended = subprocess.run(command, cwd=_ROOT, capture_output=True, check=False)
    assert ended.returncode != 0
    assert "Segmentation fault" in (tmp_path / FAULTS_NAME).read_text(encoding="utf-8")


def _state(name: str) -> tuple[int, list[logging.Handler]]:
    logger = logging.getLogger(name)
    return logger.level, list(logger.handlers)
