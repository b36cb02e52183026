"""The list of stored runs."""

import asyncio

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError
from engine.stores.history import RunHistory
from ui.tasks import TaskSpawner


class HistoryController(QObject):
    """Lists and searches runs without holding up the window.

    Attributes:
        listed: the runs that fit the search, newest first: a tuple of RunSummary.
        refused: the list cannot be made: what is wrong, and the remedy.
    """

    listed = Signal(object)
    refused = Signal(str, str)

    def __init__(self, tasks: TaskSpawner, history: RunHistory) -> None:
        """List the runs of ``history``."""
        super().__init__()
        self._tasks = tasks
        self._history = history
        self._search = ""
        self._is_listing = False
        self._is_outdated = False

    def search(self, words: str) -> None:
        """List only runs that have all these words."""
        self._search = words
        self.refresh()

    def refresh(self) -> None:
        """List again; asked for while a list is being made, it is made once more after that."""
        self._is_outdated = True
        if not self._is_listing:
            self._is_listing = True
            self._tasks.spawn(self._list(), name="list runs")

    async def _list(self) -> None:
        try:
            while self._is_outdated:
                self._is_outdated = False
                found = await asyncio.to_thread(self._history.summaries, self._search)
                if not self._is_outdated:
                    self.listed.emit(found)
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
        finally:
            self._is_listing = False
