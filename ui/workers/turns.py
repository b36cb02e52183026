"""One panel at a time: several that are drawn in one tick make the window stutter."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_TICK_MS = 8
"""Eight panels at 15 Hz each need a turn every 8 ms."""


class Turns(QObject):
    """Gives each panel that has news its turn, in the order in which they asked."""

    def __init__(self, take_turn: Callable[[str], None], parent: QObject) -> None:
        """``take_turn`` is called with a slot, once in a tick."""
        super().__init__(parent)
        self._take_turn = take_turn
        # A dictionary is an ordered set: who asks twice keeps its place.
        self._waiting: dict[str, None] = {}
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._next)

    def ask(self, slot: str) -> None:
        """Have a turn soon; at once, if nobody had one in this tick."""
        self._waiting[slot] = None
        if not self._tick.isActive():
            self._tick.start()
            self._next()

    def forget(self) -> None:
        """Nobody waits any more."""
        self._waiting.clear()

    def finish(self) -> None:
        """Give everybody who waits a turn now."""
        while self._waiting:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._tick.stop()
            return
        slot = next(iter(self._waiting))
        del self._waiting[slot]
        self._take_turn(slot)
