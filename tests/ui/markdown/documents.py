"""What a Qt document shows, in a form that can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat

from tests.ui.markdown.looks import LIGHT
from ui.markdown.formats import Formats
from ui.markdown.leaves import utf16_length
from ui.markdown.stream import MarkdownStream
from ui.markdown.writer import DocumentWriter

_FORMATS = Formats(LIGHT)
_PAGE_PX = 320
_OBJECT_INDEX = 0
"""Says which of all objects there ever were a format belongs to: chance, and no look."""


@dataclass
class Shown:
    """A document with what wrote it."""

    document: QTextDocument
    writer: DocumentWriter

    def paragraphs(self) -> list[tuple[Any, ...]]:
        """Words and formats of each paragraph, and its cell if it is in a table."""
        paragraphs = []
        block = self.document.begin()
        while block.isValid():
            looks = [(one.start, one.length, _look(one.format)) for one in block.textFormats()]
            paragraphs.append(
                (block.text(), block.blockFormat(), _look(block.charFormat()), looks, _cell(block))
            )
            block = block.next()
        return paragraphs

    def text_at(self, start: int, length: int) -> str:
        """The words at a position; hard spaces are spaces."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\N{NO-BREAK SPACE}", " ")

    def misplaced(self) -> list[tuple[str, str]]:
        """Leaves whose words are not where they should be, with what is there instead."""
        wrong = []
        for placed in self.writer.placed:
            for start, runs in placed.texts:
                text = "".join(run.text for run in runs)
                there = self.text_at(start, utf16_length(text))
                if there != text.replace("\N{NO-BREAK SPACE}", " "):
                    wrong.append((text, there))
        return wrong


def shown(chunks: Sequence[str]) -> Shown:
    """A document into which ``chunks`` were streamed."""
    stream = MarkdownStream(marks=True)
    document = QTextDocument()
    document.setTextWidth(_PAGE_PX)
    writer = DocumentWriter(document, _FORMATS)
    for chunk in chunks:
        writer.apply(stream.feed(chunk))
    writer.apply(stream.feed("", is_last=True))
    return Shown(document, writer)


def restyled(one: Shown) -> Shown:
    """The same written anew."""
    one.writer.restyle(_FORMATS, is_mirrored=False)
    return one


def _look(style: QTextFormat) -> QTextFormat:
    copy = QTextFormat(style)
    copy.clearProperty(_OBJECT_INDEX)
    return copy


def _cell(block: QTextBlock) -> tuple[Any, ...] | None:
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    if table is None:
        return None
    cell = table.cellAt(cursor)
    size = table.rows(), table.columns()
    return size, cell.row(), cell.column(), _look(cell.format()), _look(table.format())
