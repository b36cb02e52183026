"""Lines of Markdown as leaves."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it.token import Token

from ui.markdown.cuts import Cut, Opening, cut
from ui.markdown.inline import Content, runs_of
from ui.markdown.leaves import Align, Cell, Kind, Leaf, Line, Marker, Run
from ui.markdown.parser import block_tokens
from ui.markdown.tables import cells_of, is_figure

_USUAL = {False: Align.LEFT, True: Align.RIGHT}
_BULLETS = ("•", "◦", "▪")


def read(
    lines: Sequence[Line], opening: Opening, marks: bool
) -> tuple[list[tuple[int, Leaf]], Cut]:
    """The leaves of some lines, each with its first line, and where to read on.

    Args:
        lines: the last of them may still grow.
        opening: what the lines begin in the middle of.
        marks: whether ``[R3]`` is a decision mark.
    """
    tokens = block_tokens("\n".join(line.text for line in lines))
    reader = _Reader(lines, tokens, opening, marks)
    leaves = [(line, leaf) for line, leaf in reader.leaves() if line >= opening.shown]
    return leaves, cut(tokens, lines, opening)


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
        self._opening = opening
        self._first_number = opening.number
        self._markers: list[Marker] = []
        self._item_lines: list[int] = []
        self._is_header = False
        self._aligns: list[Align] = []

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
                case "table_open":
                    self._aligns = self._columns(index)
                case "thead_open" | "thead_close":
                    self._is_header = token.nesting == 1
                case "tr_open":
                    if self._markers:
                        yield line, self._leaf(Kind.PARAGRAPH, line, line - 1)
                    yield line, self._row(line)
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
        for line, part in zip(self._lines[first : first + len(parts)], parts, strict=True):
            end = line.offset + len(line.text.rstrip())
            pieces.append((f"{part}\n", end - len(part.rstrip())))
        pieces[-1] = (parts[-1], pieces[-1][1])
        return Content(pieces)

    def _code(self, token: Token) -> Iterator[tuple[int, Leaf]]:
        first = token.map[0] if token.map else 0
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
            is_first = number == first + is_fenced and not (self._opening.shown and first == 0)
            # Without a label to carry it, the fence belongs to the first line.
            above = is_first and is_fenced and not label
            yield (
                number,
                self._leaf(Kind.CODE, number - above, number, runs=runs, is_first=is_first),
            )

    def _columns(self, index: int) -> list[Align]:
        """How the columns are set: as written, else figures to the right.

        The first row decides what holds figures, so that a column never turns as it grows.
        """
        table = list(takewhile(lambda one: one.type != "table_close", self._tokens[index:]))
        styles = [str(one.attrs.get("style", "")) for one in table if one.type == "th_open"]
        rows = [one.map[0] for one in table if one.type == "tr_open" and one.map]
        first = self._cells(rows[1], len(styles)) if len(rows) > 1 else []
        figures = [is_figure(cell.text) for cell in first] or [False] * len(styles)
        return [
            next((align for align in Align if style.endswith(align)), _USUAL[is_figures])
            for style, is_figures in zip(styles, figures, strict=True)
        ]

    def _cells(self, number: int, columns: int) -> list[Content]:
        return cells_of(self._lines[number], columns, len(self._path))

    def _row(self, number: int) -> Leaf:
        contents = self._cells(number, len(self._aligns))
        cells = tuple(
            Cell(runs_of(content, self._marks), align)
            for content, align in zip(contents, self._aligns, strict=True)
        )
        line = self._lines[number]
        return Leaf(
            Kind.ROW, line.offset, line.end, self._path, cells=cells, is_first=self._is_header
        )
