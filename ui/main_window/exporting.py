"""Exporting from the window: what, where to, and what came of it."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from models.run import Run
from ui.components.banner import Banner, Notice, Tone
from ui.components.buttons import LinkButton
from ui.controllers.export_controller import PART_IDS, ExportController
from ui.main_window.export_dialog import FORMATS, ExportDialog
from ui.main_window.memory import WindowMemory
from ui.main_window.window import MainWindow

_SAVED = "saved"
"""The key of what is said about the last export."""


class Exporting(QObject):
    """Asks for format, parts and file, exports, and offers to open what was saved."""

    def __init__(self, window: MainWindow, exports: ExportController, memory: WindowMemory) -> None:
        """Export from ``window``."""
        super().__init__(window)
        self._window = window
        self._exports = exports
        self._memory = memory
        exports.exported.connect(self._say_saved)
        exports.refused.connect(window.show_problem)

    def ask(self, run: Run) -> None:
        """Ask what to export."""
        dialog = ExportDialog(self._window.theme, PART_IDS, self._window)
        dialog.wanted.connect(lambda ending, parts: self._ask_where(run, ending, parts))
        dialog.open()

    def _ask_where(self, run: Run, ending: str, parts: tuple[str, ...]) -> None:
        name = dict(FORMATS)[ending]
        dialog = QFileDialog(
            self._window,
            self.tr("Export as {0}").format(name),
            str(self._folder() / f"{_file_name(run.brief.title)}.{ending}"),
            f"{name} (*.{ending})",
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.fileSelected.connect(lambda path: self._export(run, Path(path), parts))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self, run: Run, path: Path, parts: tuple[str, ...]) -> None:
        self._memory.set_text("export/folder", str(path.parent))
        self._exports.export(run, path, parts)

    def _folder(self) -> Path:
        remembered = Path(self._memory.text("export/folder", "-"))
        if remembered.is_dir():
            return remembered
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place) or Path.home())

    def _say_saved(self, path: str, warnings: tuple[str, ...]) -> None:
        title = self.tr("Saved {0}.").format(Path(path).name)
        tone = Tone.WARN if warnings else Tone.INFO
        banner = Banner(self._window.theme, Notice(tone, title, " ".join(warnings)))
        opening = LinkButton(self._window.theme, self.tr("Open"))
        opening.clicked.connect(lambda: _open(Path(path)))
        showing = LinkButton(self._window.theme, self.tr("Show in folder"))
        showing.clicked.connect(lambda: _open(Path(path).parent))
        for button in (opening, showing):
            banner.add_action(button)
        self._window.banners.show_banner(banner, _SAVED)
        self._window.announce(title)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _file_name(title: str) -> str:
    """A title as a file name that every system takes."""
    kept = "".join(char if char.isalnum() or char in " -_." else " " for char in title)
    return " ".join(kept.split())[:60].strip(" .") or "plan"
