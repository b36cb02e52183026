"""From places in the source to positions in the document, and back.

The source counts code points, a Qt document UTF-16 units.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ui.markdown.columns import NO_NEEDS, Needs
from ui.markdown.leaves import Kind, Leaf, Run, utf16_length


@dataclass(frozen=True, slots=True)
class Placed:
    """A leaf in the document.

    Attributes:
        leaf: what it is.
        starts: where its text begins; for a table row, where each cell's text begins.
        needs: of a table row, what the columns need down to it.
    """

    leaf: Leaf
    starts: tuple[int, ...]
    needs: Needs = NO_NEEDS

    @property
    def texts(self) -> Iterator[tuple[int, tuple[Run, ...]]]:
        """The runs of its text, or of each cell, with the position where they begin."""
        texts = [cell.runs for cell in self.leaf.cells] or [self.leaf.runs]
        return zip(self.starts, texts, strict=True)

    @property
    def end(self) -> int:
        """Where its text ends."""
        runs = self.leaf.cells[-1].runs if self.leaf.cells else self.leaf.runs
        return self.starts[-1] + sum(utf16_length(run.text) for run in runs)


@dataclass(frozen=True, slots=True)
class Span:
    """A range of the document inside one leaf; a table row is always whole."""

    start: int
    end: int
    is_row: bool = False


def positions_of(placed: Sequence[Placed], start: int, end: int) -> list[Span]:
    """Where the source from ``start`` to ``end`` is shown, one span for each leaf it touches."""
    spans = []
    for at in range(bisect_right(placed, start, key=lambda one: one.leaf.end), len(placed)):
        one = placed[at]
        if one.leaf.start >= end:
            break
        if one.leaf.kind is Kind.ROW:
            spans.append(Span(one.starts[0], one.end, is_row=True))
        elif span := _span_in(one.leaf.runs, one.starts[0], start, end):
            spans.append(span)
    return spans


def _span_in(runs: Sequence[Run], position: int, start: int, end: int) -> Span | None:
    first = last = None
    for run in runs:
        length = utf16_length(run.text)
        if run.start < end and start < run.end:
            before, behind = 0, length
            if run.is_literal:
                before = utf16_length(run.text[: max(0, start - run.start)])
                behind = utf16_length(run.text[: end - run.start])
            first = position + before if first is None else first
            last = position + behind
        position += length
    return None if first is None or last is None else Span(first, last)


def source_of(placed: Sequence[Placed], first: int, last: int) -> tuple[int, int]:
    """The source shown from position ``first`` to ``last``.

    Whole blocks come with their markers, and markup that the range leaves or enters comes whole, so
    that what is copied is Markdown again.
    """
    if not placed or first >= last:
        return 0, 0
    top, bottom = _at(placed, first), _at(placed, last - 1)
    if top is bottom:
        return _source_within(top, first, last)
    start, _ = _source_within(top, first, top.end)
    if first <= top.starts[0] or top.leaf.kind is Kind.ROW:
        start = top.leaf.start
    _, end = _source_within(bottom, bottom.starts[0], last)
    if last >= bottom.end or bottom.leaf.kind is Kind.ROW:
        end = bottom.leaf.end
    return start, max(start, end)


def _at(placed: Sequence[Placed], position: int) -> Placed:
    return placed[max(0, bisect_right(placed, position, key=lambda one: one.starts[0]) - 1)]


def _source_within(one: Placed, first: int, last: int) -> tuple[int, int]:
    leaf = one.leaf
    runs, position = leaf.runs, one.starts[0]
    if leaf.cells:
        cell = max(0, bisect_right(one.starts, first) - 1)
        runs, position = leaf.cells[cell].runs, one.starts[cell]
        if last > position + sum(utf16_length(run.text) for run in runs):
            return leaf.start, leaf.end
    elif first <= position and last >= one.end and leaf.kind is not Kind.CODE:
        return leaf.start, leaf.end
    if not runs:
        return leaf.start, leaf.end
    return _with_markup(runs, first - position, last - position)


def _with_markup(runs: Sequence[Run], first: int, last: int) -> tuple[int, int]:
    """The source of the characters from ``first`` to ``last`` of some runs."""
    top, start = _place(runs, first)
    bottom, end = _place(runs, last - 1)
    end = end + 1 if bottom.is_literal else bottom.end
    inside = [run for run in runs if run.span and run.span == top.span == bottom.span]
    if inside and (start > inside[0].start or end < inside[-1].end):
        return start, end  # a part of marked text, without the marks
    if top.span:
        start = min(start, top.span[0])
    if bottom.span:
        end = max(end, bottom.span[1])
    return start, end


def _place(runs: Sequence[Run], offset: int) -> tuple[Run, int]:
    """The run at an offset, and the source of the character there."""
    for run in runs:
        length = utf16_length(run.text)
        if offset < length or run is runs[-1]:
            if not run.is_literal:
                return run, run.start
            units = run.text.encode("utf-16-le")[: 2 * max(0, offset)]
            place = run.start + len(units.decode("utf-16-le", errors="ignore"))
            return run, min(place, run.end - 1)
        offset -= length
    raise ValueError("no runs")
