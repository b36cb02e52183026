"""A pane of Markdown: it streams in, is followed, quoted, searched and copied."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QTextEdit, QWidget

from ui.markdown.copying import markdown_of
from ui.markdown.decorations import Decorations, PlanMark
from ui.markdown.find import Finder
from ui.markdown.follow import TailFollower
from ui.markdown.formats import Formats
from ui.markdown.leaves import utf16_length
from ui.markdown.links import is_web_address, mark_number
from ui.markdown.positions import Span, positions_of, source_of
from ui.markdown.quotes import Outline, QuoteMark, QuotePainter, Quotes
from ui.markdown.scrolling import Scroller
from ui.markdown.stream import MarkdownStream
from ui.markdown.style import ReadingStyle
from ui.markdown.writer import DocumentWriter
