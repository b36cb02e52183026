"""The cells of a table row, with their places, and without losing what is too much."""

import re

from ui.markdown.inline import Content
from ui.markdown.leaves import Line

_CONTAINERS = r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){0,%d}\s*"


_SIGN, _MONEY = r"[-+±<>≤≥~≈\u2212]", r"(?:[A-Z]{3}|[$€£¥])"
_FIGURE = re.compile(rf"[*_~\s]*(?:{_SIGN}\s*)?(?:{_MONEY}\s*)?\d[\d.,'\s]*(?:%|{_MONEY})?[*_~\s]*")


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, perhaps with a currency or a percent sign."""
    return _FIGURE.fullmatch(text) is not None


def cells_of(line: Line, columns: int, depth: int) -> list[Content]:
    r"""Cut a row into ``columns`` cells; ``\|`` is a bar inside a cell.

    A row may hold more cells than the header. Markdown drops them; here the last cell takes them,
    bars and all, because nothing a worker wrote may get lost.

    Args:
        line: the row.
        columns: of the table.
        depth: how many quotes and lists the table stands in.
    """
    text = line.text
    prefix = re.match(_CONTAINERS % depth, text)
    body = prefix.end() if prefix else 0
    bars = _bars(text, body)
    edges = [body - 1, *bars, len(text)]
    if bars and not text[body : bars[0]].strip():
        edges.pop(0)
    if len(edges) > 2 and not text[edges[-2] + 1 :].strip():
        edges.pop()
    if len(edges) > columns + 1:
        edges[columns:] = edges[-1:]
    bounds = [(edges[at] + 1, edges[at + 1]) for at in range(len(edges) - 1)]
    cells = [_cell(line, start, end) for start, end in bounds]
    return cells + [Content([("", line.end)])] * (columns - len(cells))


def _bars(text: str, start: int) -> list[int]:
    """Where cells are divided."""
    bars = []
    is_escaped = False
    for at in range(start, len(text)):
        if text[at] == "|" and not is_escaped:
            bars.append(at)
        is_escaped = text[at] == "\\"
    return bars


def _cell(line: Line, start: int, end: int) -> Content:
    text = line.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    pieces = []
    while (bar := text.find("\\|", start, end)) >= 0:
        pieces.append((text[start:bar], line.offset + start))
        start = bar + 1
    return Content([*pieces, (text[start:end], line.offset + start)])
