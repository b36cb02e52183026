import errno
import json
import os
import stat
from pathlib import Path

import pytest

from engine.errors import ExportError, InputError
from engine.export.files import check_export_path, export_run
from engine.export.parts import ExportPart
from tests.builders import a_run


@pytest.mark.parametrize(
    ("name", "begin"),
    [("a.md", b"# Launch"), ("a.Markdown", b"# Launch"), ("a.pdf", b"%PDF"), ("a.json", b"{\n  ")],
)
def test_the_suffix_says_the_format(tmp_path: Path, name: str, begin: bytes) -> None:
    export_run(a_run(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_parts_can_be_chosen_but_json_holds_all(tmp_path: Path) -> None:
    export_run(a_run(), tmp_path / "a.md", [ExportPart.PLAN])
    export_run(a_run(), tmp_path / "a.json", [ExportPart.PLAN])
    assert "## Workers" not in (tmp_path / "a.md").read_text("utf-8")
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))["contributions"]) == 4


@pytest.mark.parametrize("check_only", [True, False])
@pytest.mark.parametrize("name", ["plan", "plan.docx"])
def test_an_unknown_suffix_is_answered_with_the_known_ones(
    tmp_path: Path, name: str, check_only: bool
) -> None:
    with pytest.raises(InputError, match=r"\.md, \.pdf or \.json"):
        write(tmp_path / name, check_only)


@pytest.mark.parametrize("check_only", [True, False])
def test_a_missing_folder_is_named(tmp_path: Path, check_only: bool) -> None:
    with pytest.raises(ExportError, match="does not exist") as caught:
        write(tmp_path / "none" / "a.md", check_only)
    assert caught.value.remedy == "Create it, or choose another folder."


@pytest.mark.parametrize("check_only", [True, False])
def test_a_folder_is_no_file(tmp_path: Path, check_only: bool) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        write(tmp_path / "a.md", check_only)


@pytest.mark.parametrize("check_only", [True, False])
def test_a_file_is_no_folder(tmp_path: Path, check_only: bool) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match="does not exist"):
        write(tmp_path / "file" / "a.md", check_only)


@pytest.mark.parametrize("check_only", [True, False])
def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path, check_only: bool) -> None:
    with pytest.raises(ExportError, match="too long"):
        write(tmp_path / f"{'a' * 300}.md", check_only)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
@pytest.mark.parametrize("check_only", [True, False])
def test_a_pipe_is_never_replaced(tmp_path: Path, check_only: bool) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(ExportError, match="no ordinary file"):
        write(tmp_path / "a.md", check_only)
    assert stat.S_ISFIFO((tmp_path / "a.md").stat().st_mode)


def test_checking_leaves_nothing_behind(tmp_path: Path) -> None:
    check_export_path(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "no space left"),
        (errno.EACCES, "may not be written"),
        (errno.EROFS, "may not be written"),
        (errno.EIO, "could not be written"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "a.md"
    target.write_text("old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(ExportError, match=words) as caught:
        export_run(a_run(), target)
    assert caught.value.remedy
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_permissions_are_those_of_any_new_file_or_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("x")
    export_run(a_run(), tmp_path / "a.md")
    assert mode(tmp_path / "a.md") == mode(tmp_path / "other")
    (tmp_path / "a.md").chmod(0o600)
    export_run(a_run(), tmp_path / "a.md")
    assert mode(tmp_path / "a.md") == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "a.md", tmp_path / "a.md"
    target.write_text("old")
    link.symlink_to(target)
    export_run(a_run(), link)
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("# Launch")
    assert list(target.parent.iterdir()) == [target]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def write(path: Path, check_only: bool) -> None:
    if check_only:
        check_export_path(path)
    else:
        export_run(a_run(), path)
