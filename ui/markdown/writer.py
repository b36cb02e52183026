"""Leaves into a QTextDocument, changing as little as possible."""

from itertools import zip_longest

from PySide6.QtGui import QTextCursor, QTextDocument, QTextLength, QTextTable

from ui.markdown.columns import NO_NEEDS, shares
from ui.markdown.formats import Formats, gap
from ui.markdown.leaves import Align, Kind, Leaf, Run, utf16_length
from ui.markdown.positions import Placed
from ui.markdown.stream import Change


class DocumentWriter:
    """Keeps a document and the places of its leaves in step.

    Qt wants a paragraph at the very start and behind each table. Where that paragraph holds no leaf
    yet, it is *vacant*: the next leaf moves in, or it stays as low as can be.
    """

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        """Write into ``document``, which is taken over as a whole."""
        self.placed: list[Placed] = []
        self._document = document
        self._formats = formats
        self._is_mirrored = False
        self._is_vacant = True
        # The table that was written last. Until an edit ends, Qt finds no table by its position.
        self._table: QTextTable | None = None
        document.setUndoRedoEnabled(False)
        document.setIndentWidth(1)  # indents are pixels
        self._set_page()

    def restyle(self, formats: Formats, is_mirrored: bool) -> None:
        """Write everything again in other formats. Positions stay."""
        leaves = tuple(one.leaf for one in self.placed)
        self._formats = formats
        self._is_mirrored = is_mirrored
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        self._truncate(cursor, 0)
        self._set_page()
        for leaf in leaves:
            self._append(cursor, leaf)
        cursor.endEditBlock()

    def apply(self, change: Change) -> None:
        """Bring the document up to date."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        leaves = change.leaves
        if leaves and change.kept < len(self.placed):
            old = self.placed[change.kept]
            if _is_same_but_text(old.leaf, leaves[0]):
                self._truncate(cursor, change.kept + 1)
                self._rewrite(cursor, old, leaves[0])
                leaves = leaves[1:]
            else:
                self._truncate(cursor, change.kept)
        else:
            self._truncate(cursor, change.kept)
        for leaf in leaves:
            self._append(cursor, leaf)
        cursor.endEditBlock()

    def fit_columns(self) -> None:
        """Share the width of each table among its columns again: the page has another width."""
        cursor = QTextCursor(self._document)
        rows = [one for one in self.placed if one.leaf.kind is Kind.ROW]
        lasts = [
            one
            for one, below in zip_longest(rows, rows[1:])
            if below is None or below.leaf.is_first
        ]
        tables = [(self._table_at(one), one) for one in lasts]
        if tables:
            # Qt lays out long texts bit by bit; after a change it takes the rest for laid out.
            self._document.documentLayout().blockBoundingRect(self._document.lastBlock())
        cursor.beginEditBlock()
        for table, row in tables:
            if table:
                self._share_width(table, row)
        cursor.endEditBlock()

    def _share_width(self, table: QTextTable, last_row: Placed) -> None:
        """Give each column its share of the page, once the page has a width."""
        width = self._formats.table_width(self._document.textWidth(), last_row.leaf.path)
        if width <= 0:
            return
        parts = shares(last_row.needs, width)
        percent = QTextLength.Type.PercentageLength
        columns = [QTextLength(percent, part) for part in parts]
        style = table.format()
        if style.columnWidthConstraints() != columns:
            style.setColumnWidthConstraints(columns)
            table.setFormat(style)

    def _set_page(self) -> None:
        self._document.setDefaultFont(self._formats.font())
        self._document.rootFrame().setFrameFormat(self._formats.page(self._is_mirrored))
        if not self.placed:
            self._vacate(QTextCursor(self._document))

    def _truncate(self, cursor: QTextCursor, count: int) -> None:
        """Take away all leaves but the first ``count``."""
        if count >= len(self.placed):
            return
        first = self.placed[count]
        before = self.placed[count - 1] if count else None
        del self.placed[count:]
        table = self._table = self._table_at(before) if before else None
        if first.leaf.kind is Kind.ROW and not first.leaf.is_first and table:
            row = table.cellAt(first.starts[0]).row()
            table.removeRows(row, table.rows() - row)
            if before:
                self._share_width(table, before)
        start = before.end if before else 0
        if table:
            start = table.lastPosition() + 1
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if before and not table:
            self._is_vacant = False
            self._set_block(cursor, before.leaf, self.placed[-2].leaf if count > 1 else None)
        else:
            self._vacate(cursor)

    def _vacate(self, cursor: QTextCursor) -> None:
        self._is_vacant = True
        cursor.setBlockFormat(self._formats.nothing())
        cursor.setBlockCharFormat(self._formats.text(Kind.PARAGRAPH))

    def _append(self, cursor: QTextCursor, leaf: Leaf) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if leaf.kind is Kind.ROW:
            self._append_row(cursor, leaf)
            return
        if not self._is_vacant:
            cursor.insertBlock()
        self._is_vacant = False
        self._set_block(cursor, leaf, self.placed[-1].leaf if self.placed else None)
        start = cursor.position()
        self._insert(cursor, leaf, leaf.runs)
        self.placed.append(Placed(leaf, (start,)))

    def _set_block(self, cursor: QTextCursor, leaf: Leaf, before: Leaf | None) -> None:
        block = self._formats.block(leaf.kind, leaf.level, leaf.path, gap(before, leaf), Align.LEFT)
        if cursor.blockFormat() != block:
            cursor.setBlockFormat(block)
        text = self._formats.text(leaf.kind, leaf.level)
        if cursor.blockCharFormat() != text:
            cursor.setBlockCharFormat(text)

    def _append_row(self, cursor: QTextCursor, leaf: Leaf) -> None:
        table = self._table
        above = NO_NEEDS
        if table and not leaf.is_first:
            above = self.placed[-1].needs
            table.appendRows(1)
        else:
            space = gap(self.placed[-1].leaf if self.placed else None, leaf)
            style = self._formats.table(leaf, space, self._is_mirrored)
            cursor.setCharFormat(self._formats.text(Kind.PARAGRAPH))  # cells would inherit it
            table = self._table = cursor.insertTable(1, len(leaf.cells), style)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self._vacate(cursor)
        row = table.rows() - 1
        starts = []
        for column, cell in enumerate(leaf.cells):
            place = table.cellAt(row, column)
            place.setFormat(self._formats.cell(cell is leaf.cells[-1]))
            inside = place.firstCursorPosition()
            inside.setBlockFormat(self._formats.block(Kind.ROW, 0, "", 0, cell.align))
            starts.append(inside.position())
            self._insert(inside, leaf, cell.runs)
        self.placed.append(Placed(leaf, tuple(starts), self._formats.needs(leaf, above)))
        self._share_width(table, self.placed[-1])

    def _rewrite(self, cursor: QTextCursor, old: Placed, leaf: Leaf) -> None:
        """Change a leaf's text from where it differs on, so that a selection before it stays."""
        position = old.starts[0]
        same = 0
        for one, other in zip(old.leaf.runs, leaf.runs, strict=False):
            if not _is_same_look(one, other) or one.text != other.text:
                break
            position += utf16_length(one.text)
            same += 1
        rest = leaf.runs[same:]
        if rest and same < len(old.leaf.runs):
            one, other = old.leaf.runs[same], rest[0]
            if _is_same_look(one, other) and other.text.startswith(one.text):
                position += utf16_length(one.text)
                added = Run(other.text[len(one.text) :], 0, 0, other.look, other.href, other.mark)
                rest = (added, *rest[1:])
        cursor.setPosition(position)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._insert(cursor, leaf, rest)
        self.placed[-1] = Placed(leaf, old.starts)

    def _insert(self, cursor: QTextCursor, leaf: Leaf, runs: tuple[Run, ...]) -> None:
        is_header = leaf.kind is Kind.ROW and leaf.is_first
        for run in runs:
            style = self._formats.text(
                leaf.kind, leaf.level, is_header, run.look, run.href, run.mark
            )
            cursor.insertText(run.text, style)

    def _table_at(self, placed: Placed) -> QTextTable | None:
        if placed.leaf.kind is not Kind.ROW:
            return None
        cursor = QTextCursor(self._document)
        cursor.setPosition(placed.starts[0])
        return cursor.currentTable()


def _is_same_but_text(old: Leaf, new: Leaf) -> bool:
    if old.kind is Kind.ROW:
        return False
    return (old.kind, old.level, old.path, old.markers, old.is_first) == (
        new.kind,
        new.level,
        new.path,
        new.markers,
        new.is_first,
    )


def _is_same_look(one: Run, other: Run) -> bool:
    return (one.look, one.href, one.mark) == (other.look, other.href, other.mark)
