"""What can be done with Ollama right now."""

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError, LlmMissing
from engine.seating import Inventory
from models.llm import ServerState, ServerStatus
from ui.controllers.sources import Sources
from ui.tasks import TaskSpawner


class ServerController(QObject):
    """Looks whether Ollama answers and which models it has.

    Attributes:
        checked: what the last look found, a ServerStatus.
    """

    checked = Signal(object)

    def __init__(self, tasks: TaskSpawner, sources: Sources) -> None:
        """Look at the server of ``sources``."""
        super().__init__()
        self._tasks = tasks
        self._sources = sources
        self._is_looking = False

    def check(self) -> None:
        """Look once; does nothing while a look is under way."""
        if not self._is_looking:
            self._is_looking = True
            self._tasks.spawn(self._check(), name="check server")

    async def _check(self) -> None:
        try:
            self.checked.emit(await self._look())
        finally:
            self._is_looking = False

    async def _look(self) -> ServerStatus:
        host = self._sources.host
        try:
            async with self._sources.ollama() as backend:
                host = backend.host
                version = await backend.version()
                inventory = await Inventory.of(backend)
        except EngineError as error:
            return ServerStatus(
                ServerState.UNREACHABLE, host, message=error.message, remedy=error.remedy
            )
        try:
            default = inventory.default(None).name
        except LlmMissing as error:
            return ServerStatus(
                ServerState.NO_LLM, host, version, message=error.message, remedy=error.remedy
            )
        return ServerStatus(
            ServerState.READY, host, version, inventory.usable, inventory.loaded, default
        )
