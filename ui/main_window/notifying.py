"""Says that a run has ended to somebody who looks elsewhere."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from models.activity import RunStatus
from models.run import Run

translate = QCoreApplication.translate


class Notifier:
    """A notification by the system and a nudge in its task bar, unless the window is in front.

    Args:
        window: whose run it is.
    """

    def __init__(self, window: QWidget) -> None:
        """Notify for ``window``."""
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    def say_ended(self, run: Run) -> None:
        """Say how a run ended."""
        if self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable():
            # Shown only as long as it is needed: a message needs an icon to come from.
            if self._tray is None:
                icon = self._window.windowIcon()
                self._tray = QSystemTrayIcon(icon if not icon.isNull() else QIcon(), self._window)
                self._tray.messageClicked.connect(self._window.activateWindow)
            self._tray.show()
            self._tray.showMessage(run.brief.title, outcome_in_words(run))


def outcome_in_words(run: Run) -> str:
    """How a run ended, in one line."""
    found = sum(one.counts for one in run.contradictions)
    ready = translate("Notifier", "The plan is ready. {0} contradictions.")
    if found == 1:
        ready = translate("Notifier", "The plan is ready. 1 contradiction.")
    return {
        RunStatus.COMPLETE: ready,
        RunStatus.PARTIAL: translate("Notifier", "The plan is ready, without some workers."),
        RunStatus.STOPPED: translate("Notifier", "The run was stopped; its texts are kept."),
        RunStatus.FAILED: translate("Notifier", "The run ended without a plan."),
        RunStatus.RUNNING: translate("Notifier", "The run was interrupted."),
    }[run.status].format(found)
