"""From what the server says of its LLMs to records (OLLAMA.md §1).

Rows that cannot be read are left out: one damaged LLM must not hide the others.
"""

from collections.abc import Iterator
from typing import Any

from engine.errors import BadAnswer
from engine.llm_size import billions_of, size_from
from models.llm import LlmInfo


def installed(document: dict[str, Any]) -> tuple[LlmInfo, ...]:
    """Read the answer of ``/api/tags``.

    Raises:
        BadAnswer: it holds no list.
    """
    return tuple(
        _llm(name, row, _dict(row, "details"), _int(_dict(row, "details"), "context_length"))
        for name, row in _rows(document)
    )


def loaded(document: dict[str, Any]) -> frozenset[str]:
    """Read the answer of ``/api/ps``.

    Raises:
        BadAnswer: it holds no list.
    """
    return frozenset(name for name, _ in _rows(document))


def described(name: str, document: dict[str, Any]) -> LlmInfo:
    """Read the answer of ``/api/show``, which gives neither the digest nor the size."""
    facts = _dict(document, "model_info")
    window = _int(facts, f"{_str(facts, 'general.architecture')}.context_length")
    return _llm(name, document, _dict(document, "details"), window)


def _rows(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = document.get("models")
    if rows is None:  # how Go writes an empty list that was never made
        return
    if not isinstance(rows, list):
        raise BadAnswer(
            "The server's list of models is not a list.",
            "Check that Ollama answers there, and nothing else.",
        )
    for row in rows:
        if isinstance(row, dict) and (name := _str(row, "name") or _str(row, "model")):
            yield name, row


def _llm(name: str, row: dict[str, Any], details: dict[str, Any], window: int) -> LlmInfo:
    capabilities = row.get("capabilities")
    if not isinstance(capabilities, list):
        capabilities = []
    return LlmInfo(
        name=name,
        digest=_str(row, "digest"),
        size_bytes=_int(row, "size"),
        parameter_size=_parameter_size(details, _int(row, "size")),
        context_length=window,
        can_chat=not capabilities or "completion" in capabilities,
        can_think="thinking" in capabilities,
        remote_host=_str(row, "remote_host") or _str(row, "remote_model"),
    )


def _parameter_size(details: dict[str, Any], size_bytes: int) -> str:
    """As the server says it; else, where it says nothing, as it follows from the size on disk."""
    said = _str(details, "parameter_size")
    if billions_of(said) is not None:
        return said
    return size_from(size_bytes, _str(details, "quantization_level"))


def _str(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _int(row: dict[str, Any], key: str) -> int:
    value = row.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _dict(row: dict[str, Any], key: str) -> dict[str, Any]:
    value = row.get(key)
    return value if isinstance(value, dict) else {}
