"""A table row: which column title belongs to which place in it."""

import re
from dataclasses import dataclass

from engine.statements.plain import plain_text
from engine.subjects import content_words

_LETTER = re.compile(r"[^\W\d_]{2}")
_CELL = re.compile(r"(?:\\.|[^|\\])+")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its label and, for each cell, where it ends and its column title.

    Attributes:
        label: what the row is about: its first cell that has a word in it, other than those of a
            date; in a calendar that is the cell behind the date.
        place: which cell that is.
        cells: where each begins and ends, and its column title.
    """

    label: str
    place: int
    cells: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, text: str, columns: tuple[str, ...]) -> "Row":
        """Read a row below columns of these titles."""
        cells = [match.span() for match in _CELL.finditer(text) if match[0].strip()]
        titles = (*columns, *[""] * len(cells))
        written = [text[slice(*cell)] for cell in cells]
        telling = (number for number, cell in enumerate(written) if content_words(plain_text(cell)))
        named = (number for number, cell in enumerate(written) if _LETTER.search(cell))
        first = next(telling, next(named, 0))
        return cls(
            plain_text(written[first]) if cells else "",
            first,
            tuple((start, end, title) for (start, end), title in zip(cells, titles, strict=False)),
        )

    def is_label(self, position: int) -> bool:
        """Whether a place lies in the label, or before it."""
        return bool(self.cells) and position < self.cells[self.place][1]

    def title_at(self, position: int) -> str:
        """The column title above a place."""
        return next((title for start, end, title in self.cells if start <= position < end), "")

    def is_alone(self, text: str, start: int, end: int) -> bool:
        """Whether nothing else stands in the cell."""
        cell = next(((a, b) for a, b, _ in self.cells if a <= start < b), None)
        rest = text[cell[0] : start] + text[end : cell[1]] if cell else "x"
        return not rest.strip(" *_~`\t") and cell != self.cells[self.place][:2]
