"""As much HTTP/1.1 as an Ollama server needs, one call a connection."""

import asyncio
import json
import socket
import struct
from dataclasses import dataclass
from typing import Any

_REASONS = {200: "OK", 307: "Temporary Redirect", 400: "Bad Request", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class HttpCall:
    """A call as it arrived; header names are in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


async def read_call(reader: asyncio.StreamReader) -> HttpCall | None:
    """Read one call; ``None`` if the client left or sends something else."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        start, *lines = head.rstrip().split("\r\n")
        method, target, _ = start.split(" ")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
        return None
    return HttpCall(method, target.partition("?")[0], headers, body)


class Reply:
    """The answer to one call. Headers go out with the first frame, not before (OLLAMA.md §1.1)."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.has_begun = False

    async def document(
        self,
        status: int,
        body: bytes | dict[str, Any],
        content_type: str = "application/json; charset=utf-8",
        headers: dict[str, str] | None = None,
        *,
        bodiless: bool = False,
    ) -> None:
        """Answer as a whole; ``bodiless`` for HEAD."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        length = {"Content-Length": str(len(data))}
        self._head(status, {"Content-Type": content_type, **length, **(headers or {})})
        if not bodiless:
            self._writer.write(data)
        await self._writer.drain()

    async def frame(self, frame: dict[str, Any]) -> None:
        """Send one line of a stream."""
        await self.raw(
            json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        )

    async def raw(self, data: bytes, content_type: str = "application/x-ndjson") -> None:
        """Send bytes as a piece of a stream."""
        if not self.has_begun:
            self._head(200, {"Content-Type": content_type, "Transfer-Encoding": "chunked"})
        self._writer.write(b"%x\r\n%b\r\n" % (len(data), data))
        await self._writer.drain()

    async def end(self) -> None:
        """End a stream cleanly."""
        if not self.has_begun:
            self._head(200, {"Transfer-Encoding": "chunked"})
        self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()

    def reset(self) -> None:
        """Break the connection with an RST instead of closing it."""
        connection = self._writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.has_begun = True
        fields = {**headers, "Connection": "close"}
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in fields.items()]
        self._writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
