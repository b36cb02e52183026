"""Which hosts prompts may be sent to: this machine, and nothing else."""

import ipaddress
import re

from engine.errors import HostRefused, InputError

DEFAULT_HOST = "http://127.0.0.1:11434"

_OLLAMA_PORT = 11434
_HTTP_PORT = 80
_EXAMPLE = f"Write it like {DEFAULT_HOST}."

# A scheme needs its slashes: "localhost:11434" is a name and a port.
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?)(?::(?P<port>[0-9]{1,5}))?",
    re.IGNORECASE,
)


def parse_host(text: str) -> str:
    """Return the address calls go to, such as ``http://127.0.0.1:11434``.

    Ports are filled in as Ollama's own client does (OLLAMA.md §6): a bare host means 11434,
    ``http://name`` means 80. ``localhost`` becomes 127.0.0.1, so that no name is ever looked up:
    what a resolver answers must not decide where prompts go.

    Args:
        text: what the user wrote; empty for the default.

    Raises:
        InputError: it is no address of a plain HTTP server.
        HostRefused: it is one, but not on this machine.
    """
    text = text.strip()
    if not text:
        return DEFAULT_HOST
    if text == "::1":
        text = "[::1]"
    rest, default_port = _without_scheme(text)
    match = _AUTHORITY.fullmatch(rest.removesuffix("/"))
    if match is None:
        raise _not_a_host(rest)
    port = int(match["port"] or default_port)
    if not 1 <= port <= 65535:
        raise InputError(f"{port} is not a port; ports go from 1 to 65535.", _EXAMPLE)
    return f"http://{_loopback(match['name'].lower())}:{port}"


def _without_scheme(text: str) -> tuple[str, int]:
    scheme = _SCHEME.match(text)
    if scheme is None:
        return text, _OLLAMA_PORT
    if scheme[1].lower() == "http":
        return text[scheme.end() :], _HTTP_PORT
    raise InputError(
        f"The host starts with {scheme[1]}://, but a local Ollama speaks plain http.", _EXAMPLE
    )


def _not_a_host(rest: str) -> InputError:
    if "@" in rest:
        # Not quoted: what stands before the @ may be a password.
        return InputError("The host contains a user name or password.", _EXAMPLE)
    if any(mark in rest.rstrip("/") for mark in "/?#"):
        return InputError(f"The host {rest!r} contains a path.", _EXAMPLE)
    return InputError(f"{rest!r} is not a host.", _EXAMPLE)


def _loopback(name: str) -> str:
    if name == "localhost":
        return "127.0.0.1"
    bare = name.strip("[]")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError as error:
        if name.startswith("["):
            raise _not_a_host(name) from error
        # Names, and spellings such as 127.1 which only some systems read as an address.
        raise _refused(name) from error
    if address.is_unspecified:
        raise HostRefused(
            f"{name} means every network of this machine; it is an address to listen on.",
            "Use 127.0.0.1 instead.",
        )
    if isinstance(address, ipaddress.IPv4Address):
        if address.is_loopback:
            return str(address)
    elif address == ipaddress.IPv6Address("::1"):
        return "[::1]"
    raise _refused(name)


def _refused(name: str) -> HostRefused:
    return HostRefused(
        f"{name} is not this machine; briefs and answers never leave it.",
        "Start Ollama here and use 127.0.0.1, or forward a local port to that machine.",
    )
