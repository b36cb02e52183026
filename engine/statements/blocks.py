"""The block structure of a Markdown text, with the place of every line of content.

markdown-it gives line numbers, not offsets. The content it reports for a line is what remains of
the source line after its markers, so the content always *ends* where the source line ends: that
gives the offset.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from engine.statements.plain import plain_text
from models.documents import StatementKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n?|\n")
_ROW_PREFIX = re.compile(r"[\s>]*")
_TASK_BOX = re.compile(r"\[[ xX]\]\s+")
_DEEPEST = 100
"""Levels of nesting. markdown-it drops what lies deeper, so this is more than anybody writes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of content: ``text`` stands at ``offset`` of the document."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table row or code block; in lists a paragraph is a bullet.

    Attributes:
        kind: what its statements are.
        lines: its content, without markers and the white space around each line.
        is_prose: whether it may hold several sentences.
        columns: for a table row, the column titles.
    """

    kind: StatementKind
    lines: tuple[Line, ...]
    is_prose: bool = False
    columns: tuple[str, ...] = ()


def read_blocks(text: str) -> Iterator[Block]:
    """The blocks of ``text`` in their order."""
    yield from _Reader(text).blocks()


@cache
def _parser() -> "MarkdownIt":
    # Imported here because it costs 40 ms, which a start of the application need not pay.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    # Text in HTML blocks and behind "[note]:" is content here: nothing a worker wrote may get lost.
    parser.disable(["html_block", "reference"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


class _Reader:
    """Walks over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._ends = [*(match.start() for match in _LINE_END.finditer(text)), len(text)]
        self._items = 0
        self._columns: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Block]:
        tokens = _parser().parse(self._text)
        for index, token in enumerate(tokens):
            match token.type:
                case "list_item_open":
                    self._items += 1
                case "list_item_close":
                    self._items -= 1
                case "paragraph_open":
                    yield self._prose(tokens[index + 1])
                case "heading_open":
                    yield self._heading(token, tokens[index + 1])
                case "thead_open":
                    self._columns = _header_titles(tokens, index)
                    if not self._has_rows(tokens, index):
                        yield self._row(tokens[index + 1], columns=())
                case "tr_open" if token.level > 0 and tokens[index - 1].type != "thead_open":
                    yield self._row(token, self._columns)
                case "fence" | "code_block":
                    yield self._code(token)

    def _raw(self, number: int) -> str:
        return self._text[self._starts[number] : self._ends[number]].replace("\0", "\ufffd")

    def _lines(self, first: int, contents: Sequence[str]) -> tuple[Line, ...]:
        """The places of ``contents``, which stand in consecutive lines from about ``first``."""
        lines: list[Line] = []
        if not contents:
            return ()
        # markdown-it drops leading lines that hold only exotic white space, but counts them.
        latest = len(self._starts) - len(contents)
        while first < latest and not self._raw(first).rstrip().endswith(contents[0].strip()):
            first += 1
        for number, content in enumerate(contents, first):
            length = len(content.strip())
            end = self._starts[number] + len(self._raw(number).rstrip())
            lines.append(Line(self._text[end - length : end], end - length))
        return tuple(lines)

    def _prose(self, inline: "Token") -> Block:
        first, _ = inline.map or (0, 0)
        lines = self._lines(first, inline.content.split("\n"))
        kind = StatementKind.BULLET if self._items else StatementKind.SENTENCE
        if self._items and (box := _TASK_BOX.match(lines[0].text)):
            start = Line(lines[0].text[box.end() :], lines[0].offset + box.end())
            lines = (start, *lines[1:])
        elif _is_bold_title(lines):
            return Block(StatementKind.HEADING, lines)
        return Block(kind, lines, is_prose=True)

    def _heading(self, token: "Token", inline: "Token") -> Block:
        first, _ = inline.map or (0, 0)
        if token.markup.startswith("#"):
            # The content may be followed by closing signs, so it does not end the line.
            offset = self._raw(first).rfind(inline.content)
            start = self._starts[first] + offset
            line = Line(self._text[start : start + len(inline.content)], start)
            return Block(StatementKind.HEADING, (line,))
        lines = self._lines(first, inline.content.split("\n"))
        # "Text.\n---" is a paragraph and a rule in the writer's mind, a heading only by the letter.
        if lines[-1].text.endswith((".", "!", "?", "…", ":")):
            return Block(StatementKind.SENTENCE, lines, is_prose=True)
        return Block(StatementKind.HEADING, lines)

    def _has_rows(self, tokens: Sequence["Token"], start: int) -> bool:
        """Whether the table whose head begins at ``start`` has rows that carry its titles."""
        for token in tokens[start + 2 :]:
            if token.type == "table_close":
                break
            if token.type == "tr_open" and token.map and "|" in self._raw(token.map[0]):
                return True
        return False

    def _row(self, token: "Token", columns: tuple[str, ...]) -> Block:
        number, _ = token.map or (0, 0)
        prefix = _ROW_PREFIX.match(self._raw(number))
        lines = self._lines(number, [self._raw(number)[prefix.end() if prefix else 0 :]])
        if "|" not in lines[0].text:
            # Text right below a table is a row only by the letter.
            return Block(StatementKind.SENTENCE, lines, is_prose=True)
        return Block(StatementKind.TABLE_ROW, lines, columns=columns)

    def _code(self, token: "Token") -> Block:
        first, _ = token.map or (0, 0)
        contents = token.content.removesuffix("\n").split("\n") if token.content else []
        if token.type != "fence":
            return Block(StatementKind.CODE, self._lines(first, contents))
        lines = self._lines(first + 1, contents)
        if len(token.info.split()) > 1:
            # More than the name of a language: somebody went on writing behind the fence.
            lines = (*self._lines(first, [token.info]), *lines)
        return Block(StatementKind.CODE, lines)


def _header_titles(tokens: Sequence["Token"], start: int) -> tuple[str, ...]:
    titles = []
    for token in tokens[start:]:
        if token.type == "thead_close":
            break
        if token.type == "inline":
            titles.append(plain_text(token.content))
    return tuple(titles)


def _is_bold_title(lines: Sequence[Line]) -> bool:
    """Whether a paragraph is one bold line without a stop, which people use as a heading."""
    if len(lines) != 1:
        return False
    text = lines[0].text
    inner = text[2:-2]
    return text[:2] == text[-2:] == "**" and "**" not in inner and inner[-1:] not in ".!?…;,"
