"""Where the quotes of a text are, as ticks beside its scroll bar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.markdown.badges import QuoteStatus
from ui.markdown.quotes import Outline
from ui.markdown.style import ReadingColours

_MARGIN_PX = 3
_TICK_PX, _SELECTED_TICK_PX = (5.0, 2.5), (7.0, 3.0)


class QuoteTicks(QWidget):
    """A strip over the edge of a text, which stays where it is while the text is scrolled."""

    def __init__(self, view: QTextEdit, outlines: Callable[[], Sequence[Outline]]) -> None:
        """Lie over ``view``, whose quotes stand where ``outlines`` says."""
        super().__init__(view)
        self._view = view
        self._outlines = outlines
        self._colours: ReadingColours | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_colours(self, colours: ReadingColours) -> None:
        """Paint in other colours."""
        self._colours = colours
        self.update()

    def fit(self, margin_px: int) -> None:
        """Stand beside the scroll bar, which is ``margin_px`` away from the text's own pane."""
        pane = self._view.viewport().geometry()
        wide = int(_SELECTED_TICK_PX[0]) + _MARGIN_PX
        if self.isRightToLeft():
            left = pane.left() - margin_px
        else:
            left = pane.right() + 1 + margin_px - wide
        self.setGeometry(QRect(left, pane.top(), wide, pane.height()))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a tick for each quote, as far down as the quote is in the whole text."""
        if self._colours is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        # A text that is lower than its pane is not stretched: the tick stands beside its quote.
        scale = self.height() / max(1.0, self.height(), self._view.document().size().height())
        for outline in self._outlines():
            mark = outline.mark
            if not mark.side:
                continue
            wide, high = _SELECTED_TICK_PX if mark.selected else _TICK_PX
            left = _MARGIN_PX if self.isRightToLeft() else self.width() - _MARGIN_PX - wide
            is_old = mark.status is QuoteStatus.OUT_OF_DATE
            colour = self._colours.text3 if is_old else self._colours.topics[mark.topic].base
            painter.setBrush(QColor(colour))
            rect = QRectF(left, outline.rect.top() * scale, wide, high)
            painter.drawRoundedRect(rect, high / 2, high / 2)
        painter.end()
