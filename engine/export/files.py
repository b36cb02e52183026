"""Exports as files. A file is replaced whole or not at all."""

import errno
import os
import secrets
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import ExportError, InputError
from engine.export.parts import ALL_PARTS, ExportPart
from models.run import Run

_MARKDOWN = (".md", ".markdown")
_PDF = ".pdf"
_JSON = ".json"


def export_run(run: Run, path: Path, parts: Collection[ExportPart] = ALL_PARTS) -> tuple[str, ...]:
    """Write the run to ``path`` in the format of its suffix; a JSON file always holds all parts.

    Returns:
        What the user should know about the file, one sentence each.

    Raises:
        InputError: the suffix names no format.
        ExportError: the file could not be made or written; an older file is unchanged.
    """
    suffix = _format_of(path)
    target = _checked_target(path)
    content, warnings = _made(run, suffix, parts)
    with _explained(target):
        _replace(target, content)
    return warnings


def check_export_path(path: Path) -> None:
    """Make sure, before a long run, that its result can be written to ``path``.

    Raises:
        InputError: the suffix names no format.
        ExportError: no file can be written there.
    """
    _format_of(path)
    target = _checked_target(path)
    with _explained(target):
        # Only trying tells: permission bits say little on network drives and on Windows.
        temporary = _new_file_beside(target, b"")
        temporary.unlink()


def _format_of(path: Path) -> str:
    suffix = path.suffix.casefold()
    if suffix in (*_MARKDOWN, _PDF, _JSON):
        return suffix
    raise InputError(
        f"{path.name} names no format that can be exported.",
        "Let the name end in .md, .pdf or .json.",
    )


def _made(run: Run, suffix: str, parts: Collection[ExportPart]) -> tuple[bytes, tuple[str, ...]]:
    # A path is checked before a run; what makes the file is loaded when there is something to make.
    if suffix == _PDF:
        from engine.export.pdf import run_as_pdf

        document = run_as_pdf(run, parts)
        return document.content, document.warnings
    if suffix == _JSON:
        from engine.export.record import run_as_json

        return run_as_json(run).encode(), ()
    from engine.export.markdown import run_as_markdown

    return run_as_markdown(run, parts).encode(), ()


def _checked_target(path: Path) -> Path:
    """The file that is meant, behind any links."""
    target = Path(os.path.realpath(path))
    with _explained(target):
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if target.exists() and not target.is_file():
            raise OSError(errno.EINVAL, "it is no ordinary file")
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "write-protected")
    return target


def _replace(target: Path, content: bytes) -> None:
    temporary = _new_file_beside(target, content)
    try:
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(temporary, target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _new_file_beside(target: Path, content: bytes) -> Path:
    """A file with the permissions of any new file, its content safely on disk."""
    temporary = target.parent / f".export-{secrets.token_hex(6)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Failures of the file system, in the user's words."""
    try:
        yield
    except OSError as error:
        raise ExportError(*_cause_and_remedy(error, target)) from error


def _cause_and_remedy(error: OSError, target: Path) -> tuple[str, str]:
    folder, elsewhere = target.parent, "Choose another place."
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return f"The folder {folder} does not exist.", "Create it, or choose another folder."
        case errno.EISDIR:
            return f"{target} is a folder.", "Choose a file name."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"{target} may not be written.", elsewhere
        case errno.ENOSPC | errno.EDQUOT:
            return (
                f"There is no space left for {target}.",
                "Free some space, or choose another place.",
            )
        case errno.ENAMETOOLONG:
            return f"The name {target.name[:40]}… is too long.", "Choose a shorter name."
        case _:
            return f"{target} could not be written: {error.strerror or error}.", elsewhere
