"""Stops work and closes the window; asks once where more than a little would be lost."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from models.run import Run
from ui.controllers.run_controller import RunController
from ui.main_window.leaving import StopQuestion, is_worth_asking
from ui.main_window.window import MainWindow


class Stopping(QObject):
    """Lives as long as the window.

    Args:
        window: what is asked in.
        runs: what is stopped.
        clock: seconds, for how long a run has been at work.
    """

    def __init__(self, window: MainWindow, runs: RunController, clock: Callable[[], float]) -> None:
        """Nothing is at work."""
        super().__init__(window)
        self._window = window
        self._runs = runs
        self._clock = clock
        self._began_s = 0.0
        self._question: StopQuestion | None = None

    def begin(self) -> None:
        """A run is at work from now on."""
        self._began_s = self._clock()

    def end(self) -> None:
        """Nothing is at work any more, so there is nothing left to ask."""
        if self._question is not None:
            self._question.close()

    def stop_all(self) -> None:
        """Stop the run at work; asks first if more than a little would stop."""
        run = self._runs.working_run
        if run is None:
            return
        if self._is_worth_asking():
            self._ask(run, self._runs.stop_all)
        else:
            self._runs.stop_all()

    def ask_before_closing(self) -> None:
        """Let the window close, or ask first."""
        run = self._runs.working_run
        if run is not None and self._is_worth_asking():
            self._ask(run, self._close)
        else:
            self._window.may_close = True  # Qt ignores a call to close within a closing event.

    def _is_worth_asking(self) -> bool:
        return is_worth_asking(self._clock() - self._began_s)

    def _ask(self, run: Run, confirmed: Callable[[], None]) -> None:
        self.end()
        unfinished = sum(not one.state.is_final for one in run.contributions)
        self._question = question = StopQuestion(unfinished, self._window)
        question.confirmed.connect(confirmed)
        question.finished.connect(self._forget_question)
        question.open()

    def _forget_question(self) -> None:
        self._question = None

    def _close(self) -> None:
        """Close the window; leaving the application stops the work and keeps what has arrived."""
        self._window.may_close = True
        self._window.close()
