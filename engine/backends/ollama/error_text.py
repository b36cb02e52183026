"""Reading what the server said when it failed."""

import json
import re
from dataclasses import dataclass
from typing import Any

_MAX_TEXT_CHARS = 300

# llama-server quotes the prompt or the answer after these words; neither belongs in a failure.
_QUOTING = re.compile(r"messages? ?= ?[\[{]|Failed to parse input at pos|while parsing|last read:")

_PROMPT_TOKENS = r"request \((\d{1,9}) tokens\)|n_prompt_tokens:(\d{1,9})"
_WINDOW_TOKENS = r"context size \((\d{1,9}) tokens\)|n_ctx:(\d{1,9})"


@dataclass(frozen=True, slots=True)
class Said:
    """What the server said.

    Attributes:
        text: one shortened line, without prompts and answers; empty if it said nothing.
        n_prompt_tokens: length of a prompt that is too long; 0 if not said.
        n_ctx: the window it did not fit, in tokens; 0 if not said.
    """

    text: str = ""
    n_prompt_tokens: int = 0
    n_ctx: int = 0


def read_body(body: bytes) -> Said:
    """Read the body of an answer whose status is an error."""
    text = body.decode(errors="replace")
    value = _json(text)
    return read_error(value["error"] if isinstance(value, dict) and "error" in value else text)


def read_error(error: object) -> Said:
    """Read the value of an ``error`` field.

    llama-server's own errors arrive as JSON inside a string inside JSON, or as a map printed by Go
    (OLLAMA.md §1.2); their type and their numbers are kept.
    """
    details: dict[str, Any] = {}
    for _ in range(4):
        if isinstance(error, str):
            error = _json(error) or error
        if not isinstance(error, dict):
            break
        details |= error
        error = error.get("error") or error.get("message")
    parts = (error, details.get("type"))
    text = shortened(" ".join(part for part in parts if isinstance(part, str)))
    return Said(
        text,
        _number(details.get("n_prompt_tokens"), text, _PROMPT_TOKENS),
        _number(details.get("n_ctx"), text, _WINDOW_TOKENS),
    )


def shortened(text: str) -> str:
    """Text as one line of limited length, cut where a prompt or an answer is quoted."""
    quoting = _QUOTING.search(text)
    return " ".join(text[: quoting.end() if quoting else None].split())[:_MAX_TEXT_CHARS]


def _json(text: str) -> dict[str, Any] | None:
    if not text.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _number(value: object, text: str, pattern: str) -> int:
    if isinstance(value, int) and 0 < value < 10**9:
        return value
    found = re.search(pattern, text)
    return int(found[1] or found[2]) if found else 0
