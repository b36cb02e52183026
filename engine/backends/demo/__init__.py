"""The demo: answers written beforehand, for looking around and for tests."""

from engine.backends.demo.backend import DEMO_LLM, DemoBackend, Pace
from engine.backends.demo.script import DemoScript, ScriptFinding, ScriptQuote, ScriptSuspicion

__all__ = [
    "DEMO_LLM",
    "DemoBackend",
    "DemoScript",
    "Pace",
    "ScriptFinding",
    "ScriptQuote",
    "ScriptSuspicion",
]
