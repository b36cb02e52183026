"""A window in a process of its own, for benchmarks: ``… window_probe WHAT``; says figures as JSON.

``full`` leaves after eight long texts are shown, ``streaming`` after eight workers have written for
some seconds.
"""

import json
import sys
import time
from statistics import quantiles

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

_WORKERS = 8
FULL_CHARS = 50_000
_PRELOADED_CHARS = 20_000
_TICK_MS = 70
_CHARS_PER_S = 8_000
"""About 2,000 tokens a second over all workers."""

_SAMPLE_MS = 5
_IDLE_S, _STREAMING_S = 4.0, 6.0
_SETTLING_S = 1.5

_PROSE = (
    "## Order of spending\n\nWe spend first on **studios** of two to five people, because each "
    "signup brings several seats; solo freelancers come second.\n\n- Template pages are written "
    "by 15 March 2027\n- Creator contracts are signed by 31 March 2027\n\n"
)


def say(**figures: float) -> None:
    """Write figures for the benchmark, and leave."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    QApplication.exit(0)


def long_text(chars: int) -> str:
    """Markdown of so many characters."""
    return (_PROSE * (chars // len(_PROSE) + 1))[:chars]


def our_window(application: QApplication) -> "QMainWindow":
    """The main window, without a run."""
    from ui.application import import_plainly

    import_plainly()  # as the program does

    from engine.resources import RESOURCES
    from ui.main_window.window import MainWindow
    from ui.theme.style import Look
    from ui.theme.theme import Scheme, Theme

    theme = Theme(RESOURCES, Scheme.LIGHT, parent=application)
    Look(application, theme)
    window = MainWindow(theme)
    window.add_ready_page()
    window.add_surroundings()
    return window


class Writers:
    """Eight workers that write into the main window."""

    def __init__(self, window: QMainWindow, chars: int) -> None:
        """Show ``chars`` characters each."""
        from models.events import TextAdded
        from models.run import Run
        from tests.builders import a_start, a_team
        from ui.main_window.window import MainWindow

        assert isinstance(window, MainWindow)
        self._window = window
        self._run = Run.begin(a_start(a_team(f"Worker {number}" for number in range(_WORKERS))))
        self._event = TextAdded
        self._rest = long_text(200_000)
        self._place = 0
        for one in self._run.contributions:
            self._run = self._run.after(TextAdded(slot=one.slot, text=long_text(chars)))
        window.show_run(self._run, is_working=True)

    def write(self) -> None:
        """A tick's worth of text in every panel."""
        size = _CHARS_PER_S * _TICK_MS // 1000 // _WORKERS
        piece = self._rest[self._place : self._place + size]
        self._place += size
        for one in self._run.contributions:
            self._run = self._run.after(self._event(slot=one.slot, text=piece))
        self._window.show_run(self._run, is_working=True)


class Lateness:
    """How much later than asked for a precise timer fires, in ms."""

    def __init__(self) -> None:
        """Measure from now on."""
        self._late_ms: list[float] = []
        self._last_s = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_SAMPLE_MS)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def _note(self) -> None:
        now_s = time.perf_counter()
        self._late_ms.append(max(0.0, (now_s - self._last_s) * 1000 - _SAMPLE_MS))
        self._last_s = now_s

    def taken(self) -> tuple[float, float]:
        """The 99th percentile and the largest since the last call."""
        late_ms, self._late_ms = self._late_ms, []
        return quantiles(late_ms, n=100)[98], max(late_ms)


def stream(window: QMainWindow) -> None:
    """Compare an idle window with one in which eight workers write."""
    writers = Writers(window, _PRELOADED_CHARS)
    lateness = Lateness()
    ticks = QTimer(window)
    ticks.setInterval(_TICK_MS)
    ticks.timeout.connect(writers.write)
    idle: list[float] = []

    def settle() -> None:
        lateness.taken()

    def begin() -> None:
        idle.extend(lateness.taken())
        ticks.start()

    def end() -> None:
        p99_ms, most_ms = lateness.taken()
        say(
            idle_p99_ms=idle[0],
            idle_max_ms=idle[1],
            streaming_p99_ms=p99_ms,
            streaming_max_ms=most_ms,
        )

    for delay_s, step in (
        (_SETTLING_S, settle),
        (_SETTLING_S + _IDLE_S, begin),
        (_SETTLING_S + _IDLE_S + _STREAMING_S, end),
    ):
        QTimer.singleShot(round(delay_s * 1000), step)


def main(what: str) -> int:
    """Show a window and say what was asked for; returns the exit code."""
    application = QApplication(sys.argv[:1])
    window = our_window(application)
    window.resize(1440, 900)
    window.show()
    if what == "full":
        Writers(window, FULL_CHARS)
        QTimer.singleShot(round(_SETTLING_S * 1000), say)
    else:
        stream(window)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
