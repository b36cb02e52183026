"""Texts that ship with the application: prompts and templates."""

import re
from dataclasses import dataclass
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
"""The folder of everything that ships with the application; read only."""


@dataclass(frozen=True, slots=True)
class PromptLibrary:
    """The prompts in a folder, each a Markdown file.

    Attributes:
        folder: where they are.
    """

    folder: Path = RESOURCES / "prompts"

    def text(self, name: str) -> str:
        """The prompt ``name`` as it stands."""
        return (self.folder / f"{name}.md").read_text(encoding="utf-8").strip()

    def filled(self, prompt: str, /, **values: str) -> str:
        """The prompt with every ``{placeholder}`` filled; braces in values stay."""
        return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], self.text(prompt))
