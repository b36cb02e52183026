"""Installed LLMs, and what is known of the server that has them."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LlmInfo:
    """An installed LLM.

    Attributes:
        name: as the server lists it, tag included.
        digest: digest of its weights; empty if unknown.
        size_bytes: on disk; 0 if unknown.
        parameter_size: as the server says it, such as "8.2B", or "about 8.2B" as it follows from
            the size on disk; empty if unknown.
        context_length: the longest window it was trained for; 0 if unknown.
        can_chat: whether it can chat; LLMs of which the server says nothing are taken to.
        can_think: whether it can think aloud.
        remote_host: where it really runs, for a stub of a cloud LLM; empty for a local one.
    """

    name: str
    digest: str = ""
    size_bytes: int = 0
    parameter_size: str = ""
    context_length: int = 0
    can_chat: bool = True
    can_think: bool = False
    remote_host: str = ""

    @property
    def is_cloud(self) -> bool:
        """Whether prompts to it would leave this machine: by stub or tag (OLLAMA.md §6)."""
        return bool(self.remote_host) or is_cloud_name(self.name)


def is_cloud_name(name: str) -> bool:
    """Whether a name alone sends prompts to a cloud: its tag is or ends in "cloud" (OLLAMA.md §6).

    The server trims the name and takes no notice of its case.
    """
    _, colon, tag = name.casefold().rpartition(":")
    tag = tag.strip()
    return bool(colon) and (tag == "cloud" or tag.endswith("-cloud"))


class ServerState(StrEnum):
    """What can be done with a server."""

    READY = "ready"
    UNREACHABLE = "unreachable"
    """Nobody answers there, or something other than Ollama."""
    NO_LLM = "no_llm"
    """It answers, but has no local LLM that can chat."""


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What a look at a server found.

    Attributes:
        state: what can be done with it.
        host: where it was looked for, such as ``http://127.0.0.1:11434``.
        version: what the server says of itself; empty if it does not answer.
        llms: the local LLMs that can chat, in the server's order.
        loaded: names of those in memory.
        default: the LLM for roles that name none; empty if there is none.
        message: what is wrong, in one sentence; empty if nothing is.
        remedy: what to do about it; may be empty.
    """

    state: ServerState
    host: str
    version: str = ""
    llms: tuple[LlmInfo, ...] = ()
    loaded: frozenset[str] = frozenset()
    default: str = ""
    message: str = ""
    remedy: str = ""
