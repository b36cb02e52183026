"""Each way in which a server fails becomes one of our errors (OLLAMA.md §1.2)."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.backends.ollama.error_map import Target, from_error_line, from_httpx, from_status
from engine.errors import (
    BackendError,
    BadAnswer,
    BadRequest,
    ConnectionLost,
    HostRefused,
    HostUnreachable,
    LlmMissing,
    LlmRefused,
    OutOfMemory,
    PromptTooLong,
    ServerBusy,
    ServerFault,
)

TARGET = Target("http://127.0.0.1:11434", "qwen3:8b")
TOO_LONG = "request (622 tokens) exceeds the available context size (256 tokens), try increasing it"
EXCEEDED = {
    "code": 400,
    "message": TOO_LONG,
    "type": "exceed_context_size_error",
    "n_prompt_tokens": 622,
    "n_ctx": 256,
}
DIED = "llama-server process has terminated: exit status 1: "


def nested(**error: Any) -> str:
    return json.dumps({"error": error})


STATUSES: list[tuple[int, object, type[BackendError], str]] = [
    (400, "missing request body", BadRequest, "does not accept"),
    (400, "invalid character 'x' looking for beginning of value", BadRequest, "does not accept"),
    (400, "model is required", BadRequest, "does not accept"),
    (404, "model 'qwen3:8b' not found", LlmMissing, "ollama pull qwen3:8b"),
    (404, 'model "qwen3:8b" not found, try pulling it first', LlmMissing, "ollama pull qwen3:8b"),
    (500, 'option "num_ctx" must be of type integer', BadRequest, "does not accept"),
    (400, 'time: missing unit in duration "5"', BadRequest, "does not accept"),
    (400, 'invalid think value: "loud"', BadRequest, "thinking off"),
    (400, '"qwen3:8b" does not support thinking', BadRequest, "thinking off"),
    (400, '"qwen3:8b" does not support chat', LlmRefused, "cannot chat"),
    (400, '"qwen3:8b" does not support tools', BadRequest, "does not accept"),
    (503, "server busy, please try again.  maximum pending requests exceeded", ServerBusy, "full"),
    (499, "request canceled", ConnectionLost, "cancelled"),
    (500, DIED + "error loading model: unknown model architecture", ServerFault, "could not load"),
    (500, "error starting llama-server: fork/exec: no such file", ServerFault, "could not load"),
    (
        500,
        "unable to load model: x. this model may be incompatible with your version of Ollama.",
        ServerFault,
        "could not load",
    ),
    (
        500,
        "llama-server reported out-of-memory during startup: x",
        OutOfMemory,
        "Not enough memory",
    ),
    (500, DIED + "cudaMalloc failed: x", OutOfMemory, "Not enough memory"),
    (500, DIED + "failed to allocate CPU buffer", OutOfMemory, "smaller model"),
    (500, DIED + "CUDA error: out of memory", OutOfMemory, "smaller model"),
    (500, "model requires more system memory (9 GiB) than is available", OutOfMemory, "memory"),
    (500, "timed out waiting for llama-server to start - x", ServerFault, "could not load"),
    (
        500,
        "model runner has unexpectedly stopped, this may be due to resource limitations or an "
        "internal error, check ollama server logs for details",
        ServerFault,
        "process that runs qwen3:8b broke",
    ),
    (400, nested(**EXCEEDED), PromptTooLong, "622 tokens; the window of qwen3:8b holds 256"),
    (400, {"error": EXCEEDED}, PromptTooLong, "622"),
    (
        400,
        "the prompt is longer than the context length currently available to the model; x",
        PromptTooLong,
        "does not fit",
    ),
    (400, "the input length exceeds the context length", PromptTooLong, "does not fit"),
    (
        400,
        nested(code=400, message="JSON schema conversion failed: x", type="invalid_request_error"),
        BadRequest,
        "form",
    ),
    (400, nested(code=400, message="odd", type="invalid_request_error"), BadRequest, "accept"),
    (500, 'invalid format: "x"; expected "json" or a valid JSON Schema object', BadRequest, "form"),
    (403, "ollama cloud is disabled: remote model is unavailable", LlmRefused, "local model"),
    (401, "unauthorized", LlmRefused, "cloud"),
    (500, "something new", ServerFault, "failed"),
    (418, "something new", BadRequest, "does not accept"),
]

BODIES: list[tuple[int, bytes, type[BackendError]]] = [
    (403, b"", HostRefused),
    (401, b"", LlmRefused),
    (404, b"404 page not found", HostUnreachable),
    (404, b"<html>", HostUnreachable),
    (405, b"405 method not allowed", BadRequest),
    (429, b"", ServerBusy),
    (503, b"", ServerBusy),
    (499, b"", ConnectionLost),
    (301, b"", HostRefused),
    (307, b"<a href=x>", HostRefused),
    (500, b"", ServerFault),
    (500, b"\xff\xfe{", ServerFault),
    (500, b'["no object"]', ServerFault),
    (500, b'{"error":[1]}', ServerFault),
    (500, b'{"error":null}', ServerFault),
    (500, b"[" * 60_000, ServerFault),
    (500, b'{"error":' * 10_000, ServerFault),
    (204, b"", BadAnswer),
]

LINES: list[tuple[object, type[BackendError]]] = [
    ("an error was encountered while running the model: exit status 2", ServerFault),
    ("an error was encountered while running the model: CUDA error: out of memory", OutOfMemory),
    ("llama-server chat error: map[code:500 message:x type:server_error]", ServerFault),
    (f"llama-server chat error: map[code:400 message:{TOO_LONG} n_ctx:256]", PromptTooLong),
    (nested(**EXCEEDED), PromptTooLong),
    ({"error": EXCEEDED}, PromptTooLong),
    (EXCEEDED, PromptTooLong),
    ("model 'qwen3:8b' not found", LlmMissing),
    ("", ServerFault),
    (None, ServerFault),
    (17, ServerFault),
    ({"error": {"error": {"error": {"error": {}}}}}, ServerFault),
]


def every_subclass(kind: type[httpx.HTTPError]) -> set[type[httpx.HTTPError]]:
    below = kind.__subclasses__()
    return {kind}.union(*(every_subclass(each) for each in below))


@pytest.mark.parametrize(("status", "said", "kind", "words"), STATUSES)
def test_each_status_gets_its_error_with_words_for_the_user(
    status: int, said: object, kind: type[BackendError], words: str
) -> None:
    body = said if isinstance(said, dict) else {"error": said}
    error = from_status(status, json.dumps(body).encode(), TARGET)
    assert type(error) is kind
    assert words in str(error)
    assert error.remedy


@pytest.mark.parametrize(("status", "body", "kind"), BODIES)
def test_bodies_that_are_no_ollama_errors_are_judged_by_their_status(
    status: int, body: bytes, kind: type[BackendError]
) -> None:
    assert type(from_status(status, body, TARGET)) is kind


@pytest.mark.parametrize(("said", "kind"), LINES)
def test_an_error_line_has_no_status_but_gets_its_error(
    said: object, kind: type[BackendError]
) -> None:
    assert type(from_error_line(said, TARGET)) is kind


def test_a_prompt_that_is_too_long_tells_both_numbers_however_they_came() -> None:
    for said in (EXCEEDED, TOO_LONG, f"map[code:400 message:{TOO_LONG}]"):
        error = from_error_line(said, TARGET)
        assert error.message == ("This prompt needs 622 tokens; the window of qwen3:8b holds 256.")


@pytest.mark.parametrize("kind", sorted(every_subclass(httpx.HTTPError), key=repr))
def test_no_exception_of_httpx_is_left_untranslated(kind: type[httpx.HTTPError]) -> None:
    if kind is httpx.HTTPStatusError:
        request = httpx.Request("GET", TARGET.host)
        status = httpx.HTTPStatusError("x", request=request, response=httpx.Response(500))
        assert type(from_httpx(status, TARGET)) is ServerFault
        return
    error = from_httpx(kind("what happened"), TARGET)
    assert type(error) is not BackendError
    assert kind.__name__ in error.detail


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        (httpx.ConnectError, HostUnreachable),
        (httpx.ConnectTimeout, HostUnreachable),
        (httpx.ReadTimeout, HostUnreachable),
        (httpx.WriteTimeout, HostUnreachable),
        (httpx.PoolTimeout, HostUnreachable),
        (httpx.ReadError, ConnectionLost),
        (httpx.WriteError, ConnectionLost),
        (httpx.CloseError, ConnectionLost),
        (httpx.RemoteProtocolError, ConnectionLost),
        (httpx.LocalProtocolError, BadRequest),
        (httpx.TooManyRedirects, HostRefused),
        (httpx.DecodingError, BadAnswer),
    ],
)
def test_httpx_errors_become_ours(kind: type[httpx.RequestError], ours: type[BackendError]) -> None:
    assert type(from_httpx(kind("what happened"), TARGET)) is ours


def test_prompts_that_the_server_quotes_are_not_kept() -> None:
    said = 'Failed to parse messages: bad role; messages = [{"content": "my secret brief"}]'
    error = from_status(400, json.dumps({"error": said}).encode(), TARGET)
    assert "bad role" in error.detail
    assert "secret" not in str(error) + error.detail


def test_details_are_one_short_line() -> None:
    error = from_error_line("strange\n  " + "x" * 5000, TARGET)
    assert error.detail.startswith("strange x")
    assert len(error.detail) <= 400


@given(st.integers(200, 599), st.binary())
def test_no_body_makes_it_fail(status: int, body: bytes) -> None:
    assert isinstance(from_status(status, body, TARGET), BackendError)
