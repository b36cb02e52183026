"""The text that a side of a contradiction quotes, with the quote lit in it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QTextCursor

from models.contradiction import Side
from models.documents import specialist_document_id
from models.run import Run
from ui.contradictions.context import text_of
from ui.contradictions.findings import LETTERS, Finding
from ui.contradictions.words import badge_of, plain, side_name
from ui.markdown.quotes import QuoteMark
from ui.markdown.view import MarkdownView
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.workers.quotes import quotes_in, status_of
from ui.workers.reading_style import reading_style

_LEAST_LINES = 2


class SideText(MarkdownView):
    """Shows the version of the text that the side quotes; of other quotes, only their lines.

    Attributes:
        laid_out: the text has got another width or height.
    """

    laid_out = Signal()

    def __init__(self, theme: Theme, finding: Finding, side: Side, run: Run) -> None:
        """Show the text of ``side``, or its quote alone where that text is not known."""
        super().__init__(reading_style(theme, TextStyle.READING))
        self._theme = theme
        theme.changed.connect(self._restyle)
        letter = LETTERS[finding.found.sides.index(side)]
        self._own = (finding.number, letter)
        text = text_of(run, side.ref)
        is_known = text[side.start : side.end] == side.quote
        start, end = (side.start, side.end) if is_known else (0, len(side.quote))
        topic, status = finding.found.topic, status_of(finding.found, run)
        mark = QuoteMark(finding.number, letter, start, end, topic, status, selected=True)
        self.show_markdown(text if is_known else side.quote)
        others = _others(run, side, finding.number) if is_known else ()
        self.show_quotes(
            [mark, *(each for each in others if (each.number, each.side) != self._own)]
        )
        self.setMinimumHeight(_LEAST_LINES * theme.fonts.line_px(TextStyle.READING))
        self.setAccessibleName(
            self.tr("{badge}, {name}: {quote}").format(
                badge=badge_of(finding, letter).spoken,
                name=side_name(side.specialist),
                quote=plain(side.quote),
            )
        )

    @property
    def quote(self) -> tuple[float, float]:
        """Where the quote begins and ends in the laid out text, in pixels from its top."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        self.cursorRect(end)  # lays out all text, also what is far below
        for one in self._outlines():
            if (one.mark.number, one.mark.side) == self._own:
                return one.rect.top(), one.rect.bottom()
        return 0.0, 0.0

    @property
    def is_short(self) -> bool:
        """Whether all of the text is to be seen at once, so that it may begin lower."""
        return self.document().size().height() <= self.height()

    def show_quote_at(self, y: float) -> None:
        """Let the quote begin ``y`` pixels from the top, beyond an end of the text if need be."""
        above = round(y - self.quote[0])
        below = self.height() - above - self.document().size().height()
        self.setViewportMargins(0, max(0, above), 0, max(0, round(below)) if above < 0 else 0)
        self.verticalScrollBar().setValue(-above)

    def set_zoom(self, percent: int) -> None:
        """Show the text larger or smaller; the quote stands elsewhere then."""
        super().set_zoom(percent)
        self.laid_out.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say that the quote may stand elsewhere now."""
        super().resizeEvent(event)
        self.laid_out.emit()

    def _restyle(self) -> None:
        style = reading_style(self._theme, TextStyle.READING)
        self.set_style(replace(style, zoom_percent=self.reading_style.zoom_percent))
        self.laid_out.emit()


def _others(run: Run, side: Side, number: int) -> tuple[QuoteMark, ...]:
    texts = (*run.contributions, *run.earlier_versions)
    for one in texts:
        is_its_document = specialist_document_id(one.slot) == side.ref.document_id
        if is_its_document and one.version == side.ref.version:
            return quotes_in(one, run, run.contradictions, number)
    return ()
