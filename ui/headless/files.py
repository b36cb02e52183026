"""Exports a run to the files asked for."""

from collections.abc import Iterable
from pathlib import Path

from engine.errors import ExportError, InputError
from engine.export.files import check_export_path, export_run
from engine.export.parts import ExportPart
from models.run import Run
from ui.headless.console import Console


def check_files(paths: Iterable[Path]) -> None:
    """Make sure, before there is anything to lose, that all files can be written.

    Raises:
        InputError: one cannot, or its name says no format.
    """
    for path in paths:
        try:
            check_export_path(path)
        except ExportError as error:
            raise InputError(error.message, error.remedy) from error


def refuse_to_overwrite(inputs: Iterable[str | None], paths: Iterable[Path]) -> None:
    """Make sure that no file is written over one that the run reads, by whatever path.

    Args:
        inputs: what the options name: paths, other names, or nothing.
        paths: where something will be written.

    Raises:
        InputError: one of them is the same file.
    """
    read = [Path(one) for one in inputs if one and Path(one).is_file()]
    for path in paths:
        if path.exists() and any(path.samefile(one) for one in read):
            raise InputError(
                f"{path} is a file that the run reads; it would be overwritten.",
                "Choose another name for --out.",
            )


def write_files(
    run: Run, paths: Iterable[Path], parts: tuple[ExportPart, ...], console: Console
) -> bool:
    """Export a run and say what was written; whether all was. One failure spares the others."""
    is_complete = True
    for path in paths:
        try:
            warnings = export_run(run, path, parts)
        except ExportError as error:
            console.say_problem(error)
            is_complete = False
        else:
            console.say(f"Saved {path}")
            for warning in warnings:
                console.say(warning)
    return is_complete
