"""Asks once before work is stopped by closing the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

_WORTH_ASKING_S = 30
"""Less work than this is redone sooner than a question is read (UI.md §7)."""


def is_worth_asking(work_s: float) -> bool:
    """Whether stopping so much work needs a question first."""
    return work_s > _WORTH_ASKING_S


class StopQuestion(QMessageBox):
    """Asks whether to stop the work under way.

    Attributes:
        confirmed: stop it.
    """

    confirmed = Signal()

    def __init__(self, workers: int, parent: QWidget) -> None:
        """Ask about so many workers."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setText(self._asked(workers))
        self.setInformativeText(self.tr("Finished text is kept."))
        stop = self.addButton(self.tr("Stop"), QMessageBox.ButtonRole.DestructiveRole)
        keep = self.addButton(self.tr("Keep running"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(keep)
        self.setEscapeButton(keep)
        stop.clicked.connect(self.confirmed)

    def _asked(self, workers: int) -> str:
        if workers == 0:
            return self.tr("Stop the run?")
        if workers == 1:
            return self.tr("Stop 1 worker?")
        return self.tr("Stop {0} workers?").format(workers)
