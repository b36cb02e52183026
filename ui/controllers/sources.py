"""Where answers come from: Ollama on this machine, or the demo's script."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.backends.protocol import Backend
from models.brief import Brief


@dataclass(frozen=True, slots=True)
class Sources:
    """Opens backends.

    Attributes:
        host: where Ollama listens, such as ``http://127.0.0.1:11434``; empty for the usual place.
        resources: what ships with the application.
        is_demo_instant: whether the demo answers without waiting; for tests.
    """

    host: str
    resources: Path
    is_demo_instant: bool = False

    @asynccontextmanager
    async def ollama(self) -> AsyncIterator[Backend]:
        """Ollama; nothing is sent yet. Raises: InputError, HostRefused."""
        # Imported here because the HTTP library would delay the first paint.
        from engine.backends.ollama import DEFAULT_HOST, OllamaBackend

        backend = OllamaBackend(self.host or DEFAULT_HOST)
        try:
            yield backend
        finally:
            await backend.close()

    @asynccontextmanager
    async def demo(self) -> AsyncIterator[Backend]:
        """The demo."""
        from engine.backends.demo import DemoBackend, DemoScript, Pace

        pace = Pace.instant() if self.is_demo_instant else Pace()
        yield DemoBackend(DemoScript.load(self.resources / "demo"), pace)

    def demo_brief(self) -> Brief:
        """The brief that the demo answers."""
        from engine.backends.demo import DemoScript

        return DemoScript.load(self.resources / "demo").brief
