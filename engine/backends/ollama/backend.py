"""An Ollama server as a backend."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx

from engine.backends.ollama import lists
from engine.backends.ollama.error_map import (
    Target,
    from_httpx,
    from_status,
    not_ollama,
    runs_elsewhere,
    unreachable,
)
from engine.backends.ollama.host import parse_host
from engine.backends.ollama.wire import AnswerReader, chat_body, parse_object
from engine.backends.protocol import ChatRequest, Chunk
from engine.errors import BackendError, BadAnswer, HostUnreachable
from models.llm import LlmInfo, is_cloud_name

_CONNECT_TIMEOUT_S = 5
_WRITE_TIMEOUT_S = 30
# The list of loaded LLMs can stand still for 5 s while the server makes room (OLLAMA.md §1).
_DOCUMENT_TIMEOUT_S = 20
_MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
_MAX_ERROR_BYTES = 64 * 1024


class OllamaBackend:
    """Speaks to one Ollama server on this machine; see ``Backend`` for the contract.

    Each call has a connection of its own, so a call never meets one that died while it was idle,
    and closing it is all it takes to stop the server's work. Environment variables, proxies,
    redirects and ``OLLAMA_API_KEY`` play no part: each could send prompts elsewhere (OLLAMA.md §8).

    Args:
        host: where the server is, as the user writes it; see ``parse_host``.

    Raises:
        InputError: the host is no address.
        HostRefused: the host is not this machine.
    """

    is_demo = False

    def __init__(self, host: str) -> None:
        self._host = parse_host(host)
        self._client = httpx.AsyncClient(
            base_url=self._host,
            trust_env=False,
            follow_redirects=False,
            verify=False,  # plain http; loading certificates would cost time for nothing
            # No read timeout: a call that waits for its turn is silent (OLLAMA.md §1.1).
            timeout=httpx.Timeout(
                connect=_CONNECT_TIMEOUT_S, read=None, write=_WRITE_TIMEOUT_S, pool=None
            ),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            # Uncompressed, so that a few bytes cannot unfold to gigabytes.
            headers={"Accept-Encoding": "identity", "User-Agent": "parallel-workers"},
        )

    @property
    def host(self) -> str:
        """Where calls go, such as ``http://127.0.0.1:11434``."""
        return self._host

    async def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """Answer, piece by piece; see ``Backend.stream_chat``.

        Raises:
            LlmRefused: the LLM runs elsewhere; what it sent is dropped.
            IncompleteAnswer: the stream ended without its final frame.
            BadAnswer: what came is not what Ollama sends.
            BackendError: whatever ``error_map`` makes of other failures.
        """
        target = Target(self._host, request.llm)
        self._refuse_cloud(request.llm)
        body = chat_body(request)
        reader = AnswerReader(target, len(body))
        async with self._call("POST", "/api/chat", target, body) as pieces:
            async for piece in pieces:
                for chunk in reader.feed(piece):
                    yield chunk
                    if chunk.final is not None:
                        return
            for chunk in reader.end():
                yield chunk

    async def version(self) -> str:
        """What the server calls itself, such as "0.33.0".

        Raises:
            HostUnreachable: nobody answers, or somebody who is not Ollama.
        """
        target = Target(self._host)
        try:
            document = await self._document("GET", "/api/version", target)
        except HostUnreachable:
            raise
        except BackendError as error:
            raise not_ollama(target, error.detail) from error
        version = document.get("version")
        if not isinstance(version, str) or not version:
            raise not_ollama(target)
        return version

    async def installed_llms(self) -> tuple[LlmInfo, ...]:
        """All LLMs the server has, in its order. Raises: BackendError."""
        return lists.installed(await self._document("GET", "/api/tags", Target(self._host)))

    async def describe_llm(self, name: str) -> LlmInfo:
        """What the server knows of one LLM, except its digest and size, which only the list has.

        Raises:
            LlmRefused: the name is one for the cloud; the server would ask there.
            LlmMissing: it is not installed.
            BackendError: another failure.
        """
        self._refuse_cloud(name)
        body = json.dumps({"model": name}).encode()
        target = Target(self._host, name)
        return lists.described(name, await self._document("POST", "/api/show", target, body))

    async def loaded_llms(self) -> frozenset[str]:
        """Names of the LLMs in memory now. Raises: BackendError."""
        return lists.loaded(await self._document("GET", "/api/ps", Target(self._host)))

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    def _refuse_cloud(self, name: str) -> None:
        if is_cloud_name(name):
            raise runs_elsewhere(name)

    @asynccontextmanager
    async def _call(
        self, method: str, path: str, target: Target, body: bytes | None = None
    ) -> AsyncIterator[AsyncIterator[bytes]]:
        """Send a call and hand out its answer's bytes; leaving closes the connection."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        try:
            async with (
                self._client.stream(method, path, content=body, headers=headers) as response,
                _body(response) as pieces,
            ):
                if response.status_code != httpx.codes.OK:
                    error = await _error_body(pieces)
                    raise from_status(response.status_code, error, target)
                yield pieces
        except httpx.HTTPError as error:
            raise from_httpx(error, target) from error

    async def _document(
        self, method: str, path: str, target: Target, body: bytes | None = None
    ) -> dict[str, Any]:
        """Ask for one JSON object."""
        try:
            async with (
                asyncio.timeout(_DOCUMENT_TIMEOUT_S),
                self._call(method, path, target, body) as pieces,
            ):
                data = await _read(pieces, _MAX_DOCUMENT_BYTES)
        except TimeoutError as error:
            raise unreachable(target, f"no answer within {_DOCUMENT_TIMEOUT_S} s") from error
        if len(data) > _MAX_DOCUMENT_BYTES:
            raise BadAnswer(
                f"The server's answer is longer than {_MAX_DOCUMENT_BYTES:,} bytes.",
                "Check that Ollama answers there, and nothing else.",
            )
        return parse_object(data)


@asynccontextmanager
async def _body(response: httpx.Response) -> AsyncIterator[AsyncIterator[bytes]]:
    """The body of an answer, as it comes.

    Leaving closes the connection first and the generator afterwards. httpcore's generators wait for
    something if they are dropped while the connection is open, and qasync, unlike asyncio's own
    loops, does not look after dropped generators: each answer would end in a complaint.
    """
    pieces = cast("AsyncGenerator[bytes, None]", response.aiter_raw())
    try:
        yield pieces
    finally:
        await response.aclose()
        await pieces.aclose()


async def _error_body(pieces: AsyncIterator[bytes]) -> bytes:
    """The body of an error; what is late or long is not waited for."""
    try:
        async with asyncio.timeout(_DOCUMENT_TIMEOUT_S):
            return await _read(pieces, _MAX_ERROR_BYTES)
    except (TimeoutError, httpx.HTTPError):
        # The status says enough.
        return b""


async def _read(pieces: AsyncIterator[bytes], max_bytes: int) -> bytes:
    """Read a body up to a little more than ``max_bytes``."""
    data = bytearray()
    async for piece in pieces:
        data += piece
        if len(data) > max_bytes:
            break
    return bytes(data)
