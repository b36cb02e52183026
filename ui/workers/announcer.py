"""What screen readers are told: not more than they can say."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 2000


class Announcer(QObject):
    """Says one sentence at a time; of those that come during the pause, the last one.

    Attributes:
        said: a sentence to be announced now.
    """

    said = Signal(str)

    def __init__(self, parent: QObject, pause_ms: int = PAUSE_MS) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        self._next = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._go_on)

    def say(self, sentence: str) -> None:
        """Announce ``sentence`` now, or after the pause unless something newer comes."""
        if self._pause.isActive():
            self._next = sentence
            return
        self._pause.start()
        self.said.emit(sentence)

    def forget(self) -> None:
        """Leave unsaid what was to come."""
        self._next = ""

    def _go_on(self) -> None:
        if self._next:
            sentence, self._next = self._next, ""
            self.say(sentence)
