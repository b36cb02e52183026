"""Connects what the user makes of a worker's text with what can do it."""

from PySide6.QtCore import QObject

from models.contribution import TextChange
from models.llm import ServerStatus
from ui.controllers.run_controller import RunController
from ui.controllers.server_controller import ServerController
from ui.main_window.window import MainWindow


class TextWiring(QObject):
    """Lives as long as the window."""

    def __init__(self, window: MainWindow, runs: RunController, server: ServerController) -> None:
        """Connect what there is already."""
        super().__init__(window)
        self._window = window
        self._runs = runs
        self._llms: tuple[str, ...] = ()
        server.checked.connect(self._take_in_llms)

    def connect_run_page(self) -> None:
        """Connect the page of runs, which has just been made."""
        page = self._window.run_page
        page.text_change_wanted.connect(self.change_text)
        page.rerun_with_wanted.connect(self._rerun_with)
        page.grid.offer_llms(self._llms)

    def change_text(self, slot: str, change: TextChange) -> None:
        """Use a partial text, leave a text out or take it back in."""
        if (run := self._window.run_page.run) is not None:
            self._runs.change_text(run, slot, change)

    def _rerun_with(self, slot: str, llm: str) -> None:
        if (run := self._window.run_page.run) is not None:
            self._runs.rerun_with(run, slot, llm)

    def _take_in_llms(self, status: ServerStatus) -> None:
        self._llms = tuple(one.name for one in status.llms)
        if self._window.has_run_page:
            self._window.run_page.grid.offer_llms(self._llms)
