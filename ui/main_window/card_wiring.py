"""Connects what to expect of a model with where a model is chosen and where none was found."""

from PySide6.QtCore import QObject, Signal

from models.llm import LlmInfo, ServerStatus
from models.report_card import ReportCard
from models.run import Run
from models.settings import SYNTHESIZER_ROLE
from ui.controllers.outlook import likely_finder
from ui.controllers.report_card_controller import ReportCardController
from ui.main_window.commands import Command
from ui.main_window.window import MainWindow
from ui.ready.finders import outlook_line
from ui.report_card.state import CardState, card_line


class CardWiring(QObject):
    """Lives as long as the window.

    Attributes:
        testing_changed: a model is being tested from now on, or not any more.
    """

    testing_changed = Signal()

    def __init__(self, window: MainWindow, cards: ReportCardController) -> None:
        """Connect the page for a new run."""
        super().__init__(window)
        self._window = window
        self._cards = cards
        self._status: ServerStatus | None = None
        self._asked = ("", "")
        self._digest = ""
        self._card: ReportCard | None = None
        self._is_testing = False
        window.commands.enable(Command.STOP_TEST, False)
        ready = window.ready_page
        ready.outlook_wanted.connect(self._show_chosen)
        ready.outlook_wanted.connect(self._show_outlook)
        ready.test_wanted.connect(cards.test)
        ready.test_stop_wanted.connect(cards.stop)
        cards.shown.connect(self._show_card)
        cards.refused.connect(ready.show_problem)
        cards.found.connect(self._take_in)

    def show_server(self, status: ServerStatus) -> None:
        """Look at the models of a server."""
        self._status = status
        self._show_chosen()
        self._show_outlook()

    def show_run(self, run: Run) -> None:
        """Say beside what was not found what the model of ``run`` is worth."""
        digests = (one.digest for one in run.seats if one.role == SYNTHESIZER_ROLE)
        digest = "" if run.is_demo else next(digests, "")
        if digest == self._digest:
            return
        self._digest = digest
        self._window.run_page.show_report_card(None)
        if digest:
            self._cards.look_up(digest)

    @property
    def _chosen(self) -> LlmInfo | None:
        name = self._window.ready_page.default_llm
        llms = self._status.llms if self._status is not None else ()
        return next((one for one in llms if one.name == name), None)

    def _show_card(self, state: CardState) -> None:
        self._card = state.card
        if state.is_testing != self._is_testing:
            self._is_testing = state.is_testing
            self.testing_changed.emit()
            self._window.commands.enable(Command.STOP_TEST, state.is_testing)
            if state.card is not None and not state.is_testing:
                self._window.announce(f"{state.llm}: {card_line(state.card)}")
        self._window.ready_page.show_report_card(state)
        self._show_outlook()

    def _show_outlook(self) -> None:
        """Say how contradictions would be looked for here."""
        ready, llm = self._window.ready_page, self._chosen
        if llm is None or ready.team is None:
            ready.show_outlook("")
            return
        card = self._card if self._card is not None and self._card.llm == llm.name else None
        choice = likely_finder(ready.team, ready.draft.text, llm, card)
        ready.show_outlook(outlook_line(choice))

    def _show_chosen(self) -> None:
        llm = self._chosen
        asked = (llm.name, llm.digest) if llm is not None else ("", "")
        if asked != self._asked:
            self._asked = asked
            self._cards.show(*asked)

    def _take_in(self, digest: str, card: ReportCard | None) -> None:
        if digest == self._digest and self._window.has_run_page:
            self._window.run_page.show_report_card(card)
