"""Lines of Markdown as leaves, with the lines at which a text that still grows may be cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from markdown_it.token import Token

from ui.markdown.inline import Content, runs_of
from ui.markdown.leaves import Align, Cell, Kind, Leaf, Line, Marker, Run
from ui.markdown.parser import block_tokens
from ui.markdown.tables import cells_of

_BULLETS = ("•", "◦", "▪")
_HEADER_LINES = 2


@dataclass(frozen=True, slots=True)
class Opening:
    """What the lines to read begin in the middle of.

    Attributes:
        shown: so many lines are repeated: the opening fence of a code block, or a table's header.
        number: of the first list item, where the list began earlier.
    """

    shown: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What lines of Markdown hold.

    Attributes:
        leaves: what is to be shown, each with the number of its first line.
        cut: the leaves of lines before this one will not change whatever arrives.
        kept: lines before ``cut`` that are needed to read on.
        opening: how to read on at ``cut``.
    """

    leaves: tuple[tuple[int, Leaf], ...]
    cut: int
    kept: tuple[Line, ...]
    opening: Opening


def read(lines: Sequence[Line], opening: Opening, marks: bool) -> Reading:
    """Read lines, the last of which may still grow."""
    tokens = block_tokens("\n".join(line.text for line in lines))
    reader = _Reader(lines, tokens, opening, marks)
    leaves = tuple((at, leaf) for at, leaf in reader.leaves() if at >= opening.shown)
    return _with_cut(leaves, tokens, lines, opening)


class _Reader:
    """Walks over the block tokens of some lines."""

    def __init__(
        self, lines: Sequence[Line], tokens: Sequence[Token], opening: Opening, marks: bool
    ) -> None:
        self._lines = lines
        self._tokens = tokens
        self._marks = marks
        self._path = ""
        self._numbers: list[int] = []
        self._first_number = opening.number
        self._markers: list[Marker] = []
        self._item_lines: list[int] = []
        self._is_header = False

    def leaves(self) -> Iterator[tuple[int, Leaf]]:
        """The leaves with their first lines."""
        for index, token in enumerate(self._tokens):
            line = token.map[0] if token.map else 0
            match token.type:
                case "inline" if self._tokens[index - 1].type in ("paragraph_open", "heading_open"):
                    yield self._prose(self._tokens[index - 1], token)
                case "fence" | "code_block":
                    yield from self._code(token)
                case "hr":
                    yield line, self._leaf(Kind.RULE, line, line)
                case "thead_open" | "thead_close":
                    self._is_header = token.nesting == 1
                case "tr_open":
                    if self._markers:
                        yield line, self._leaf(Kind.PARAGRAPH, line, line - 1)
                    yield line, self._row(index)
                case _ if token.nesting:
                    yield from self._container(token)

    def _container(self, token: Token) -> Iterator[tuple[int, Leaf]]:
        match token.type:
            case "bullet_list_open":
                self._path += "b"
                self._numbers.append(0)
            case "ordered_list_open":
                self._path += "o"
                start = int(token.attrs.get("start", 1))
                if self._first_number is not None and len(self._path) == 1:
                    start, self._first_number = self._first_number, None
                self._numbers.append(start)
            case "blockquote_open":
                self._path += "q"
            case "bullet_list_close" | "ordered_list_close":
                self._path = self._path[:-1]
                self._numbers.pop()
            case "blockquote_close":
                self._path = self._path[:-1]
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                line = self._item_lines.pop()
                if self._markers:  # nothing but the marker
                    yield line, self._leaf(Kind.PARAGRAPH, line, line)

    def _open_item(self, token: Token) -> None:
        depth = len(self._path) - 1
        if self._path[-1] == "b":
            text = _BULLETS[(self._path.count("b") - 1) % len(_BULLETS)]
        else:
            text = f"{self._numbers[-1]}{token.markup}"
            self._numbers[-1] += 1
        self._markers.append(Marker(depth, text))
        self._item_lines.append(token.map[0] if token.map else 0)

    def _leaf(
        self,
        kind: Kind,
        first: int,
        last: int,
        *,
        level: int = 0,
        runs: tuple[Run, ...] = (),
        is_first: bool = False,
    ) -> Leaf:
        markers, self._markers = tuple(self._markers), []
        start = self._lines[first].offset
        end = self._lines[last].end if last >= first else start
        return Leaf(kind, start, end, self._path, level, markers, runs, is_first=is_first)

    def _prose(self, opening: Token, inline: Token) -> tuple[int, Leaf]:
        first, behind = opening.map or (0, 1)
        last = behind - 1
        if opening.type == "paragraph_open":
            content = self._content(first, inline.content)
            return first, self._leaf(
                Kind.PARAGRAPH, first, last, runs=runs_of(content, self._marks)
            )
        if opening.markup.startswith("#"):
            raw = self._lines[first]
            place = raw.text.find(inline.content, raw.text.find(opening.markup))
            content = Content([(inline.content, raw.offset + max(0, place))])
        else:
            content = self._content(first, inline.content)
        runs = runs_of(content, self._marks)
        return first, self._leaf(Kind.HEADING, first, last, level=int(opening.tag[1]), runs=runs)

    def _content(self, first: int, text: str) -> Content:
        """What a paragraph holds: its lines without the markers before them.

        markdown-it reports of a line what remains behind the markers, so it ends where the line
        ends; and it leaves out, but counts, first lines that hold only exotic white space.
        """
        parts = text.split("\n")
        latest = len(self._lines) - len(parts)
        while first < latest and not self._lines[first].text.rstrip().endswith(parts[0].strip()):
            first += 1
        pieces = []
        for line, part in zip(self._lines[first:], parts, strict=False):
            end = line.offset + len(line.text.rstrip())
            pieces.append((f"{part}\n", max(line.offset, end - len(part.rstrip()))))
        pieces[-1] = (parts[-1], pieces[-1][1])
        return Content(pieces)

    def _code(self, token: Token) -> Iterator[tuple[int, Leaf]]:
        first, behind = token.map or (0, 1)
        is_fenced = token.type == "fence"
        if label := token.info.strip() if is_fenced else "":
            start = self._lines[first].text.find(label) + self._lines[first].offset
            run = Run(label, start, start + len(label))
            yield first, self._leaf(Kind.LABEL, first, first, runs=(run,))
        parts = token.content.removesuffix("\n").split("\n") if token.content else []
        for number, part in enumerate(parts, first + is_fenced):
            line = self._lines[number]
            run = Run(part, max(line.offset, line.end - len(part)), line.end)
            runs = (run,) if part else ()
            is_first = number == first + is_fenced
            yield number, self._leaf(Kind.CODE, number, number, runs=runs, is_first=is_first)

    def _row(self, index: int) -> Leaf:
        number, _ = self._tokens[index].map or (0, 0)
        opening = takewhile(lambda one: one.type != "tr_close", self._tokens[index:])
        aligns = [_align(token) for token in opening if token.type in ("th_open", "td_open")]
        contents = cells_of(self._lines[number], len(aligns))
        cells = tuple(
            Cell(runs_of(content, self._marks), align)
            for content, align in zip(contents, aligns, strict=True)
        )
        line = self._lines[number]
        return Leaf(
            Kind.ROW, line.offset, line.end, self._path, cells=cells, is_first=self._is_header
        )


