"""Slows the run at work down to what an eye can follow in a list."""

from PySide6.QtCore import QObject, QTimer, Signal

from models.summary import RunSummary

_LEAST_MS = 500
"""Numbers change at most twice a second."""


class LiveRow(QObject):
    """Keeps the newest state of the run at work and says when to show it.

    Attributes:
        due: a state to be shown now: a RunSummary. The last one is never left out.
    """

    due = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """No run is at work."""
        super().__init__(parent)
        self._run: RunSummary | None = None
        self._is_waiting = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_LEAST_MS)
        self._pause.timeout.connect(self._flush)

    @property
    def run(self) -> RunSummary | None:
        """The newest state; none if no run is at work."""
        return self._run

    def show(self, run: RunSummary | None) -> None:
        """Take in a newer state, another run, or that none is at work any more."""
        if run == self._run:
            return
        is_same = run is not None and self._run is not None and run.id == self._run.id
        if not is_same:
            self._flush_now()
        self._run = run
        if run is None:
            return
        self._is_waiting = True
        if not self._pause.isActive():
            self._flush()

    def _flush_now(self) -> None:
        self._flush()
        self._pause.stop()

    def _flush(self) -> None:
        if self._is_waiting and self._run is not None:
            self._is_waiting = False
            self._pause.start()
            self.due.emit(self._run)
