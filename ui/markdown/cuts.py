"""Where a text that still grows may be cut: what lies before will not change any more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ui.markdown.leaves import Line

_BELOW_HEADER = re.compile(r"[\s|:-]*-[\s|:-]*")

_TABLE_LINES = 3
"""Header, the line below it, and the first row: they say how the columns are set."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the lines to read begin in the middle of.

    Attributes:
        shown: so many lines are repeated: the opening fence of a code block, or a table's top.
        number: of the first list item, where an ordered list began earlier.
    """

    shown: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where to cut, and how to read on from there.

    Attributes:
        line: the leaves of lines before it will not change, whatever arrives.
        kept: lines before it that are needed to read on.
        opening: what they and the lines from ``line`` on begin in the middle of.
    """

    line: int
    kept: tuple[Line, ...] = ()
    opening: Opening = Opening()


def cut(tokens: Sequence[Token], lines: Sequence[Line], opening: Opening) -> Cut:
    """Find the line from which on everything must be read again when more arrives.

    A block is finished once the next one has begun. That is certain once two lines of the next one
    are complete: "#" may become "#hashtag", and a line the header of a table.
    """
    complete = len(lines) - 1
    blocks = [token for token in tokens if token.level == 0 and token.nesting >= 0 and token.map]
    block = _latest_certain(blocks, complete)
    if block is not None and block is blocks[-1]:
        within = _cut_in_list(block, tokens, lines, opening) or _cut_in_block(block, lines)
        if within:
            return within
    if block is None or block is blocks[0]:
        return Cut(opening.shown, tuple(lines[: opening.shown]), opening)
    return Cut(_first_line(block))


def _cut_in_block(block: Token, lines: Sequence[Line]) -> Cut | None:
    """Inside an open code block or table: behind its complete lines."""
    complete = len(lines) - 1
    start = _first_line(block)
    if block.type == "fence" and _is_unclosed(block):
        # Without its label: "~~~ a | b" above "---|---" would be a table.
        fence = lines[start].text[: lines[start].text.find(block.markup) + len(block.markup)]
        return Cut(complete, (Line(fence, lines[start].offset),), Opening(shown=1))
    rows_end = block.map[1] if block.map else 0
    if block.type == "table_open" and start + _TABLE_LINES <= complete <= rows_end:
        top = tuple(lines[start : start + _TABLE_LINES])
        return Cut(complete, top, Opening(shown=_TABLE_LINES))
    return None


def _cut_in_list(
    block: Token, tokens: Sequence[Token], lines: Sequence[Line], opening: Opening
) -> Cut | None:
    """Inside an open list: before its latest item that reads the same without those before it."""
    if not block.type.endswith("_list_open"):
        return None
    items = [one for one in tokens if one.type == "list_item_open" and one.level == 1]
    items = [one for one in items if _first_line(one) >= _first_line(block)]
    item = _latest_certain(items, len(lines) - 1)
    if item is None or item is items[0] or _begins_like_table(lines, _first_line(item)):
        return None
    if block.type == "bullet_list_open":
        return Cut(_first_line(item))
    first = int(block.attrs.get("start", 1))
    if opening.number is not None and _first_line(block) == 0:
        first = opening.number
    return Cut(_first_line(item), (), Opening(number=first + items.index(item)))


def _latest_certain(tokens: Sequence[Token], complete: int) -> Token | None:
    certain = [token for token in tokens if _first_line(token) + 1 < complete]
    return certain[-1] if certain else None


def _begins_like_table(lines: Sequence[Line], first: int) -> bool:
    """Whether "- a | b" stands above "---|---": at the beginning of a text that is a table."""
    return "|" in lines[first].text and _BELOW_HEADER.fullmatch(lines[first + 1].text) is not None


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _is_unclosed(fence: Token) -> bool:
    first, behind = fence.map or (0, 0)
    lines = fence.content.count("\n") + (fence.content[-1:] not in ("", "\n"))
    return lines == behind - first - 1