def _align(cell: Token) -> Align:
    style = str(cell.attrs.get("style", ""))
    return next((align for align in Align if style.endswith(align)), Align.LEFT)


def _cut(tokens: Sequence[Token], lines: Sequence[Line], opening: Opening) -> Cut:
    """Find the line from which on everything must be read again when more arrives.

    A block is finished once the next one has begun. That is certain once two lines of the next one
    are complete: "#" may become "#hashtag", and a line the header of a table.
    """
    complete = len(lines) - 1
    blocks = [token for token in tokens if token.level == 0 and token.nesting >= 0 and token.map]
    block = _latest_certain(blocks, complete)
    if block is not None and block is blocks[-1] and (within := _cut_within(block, tokens, lines)):
        return within
    if block is None or block is blocks[0]:
        return Cut(opening.shown, tuple(lines[: opening.shown]), opening)
    return Cut(_first_line(block))


def _cut_within(block: Token, tokens: Sequence[Token], lines: Sequence[Line]) -> Cut | None:
    """The same inside the last block: its finished items, lines or rows."""
    complete = len(lines) - 1
    start = _first_line(block)
    if block.type == "fence" and _is_unclosed(block):
        return Cut(complete, (lines[start],), Opening(shown=1))
    if block.type == "table_open" and block.map and block.map[1] >= complete:
        header = tuple(lines[start : start + _HEADER_LINES])
        return Cut(complete, header, Opening(shown=_HEADER_LINES))
    return None


def _cut_in_list(
    block: Token, tokens: Sequence[Token], complete: int, opening: Opening
) -> Cut | None:
    items = [one for one in tokens if one.type == "list_item_open" and one.level == 1]
    items = [one for one in items if _first_line(one) >= _first_line(block)]
    item = _latest_certain(items, complete)
    if item is None or item is items[0]:
        return None
    if block.type == "bullet_list_open":
        return Cut(_first_line(item))
    is_continued = opening.number is not None and _first_line(block) == 0
    first = opening.number if is_continued else int(block.attrs.get("start", 1))
    return Cut(_first_line(item), (), Opening(number=first + items.index(item)))


def _latest_certain(tokens: Sequence[Token], complete: int) -> Token | None:
    certain = [token for token in tokens if _first_line(token) + 1 < complete]
    return certain[-1] if certain else None


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _is_unclosed(fence: Token) -> bool:
    first, behind = fence.map or (0, 0)
    return fence.content.count("\n") >= behind - first - 1
