"""What Markdown looks like once its blocks are told apart. Nothing here knows Qt."""

import re
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum


class Look(IntFlag):
    """How a piece of text looks."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8


class Kind(StrEnum):
    """What a leaf is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    """One line of a code block, so that a long one grows line by line."""
    LABEL = "label"
    """What stands behind the opening fence of a code block, such as its language."""
    RULE = "rule"
    ROW = "row"
    """One row of a table, so that a long one grows row by row."""


class Align(StrEnum):
    """How a column of a table is set."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one look.

    Attributes:
        text: what is shown.
        start: first code point of the source it stands for.
        end: one past the last code point.
        look: bold, italic and so on.
        href: where it leads, or empty.
        mark: the number of a decision mark such as ``[R3]``, or 0.
        span: the source with the markup around it, such as ``**text**``, for copying.
    """

    text: str
    start: int
    end: int
    look: Look = Look.PLAIN
    href: str = ""
    mark: int = 0
    span: tuple[int, int] | None = None

    @property
    def is_literal(self) -> bool:
        """Whether each character stands for exactly one of the source."""
        return self.end - self.start == len(self.text)


@dataclass(frozen=True, slots=True)
class Marker:
    """The bullet or number of a list item; ``depth`` says which container it belongs to."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row."""

    runs: tuple[Run, ...]
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds no other block: it becomes one paragraph or one table row on the screen.

    Attributes:
        kind: what it is.
        start: where its source begins, markers included.
        end: where its source ends.
        path: what it stands in, outermost first: ``q`` quote, ``b`` bullet list, ``o`` ordered.
        level: of a heading, from 1.
        markers: bullets and numbers that begin here.
        runs: its text.
        cells: of a table row, instead of ``runs``.
        is_first: whether a table row or a line of code begins its block.
    """

    kind: Kind
    start: int
    end: int
    path: str = ""
    level: int = 0
    markers: tuple[Marker, ...] = ()
    runs: tuple[Run, ...] = ()
    cells: tuple[Cell, ...] = field(default=())
    is_first: bool = False

    @property
    def text(self) -> str:
        """The words as shown."""
        return "".join(run.text for run in self.all_runs)

    @property
    def all_runs(self) -> tuple[Run, ...]:
        """Its text, that of all cells included."""
        return self.runs or tuple(run for cell in self.cells for run in cell.runs)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its end; ``text`` is as long as the source, code points."""

    text: str
    offset: int

    @property
    def end(self) -> int:
        """One past its last code point in the source."""
        return self.offset + len(self.text)


_UNSHOWABLE = re.compile("[\0\ud800-\udfff\ufdd0\ufdd1\ufffc\u2029]")
"""What would end a paragraph, stand for an object, or is no character, to Qt."""


def showable(text: str) -> str:
    """The text with what no screen can show replaced, code point by code point."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def utf16_length(text: str) -> int:
    """How many positions the text takes in a Qt document."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
