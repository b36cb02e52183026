"""The content of a paragraph as runs of text, each with its place in the source."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from ui.markdown.leaves import Look, Run
from ui.markdown.parser import inline_tokens

LINE_BREAK = "\N{LINE SEPARATOR}"

_LOOKS = {"strong": Look.BOLD, "em": Look.ITALIC, "s": Look.STRIKE}
_MARK = re.compile(r"\[R(\d{1,4})\]")


class Content:
    """Text cut out of the source in pieces, each of which stands in the source unchanged."""

    def __init__(self, pieces: Iterable[tuple[str, int]]) -> None:
        """Join ``pieces``: texts with the places where they begin."""
        self.text = ""
        self._offsets: list[int] = []
        self._starts: list[int] = []
        for text, start in pieces:
            self._offsets.append(len(self.text))
            self._starts.append(start)
            self.text += text

    def place(self, offset: int) -> int:
        """Where the character at ``offset`` stands in the source."""
        index = max(0, bisect_right(self._offsets, offset) - 1)
        return self._starts[index] + offset - self._offsets[index]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` stand in the source."""
        first = self.place(start)
        return first, max(first, self.place(end - 1) + 1) if end > start else first


def runs_of(content: Content, marks: bool) -> tuple[Run, ...]:
    """The runs of a paragraph's content.

    Args:
        content: without the markers of the blocks around it.
        marks: whether ``[R3]`` is a decision mark.
    """
    walk = _Walk(content)
    walk.over(inline_tokens(content.text))
    runs = tuple(_joined(walk.runs))
    return tuple(_with_marks(runs)) if marks else runs


class _Walk:
    """Goes over inline tokens and gathers runs."""

    def __init__(self, content: Content) -> None:
        self.runs: list[Run] = []
        self._content = content
        self._looks = [Look.PLAIN]
        self._hrefs = [""]
        self._opened: list[tuple[int, int]] = []  # first run and first code point of open markup

    def over(self, tokens: Sequence[Token], shift: int = 0) -> None:
        """Gather the runs of ``tokens``, which were found ``shift`` characters further left."""
        for token in tokens:
            start = shift + token.meta["start"]
            end = shift + token.meta.get("end", token.meta["start"] + 1)
            if token.nesting == 1:
                self._open(token, start, end)
            elif token.nesting == -1:
                self._close(token, start, end)
            else:
                self._leaf(token, start, end)

    def _open(self, token: Token, start: int, end: int) -> None:
        kind = token.type.removesuffix("_open")
        if kind in _LOOKS:
            # Of "**" the token is the last star, of "~~" it is both signs.
            self._enter(end - len(token.markup), look=_LOOKS[kind])
        else:
            # A link in angle brackets is noted where it begins, any other behind its bracket.
            self._enter(start - (not token.markup), href=str(token.attrs["href"]))

    def _close(self, token: Token, start: int, end: int) -> None:
        if token.type.removesuffix("_close") in _LOOKS:
            self._leave(start + len(token.markup))
            return
        first_run, first = self._opened[-1]
        if first_run == len(self.runs):
            self._add(self._hrefs[-1], first, end)  # a link without words shows its address
        self._leave(end)

    def _enter(self, first: int, look: Look = Look.PLAIN, href: str = "") -> None:
        """Markup begins at ``first``."""
        self._opened.append((len(self.runs), first))
        self._looks.append(self._looks[-1] | look)
        self._hrefs.append(href or self._hrefs[-1])

    def _leave(self, last: int) -> None:
        """The latest markup ends at ``last``; what is inside the outermost learns its extent."""
        first_run, first = self._opened.pop()
        self._looks.pop()
        self._hrefs.pop()
        if not self._opened:
            span = self._content.range(first, last)
            self.runs[first_run:] = [replace(run, span=span) for run in self.runs[first_run:]]

    def _leaf(self, token: Token, start: int, end: int) -> None:
        match token.type:
            case "softbreak":
                self._add(" ", start, end)
            case "hardbreak":
                self._add(LINE_BREAK, start, end)
            case "text_special":
                self._add(token.content, start, start + len(token.markup))
            case "code_inline":
                self._code(token, start, end)
            case "image":
                self._image(token, start, end)
            case _:
                self._add(token.content, start, end)

    def _code(self, token: Token, start: int, end: int) -> None:
        inner = start + len(token.markup)
        inner += (end - inner - len(token.markup) - len(token.content)) // 2  # a space was dropped
        self._enter(start, look=Look.CODE)
        self._add(token.content, inner, inner + len(token.content))
        self._leave(end)

    def _image(self, token: Token, start: int, end: int) -> None:
        """An image is a link that shows its description: nothing is fetched."""
        address = str(token.attrs.get("src", ""))
        self._enter(start, href=address)
        before = len(self.runs)
        self.over(token.children or [], start + len("!["))
        if not any(run.text.strip() for run in self.runs[before:]):
            self._add(address, start, end)
        self._leave(end)

    def _add(self, text: str, start: int, end: int) -> None:
        if text:
            first, last = self._content.range(start, end)
            self.runs.append(Run(text, first, last, self._looks[-1], self._hrefs[-1]))


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbours that look alike and follow each other in the source as one run."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _belong_together(last, run):
            joined[-1] = replace(last, text=last.text + run.text, end=run.end)
        else:
            joined.append(run)
    return joined


def _belong_together(one: Run, other: Run) -> bool:
    return (
        one.end == other.start
        and (one.look, one.href, one.span) == (other.look, other.href, other.span)
        and one.is_literal
        and other.is_literal
    )


def _with_marks(runs: Sequence[Run]) -> list[Run]:
    """The runs, with decision marks as runs of their own."""
    result: list[Run] = []
    for run in runs:
        if Look.CODE in run.look or run.href or not run.is_literal:
            result.append(run)
            continue
        places = [(match.start(), match.end(), int(match[1])) for match in _MARK.finditer(run.text)]
        edges = [0, *(edge for start, end, _ in places for edge in (start, end)), len(run.text)]
        numbers = {start: number for start, _, number in places}
        for start, end in pairwise(edges):
            if start == end:
                continue
            number = numbers.get(start, 0)
            text = mark_text(number) if number else run.text[start:end]
            part = replace(run, text=text, start=run.start + start, end=run.start + end)
            result.append(replace(part, mark=number))
    return result


def mark_text(number: int) -> str:
    """A decision mark as shown; the spaces leave room for the tag's frame."""
    return f"\N{NO-BREAK SPACE}R{number}\N{NO-BREAK SPACE}"
