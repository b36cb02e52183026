"""How the server describes its LLMs (OLLAMA.md §1)."""

from typing import Any

from tests.scripted_ollama.answers import InstalledLlm

_WHEN = "2026-08-21T10:00:00.123456789Z"


def tags_row(llm: InstalledLlm) -> dict[str, Any]:
    """A row of ``/api/tags``."""
    return {
        "name": llm.name,
        "model": llm.name,
        "modified_at": _WHEN,
        "size": llm.size_bytes,
        "digest": llm.digest,
        "details": _details(llm) | {"context_length": llm.context_length},
        **_extras(llm),
    }


def show_document(llm: InstalledLlm) -> dict[str, Any]:
    """The answer of ``/api/show``."""
    return {
        "details": _details(llm),
        "template": "{{ .Prompt }}",
        "parameters": "temperature    0.6",
        "modelfile": f"FROM {llm.name}",
        "model_info": {
            "general.architecture": llm.family,
            f"{llm.family}.context_length": llm.context_length,
        },
        "tensors": [],
        "modified_at": _WHEN,
        **_extras(llm),
    }


def ps_row(llm: InstalledLlm, num_ctx: int) -> dict[str, Any]:
    """A row of ``/api/ps``."""
    return {
        "name": llm.name,
        "model": llm.name,
        "size": llm.size_bytes,
        "digest": llm.digest,
        "details": _details(llm),
        "expires_at": _WHEN,
        "size_vram": llm.size_bytes,
        "context_length": num_ctx,
    }


def _details(llm: InstalledLlm) -> dict[str, Any]:
    return {
        "parent_model": "",
        "format": "gguf",
        "family": llm.family,
        "families": [llm.family],
        "parameter_size": llm.parameter_size,
        "quantization_level": llm.quantization,
    }


def _extras(llm: InstalledLlm) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if llm.capabilities is not None:
        extras["capabilities"] = list(llm.capabilities)
    if llm.remote_host:
        extras |= {"remote_host": llm.remote_host, "remote_model": llm.name}
    return extras
