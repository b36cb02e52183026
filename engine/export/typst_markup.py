"""Markdown as typst source. Every text is a string literal, so none of it is ever read as typst."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from engine.export.characters import printable
from engine.export.contained import contained_tokens

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

NO_MARKS: frozenset[str] = frozenset()

_MARK = re.compile(r"\[(R\d+)\]")
_ALIGNMENT = re.compile(r"text-align:(left|center|right)")
_CHARS_PER_LINE = 96
_UNBROKEN_CHARS = 40
_PIECE_CHARS = 4
_MANY_COLUMNS = 5
_CHARS_KEPT_TOGETHER = 300
# The scripts whose words are only broken at spaces; others break by themselves.
_WORD_CHARS = "[!-\u1fff]"
_ZERO_WIDTH_SPACE = "\u200b"


def string_literal(text: str) -> str:
    """A typst string."""
    quoted = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'


def text_as_typst(text: str, longest: int = _UNBROKEN_CHARS) -> str:
    """Plain text as typst markup; words over ``longest`` characters may be broken anywhere."""
    # The semicolon ends the expression: a bracket that follows would be an argument.
    return f"#{string_literal(breakable(text, longest))};" if text else ""


def breakable(text: str, longest: int = _UNBROKEN_CHARS) -> str:
    """The text with places to break in words that would not fit their column."""
    piece = min(_PIECE_CHARS, max(1, longest // 4))
    return re.sub(
        f"{_WORD_CHARS}{{{longest + 1},}}",
        lambda word: re.sub(f".{{{piece}}}", rf"\g<0>{_ZERO_WIDTH_SPACE}", word.group()),
        text,
    )


def table_as_typst(
    columns: str, alignments: Iterable[str], header: Iterable[str], rows: Iterable[Iterable[str]]
) -> str:
    """A table; ``columns`` is typst code, cells are typst markup."""
    titles = list(header)
    lines = [list(row) for row in rows]
    cells = "".join(f"[{cell}], " for line in lines for cell in line)
    head = "".join(f"[{title}], " for title in titles)
    is_wide = len(titles) > _MANY_COLUMNS
    size = "8pt" if is_wide else "9.2pt"
    # A block longer than a page that may not break is cut off: only short tables stay whole.
    height = sum(max(map(len, line), default=0) for line in (titles, *lines))
    breaks = "true" if is_wide or height > _CHARS_KEPT_TOGETHER else "false"
    return (
        f"\n#[#set text(size: {size})\n#show table: set block(breakable: {breaks})\n"
        f"#table(columns: {columns}, align: ({', '.join(alignments)},), "
        f"table.header({head}), {cells})]\n\n"
    )


def longest_in_column(columns: int) -> int:
    """How many characters surely fit a column of a table with so many of them."""
    return max(1, _CHARS_PER_LINE // columns - 3)


def markdown_as_typst(markdown: str, below: int = 0, marks: Collection[str] = NO_MARKS) -> str:
    """Markdown of others as typst markup, with its highest heading one level below ``below``.

    ``marks`` are the labels that exist; "[R3]" becomes a link if "R3" is among them.
    """
    from markdown_it.tree import SyntaxTreeNode

    try:
        return _Converter(marks).blocks(SyntaxTreeNode(contained_tokens(markdown, below)))
    except RecursionError:  # hostile nesting inside one line, such as hundreds of images in images
        return _code(markdown)


def _code(text: str) -> str:
    return f"\n#raw(block: true, {string_literal(breakable(text.rstrip()))})\n\n"


class _Converter:
    """Walks the tree of one text. Its depth is limited by ``contained_tokens``."""

    def __init__(self, marks: Collection[str]) -> None:
        self._marks = marks
        self._longest_word = _UNBROKEN_CHARS

    def blocks(self, node: "SyntaxTreeNode") -> str:
        return "".join(self._block(child) for child in node.children)

    def _block(self, node: "SyntaxTreeNode") -> str:
        match node.type:
            case "paragraph":
                return self._line(node) + ("\n" if node.hidden else "\n\n")
            case "heading":
                level = node.tag[1]
                options = f"level: {level}, outlined: false, bookmarked: false"
                return f"\n#heading({options})[{self._line(node)}]\n\n"
            case "bullet_list":
                return f"\n#list({self._items(node)})\n\n"
            case "ordered_list":
                return f"\n#enum(start: {int(node.attrs.get('start', 1))}, {self._items(node)})\n\n"
            case "blockquote":
                return f"\n#quote(block: true)[{self.blocks(node)}]\n\n"
            case "fence" | "code_block":
                return _code(node.content)
            case "table":
                return self._table(node)
            case "hr":
                return "\n#line(length: 100%, stroke: 0.4pt + luma(190))\n\n"
            case _:
                return text_as_typst(node.content)

    def _items(self, node: "SyntaxTreeNode") -> str:
        paragraphs = (part for item in node.children for part in item.children)
        tight = all(part.hidden for part in paragraphs if part.type == "paragraph")
        items = "".join(f"[{self.blocks(item)}], " for item in node.children)
        return f"tight: {'true' if tight else 'false'}, {items}"

    def _table(self, node: "SyntaxTreeNode") -> str:
        rows = [row.children for part in node.children for row in part.children]
        columns = len(rows[0])
        outside, self._longest_word = self._longest_word, longest_in_column(columns)
        header, *body = [[self._line(cell) for cell in row] for row in rows]
        self._longest_word = outside
        alignments = [_alignment(cell) for cell in rows[0]]
        return table_as_typst(str(columns), alignments, header, body)

    def _line(self, node: "SyntaxTreeNode") -> str:
        """The text of a block that holds one ``inline``."""
        return "".join(self._spans(child) for child in node.children)

    def _spans(self, node: "SyntaxTreeNode") -> str:
        return "".join(self._span(child) for child in node.children)

    def _span(self, node: "SyntaxTreeNode") -> str:
        match node.type:
            case "text":
                return self._text(node.content)
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "#linebreak();"
            case "code_inline":
                return f"#raw({string_literal(breakable(node.content, self._longest_word))});"
            case "strong":
                return f"#strong[{self._spans(node)}];"
            case "em":
                return f"#emph[{self._spans(node)}];"
            case "s":
                return f"#strike[{self._spans(node)}];"
            case "link":
                return f"#link({string_literal(str(node.attrs['href']))})[{self._spans(node)}];"
            case _:
                return self._text(node.content)

    def _text(self, text: str) -> str:
        pieces: list[str] = []
        end = 0
        for mark in _MARK.finditer(text):
            if mark[1] in self._marks:
                pieces.append(text_as_typst(text[end : mark.start()], self._longest_word))
                pieces.append(f'#link(label("{mark[1]}"))[#"{mark.group()}";];')
                end = mark.end()
        return "".join((*pieces, text_as_typst(text[end:], self._longest_word)))


def _alignment(cell: "SyntaxTreeNode") -> str:
    found = _ALIGNMENT.search(str(cell.attrs.get("style", "")))
    return found[1] if found else "left"
