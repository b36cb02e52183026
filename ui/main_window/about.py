"""Says what this application is, and what it is made with."""

import platform

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget


class AboutDialog(QMessageBox):
    """Name, version, licence; and that nothing is sent anywhere."""

    def __init__(self, version: str, data_folder: str, parent: QWidget) -> None:
        """Say it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Parallel Workers"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(f"Parallel Workers {version}")
        self.setInformativeText(
            self.tr(
                "Several specialists work on one brief at the same time, on this machine.\n\n"
                "Briefs, texts and plans stay here; the application speaks only to Ollama on this "
                "machine, and sends nothing to anybody else.\n\n"
                "Runs are kept in {0}\n\n"
                "Python {1}, Qt {2}, PySide6 {3}. MIT licence."
            ).format(data_folder, platform.python_version(), qVersion(), PySide6.__version__)
        )
        self.setStandardButtons(QMessageBox.StandardButton.Close)
