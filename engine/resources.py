"""Texts that ship with the application: prompts and templates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
"""The folder of everything that ships with the application; read only."""


def shipped_prompts(folder: Path = RESOURCES / "prompts") -> dict[str, str]:
    """The prompts in a folder, each a Markdown file, by name."""
    return {
        path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.md"))
    }


@dataclass(frozen=True, slots=True)
class PromptLibrary:
    """The prompts of a run; they are stored with it, so that it never depends on today's files.

    Attributes:
        texts: by name.
    """

    texts: Mapping[str, str]

    def text(self, name: str) -> str:
        """The prompt ``name`` as it stands."""
        return self.texts[name]

    def filled(self, prompt: str, /, **values: str) -> str:
        """The prompt with every ``{placeholder}`` filled; braces in values stay."""
        return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], self.text(prompt))
