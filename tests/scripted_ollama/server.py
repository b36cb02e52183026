"""The stand-in server: its life, its connections and its endpoints."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from tests.scripted_ollama.answers import InstalledLlm, Pace, Script, default_script
from tests.scripted_ollama.chat import Chat, Refused, plan_of
from tests.scripted_ollama.http import HttpCall, Reply, read_call
from tests.scripted_ollama.journal import Journal, Outcome, Seen
from tests.scripted_ollama.listing import ps_row, show_document, tags_row
from tests.scripted_ollama.runners import Scheduler

_METHODS = {
    "/": ("GET", "HEAD"),
    "/api/version": ("GET", "HEAD"),
    "/api/status": ("GET",),
    "/api/tags": ("GET", "HEAD"),
    "/api/ps": ("GET",),
    "/api/show": ("POST",),
    "/api/chat": ("POST",),
}
_LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


class ScriptedOllama:
    """An Ollama server whose answers are scripted; use it with ``async with``.

    Args:
        script: makes the answer to each chat call.
        num_parallel: slots of each LLM.
        llms: what is installed.
        pace: how long things take; by default no time.
        max_loaded: how many LLMs fit into memory.
        max_queue: how many calls may wait for a load before the next gets 503.
        version: what it calls itself.
        port: where to listen on 127.0.0.1; 0 for any free port.
        documents: bytes to answer instead, by path; for tests of damaged lists.

    Attributes:
        journal: what it saw and loaded.
    """

    def __init__(
        self,
        script: Script = default_script,
        *,
        num_parallel: int = 1,
        llms: tuple[InstalledLlm, ...] = (InstalledLlm(),),
        pace: Pace | None = None,
        max_loaded: int = 3,
        max_queue: int = 512,
        version: str = "0.33.0",
        port: int = 0,
        documents: dict[str, bytes] | None = None,
    ) -> None:
        self.journal = Journal()
        self._script = script
        self._llms = {_full_name(llm.name): llm for llm in llms}
        self._pace = pace or Pace()
        self._scheduler = Scheduler(self.journal, self._pace, num_parallel, max_loaded, max_queue)
        self._version = version
        self._port = port
        self._documents = documents or {}
        self._connections: set[asyncio.Task[None]] = set()
        self._bugs: list[Exception] = []
        self._server: asyncio.Server | None = None
        self._is_stopped = False

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()
        if self._bugs and error is None:
            raise self._bugs[0]

    async def stop(self) -> None:
        """Close the port and all connections, as if the server were killed."""
        self._is_stopped = True
        if self._server is not None:
            self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def chats(self) -> list[Seen]:
        """The chat calls in the order of their arrival."""
        return [seen for seen in self.journal.seen if seen.path == "/api/chat"]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition on the server holds. Raises: AssertionError after ten seconds."""
        await self.journal.until(condition)

    # ---- connections

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_stopped:
            # Accepted just before the port was closed.
            writer.close()
            return
        # A task of our own: asyncio logs an error when it finds one of its own cancelled.
        connection = asyncio.create_task(self._connection(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)
        # One that is cancelled before it began never comes to close anything itself.
        connection.add_done_callback(lambda _: writer.close())

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if call := await read_call(reader):
                await self._serve(call, reader, Reply(writer))
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _serve(self, call: HttpCall, reader: asyncio.StreamReader, reply: Reply) -> None:
        """Answer a call, and notice at any time that the client has left."""
        seen = Seen(call.method, call.path, call.headers, {}, self.journal.now_s())
        self.journal.seen.append(seen)
        self.journal.changed()
        work = asyncio.create_task(self._answered(call, seen, reply))
        # Nothing more is to come, so this ends when the client closes the connection.
        leaving = asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait((work, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                seen.disconnected_s = self.journal.now_s()
        finally:
            work.cancel()
            leaving.cancel()
            await asyncio.gather(work, leaving, return_exceptions=True)
            self.journal.changed()

    async def _answered(self, call: HttpCall, seen: Seen, reply: Reply) -> None:
        try:
            await self._dispatch(call, seen, reply)
            if seen.outcome is Outcome.OPEN:
                seen.outcome = Outcome.COMPLETE
        except Refused as refused:
            seen.outcome = Outcome.FAILED
            await reply.document(refused.status, refused.body, headers=refused.headers)
        except (asyncio.CancelledError, ConnectionError):
            if seen.outcome is Outcome.OPEN:
                seen.outcome = Outcome.LEFT
            raise
        except Exception as bug:
            # In the script or in here: the test that leaves the server gets to see it.
            self._bugs.append(bug)
            seen.outcome = Outcome.FAILED
            raise
        finally:
            seen.ended_s = self.journal.now_s()
            self.journal.changed()

    # ---- endpoints

    async def _dispatch(self, call: HttpCall, seen: Seen, reply: Reply) -> None:
        methods = _METHODS.get(call.path)
        if call.headers.get("host", "").rpartition(":")[0] not in _LOCAL_NAMES:
            raise Refused(403, b"")
        if methods is None:
            raise Refused(404, b"404 page not found")
        if call.method not in methods:
            raise Refused(405, b"405 method not allowed")
        if call.method == "POST":
            seen.json = _parsed(call.body)
        if call.path in self._documents:
            await reply.document(200, self._documents[call.path])
        elif call.path == "/api/chat":
            await self._chat(seen, reply)
        elif call.path == "/":
            await reply.document(200, b"Ollama is running", "text/plain; charset=utf-8")
        else:
            document = self._document(call.path, seen)
            await reply.document(200, document, bodiless=call.method == "HEAD")

    def _document(self, path: str, seen: Seen) -> dict[str, Any]:
        match path:
            case "/api/version":
                return {"version": self._version}
            case "/api/status":
                return {"cloud": {"disabled": True, "source": "env"}}
            case "/api/tags":
                return {"models": [tags_row(llm) for llm in self._llms.values()]}
            case "/api/ps":
                loaded = self._scheduler.loaded.values()
                return {
                    "models": [
                        ps_row(self._llms[runner.llm], int(runner.options[0])) for runner in loaded
                    ]
                }
            case _:
                return show_document(self._llm(seen.json))

    async def _chat(self, seen: Seen, reply: Reply) -> None:
        plan = plan_of(seen.json, self._llm(seen.json))
        await Chat(plan, seen, reply, self.journal, self._pace).run(self._script, self._scheduler)

    def _llm(self, call: dict[str, Any]) -> InstalledLlm:
        """Find the LLM of a call as the server does (OLLAMA.md §6); its cloud is switched off."""
        name = call.get("model", "")
        if not name:
            raise Refused(400, {"error": "model is required"})
        tag = name.rpartition(":")[2].lower()
        llm = self._llms.get(_full_name(name.removesuffix(":local")))
        if tag == "cloud" or tag.endswith("-cloud") or (llm and llm.remote_host and tag != "local"):
            text = "ollama cloud is disabled: remote model is unavailable"
            raise Refused(403, {"error": text})
        if llm is None or llm.remote_host:
            raise Refused(404, {"error": f"model '{name}' not found"})
        return llm


def _full_name(name: str) -> str:
    return name if ":" in name else f"{name}:latest"


def _parsed(body: bytes) -> dict[str, Any]:
    if not body:
        raise Refused(400, {"error": "missing request body"})
    try:
        call = json.loads(body)
    except ValueError as error:
        raise Refused(400, {"error": str(error)}) from error
    if not isinstance(call, dict):
        raise Refused(
            400, {"error": "json: cannot unmarshal into Go value of type api.ChatRequest"}
        )
    return call
