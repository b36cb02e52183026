"""What a selection is worth as Markdown."""

import re
from collections.abc import Sequence

from ui.markdown.leaves import Kind
from ui.markdown.positions import Placed, source_of

_CLOSING_FENCE = re.compile(r"(?:\r\n?|\n)[ >\t]*(?:`{3,}|~{3,})(?=[ \t]*(?:[\r\n]|$))")


def markdown_of(source: str, placed: Sequence[Placed], first: int, last: int) -> str:
    """The Markdown shown from position ``first`` to ``last``; lines of code come bare."""
    touched = [one for one in placed if one.starts[0] < last and first <= one.end]
    start, end = source_of(placed, first, last)
    if not touched:
        return source[start:end]
    if all(one.leaf.kind is Kind.CODE for one in touched) and len(touched) > 1:
        return _code(touched, first, last)
    if touched[-1].leaf.kind is Kind.CODE and touched[0].leaf.kind is not Kind.CODE:
        closing = _CLOSING_FENCE.match(source, end)
        end = closing.end() if closing else end
    return source[start:end]


def _code(touched: Sequence[Placed], first: int, last: int) -> str:
    lines = [one.leaf.text for one in touched]
    # UTF-16 offsets, as positions are.
    head = lines[0].encode("utf-16-le")[2 * (first - touched[0].starts[0]) :]
    lines[0] = head.decode("utf-16-le", errors="ignore")
    tail = touched[-1].leaf.text.encode("utf-16-le")[: 2 * (last - touched[-1].starts[0])]
    lines[-1] = tail.decode("utf-16-le", errors="ignore")
    return "\n".join(lines)
