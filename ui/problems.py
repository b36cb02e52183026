"""What happens to an error, wherever it comes from: one of three things.

* Cancelled: silence.
* Meant for the user: its message and remedy are shown.
* Anything else is a bug: it is logged, and one dialog offers a report to copy. Nothing is sent.
"""

import asyncio
import logging
import platform
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PySide6
from PySide6.QtCore import QObject, QSysInfo, Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from ui.crash_dialog import CrashDialog
from ui.logs import ForTheUser, describe, place_of, private_traceback

__all__ = ["ForTheUser", "Problems"]

_log = logging.getLogger(__name__)

_MOST_BUGS = 5
_TIMES_LOGGED = {10**power for power in range(1, 10)}
_QUIET_S = 10.0


@dataclass
class _Bug:
    """One place in the code that fails, and how often it did."""

    text: str
    times: int = 0


class Problems(QObject):
    """Takes every error; made once, in the main thread, after the application.

    Attributes:
        show_to_user: shows an error that is meant for the user; a message box at first. A window
            with a better place for it sets its own.
    """

    _found = Signal(object)

    def __init__(
        self,
        version: str,
        log_folder: Path | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Name ``version`` in reports; ``log_folder`` is opened on request."""
        super().__init__()
        self.show_to_user: Callable[[ForTheUser], None] = self._show_in_box
        self._version = version
        self._log_folder = log_folder
        self._now = now
        self._bugs: dict[str, _Bug] = {}
        self._dialog: CrashDialog | None = None
        self._boxes: dict[str, QMessageBox] = {}
        self._closed_at = float("-inf")
        # Queued, so that nothing opens while something is painted, collected or another thread's.
        self._found.connect(self._show, type=Qt.ConnectionType.QueuedConnection)

    def report(self, error: BaseException) -> None:
        """Deal with ``error``; may be called from any thread and never raises."""
        match error:
            case asyncio.CancelledError() | KeyboardInterrupt() | SystemExit() | GeneratorExit():
                return
            case BaseExceptionGroup():
                for one in error.exceptions:
                    self.report(one)
            case ForTheUser():
                _log.info("Shown: %s", describe(error))
                self._hand_over(error)
            case _:
                self._hand_over(self._noted(error))

    def _noted(self, error: BaseException) -> _Bug:
        """Count the bug and log it, though not each time: it may be in a paint event."""
        key = f"{type(error).__qualname__} {place_of(error)}"
        bug = self._bugs.get(key)
        if bug is None:
            bug = self._bugs[key] = _Bug(private_traceback(error))
            _log.error("A bug:\n%s", bug.text)
        bug.times += 1
        if bug.times in _TIMES_LOGGED:
            _log.error("Again, %s times by now: %s", bug.times, key)
        return bug

    def _hand_over(self, problem: object) -> None:
        # When Python ends, Qt's half of this object may be gone already; the log has it all.
        with suppress(RuntimeError):
            self._found.emit(problem)

    def _show(self, problem: object) -> None:
        try:
            if isinstance(problem, _Bug):
                self._show_bug(problem)
            elif isinstance(problem, ForTheUser):
                self.show_to_user(problem)
        except Exception as error:
            # Reported in the usual way, it would come back here for ever.
            _log.exception("A problem could not be shown: %s", describe(error))

    def _show_bug(self, bug: _Bug) -> None:
        dialog = self._dialog
        if dialog is None or not _is_open(dialog):
            if bug.times > 1 and self._now() - self._closed_at < _QUIET_S:
                return  # else a bug in a paint event leaves no chance to reach the menu
            self._dialog = dialog = CrashDialog(self._log_folder, open_window())
            dialog.finished.connect(self._start_quiet_time)
            dialog.open()
        dialog.show_report(self.bug_report(), sum(one.times for one in self._bugs.values()))

    def _start_quiet_time(self) -> None:
        self._closed_at = self._now()

    def _show_in_box(self, error: ForTheUser) -> None:
        known = self._boxes.get(error.message)
        if known is not None and _is_open(known):
            return  # four workers fail alike when their host is off
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            QApplication.applicationDisplayName(),
            error.message,
            QMessageBox.StandardButton.Close,
            open_window(),
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(error.remedy)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._boxes[error.message] = box
        box.open()

    def bug_report(self) -> str:
        """Versions and places in the code, for a person to copy."""
        bugs = tuple(self._bugs.values())
        lines = [
            f"Parallel Workers {self._version}",
            f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}",
            f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}",
        ]
        for bug in bugs[:_MOST_BUGS]:
            times = f"\n\n({bug.times} times)" if bug.times > 1 else ""
            lines += ["", f"{bug.text}{times}"]
        if len(bugs) > _MOST_BUGS:
            lines += ["", f"... and {len(bugs) - _MOST_BUGS} more, in the log."]
        return "\n".join(lines)

    @contextmanager
    def catching_all(self) -> Iterator[None]:
        """Take what nobody caught: in slots and events, in threads, and while collecting."""
        outer = (sys.excepthook, threading.excepthook, sys.unraisablehook)

        def take(kind: type[BaseException], error: BaseException, trace: Any) -> None:
            if isinstance(error, KeyboardInterrupt):
                outer[0](kind, error, trace)
            else:
                self.report(error)

        def take_other(unhandled: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
            if unhandled.exc_value is not None:
                self.report(unhandled.exc_value)

        sys.excepthook, threading.excepthook, sys.unraisablehook = take, take_other, take_other
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook, sys.unraisablehook = outer


def open_window() -> QWidget | None:
    """The window to open a dialog over; without one the dialog stands alone."""
    window = QApplication.activeWindow()
    return window if window is not None and window.isVisible() else None


def _is_open(dialog: QWidget) -> bool:
    # It goes with the window it stands over.
    return isValid(dialog) and dialog.isVisible()
