"""Writes runs to files."""

import asyncio
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError
from engine.export.files import export_run
from engine.export.parts import ALL_PARTS, ExportPart
from models.run import Run
from ui.tasks import TaskSpawner

PART_IDS = tuple(part.value for part in ALL_PARTS)
"""What an export may hold, in its order."""


class ExportController(QObject):
    """Exports in a thread, because a PDF takes a moment.

    Attributes:
        exported: a file was written: its path, and warnings such as missing fonts.
        refused: it was not: what is wrong, and the remedy.
    """

    exported = Signal(str, object)
    refused = Signal(str, str)

    def __init__(self, tasks: TaskSpawner) -> None:
        """Export nothing yet."""
        super().__init__()
        self._tasks = tasks

    def export(self, run: Run, path: Path, part_ids: Collection[str] = PART_IDS) -> None:
        """Write ``run`` to ``path``; its ending says in which format."""
        parts = tuple(ExportPart(one) for one in PART_IDS if one in part_ids)
        self._tasks.spawn(self._export(run, path, parts), name=f"export {path.name}")

    async def _export(self, run: Run, path: Path, parts: tuple[ExportPart, ...]) -> None:
        try:
            warnings = await asyncio.to_thread(export_run, run, path, parts)
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
        else:
            self.exported.emit(str(path), warnings)
