"""What to expect of a model: looked up, or found out by testing it."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError
from engine.stores.report_card_store import ReportCardStore, StoredCard
from ui.controllers.sources import Sources
from ui.report_card.state import CardState
from ui.tasks import TaskSpawner


class ReportCardController(QObject):
    """Tests one model at a time.

    Attributes:
        shown: what is known of the model that was asked about last, a CardState.
        found: the digest of a model, and its ReportCard or ``None``; answers `look_up`.
        refused: a test could not be made: what is wrong, and the remedy.
    """

    shown = Signal(object)
    found = Signal(str, object)
    refused = Signal(str, str)

    def __init__(self, tasks: TaskSpawner, sources: Sources, store: ReportCardStore) -> None:
        """Keep cards in ``store``."""
        super().__init__()
        self._tasks = tasks
        self._sources = sources
        self._store = store
        self._state = CardState()
        self._test: asyncio.Task[None] | None = None

    @property
    def is_testing(self) -> bool:
        """Whether a model is being tested."""
        return self._test is not None

    def show(self, llm: str, digest: str) -> None:
        """Say what is known of a model; while one is tested, that is what is shown."""
        if not self.is_testing:
            self._tasks.spawn(self._show(llm, digest), name="show report card")

    def look_up(self, digest: str) -> None:
        """Find the card of a model by the digest of its weights."""
        self._tasks.spawn(self._look_up(digest), name="look up report card")

    def test(self, llm: str) -> None:
        """Test a model, for about three minutes."""
        if not self.is_testing:
            self._test = self._tasks.spawn(self._run_test(llm), name=f"test {llm}")

    def stop(self) -> None:
        """End the test under way; what it had found counts for nothing."""
        if self._test is not None:
            self._test.cancel()

    async def _show(self, llm: str, digest: str) -> None:
        stored = await asyncio.to_thread(self._store.load, digest) if digest else StoredCard(None)
        self._say(CardState(llm, stored.card, stored.problem))

    async def _look_up(self, digest: str) -> None:
        stored = await asyncio.to_thread(self._store.load, digest)
        self.found.emit(digest, stored.card)

    async def _run_test(self, llm: str) -> None:
        # Imported here because nobody needs it before a test.
        from engine.evaluation.report_card import test_llm

        before = self._state
        self._say(CardState(llm, is_testing=True))
        after = replace(before, is_testing=False)
        try:
            async with self._sources.ollama() as backend:
                card = await test_llm(backend, llm, self._say_progress)
            await asyncio.to_thread(self._store.save, card)
            after = CardState(llm, card)
            self.found.emit(card.digest, card)
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
        finally:
            self._test = None
            self._say(after)

    def _say_progress(self, done: int, total: int) -> None:
        self._say(replace(self._state, done=done, total=total))

    def _say(self, state: CardState) -> None:
        self._state = state
        self.shown.emit(state)
