"""The body of a panel: the text, what stands around it, and what stands in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.contribution import Contribution
from ui.components.labels import ElidedLabel
from ui.markdown.quotes import QuoteMark
from ui.markdown.style import ReadingStyle
from ui.markdown.view import MarkdownView
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.answer import Answer
from ui.workers.failure_card import FailureCard
from ui.workers.note_strip import NoteStrip
from ui.workers.placeholder import GUTTER_PX, MARGIN_PX, Placeholder
from ui.workers.status import WorkerStatus
from ui.workers.text_changes import link_below
from ui.workers.thinking_fold import ThinkingFold
from ui.workers.wording import instead_of_text, note_below, partial_label, translate

_MEASURE_PX = 720
"""Longer lines are hard to read: a wide pane leaves the rest empty."""

_LEAST_TEXT_PX = 96
"""Below this, the card over a partial text leaves its sentences to a click."""


class PanelBody(QWidget):
    """Shows one worker's text, thinking and end.

    Attributes:
        quote_activated: the number of the contradiction whose quote was clicked.
        link_activated: the address that was clicked or entered.
        zoom_requested: steps of reading zoom.
        newest_requested: back from an earlier version to the newest.
        retry_requested: let it write anew.
        change_requested: make of the text what is offered.
        scrolled: whether the text is scrolled away from its beginning.
    """

    quote_activated = Signal(int)
    link_activated = Signal(str)
    zoom_requested = Signal(int)
    newest_requested = Signal()
    retry_requested = Signal()
    change_requested = Signal()
    scrolled = Signal(bool)

    def __init__(self, theme: Theme, style: ReadingStyle, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._style = style
        self.fold = ThinkingFold(theme)
        self.card = FailureCard(theme)
        self.card.retry_requested.connect(self.retry_requested)
        self.card.use_requested.connect(self.change_requested)
        self.partial = ElidedLabel(theme, style=TextStyle.LABEL, role=Role.TEXT3)
        self.placeholder = Placeholder(theme)
        self.note = NoteStrip(theme)
        self.note.followed.connect(self._follow_note)
        self.newest = self._make_view()
        self._answer = Answer(self.newest)
        self._earlier: tuple[MarkdownView, Answer] | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.placeholder)
        self._pages.addWidget(self.newest)
        label = QHBoxLayout()
        label.setContentsMargins(GUTTER_PX, 0, MARGIN_PX, 0)
        label.addWidget(self.partial)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fold)
        column.addWidget(self.card)
        column.addLayout(label)
        column.addWidget(self._pages, 1)
        column.addWidget(self.note)

    @property
    def view(self) -> MarkdownView | None:
        """The text that is shown; ``None`` while something stands in its place."""
        page = self._page
        return page if isinstance(page, MarkdownView) else None

    @property
    def is_earlier_shown(self) -> bool:
        """Whether an earlier version is being read."""
        return self._earlier is not None and self._page is self._earlier[0]

    @property
    def shown(self) -> Contribution | None:
        """The version whose text is shown."""
        if self._earlier and self.is_earlier_shown:
            return self._earlier[1].shown
        return self._answer.shown

    def show_status(self, status: WorkerStatus) -> bool:
        """Show the newest version. Answers whether its text began anew."""
        one = status.contribution
        self.fold.show_status(status)
        self.card.show_failure(one)
        has_text = bool(one.text)
        is_partial = bool(one.text.strip()) and one.failure is not None
        self.partial.setText(partial_label(one) if is_partial else "")
        self.partial.setVisible(is_partial)
        self.note.show_note(note_below(status), link_below(status))
        began = self._answer.show(one, is_over=not status.situation.is_busy)
        self.newest.setAccessibleName(
            translate("Workers", "Text of {name}").format(name=one.specialist)
        )
        if not has_text:
            self.placeholder.show_instead(instead_of_text(status))
        self._show_page(self.newest if has_text else self.placeholder)
        self._fit_card()
        return began

    def show_time(self, status: WorkerStatus) -> None:
        """Show that time passes; no text changes."""
        if status.contribution.thinking:
            self.fold.show_status(status)
        if not status.contribution.text:
            self.placeholder.show_instead(instead_of_text(status))

    def show_earlier(self, one: Contribution, newest: int) -> None:
        """Show an earlier version, to be read only. The newest keeps its place meanwhile."""
        if self._earlier is None:
            view = self._make_view()
            self._pages.addWidget(view)
            self._earlier = view, Answer(view)
        view, answer = self._earlier
        answer.show(one, is_over=True)
        note = translate("Workers", "Version {version} of {newest}, to be read only.")
        link = translate("Workers", "Show the newest")
        for part in (self.fold, self.card, self.partial):
            part.hide()
        self.note.show_note(note.format(version=one.version, newest=newest), link)
        self._show_page(view)

    def show_quotes(self, marks: Sequence[QuoteMark]) -> None:
        """Light quotes in the text that is shown."""
        view = self.view or self.newest
        view.show_quotes(marks)

    def set_style(self, style: ReadingStyle) -> None:
        """Show texts in another look."""
        if style == self._style:
            return
        self._style = style
        for view in self._views():
            view.set_style(style)
        self._keep_measure()

    def focus(self) -> None:
        """Give the keyboard to the text, or to what stands in its place."""
        self._page.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave enough room for text, and not too much."""
        super().resizeEvent(event)
        self._fit_card()
        self._keep_measure()

    @property
    def _page(self) -> QWidget:
        return self._pages.currentWidget() or self.placeholder

    def _fit_card(self) -> None:
        if not self.card.isHidden():
            spare = self.height() - self.card.full_height(self.width())
            self.card.set_tight(not self.partial.isHidden() and spare < _LEAST_TEXT_PX)

    def _keep_measure(self) -> None:
        margin = max(0, self.width() - self._style.px(self._theme.fonts.px(_MEASURE_PX)))
        for view in self._views():
            if self.isRightToLeft():
                view.setViewportMargins(margin, 0, 0, 0)
            else:
                view.setViewportMargins(0, 0, margin, 0)

    def _views(self) -> tuple[MarkdownView, ...]:
        return (self.newest, self._earlier[0]) if self._earlier else (self.newest,)

    def _make_view(self) -> MarkdownView:
        view = MarkdownView(self._style)
        # Qt scrolls to the caret when a text is first seen, which would end following its tail.
        view.showEvent(QShowEvent())
        view.quote_activated.connect(self.quote_activated)
        view.link_activated.connect(self._say_link)
        view.zoom_requested.connect(self.zoom_requested)
        view.verticalScrollBar().valueChanged.connect(self._say_scrolled)
        return view

    def _show_page(self, page: QWidget) -> None:
        if page is not self._page:
            had_focus = self._page.hasFocus()
            self._pages.setCurrentWidget(page)
            if had_focus:
                page.setFocus()
        self._say_scrolled()

    def _say_scrolled(self) -> None:
        view = self.view
        self.scrolled.emit(view is not None and view.verticalScrollBar().value() > 0)

    def _follow_note(self) -> None:
        (self.newest_requested if self.is_earlier_shown else self.change_requested).emit()

    def _say_link(self, address: QUrl) -> None:
        self.link_activated.emit(address.toString())
