"""Connects what is known of Ollama with where it matters; takes back what is not so any more."""

from PySide6.QtCore import QObject, Signal

from models.llm import ServerState, ServerStatus
from ui.controllers.server_controller import ServerController
from ui.first_run.system import ollama_on_this_system
from ui.main_window.window import MainWindow

_REFUSED = "refused"
"""The key of what is said about the last thing that could not be done."""


class ServerWiring(QObject):
    """Lives as long as the window.

    Attributes:
        checked: what the last look at the server found, a ServerStatus.
    """

    checked = Signal(object)

    def __init__(self, window: MainWindow, server: ServerController) -> None:
        """Nobody has looked yet."""
        super().__init__(window)
        self._window = window
        self._server = server
        self._status: ServerStatus | None = None
        self._wants_brief = False
        server.checked.connect(self._show)
        window.first_run_page_made.connect(self._connect_first_run_page)

    @property
    def host(self) -> str:
        """Where it listens; empty while that is not known."""
        return self._status.host if self._status is not None else ""

    @property
    def is_ready(self) -> bool:
        """Whether it has a model that can work."""
        return self._status is not None and self._status.state is ServerState.READY

    def check(self) -> None:
        """Look again."""
        self._server.check()

    def prefer_brief(self) -> None:
        """Leave the brief before the user from now on, whatever the server does."""
        self._wants_brief = True

    def refuse(self, message: str, remedy: str) -> None:
        """Say what could not be done, and look whether it is because of the server."""
        self.prefer_brief()
        if self._window.page is self._window.ready_page:
            self._window.ready_page.show_problem(message, remedy)
        else:
            self._window.show_problem(message, remedy, _REFUSED)
        self.check()

    def withdraw(self) -> None:
        """Take back what was refused, because it can be done now, or is not wanted any more."""
        self._window.ready_page.show_problem("")
        self._window.banners.withdraw(_REFUSED)

    def _show(self, status: ServerStatus) -> None:
        was_away = self._status is not None and not self.is_ready
        self._status = status
        window = self._window
        window.ready_page.show_server(status)
        if was_away and self.is_ready:
            self.withdraw()
        if not window.is_showing_run:
            window.status_strip.show_nothing(status.host)
        if window.has_first_run_page:
            window.first_run_page.show_status(status, ollama_on_this_system())
            if window.page is window.first_run_page and self.is_ready:
                window.show_page(window.ready_page)
        if window.page is window.ready_page and not self.is_ready and not self._wants_brief:
            window.show_page(window.first_run_page)
        self.checked.emit(status)

    def _connect_first_run_page(self) -> None:
        self._window.first_run_page.check_wanted.connect(self.check)
        if self._status is not None:
            self._window.first_run_page.show_status(self._status, ollama_on_this_system())
