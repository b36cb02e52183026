"""The one place where foreign errors become ours.

Three kinds reach us (OLLAMA.md §1.1, §1.2): what httpx raises, an HTTP status with a body, and an
``{"error": …}`` line inside an answer that began well. The server's texts differ between its two
ways of running an LLM, so they are recognised by what they have in common.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from engine.backends.ollama.error_text import Said, read_body, read_error, shortened
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

_AGAIN = "Run it again; if it stays so, restart Ollama."
_UPDATE = "Update Ollama to its current version."


@dataclass(frozen=True, slots=True)
class Target:
    """What a call was about, for the sentences.

    Attributes:
        host: where it went.
        llm: name of the LLM; empty where a call is about none.
    """

    host: str
    llm: str = ""

    @property
    def model(self) -> str:
        """The LLM as the user knows it: a model."""
        return self.llm or "the model"


# ---- what httpx raises


def from_httpx(error: httpx.HTTPError, target: Target) -> BackendError:
    """Translate an exception of httpx; the most specific classes stand first."""
    detail = shortened(f"{type(error).__name__}: {error}")
    match error:
        case httpx.ConnectError() | httpx.TimeoutException() | httpx.ProxyError():
            return unreachable(target, detail)
        case httpx.LocalProtocolError() | httpx.UnsupportedProtocol():
            return BadRequest("The call to Ollama could not be written.", _UPDATE, detail)
        case httpx.TooManyRedirects():
            return _redirected(target, detail)
        case httpx.DecodingError():
            return BadAnswer("The server's answer could not be decoded.", _AGAIN, detail)
        case httpx.HTTPStatusError():
            return from_status(error.response.status_code, b"", target)
        case _:
            return connection_lost(target, detail)


def unreachable(target: Target, detail: str = "") -> HostUnreachable:
    """Nobody answers."""
    return HostUnreachable(
        f"Nobody answers at {target.host}.", "Start Ollama, or correct the host.", detail
    )


def connection_lost(target: Target, detail: str = "") -> ConnectionLost:
    """The connection broke."""
    return ConnectionLost(f"The connection to {target.host} broke.", _AGAIN, detail)


def not_ollama(target: Target, detail: str = "") -> HostUnreachable:
    """Somebody answers, but not as Ollama does."""
    return HostUnreachable(
        f"Something other than Ollama answers at {target.host}.",
        "Correct the host, or stop that program and start Ollama.",
        detail,
    )


def runs_elsewhere(llm: str, where: str = "", detail: str = "") -> LlmRefused:
    """The LLM is a name for one in the cloud."""
    at = f" at {where}" if where else ""
    return LlmRefused(
        f"{llm} runs in the cloud{at}, not on this machine; briefs are not sent there.",
        "Choose a local model.",
        detail,
    )


# ---- an HTTP status with a body


def from_status(status: int, body: bytes, target: Target) -> BackendError:
    """Translate an answer whose status is not 200."""
    said = read_body(body)
    known = _recognised(said, target) if said.text else None
    return known or _by_status(status, said, target)


def _by_status(status: int, said: Said, target: Target) -> BackendError:
    detail = f"HTTP {status}: {said.text}".removesuffix(": ")
    if 300 <= status < 400:
        return _redirected(target, detail)
    match status:
        case 401:
            return runs_elsewhere(target.model, detail=detail)
        case 403:
            # Ollama's answer, without a body, to calls that name it by an unknown address.
            return HostRefused(
                f"The server at {target.host} refuses calls from here.",
                "Check OLLAMA_HOST and OLLAMA_ORIGINS of that server, or use 127.0.0.1.",
                detail,
            )
        case 404:
            return not_ollama(target, detail)
        case 405:
            return BadRequest("The server does not know this call.", _UPDATE, detail)
        case 499:
            return ConnectionLost("The server took the call as cancelled.", _AGAIN, detail)
        case 429 | 503:
            return _busy(said, target)
    if 400 <= status < 500:
        return BadRequest("The server does not accept the call.", _UPDATE, detail)
    if status >= 500:
        return ServerFault("The server failed.", _AGAIN, detail)
    return BadAnswer(f"The server answers with the unexpected status {status}.", _AGAIN, detail)


def _redirected(target: Target, detail: str) -> HostRefused:
    return HostRefused(
        f"The server at {target.host} sends calls on to another address; none was sent there.",
        "Correct the host, so that it is Ollama's own address.",
        detail,
    )


# ---- an error line inside an answer


def from_error_line(error: object, target: Target) -> BackendError:
    """Translate the value of ``error`` in a line of a stream; it has no status."""
    said = read_error(error)
    return _recognised(said, target) or ServerFault(
        f"The server broke off while {target.model} was answering.", _AGAIN, said.text
    )


# ---- recognising it


def _recognised(said: Said, target: Target) -> BackendError | None:
    return next((make(said, target) for pattern, make in _RULES if pattern.search(said.text)), None)


def _too_long(said: Said, target: Target) -> BackendError:
    if said.n_prompt_tokens and said.n_ctx:
        fact = (
            f"This prompt needs {said.n_prompt_tokens:,} tokens; "
            f"the window of {target.model} holds {said.n_ctx:,}."
        )
    else:
        fact = f"This prompt does not fit the window of {target.model}."
    return PromptTooLong(fact, "Raise the window, or shorten the brief.", said.text)


def _no_memory(said: Said, target: Target) -> BackendError:
    return OutOfMemory(
        f"Not enough memory for {target.model}.",
        "Close other programs, lower the window, or choose a smaller model.",
        said.text,
    )


def _in_cloud(said: Said, target: Target) -> BackendError:
    return runs_elsewhere(target.model, detail=said.text)


def _cannot_chat(said: Said, target: Target) -> BackendError:
    return LlmRefused(f"{target.model} cannot chat.", "Choose a model that writes text.", said.text)


def _missing(said: Said, target: Target) -> BackendError:
    remedy = f"Install it with: ollama pull {target.llm}" if target.llm else ""
    return LlmMissing(f"{target.model} is not installed.", remedy, said.text)


def _busy(said: Said, target: Target) -> BackendError:
    return ServerBusy(
        f"The queue of the server at {target.host} is full.",
        "Wait until other programs have their answers, then run it again.",
        said.text,
    )


def _no_thinking(said: Said, target: Target) -> BackendError:
    return BadRequest(
        f"{target.model} cannot think in the way that was asked for.",
        "Switch thinking off for this specialist.",
        said.text,
    )


def _bad_format(said: Said, target: Target) -> BackendError:
    return BadRequest(
        f"{target.model} cannot answer in the form that was asked for.",
        "Choose another model, or update Ollama to its current version.",
        said.text,
    )


def _not_accepted(said: Said, _target: Target) -> BackendError:
    return BadRequest("The server does not accept the call.", _UPDATE, said.text)


def _not_loaded(said: Said, target: Target) -> BackendError:
    return ServerFault(
        f"The server could not load {target.model}.",
        "Install it anew, update Ollama, or choose another model.",
        said.text,
    )


def _process_broke(said: Said, target: Target) -> BackendError:
    return ServerFault(
        f"The process that runs {target.model} broke.",
        "Run it again; if it stays so, lower the window or choose a smaller model.",
        said.text,
    )


def _cancelled(said: Said, _target: Target) -> BackendError:
    return ConnectionLost("The server took the call as cancelled.", _AGAIN, said.text)


def _rule(
    pattern: str, make: Callable[[Said, Target], BackendError]
) -> tuple[re.Pattern[str], Callable[[Said, Target], BackendError]]:
    return re.compile(pattern, re.IGNORECASE), make


# The first that matches counts: causes (no memory) stand before what they cause (not loaded).
_RULES = (
    _rule(
        r"exceed_context_size|exceeds the available context|longer than the context length"
        r"|exceeds the context length",
        _too_long,
    ),
    _rule(
        r"out[ -]of[ -]memory|outofdevicememory|malloc failed|failed to allocate"
        r"|unable to allocate|bad_alloc|insufficient memory|requires more system memory"
        r"|not enough memory",
        _no_memory,
    ),
    _rule(r"cloud is disabled|remote model is unavailable|^unauthorized\b", _in_cloud),
    _rule(r"does not support (?:chat|generate|completion)", _cannot_chat),
    _rule(r"does not support thinking|invalid think value", _no_thinking),
    _rule(r"server busy|maximum pending requests", _busy),
    _rule(r"\bmodel ['\"].*['\"] not found|try pulling it first", _missing),
    _rule(r"invalid format\b|\bschema\b|\bgrammar\b", _bad_format),
    _rule(r"^option \".*\" must be|invalid_request_error", _not_accepted),
    _rule(
        r"error loading model|process has terminated|error starting llama-server|incompatible with"
        r"|waiting for llama-server to start|unable to load model|requires mlx support",
        _not_loaded,
    ),
    _rule(r"unexpectedly stopped|encountered while running the model", _process_broke),
    _rule(r"^request cancell?ed", _cancelled),
)
