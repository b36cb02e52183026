"""The start of a window in a process of its own: ``… start_probe WHAT FOLDER``; says JSON.

``empty`` is a main window of Qt with nothing in it, ``ours`` is the whole program as ``main.py``
starts it, over the data in ``FOLDER``. Both say, as ``time.monotonic`` has it, when their first
paint was over; ours also when a letter typed arrived in the brief. Then they leave. ``full`` is
ours, and shows eight long texts before it leaves.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

_SIZE = (1440, 900)
_SETTLING_MS, _DRAWING_MS = 500, 2500
"""So long it stays, for its memory to be that of a program at rest."""


class Watch(QObject):
    """Sees the first paint of a window, then types until a letter arrives in an editor."""

    def __init__(
        self, application: QApplication, *, types: bool, shows_texts: bool = False
    ) -> None:
        """Watch every window from now on."""
        super().__init__(application)
        self._application = application
        self._types = types
        self._shows_texts = shows_texts
        self._window: QMainWindow | None = None
        self._has_found = False
        self._painted_s = 0.0
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find the window by its first event, and wait until its paint event has been handled."""
        if event.type() == QEvent.Type.Paint:
            if isinstance(watched, QMainWindow):
                watched.removeEventFilter(self)
                self._window = watched
                QTimer.singleShot(0, self._note_paint)
        elif not self._has_found and isinstance(watched, QMainWindow):
            # Not kept: while it is being made, it is not yet the object that Python will know.
            self._has_found = True
            self._application.removeEventFilter(self)
            watched.installEventFilter(self)
        return False

    def _note_paint(self) -> None:
        self._painted_s = time.monotonic()
        if self._types:
            self._type()
        else:
            self._say()

    def _type(self) -> None:
        """Press a key whenever the loop turns, as an impatient user would."""
        assert self._window is not None
        target = self._window.focusWidget() or self._window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
            QCoreApplication.sendEvent(target, event)
        if isinstance(target, QTextEdit) and target.toPlainText():
            self._say()
        else:
            QTimer.singleShot(1, self._type)

    def _say(self) -> None:
        typed_s = time.monotonic() if self._types else 0.0
        sys.stdout.write(f'{{"painted_s": {self._painted_s}, "typed_s": {typed_s}}}\n')
        sys.stdout.flush()
        self._settle()

    def _settle(self) -> None:
        """Wait until the program stands whole, which on a busy machine is long after typing."""
        if self._types and not hasattr(self._window, "status_strip"):
            QTimer.singleShot(_SETTLING_MS, self._settle)
        else:
            then = self._show_texts if self._shows_texts else self._close
            QTimer.singleShot(_SETTLING_MS, then)

    def _show_texts(self) -> None:
        from tests.benchmarks.window_probe import FULL_CHARS, Writers

        assert self._window is not None
        Writers(self._window, FULL_CHARS)
        QTimer.singleShot(_DRAWING_MS, self._close)

    def _close(self) -> None:
        assert self._window is not None
        self._window.close()


def main(what: str, folder: Path) -> int:
    """Start a window, and leave when everything has been seen; returns the exit code."""
    if what != "empty":
        from main import run_window
        from ui.application import Application
        from ui.data_folder import usual_data_folder

        usual_data_folder()  # `main` asks for it
        ours = Application(sys.argv[:1])
        Watch(ours, types=True, shows_texts=what == "full")
        return run_window(ours, folder)
    application = QApplication(sys.argv[:1])
    Watch(application, types=False)
    window = QMainWindow()
    window.resize(*_SIZE)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
