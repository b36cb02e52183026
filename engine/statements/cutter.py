"""Documents become statements."""

import re
from collections.abc import Iterator, Sequence

from engine.statements.blocks import Block, Line, read_blocks
from engine.statements.plain import plain_text
from engine.statements.sentences import sentence_spans
from models.documents import Document, Statement, StatementKind, StatementRef

STATEMENT_CUTTER_VERSION = 1
"""Goes up whenever the same text would be cut differently; stored with every run."""

_NOTHING_SAID = re.compile(r"(?:</?[A-Za-z][^<>]*>|<!--|-->|[\s*_~`|<>\\\0\ufffd:-])*")
_NEW_ENTRY = re.compile(r"[•‣◦▪●■►]\s|\*\*[^*\n]{1,60}(?::\*\*|\*\*:)")


def cut(document: Document) -> tuple[Statement, ...]:
    """The statements of a document, in its order.

    Markers of lists, quotes and headings are not part of a quote; marks of emphasis are, also those
    around a whole sentence. A line break inside a sentence stays in its quote.
    """
    statements: list[Statement] = []
    heading = ""
    for block in read_blocks(document.text):
        for start, end in _places(block, document.text):
            quote = document.text[start:end]
            if _NOTHING_SAID.fullmatch(quote):
                continue
            ref = StatementRef(
                document_id=document.document_id, version=document.version, start=start, end=end
            )
            statements.append(
                Statement(
                    ref=ref, quote=quote, kind=block.kind, heading=heading, columns=block.columns
                )
            )
            if block.kind is StatementKind.HEADING:
                heading = plain_text(quote).rstrip(":")
    return tuple(statements)


def _places(block: Block, text: str) -> Iterator[tuple[int, int]]:
    """The places of the statements of one block."""
    if not block.is_prose:
        lines = [line for line in block.lines if line.text]
        if lines:
            yield lines[0].offset, lines[-1].offset + len(lines[-1].text)
        return
    for entry in _entries(block.lines, text):
        joined = "\n".join(line.text for line in entry)
        for start, end in sentence_spans(joined):
            yield _offset(entry, start), _offset(entry, end - 1) + 1


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


def _offset(lines: Sequence[Line], position: int) -> int:
    """The place in the document of a position in the joined lines."""
    for line in lines:
        if position <= len(line.text):
            return line.offset + position
        position -= len(line.text) + 1
    raise IndexError(position)
