"""A stand-in for an Ollama server: real HTTP on loopback, scripted answers, real waiting.

It follows what OLLAMA.md §1-§5 says of the real one where a client can tell: slots, silence, loads,
prefix reuse, metrics, errors. ``python -m tests.scripted_ollama`` runs it as a program of its own.
"""

from tests.scripted_ollama.answers import Answer, InstalledLlm, Pace, Script, default_script
from tests.scripted_ollama.faults import (
    CloseWithoutDone,
    Drop,
    ErrorLine,
    Fault,
    Hang,
    RawBody,
    Remote,
    Reset,
    Status,
)
from tests.scripted_ollama.journal import Outcome, Seen
from tests.scripted_ollama.server import ScriptedOllama
from tests.scripted_ollama.smallest import smallest_json

__all__ = [
    "Answer",
    "CloseWithoutDone",
    "Drop",
    "ErrorLine",
    "Fault",
    "Hang",
    "InstalledLlm",
    "Outcome",
    "Pace",
    "RawBody",
    "Remote",
    "Reset",
    "Script",
    "ScriptedOllama",
    "Seen",
    "Status",
    "default_script",
    "smallest_json",
]
