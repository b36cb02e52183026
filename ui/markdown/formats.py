"""Leaves as Qt formats: margins, fonts and colours of one `ReadingStyle`."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ui.components.tool_tips import plain_tool_tip
from ui.markdown.columns import Needs
from ui.markdown.leaves import Align, Cell, Kind, Leaf, Look
from ui.markdown.links import mark_address
from ui.markdown.style import ReadingStyle

CODE_PADDING_PX = 8
CELL_PADDING_PX = 4
_COLUMN_GAP_PX = 8
_BADGE_LINE_PX = 11
_INDENT_PX = {"b": 16, "o": 20, "q": 14}
_BELOW_TABLE_PX = 8
_TABLE_PERCENT = 99.5
_ROUNDING_PX = 1
_TOP_PX, _BOTTOM_PX = 10, 20

_ALIGNMENTS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeading,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignTrailing,
}
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_PIXEL_SIZE = QTextFormat.Property.FontPixelSize


class Formats:
    """Makes Qt formats, each once. Sizes follow the zoom, the margins of the page do not."""

    def __init__(self, style: ReadingStyle) -> None:
        """Make formats for ``style``."""
        self.style = style
        self._colours = style.colours
        self.block = cache(self._block)
        self.text = cache(self._text)
        self._metrics = cache(self._metrics_of)

    def font(self) -> QFont:
        """The font of plain text."""
        font = QFont()
        if self.style.families:
            font.setFamilies(list(self.style.families))
        font.setPixelSize(self.style.px(self.style.text_px))
        # Even spacing on screens that have one pixel per pixel.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def page(self, is_mirrored: bool) -> QTextFrameFormat:
        """The margins of the whole text, the gutter among them."""
        page = QTextFrameFormat()
        sides = (self.style.gutter_px, self.style.margin_px)
        left, right = reversed(sides) if is_mirrored else sides
        page.setLeftMargin(left)
        page.setRightMargin(right)
        page.setTopMargin(_TOP_PX)
        page.setBottomMargin(_BOTTOM_PX)
        return page

    def indent(self, path: str) -> int:
        """How far in the content of these quotes and lists stands."""
        return sum(self.style.px(_INDENT_PX[step]) for step in path)

    def _block(self, kind: Kind, level: int, path: str, gap: int, align: Align) -> QTextBlockFormat:
        """A paragraph's margins and line height."""
        block = QTextBlockFormat()
        block.setTopMargin(gap)
        # An indent, not a margin: it changes sides with the direction of the text.
        block.setIndent(self.indent(path) + (CODE_PADDING_PX if _is_boxed(kind) else 0))
        block.setRightMargin(CODE_PADDING_PX if _is_boxed(kind) else 0)
        block.setAlignment(_ALIGNMENTS[align])
        height = self.style.line_px
        match kind:
            case Kind.HEADING if level == 1:
                height += 4
            case Kind.CODE | Kind.ROW:
                height -= 2
            case Kind.RULE:
                height = 1
        block.setLineHeight(self.style.px(height), _FIXED)
        return block

    def nothing(self) -> QTextBlockFormat:
        """The paragraph Qt insists on before or behind a table, as low as can be."""
        block = QTextBlockFormat()
        block.setLineHeight(1, _FIXED)
        return block

    def _text(
        self,
        kind: Kind,
        level: int = 0,
        is_header: bool = False,
        look: Look = Look.PLAIN,
        href: str = "",
        mark: int = 0,
    ) -> QTextCharFormat:
        """The look of a run."""
        text = QTextCharFormat()
        self._set_kind(text, kind, level, is_header)
        if Look.BOLD in look:
            text.setFontWeight(QFont.Weight.DemiBold)
        if Look.ITALIC in look:
            text.setFontItalic(True)
        if Look.STRIKE in look:
            text.setFontStrikeOut(True)
        if Look.CODE in look and kind is not Kind.CODE:
            self._set_mono(text)
            text.setBackground(QColor(self._colours.sunken))
        if mark:
            self._set_mark(text, mark)
        elif href:
            text.setAnchor(True)
            text.setAnchorHref(href)
            text.setToolTip(plain_tool_tip(href))
            text.setForeground(QColor(self._colours.accent))
            text.setFontUnderline(True)
        return text

    def _set_kind(self, text: QTextCharFormat, kind: Kind, level: int, is_header: bool) -> None:
        size = self.style.text_px
        match kind:
            case Kind.HEADING:
                text.setFontWeight(QFont.Weight.DemiBold)
                larger = {1: size * 18 / 14, 2: size + 1}.get(level, size)
                text.setProperty(_PIXEL_SIZE, self.style.px(larger))
            case Kind.CODE:
                self._set_mono(text)
            case Kind.LABEL:
                text.setProperty(_PIXEL_SIZE, self.style.px(size - 2))
                text.setForeground(QColor(self._colours.text3))
            case Kind.ROW:
                font = self.font()
                font.setPixelSize(self.style.px(size - 1))  # columns are narrow
                font.setFeature(QFont.Tag("tnum"), 1)  # figures below each other
                text.setFont(font)
                if is_header:
                    text.setFontWeight(QFont.Weight.DemiBold)
                    text.setForeground(QColor(self._colours.text2))

    def _set_mono(self, text: QTextCharFormat) -> None:
        font = self.font()
        font.setFamilies(list(self.style.mono_families))
        font.setPixelSize(self.style.px(self.style.text_px - 1))
        font.setFixedPitch(True)
        for feature in ("calt", "liga"):
            font.setFeature(QFont.Tag(feature), 0)  # exact text stays exact
        text.setFont(font)

    def _set_mark(self, text: QTextCharFormat, mark: int) -> None:
        text.setAnchor(True)
        text.setAnchorHref(mark_address(mark))
        text.setFontWeight(QFont.Weight.Bold)
        text.setProperty(_PIXEL_SIZE, self.style.px(_BADGE_LINE_PX))
        text.setForeground(QColor(self._colours.accent))

    def table(self, leaf: Leaf, gap: int, is_mirrored: bool) -> QTextTableFormat:
        """A table as wide as the text; its lines are painted, not set."""
        table = QTextTableFormat()
        table.setHeaderRowCount(1)
        table.setBorder(0)
        table.setBorderCollapse(False)
        table.setCellSpacing(0)
        table.setCellPadding(0)
        table.setTopMargin(gap)
        table.setBottomMargin(_BELOW_TABLE_PX)  # Qt ignores the margin of what follows
        # Qt rounds columns up: a table of the whole width would be 1 px wider than its pane.
        table.setWidth(QTextLength(QTextLength.Type.PercentageLength, _TABLE_PERCENT))
        if is_mirrored:
            table.setRightMargin(self.indent(leaf.path))
        else:
            table.setLeftMargin(self.indent(leaf.path))
        return table

    def table_width(self, page_px: float, path: str) -> float:
        """How wide a table is in these quotes and lists, on a page of a width; in pixels."""
        room = page_px - self.style.gutter_px - self.style.margin_px - self.indent(path)
        return room * _TABLE_PERCENT / 100

    def needs(self, row: Leaf, before: Needs) -> Needs:
        """What the columns of a table need with one more row."""
        words, texts = [], []
        for cell in row.cells:
            gap = 0 if cell is row.cells[-1] else _COLUMN_GAP_PX
            word, text = self._widths(row, cell)
            words.append(word + gap + _ROUNDING_PX)
            texts.append(text + gap + _ROUNDING_PX)
        return before.and_row(words, texts)

    def _widths(self, row: Leaf, cell: Cell) -> tuple[float, float]:
        """How wide the longest word of a cell is, and all of it; a word may be of several looks."""
        longest = word = text = 0.0
        for run in cell.runs:
            metrics = self._metrics(row.is_first, run.look, run.mark > 0)
            for number, part in enumerate(run.text.split(" ")):
                if number:
                    longest, word = max(longest, word), 0.0
                word += metrics.horizontalAdvance(part)
            text += metrics.horizontalAdvance(run.text)
        return max(longest, word), text

    def _metrics_of(self, is_header: bool, look: Look, is_mark: bool) -> QFontMetricsF:
        return QFontMetricsF(self.text(Kind.ROW, 0, is_header, look, "", int(is_mark)).font())

    def cell(self, is_last: bool) -> QTextTableCellFormat:
        """A cell: the first begins and the last ends where the text does."""
        cell = QTextTableCellFormat()
        cell.setTopPadding(CELL_PADDING_PX)
        cell.setBottomPadding(CELL_PADDING_PX)
        # Qt sets columns from left to right whatever the direction of the interface.
        cell.setRightPadding(0 if is_last else _COLUMN_GAP_PX)
        return cell


