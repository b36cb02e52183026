"""Leaves as Qt formats: margins, fonts and colours."""

from functools import cached_property, lru_cache

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtCore import Qt

from ui.markdown.leaves import Align, Kind, Leaf, Look, Run
from ui.markdown.links import mark_address
from ui.markdown.style import ReadingStyle

INDENT_PX = {"b": 16, "o": 20, "q": 14}
"""How far a list or a quote moves its content, at 100 % zoom."""
CODE_PADDING_PX = 8
_NOTHING_PX = 1

_ALIGNMENTS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeading,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignTrailing,
}
_SEMIBOLD = QFont.Weight.DemiBold


class Formats:
    """The formats of one `ReadingStyle`, made once each."""

    def __init__(self, style: ReadingStyle) -> None:
        self._style = style
        self._colours = style.colours
        self.text = lru_cache(maxsize=512)(self._text)
        self.block = lru_cache(maxsize=512)(self._block)

    @cached_property
    def font(self) -> QFont:
        """The font of plain text."""
        font = QFont()
        if self._style.families:
            font.setFamilies(list(self._style.families))
        font.setPixelSize(self._style.px(self._style.text_px))
        # Even spacing at a scale of 1.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font
