"""The paragraphs of a section: what stands between blank lines, and can be written again alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^\s*(```+|~~~+)")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list or table of a section.

    Attributes:
        start: its first code point that is no white space.
        end: one past the last.
        text: what stands there.
        is_prose: whether it may be written again; code and headings may not.
    """

    start: int
    end: int
    text: str
    is_prose: bool = True

    def indented(self, markdown: str, text: str) -> str:
        """Another text with the indent of this one, so that it stays in the same list item."""
        line_start = markdown.rfind("\n", 0, self.start) + 1
        before = markdown[line_start : self.start]
        lines = text.strip().splitlines()
        return "\n".join(lines) if before.strip() else f"\n{before}".join(lines)

    def replaced(self, markdown: str, text: str) -> str:
        """The section with another text in its place."""
        return f"{markdown[: self.start]}{text}{markdown[self.end :]}"


def paragraphs_of(markdown: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a section, in their order; headings stand alone."""
    return tuple(_paragraph(markdown, start, end) for start, end in _blocks(markdown))


def paragraph_with(markdown: str, quote: str) -> Paragraph | None:
    """The first paragraph that may be written again and has a text in it."""
    found = (one for one in paragraphs_of(markdown) if one.is_prose and quote in one.text)
    return next(found, None)


def _paragraph(markdown: str, start: int, end: int) -> Paragraph:
    text = markdown[start:end]
    first = start + len(text) - len(text.lstrip())
    kept = markdown[first:end].rstrip()
    is_prose = not _FENCE.match(kept) and not _HEADING.match(kept)
    return Paragraph(first, first + len(kept), kept, is_prose)


def _blocks(markdown: str) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    fence = ""
    place = 0
    for line in markdown.splitlines(keepends=True):
        mark = _FENCE.match(line)
        opens = mark is not None and not fence
        if begin is not None and not fence and (not line.strip() or opens or _HEADING.match(line)):
            yield begin, place
            begin = None
        if line.strip() and begin is None:
            begin = place
        closes = bool(fence) and mark is not None and mark[1].startswith(fence)
        if opens and mark is not None:
            fence = mark[1]
        elif closes:
            fence = ""
        place += len(line)
        is_whole = closes or (not fence and _HEADING.match(line))
        if begin is not None and is_whole:
            yield begin, place
            begin = None
    if begin is not None:
        yield begin, place
