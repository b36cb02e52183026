"""Ollama over HTTP: the only package that speaks to a real server."""

from engine.backends.ollama.backend import OllamaBackend
from engine.backends.ollama.host import DEFAULT_HOST, parse_host

__all__ = ["DEFAULT_HOST", "OllamaBackend", "parse_host"]
