"""The text of a pane of Markdown: it streams in, is followed, restyled, and copied."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollBar, QTextBrowser, QWidget

from ui.markdown.copying import markdown_of
from ui.markdown.follow import TailFollower
from ui.markdown.formats import Formats
from ui.markdown.links import is_web_address, mark_number
from ui.markdown.positions import Span, positions_of, source_of
from ui.markdown.scrolling import Scroller
from ui.markdown.stream import Change, MarkdownStream
from ui.markdown.style import ReadingStyle
from ui.markdown.writer import DocumentWriter

_QUOTE_HEIGHT = 0.4
"""Where in the pane a place is shown that is jumped to."""


class MarkdownPane(QTextBrowser):
    """Shows Markdown that others wrote, and fetches nothing.

    ``append`` reads and shows at once: it is for the caller to gather words and to spread panes
    over ticks.

    Signals:
        followed: whether the pane follows the end of the text from now on.
        mark_activated: the number of the decision mark that was clicked or entered.
        link_activated: the web or mail address that was clicked or entered.
        zoom_requested: steps of reading zoom, from the wheel with Ctrl.
    """

    followed = Signal(bool)
    mark_activated = Signal(int)
    link_activated = Signal(QUrl)
    zoom_requested = Signal(int)

    def __init__(
        self, style: ReadingStyle, *, marks: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet.

        Args:
            style: how text looks.
            marks: whether ``[R3]`` is a decision mark, as in the plan.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self._own_what_qt_made()
        self._style = style
        self._marks_on = marks
        self._is_streaming = False
        self._set_up()
        self._stream = MarkdownStream(marks)
        self._writer = DocumentWriter(self.document(), Formats(style))
        self._scroller = Scroller(self)
        self._follower = TailFollower(self)
        self._follower.followed.connect(self.followed)
        self.anchorClicked.connect(self._activate)
        self.selectionChanged.connect(self._selected)

    def _own_what_qt_made(self) -> None:
        """Use a document and scroll bars that Python made.

        For those that Qt makes, PySide keeps a wrapper by their address: after they are gone, it
        can take another object at that place for them, and call it deleted.
        """
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self.setDocument(document)
        self.setVerticalScrollBar(QScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(QScrollBar(Qt.Orientation.Horizontal, self))
        self.setViewport(QWidget(self))
        # As Qt does for a document of its own.
        self.document().documentLayout().setPaintDevice(self.viewport())

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextSelectableByMouse
            | flags.TextSelectableByKeyboard
            | flags.LinksAccessibleByMouse
            | flags.LinksAccessibleByKeyboard
        )

    # Text

    @property
    def markdown(self) -> str:
        """The Markdown shown."""
        return self._stream.source

    def append(self, text: str) -> None:
        """Add text that has arrived; more is to come until `finish`."""
        self._is_streaming = True
        self._follower.grow(True)
        self._apply(self._stream.feed(text))

    def finish(self) -> None:
        """Nothing more will come."""
        self._apply(self._stream.feed("", is_last=True))
        self._is_streaming = False
        self._follower.grow(False)

    def show_markdown(self, text: str) -> None:
        """Show a whole text from its beginning, in place of what was shown."""
        self.clear()
        self._follower.start(is_following=False)
        self._apply(self._stream.feed(text, is_last=True))

    def clear(self) -> None:
        """Show nothing."""
        self._scroller.stop()
        self._stream = MarkdownStream(self._marks_on)
        self._is_streaming = False
        self._apply(Change(0, ()))
        self._follower.grow(False)
        self._follower.start(is_following=True)

    def _apply(self, change: Change) -> None:
        with self._follower.keeping_still():
            before = self.textCursor()
            places = before.anchor(), before.position()
            self._writer.apply(change)
            if (self.textCursor().anchor(), self.textCursor().position()) != places:
                self._set_caret(*places)  # a caret at the end would travel with the text
        self.viewport().update()

    def _set_caret(self, anchor: int, position: int) -> None:
        """Put caret and selection back, as far as there still is text."""
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def positions_of(self, start: int, end: int) -> list[Span]:
        """Where a range of the source is shown."""
        return positions_of(self._writer.placed, start, end)

    def source_of(self, first: int, last: int) -> tuple[int, int]:
        """The range of the source shown between two positions."""
        return source_of(self._writer.placed, first, last)

    # Looks

    @property
    def reading_style(self) -> ReadingStyle:
        """How text looks."""
        return self._style

    def set_style(self, style: ReadingStyle) -> None:
        """Show the same words at the same place in another look."""
        self._style = style
        with self._follower.keeping_still():
            anchor = self._scroller.anchor()
            before = self.textCursor()
            places = before.anchor(), before.position()
            self._writer.restyle(Formats(style), self.isRightToLeft())
            self._set_caret(*places)
            self._scroller.restore(anchor)
        self._colour()

    def set_zoom(self, percent: int) -> None:
        """Zoom the text, between 80 and 200 percent."""
        self.set_style(self._style.zoomed(percent))

    def _colour(self) -> None:
        colours = self._style.colours
        palette = self.palette()
        for role, colour in {
            QPalette.ColorRole.Base: colours.surface,
            QPalette.ColorRole.Text: colours.text,
            QPalette.ColorRole.Highlight: colours.accent_fill,
            QPalette.ColorRole.HighlightedText: colours.on_accent,
        }.items():
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)
        self._follower.restyle(colours)

    # Places

    def _show_position(self, position: int, y: float) -> None:
        self._follower.let_go()
        value = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(value)  # the way there is ours, not the caret's
        self._scroller.to(y - _QUOTE_HEIGHT * self.viewport().height(), self._style.is_still)

    def _offset(self) -> QPointF:
        """Where the view's corner is in the document."""
        bar = self.horizontalScrollBar()
        x = bar.maximum() - bar.value() if self.isRightToLeft() else bar.value()
        return QPointF(x, self.verticalScrollBar().value())

    # What Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep at the top what is at the top."""
        with self._follower.keeping_still():
            anchor = self._scroller.anchor()
            super().resizeEvent(event)
            if event.oldSize().width() != event.size().width():
                self._writer.fit_columns()
            if not self._follower.is_following and event.oldSize().width() != event.size().width():
                self._scroller.restore(anchor)

    def changeEvent(self, event: QEvent) -> None:
        """Mirror the margins when the direction of the interface changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.set_style(self._style)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another zoom, which is the same in all panes."""
        self._scroller.stop()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is Markdown."""
        cursor = self.textCursor()
        data = QMimeData()
        placed = self._writer.placed
        data.setText(
            markdown_of(self.markdown, placed, cursor.selectionStart(), cursor.selectionEnd())
        )
        return data

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Nothing is ever fetched."""
        return None

    def _activate(self, url: QUrl) -> None:
        address = url.toString()
        number = mark_number(address)
        if number is not None:
            self.mark_activated.emit(number)
        elif is_web_address(address):
            self.link_activated.emit(url)

    def _selected(self) -> None:
        if self.textCursor().hasSelection():
            self._follower.let_go()
