"""An export before it has a format: a title and blocks. No string in it is trusted."""

from dataclasses import dataclass

from models.team import Topic


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ours; level 1 is a part of the export.

    ``mark`` names a contradiction, such as "R3": marks in the plan lead here.
    """

    level: int
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two of ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A quiet line under a heading, such as the state of a worker."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must not overlook, such as that a text is partial."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, one pair a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ours; ``widths`` are shares of the line, 0 for as wide as its text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's exact words."""

    who: str
    text: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown written by an LLM or by the user, below a heading of level ``below``."""

    text: str
    below: int


Block = Heading | Caption | Paragraph | Notice | Pairs | Table | Quote | Markdown
"""Anything an export is made of."""


@dataclass(frozen=True, slots=True)
class Report:
    """An export before it has a format."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]

    @property
    def marks(self) -> frozenset[str]:
        """The marks that lead somewhere."""
        return frozenset(
            block.mark for block in self.blocks if isinstance(block, Heading) and block.mark
        )
