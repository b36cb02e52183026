"""The README promises nothing that is not there: commands, options, codes, files, excerpts."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.export.parts import ALL_PARTS
from engine.stores.team_store import TeamStore
from tests.ui.headless.terminal import ROOT, Said, Terminal
from ui.headless.arguments import parse_arguments
from ui.headless.exit_codes import ExitCode

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/contradictions.md")

_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
_FOREIGN_OPTIONS = {"--editable"}  # pip's


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)


def commands() -> Iterator[str]:
    """What stands after ``main.py`` in every line that calls it."""
    for line in "".join(blocks("sh") + blocks("bat")).splitlines():
        if match := re.search(r'main\.py ?(.*)|ARGS="(.*)"', line):
            yield match[1] or match[2] or ""


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        parse_arguments([command, "--help"])
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Said, str]:
    """What the demo says, and the Markdown it writes."""
    terminal = Terminal(tmp_path_factory.mktemp("demo"))
    file = terminal.folder / "plan.md"
    said = terminal.type("run", "--demo", "--out", str(file))
    return said, file.read_text(encoding="utf-8")


class TestCommands:
    @pytest.mark.parametrize("command", list(commands()))
    def test_can_be_typed_as_they_stand(self, command: str) -> None:
        parse_arguments(shlex.split(command))

    def test_are_all_shown(self) -> None:
        shown = {shlex.split(command)[0] for command in commands() if command}
        assert shown == {"run", "runs", "export", "rule", "rules", "update", "evaluate"}

    def test_of_make_exist(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for target in set(re.findall(r"`?make ([a-z]+)", README)):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


class TestOptions:
    def test_are_all_explained_and_none_is_invented(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        known = set()
        for command in ("run", "runs", "export", "rule", "rules", "update", "evaluate"):
            known |= set(_OPTION.findall(help_of(command, capsys)))
        assert set(_OPTION.findall(README)) - _FOREIGN_OPTIONS == known

    def test_values_of_the_parts_are_named(self) -> None:
        row = next(line for line in README.splitlines() if line.startswith("| `--parts"))
        parts = re.findall(r"`([a-z]+)`", row)
        assert parts == list(ALL_PARTS)


def test_the_exit_codes_are_those_of_the_program() -> None:
    section = README.partition("### Exit codes")[2].partition("\n## ")[0]
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)]
    assert codes == sorted(ExitCode)


class TestTheExample:
    def test_of_the_terminal_is_what_the_demo_says(self, demo: tuple[Said, str]) -> None:
        said, _ = demo
        for line in "".join(blocks("text")).splitlines():
            assert f"{line}\n" in said.err

    def test_of_the_file_is_what_the_demo_writes(self, demo: tuple[Said, str]) -> None:
        _, markdown = demo
        for line in filter(None, "".join(blocks("markdown")).splitlines()):
            # In a file with all its parts, headings of the plan stand one level lower.
            assert re.search(rf"^#?{re.escape(line)}$", markdown, re.MULTILINE), line


def test_the_team_of_ones_own_can_be_used(tmp_path: Path) -> None:
    (text,) = blocks("toml")
    (tmp_path / "street-party.toml").write_text(text, encoding="utf-8")
    team = TeamStore([tmp_path]).load("street-party")
    assert [one.name for one in team.specialists] == ["Programme Maker", "Treasurer"]


@pytest.mark.parametrize("document", DOCUMENTS)
class TestDocuments:
    def test_link_to_files_that_exist(self, document: str) -> None:
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            beside = (ROOT / document).parent / target
            assert target.startswith("https://") or beside.exists(), target

    def test_name_files_that_exist(self, document: str) -> None:
        text = (ROOT / document).read_text(encoding="utf-8")
        for path in re.findall(r"`((?:engine|models|ui|tests|resources|\.ci)/[\w./-]*)`", text):
            assert (ROOT / path).exists(), path
