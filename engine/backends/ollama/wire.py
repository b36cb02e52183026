"""From the bytes of a chat's answer to chunks (OLLAMA.md §1.1).

The bytes come from a server that may be broken or hostile, so every size and type is checked; and
they come once per token, so each frame costs one ``json.loads`` and a few look-ups.
"""

import json
from collections.abc import Iterator
from typing import Any

from engine.backends.ollama.error_map import Target, from_error_line, runs_elsewhere
from engine.backends.protocol import ChatRequest, Chunk, FinalFrame
from engine.errors import BadAnswer, IncompleteAnswer
from engine.unicode import storable
from models.call import CallMetrics

MAX_LINE_BYTES = 8 * 1024 * 1024

_MAX_COUNT = 2**53
_NS_PER_S = 1_000_000_000


class LineSplitter:
    """Cuts a stream of bytes into lines, however the network has cut the stream.

    Args:
        max_line_bytes: a longer line is refused as soon as its length is known.
    """

    def __init__(self, max_line_bytes: int = MAX_LINE_BYTES) -> None:
        self._max_line_bytes = max_line_bytes
        self._begun: list[bytes] = []
        self._begun_bytes = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the lines that ``data`` completes, without their ends.

        Raises:
            BadAnswer: a line is too long.
        """
        *ends, rest = data.split(b"\n")
        for end in ends:
            self._hold(end)
            line = b"".join(self._begun)
            self._begun.clear()
            self._begun_bytes = 0
            yield line
        self._hold(rest)

    def _hold(self, data: bytes) -> None:
        self._begun_bytes += len(data)
        if self._begun_bytes > self._max_line_bytes:
            raise BadAnswer(
                f"The server sent a line of more than {self._max_line_bytes:,} bytes.",
                "Check that Ollama answers there, and nothing else.",
            )
        self._begun.append(data)


def chat_body(request: ChatRequest) -> bytes:
    """The body of ``POST /api/chat``.

    ``truncate`` is off, so that a prompt that is too long is refused instead of silently losing
    its beginning (OLLAMA.md §3). ``shift`` and ``keep_alive`` are left alone: the first restarts
    the LLM's process when it changes, the second is the user's own setting.
    """
    payload: dict[str, Any] = {
        "model": request.llm,
        "messages": [{"role": m.role, "content": m.content} for m in request.messages],
        "stream": True,
        "truncate": False,
        "options": {
            "num_ctx": request.num_ctx,
            "num_predict": request.num_predict,
            "temperature": request.temperature,
            "seed": request.seed,
        },
    }
    if request.think is not None:
        payload["think"] = request.think
    if request.schema is not None:
        payload["format"] = request.schema
    # ASCII escapes carry any text, even half a surrogate pair pasted into a brief.
    return json.dumps(payload).encode()


def parse_object(data: bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        BadAnswer: it is something else, or torn.
    """
    try:
        value = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise BadAnswer(
            "The server's answer is torn or not JSON.",
            "Run it again; if it stays so, restart Ollama.",
            f"{len(data)} bytes",
        ) from error
    if not isinstance(value, dict):
        raise BadAnswer(
            "The server's answer is not a JSON object.",
            "Check that Ollama answers there, and nothing else.",
            type(value).__name__,
        )
    return value


class AnswerReader:
    """Turns the bytes of one chat's answer into chunks, however the network has cut them.

    Args:
        target: what the call is about.
        sent_bytes: size of the call's body, for the final frame.
    """

    def __init__(self, target: Target, sent_bytes: int) -> None:
        self._target = target
        self._sent_bytes = sent_bytes
        self._received_bytes = 0
        self._lines = LineSplitter()
        self._is_done = False

    def feed(self, data: bytes) -> Iterator[Chunk]:
        """Yield the chunks that ``data`` completes; after the final one there are none.

        Raises:
            LlmRefused: the answer comes from elsewhere.
            BadAnswer: a line is no frame.
            BackendError: the server reports an error.
        """
        for line in self._lines.feed(data):
            if self._is_done:
                return
            self._received_bytes += len(line) + 1
            if line and not line.isspace():
                yield self._chunk(line)

    def end(self) -> Iterator[Chunk]:
        """Yield the chunk of a last line that has no end; raises as ``feed`` does.

        Raises:
            IncompleteAnswer: no final frame came (OLLAMA.md §1.1: streams can end so, cleanly).
        """
        yield from self.feed(b"\n")
        if not self._is_done:
            raise IncompleteAnswer(
                f"The answer of {self._target.model} ended before it was complete.",
                "Run it again; what had arrived is kept.",
            )

    def _chunk(self, line: bytes) -> Chunk:
        frame = parse_object(line)
        if "error" in frame:
            raise from_error_line(frame["error"], self._target)
        if elsewhere := frame.get("remote_host") or frame.get("remote_model"):
            raise runs_elsewhere(self._target.model, str(elsewhere)[:100])
        message = frame.get("message")
        if message is None:
            message = {}
        elif not isinstance(message, dict):
            raise _wrong_type("message")
        self._is_done = frame.get("done") is True
        final = None
        if self._is_done:
            final = _final(frame, self._sent_bytes, self._received_bytes)
        return Chunk(_text(message, "content"), _text(message, "thinking"), final)


def _text(message: dict[str, Any], key: str) -> str:
    value = message.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong_type(key)
    return storable(value)


def _wrong_type(key: str) -> BadAnswer:
    return BadAnswer(
        f"The server sent a frame whose {key!r} has the wrong type.",
        "Check that Ollama answers there, and nothing else.",
    )


def _final(frame: dict[str, Any], sent_bytes: int, received_bytes: int) -> FinalFrame:
    reason = frame.get("done_reason")
    if reason in ("load", "unload"):
        raise BadAnswer(
            f"The server reports that the model was {reason}ed instead of answering.",
            "Run it again.",
        )
    metrics = CallMetrics(
        total_s=_seconds(frame, "total_duration"),
        load_s=_seconds(frame, "load_duration"),
        prompt_s=_seconds(frame, "prompt_eval_duration"),
        answer_s=_seconds(frame, "eval_duration"),
        prompt_tokens=_count(frame, "prompt_eval_count"),
        answer_tokens=_count(frame, "eval_count"),
    )
    return FinalFrame(reason == "length", metrics, sent_bytes, received_bytes)


def _count(frame: dict[str, Any], key: str) -> int:
    """A number of something; 0 where the server leaves it out or says nonsense."""
    value = frame.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MAX_COUNT:
        return int(value)
    return 0


def _seconds(frame: dict[str, Any], key: str) -> float:
    return _count(frame, key) / _NS_PER_S
