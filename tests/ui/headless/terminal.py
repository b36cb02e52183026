"""Commands as if typed: in this process with streams in memory, or as processes of their own."""

import asyncio
import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.backends.demo import Pace
from engine.stores.run_store import RunStore, StoredRun
from tests.builders import TEXTS
from tests.judges import Judge, a_finding
from tests.scripted_ollama import Script, ScriptedOllama
from ui.headless import Console, run_command_line

ROOT = Path(__file__).parents[3]
MAIN = ROOT / "main.py"

BRIEF = "Plan the public launch of Ledgerling 1.0. The budget is EUR 60,000.\n"

TWO_DATES = a_finding(
    "The launch e-mail goes live on 11 May 2027 at nine in the morning.",
    "The public launch is on 25 May 2027.",
    topic="dates",
    keep="The public launch is on 25 May 2027.",
    decision="Launch on 25 May 2027.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """Types commands; they share a folder for data and files."""

    folder: Path
    windows: list[Path] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def stored(self) -> list[StoredRun]:
        """All stored runs, newest first."""
        store = RunStore(self.data / "runs")
        return [store.load(run_id) for run_id in store.run_ids()]

    def brief(self, content: str | bytes = BRIEF, name: str = "brief.md") -> str:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def type(self, *words: str, stdin: bytes = b"") -> Said:
        """Run a command to its end, with this terminal's data folder."""
        command, *rest = words
        return self.type_exactly(command, "--data-dir", str(self.data), *rest, stdin=stdin)

    def type_exactly(self, *words: str, stdin: bytes = b"") -> Said:
        out, err = io.StringIO(), io.StringIO()
        console = Console(io.BytesIO(stdin), out, err)
        code = run_command_line(words, console, self._open_window, Pace.instant())
        return Said(code, out.getvalue(), err.getvalue())

    def start(self, *words: str | bytes, **options: Any) -> "subprocess.Popen[str]":
        """Start a command as a process; the test ends it."""
        command, *rest = words
        return subprocess.Popen(
            [sys.executable, str(MAIN), command, "--data-dir", str(self.data), *rest],
            **{
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "encoding": "utf-8",
                "cwd": ROOT,
                **options,
            },
        )

    def finish(self, *words: str | bytes, **options: Any) -> Said:
        """Run a command as a process to its end."""
        with self.start(*words, **options) as process:
            out, err = process.communicate(timeout=60)
        return Said(process.returncode, out, err)

    def _open_window(self, data_folder: Path) -> int:
        self.windows.append(data_folder)
        return 42


def a_judge(**options: Any) -> Judge:
    """Four workers with two launch dates between them."""
    return Judge(TEXTS, **{"findings": [TWO_DATES], **options})


@contextmanager
def a_server(script: Script | None = None, **options: Any) -> Iterator[ScriptedOllama]:
    """A scripted Ollama in a thread, because a command has a loop of its own."""
    server = ScriptedOllama(script or a_judge(), num_parallel=4, **options)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="scripted ollama")
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(10)
        yield server
        asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
