"""A Markdown text that grows, as leaves: finished ones stay, only the open ones are read again."""

import re
from dataclasses import dataclass

from ui.markdown.leaves import Leaf, Line, showable

_CARRIAGE_RETURN = "\r"
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """What new text changes on the screen.

    Attributes:
        kept: so many leaves stay as they are.
        leaves: what follows them.
    """

    kept: int
    leaves: tuple[Leaf, ...]


class MarkdownStream:
    """Reads a text as it arrives. How it was cut into pieces makes no difference in the end."""

    def __init__(self, marks: bool = False) -> None:
        """Begin with no text; with ``marks``, ``[R3]`` is a decision mark."""
        # Imported here, because markdown-it costs 40 ms that the first paint need not wait for.
        from ui.markdown.cuts import Opening

        self._marks = marks
        self._pieces: list[str] = []
        self._held = ""
        self._lines: list[Line] = []
        self._rest = Line("", 0)
        self._opening = Opening()
        self._closed = 0
        self._leaves: list[Leaf] = []

    @property
    def source(self) -> str:
        """All text so far."""
        self._pieces = ["".join(self._pieces)]
        return self._pieces[0]

    @property
    def leaves(self) -> list[Leaf]:
        """All leaves so far."""
        return self._leaves

    def feed(self, text: str, is_last: bool = False) -> Change:
        """Add text; with ``is_last`` nothing is held back any more."""
        from ui.markdown.blocks import read

        self._pieces.append(text)
        text = self._held + text
        self._held = ""
        if text.endswith(_CARRIAGE_RETURN) and not is_last:
            # It may be one half of a line end.
            text, self._held = text[:-1], _CARRIAGE_RETURN
        if not text:
            return Change(len(self._leaves), ())
        self._add_lines(text)
        lines = [*self._lines, self._rest]
        numbered, cut = read(lines, self._opening, self._marks)
        change = self._replace([leaf for _, leaf in numbered])
        self._closed += sum(line < cut.line for line, _ in numbered)
        self._lines = [*cut.kept, *self._lines[cut.line :]]
        self._opening = cut.opening
        return change

    def _add_lines(self, text: str) -> None:
        start = self._rest.offset
        text = self._rest.text + showable(text)
        begin = 0
        for end in _LINE_END.finditer(text):
            self._lines.append(Line(text[begin : end.start()], start + begin))
            begin = end.end()
        self._rest = Line(text[begin:], start + begin)

    def _replace(self, leaves: list[Leaf]) -> Change:
        """Put ``leaves`` behind the closed ones, and say what really changes."""
        kept = self._closed
        for old, new in zip(self._leaves[kept:], leaves, strict=False):
            if old != new:
                break
            kept += 1
        changed = leaves[kept - self._closed :]
        self._leaves[kept:] = changed
        return Change(kept, tuple(changed))
