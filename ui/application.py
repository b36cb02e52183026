"""The Qt application, which asks before it leaves."""

import builtins

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Turns every way of quitting into `leaving_asked`; only `run_application` ends Qt's loop.

    Attributes:
        leaving_asked: the user wants to leave.
        was_left: that was asked for already, perhaps before anybody listened.
    """

    leaving_asked = Signal()

    def __init__(self, arguments: list[str]) -> None:
        """Take the command line without the application's own words."""
        # Named here and not by `setStyle`, which would load all of Qt's styles into Python.
        super().__init__([*arguments, "-style", "Fusion"])
        self.setQuitOnLastWindowClosed(False)
        self.lastWindowClosed.connect(self._leave)
        self.was_left = False

    def event(self, event: QEvent) -> bool:
        """Close the windows when the system, a menu or `quit` asks to quit.

        Qt would end its loop at once, under the feet of the tasks that still clean up. A window
        may refuse, for example to ask first.
        """
        if event.type() != QEvent.Type.Quit:
            return super().event(event)
        self.closeAllWindows()
        event.setAccepted(not has_open_windows())
        if event.isAccepted():
            self._leave()
        return True

    def _leave(self) -> None:
        self.was_left = True
        self.leaving_asked.emit()


def has_open_windows() -> bool:
    """Whether the user still has a window or dialog before them."""
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
    return any(
        widget.isVisible() and widget.windowType() in kinds
        for widget in QApplication.topLevelWidgets()
    )


def import_plainly() -> None:
    """Let Python import what comes from here on without PySide looking on.

    For ``from __feature__ import …``, which nobody here uses, PySide reads the source of each
    module that is imported, and Python keeps what was read: 12 MB by the time a run is shown.
    """
    plain = vars(builtins).get("__orig_import__")  # PySide's name for what it has replaced
    if plain is not None:
        builtins.__import__ = plain