def _is_boxed(kind: Kind) -> bool:
    return kind in (Kind.CODE, Kind.LABEL)


def gap(before: Leaf | None, leaf: Leaf) -> int:
    """The space above a leaf. It depends on what came before only, so it never changes later."""
    if before is None:
        return CODE_PADDING_PX if _is_boxed(leaf.kind) else 0
    if _is_boxed(before.kind) and leaf.kind is Kind.CODE and not leaf.is_first:
        return 0
    if before.kind is Kind.LABEL:
        return 2
    space = _gap_between(before, leaf)
    space += CODE_PADDING_PX if _is_boxed(leaf.kind) else 0
    return space + (CODE_PADDING_PX if before.kind is Kind.CODE else 0)


def _gap_between(before: Leaf, leaf: Leaf) -> int:
    if leaf.kind is Kind.HEADING:
        return 10 if before.kind is Kind.HEADING else 15
    if Kind.RULE in (before.kind, leaf.kind):
        return 12
    if Kind.ROW in (before.kind, leaf.kind):
        return 8
    if before.kind is Kind.HEADING:
        return 4 if leaf.markers else 6 + 2 * (before.level == 1)
    is_in_list = bool(leaf.path.strip("q")) and bool(before.path.strip("q"))
    return 3 if leaf.markers and is_in_list else 6
