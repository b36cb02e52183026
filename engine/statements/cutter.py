"""Documents become statements."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from engine.statements.blocks import Block, Line, read_blocks
from engine.statements.plain import plain_text
from engine.statements.sentences import sentence_spans
from models.documents import Document, Statement, StatementKind, StatementRef

STATEMENT_CUTTER_VERSION = 3
"""Goes up whenever the same text would be cut differently; stored with every run."""

_NOTHING_SAID = re.compile(r"(?:</?[A-Za-z][^<>]*>|<!--|-->|[\s*_~`|<>\\\0\ufffd:-])*")
_MARGIN_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_DAY_BEFORE = re.compile(r"(?<!\S)\d{1,2}\.[ \t]+$")
_LONGEST_DAY = 6
_MONTH = re.compile(
    r"(?:Jan(?:uar)?|Jänner|Feb(?:ruar)?|März|Apr(?:il)?|Mai|Jun[io]|Jul[iy]|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?)\b"
)
_NEW_ENTRY = re.compile(r"[•‣◦▪●■►]\s|\*\*[^*\n]{1,60}(?::\*\*|\*\*:)")


def cut(document: Document) -> tuple[Statement, ...]:
    """The statements of a document, in its order.

    Markers of lists, quotes and headings are not part of a quote; marks of emphasis are, also those
    around a whole sentence. A line break inside a sentence stays in its quote.
    """
    statements: list[Statement] = []
    heading = ""
    for offset, section in _sections(document.text):
        pieces, heading = _pieces_of(section, heading)
        for piece in pieces:
            ref = StatementRef(
                document_id=document.document_id,
                version=document.version,
                start=offset + piece.start,
                end=offset + piece.end,
            )
            statements.append(
                Statement(
                    ref=ref,
                    quote=section[piece.start : piece.end],
                    kind=piece.kind,
                    heading=piece.heading,
                    columns=piece.columns,
                )
            )
    return tuple(statements)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A statement within its section."""

    start: int
    end: int
    kind: StatementKind
    heading: str
    columns: tuple[str, ...]


def _sections(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a text that can be read by themselves, each with its place.

    A heading at the left margin ends whatever stood before it, unless that is a fenced block.
    """
    is_fenced = "```" in text or "~~~" in text
    starts = [] if is_fenced else [match.start() for match in _MARGIN_HEADING.finditer(text)]
    for start, end in pairwise([0, *(one for one in starts if one), len(text)]):
        yield start, text[start:end]


# While a text is being written it is cut again and again, and all but its last section is the same.
@lru_cache(maxsize=256)
def _pieces_of(section: str, heading: str) -> tuple[tuple[_Piece, ...], str]:
    """The statements of a section below ``heading``, and the heading of what follows."""
    pieces: list[_Piece] = []
    for block in read_blocks(section):
        for start, end in _places(block, section):
            quote = section[start:end]
            if _NOTHING_SAID.fullmatch(quote):
                continue
            pieces.append(_Piece(start, end, block.kind, heading, block.columns))
            if block.kind is StatementKind.HEADING:
                heading = plain_text(quote).rstrip(":")
    return tuple(pieces), heading


def _places(block: Block, text: str) -> Iterator[tuple[int, int]]:
    """The places of the statements of one block."""
    if not block.is_prose:
        lines = [line for line in block.lines if line.text]
        if lines:
            yield lines[0].offset, lines[-1].offset + len(lines[-1].text)
        return
    for entry in _entries(_with_day(block.lines, text), text):
        joined = "\n".join(line.text for line in entry)
        starts = [0, *accumulate(len(line.text) + 1 for line in entry[:-1])]
        for start, end in sentence_spans(joined):
            yield _offset(entry, starts, start), _offset(entry, starts, end - 1) + 1


def _with_day(lines: Sequence[Line], text: str) -> Sequence[Line]:
    """The lines, the first with its day: in "- 14. September: …" Markdown reads "14." as a list."""
    first = lines[0]
    day = _DAY_BEFORE.search(text, max(0, first.offset - _LONGEST_DAY), first.offset)
    if not day or not _MONTH.match(first.text):
        return lines
    return (Line(text[day.start() : first.offset] + first.text, day.start()), *lines[1:])


def _entries(lines: Sequence[Line], text: str) -> Iterator[list[Line]]:
    """The lines in groups read as one; hard breaks and lines like "**Owner:** Ann" part them."""
    entry: list[Line] = []
    for line in lines:
        if entry and (_breaks_after(entry[-1], text) or _NEW_ENTRY.match(line.text)):
            yield entry
            entry = []
        entry.append(line)
    yield entry


def _breaks_after(line: Line, text: str) -> bool:
    end = line.offset + len(line.text)
    return line.text.endswith("\\") or text[end : end + 2] == "  "


def _offset(lines: Sequence[Line], starts: Sequence[int], position: int) -> int:
    """The place in the document of a position in the joined lines, which begin at ``starts``."""
    number = bisect_right(starts, position) - 1
    return lines[number].offset + position - starts[number]
