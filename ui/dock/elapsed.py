"""How long the work under way has taken, on a clock that goes on between events."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.run import Run
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.plan.situation import work_began_s
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_TICK_MS = 500


class _Figures(ElidedLabel):
    def _restyle(self) -> None:
        super()._restyle()
        font = self._theme.fonts.font(TextStyle.TITLE, is_tabular=True)
        font.setWeight(font.Weight.Normal)
        self.setFont(font)


class ElapsedPart(QWidget):
    """Says "0:53 elapsed" and no estimate. It ticks only while it is visible."""

    def __init__(
        self,
        theme: Theme,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """No run yet."""
        super().__init__(parent)
        self._clock = clock
        self._last_s = 0.0
        self._base_s = 0.0
        self._seen_at = clock()
        self.figures = _Figures(theme, style=TextStyle.TITLE)
        self._words = ElidedLabel(theme, self.tr("elapsed"), TextStyle.SMALL, Role.TEXT2)
        row = QHBoxLayout()
        row.setContentsMargins(20, 9, 20, 9)
        row.setSpacing(8)
        row.addWidget(self.figures)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def show_run(self, run: Run) -> None:
        """Count from when the work under way began."""
        base_s = run.last_s - work_began_s(run)
        if (run.last_s, base_s) != (self._last_s, self._base_s):
            self._last_s, self._base_s = run.last_s, base_s
            self._seen_at = self._clock()
        self.tick()

    def tick(self) -> None:
        """Show the time."""
        self.figures.setText(minutes(self._base_s + self._clock() - self._seen_at))

    def showEvent(self, event: QShowEvent) -> None:
        """Tick."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._timer.stop()


def minutes(seconds: float) -> str:
    """A duration as a clock shows it: "0:53", "1:02:09"."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"
