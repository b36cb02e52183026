from pathlib import Path

import pytest

from ui.first_run import system
from ui.first_run.system import System, ollama_on_this_system, this_system, usual_places


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", System.LINUX),
        ("darwin", System.MACOS),
        ("win32", System.WINDOWS),
        ("freebsd14", System.LINUX),
    ],
)
def test_the_system_is_known(
    monkeypatch: pytest.MonkeyPatch, platform: str, expected: System
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert this_system() is expected


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A system without Ollama; what is put into the folder is on its search path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system, "usual_places", lambda _system: (tmp_path / "usual" / "ollama",))
    return tmp_path


def test_it_is_not_installed_where_it_is_nowhere(nowhere: Path) -> None:
    assert not ollama_on_this_system()


def test_it_is_found_on_the_search_path(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHEXT", ".EXE")
    for name in ("ollama", "ollama.exe"):
        (nowhere / name).write_text("")
        (nowhere / name).chmod(0o755)
    assert ollama_on_this_system()


def test_it_is_found_where_its_installer_puts_it(nowhere: Path) -> None:
    place = nowhere / "usual" / "ollama"
    place.parent.mkdir()
    place.write_text("")
    assert ollama_on_this_system()


@pytest.mark.parametrize("one", System)
def test_every_system_has_usual_places(one: System) -> None:
    assert all("ollama" in place.name.casefold() for place in usual_places(one))
