"""One worker on the screen."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.contradiction import Contradiction
from models.contribution import Contribution
from models.documents import StatementRef
from models.run import Run
from ui.components.pane import Pane
from ui.markdown.quotes import QuoteMark
from ui.markdown.view import MarkdownView
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.body import PanelBody
from ui.workers.edge_line import EdgeLine
from ui.workers.forms import LEAST_PANE_PX
from ui.workers.header import PanelHeader
from ui.workers.panel_menu import PanelMenu
from ui.workers.quotes import quotes_in
from ui.workers.reading_style import reading_style
from ui.workers.status import Elapsed, WorkerStatus
from ui.workers.text_changes import change_offered
from ui.workers.wording import meta_parts, spoken_name


class WorkerPanel(Pane):
    """Shows what one worker thinks and writes, and how it ended.

    Attributes:
        stop_requested: the slot of the worker to end.
        rerun_requested: the slot of the worker that is to write anew.
        rerun_with_requested: the slot of the worker that is to write anew, and the model's name.
        change_requested: the slot of a worker, and the `TextChange` of its text.
        quote_activated: the number of the contradiction whose quote was clicked or chosen.
        link_activated: the web or mail address that was clicked or entered.
        zoom_requested: steps of reading zoom, from the wheel with Ctrl.
        pin_toggled: whether it is to stay in its reader.
    """

    stop_requested = Signal(str)
    rerun_requested = Signal(str)
    rerun_with_requested = Signal(str, str)
    change_requested = Signal(str, object)
    quote_activated = Signal(int)
    link_activated = Signal(str)
    zoom_requested = Signal(int)
    pin_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nobody yet."""
        super().__init__(theme, Role.SURFACE, parent)
        self._status: WorkerStatus | None = None
        self._contradictions: Sequence[Contradiction] = ()
        self._selected: int | None = None
        self._marks: tuple[QuoteMark, ...] = ()
        self._header_note = ""
        self._rerun_blocked = ""
        self._llms: tuple[str, ...] = ()
        self._text_style = TextStyle.BODY
        self._zoom_percent = 100
        self._menu: PanelMenu | None = None
        self.header = PanelHeader(theme)
        self.body = PanelBody(theme, reading_style(theme, self._text_style))
        self._focus_line = EdgeLine(theme, Role.ACCENT, height=2)
        self._scroll_line = EdgeLine(theme, Role.LINE, height=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._focus_line, self.header, self._scroll_line):
            column.addWidget(part)
        column.addWidget(self.body, 1)
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _connect(self) -> None:
        header, body = self.header, self.body
        header.stop_requested.connect(self.stop)
        header.rerun_requested.connect(self.rerun)
        header.copy_requested.connect(self.copy_text)
        header.menu_requested.connect(self._open_menu)
        header.pin_toggled.connect(self.pin_toggled)
        body.retry_requested.connect(self.rerun)
        body.card.llm_requested.connect(self.rerun_with)
        body.change_requested.connect(self.change_text)
        body.quote_activated.connect(self.quote_activated)
        body.link_activated.connect(self.link_activated)
        body.zoom_requested.connect(self.zoom_requested)
        body.newest_requested.connect(self._show_newest)
        body.scrolled.connect(self._scroll_line.light)

    # What is shown

    @property
    def status(self) -> WorkerStatus | None:
        """The worker that is shown, as it was last."""
        return self._status

    @property
    def slot(self) -> str:
        """Whose panel it is; empty before it is anybody's."""
        return self._status.contribution.slot if self._status else ""

    @property
    def view(self) -> MarkdownView | None:
        """The text that is shown, to be searched; ``None`` while there is none."""
        return self.body.view

    @property
    def marks(self) -> tuple[QuoteMark, ...]:
        """The quotes that are lit."""
        return self._marks

    def show_contribution(
        self,
        contribution: Contribution,
        number: int,
        run: Run,
        *,
        is_live: bool = True,
        elapsed: Elapsed = Elapsed(),  # noqa: B008 - it is immutable
    ) -> None:
        """Show a worker as it is now.

        Args:
            contribution: its newest version.
            number: from 1; the digit that goes to it.
            run: the run it belongs to.
            is_live: whether somebody works on the run; otherwise what is unfinished stays so.
            elapsed: what was measured while watching.
        """
        self.show_status(WorkerStatus(contribution, number, run, is_live, elapsed))

    def show_status(self, status: WorkerStatus) -> None:
        """Show a worker as it is now, as the grid knows it."""
        before, self._status = self._status, status
        if before is not None and status.looks_as(before):
            return
        if self.body.is_earlier_shown and before is not None and status.is_version_of(before):
            self._show_head()
            return
        began = self.body.show_status(status)
        self._show_head()
        if began:
            self._marks = ()
        self._light()

    def show_elapsed(self, elapsed: Elapsed) -> None:
        """Show that time passes. The grid calls this twice a second."""
        now = self._status
        if now is None:
            return
        self._status = replace(now, elapsed=elapsed)
        self.header.show_meta(self._meta())
        if not self.body.is_earlier_shown:
            self.body.show_time(self._status)

    def show_contradictions(
        self, contradictions: Sequence[Contradiction], selected_number: int | None = None
    ) -> None:
        """Light the quotes that stand in this text."""
        self._contradictions = contradictions
        self._selected = selected_number
        self._light()

    def scroll_to_quote(self, number: int) -> bool:
        """Bring a quote into view, at 40 % of the height; false if it is not in this text."""
        view = self.body.view
        return view is not None and view.scroll_to_quote(number)

    def show_place(self, ref: StatementRef) -> None:
        """Mark a sentence and bring it into view, in the version that it stands in."""
        now = self._status.contribution if self._status is not None else None
        if now is not None and ref.version != now.version:
            self.show_version(ref.version)
        if (view := self.body.view) is not None:
            view.show_range(ref.start, ref.end)

    def show_version(self, version: int) -> None:
        """Show an earlier version, to be read only, or the newest again."""
        if self._status is None:
            return
        now, run = self._status.contribution, self._status.run
        if version == now.version:
            self._show_newest()
            return
        for one in run.earlier_versions:
            if (one.slot, one.version) == (now.slot, version):
                self.body.show_earlier(one, now.version)
                self._show_head()
                self._marks = ()
                self._light()

    # What can be done

    def stop(self) -> None:
        """Ask for the end of this worker, if it is at work."""
        if self._status and self._status.situation.is_busy:
            self.stop_requested.emit(self.slot)

    def rerun(self) -> None:
        """Ask for a new version, if this one has ended."""
        if self._status and not self._status.situation.is_busy and not self._rerun_blocked:
            self.rerun_requested.emit(self.slot)

    def rerun_with(self, llm: str) -> None:
        """Ask for a new version by another model, if this one has ended."""
        if self._status and not self._status.situation.is_busy and not self._rerun_blocked:
            self.rerun_with_requested.emit(self.slot, llm)

    def change_text(self) -> None:
        """Ask for what is offered: that the text counts, or does not."""
        change = change_offered(self._status) if self._status else None
        if change is not None:
            self.change_requested.emit(self.slot, change)

    def copy_text(self) -> None:
        """Put the Markdown that is shown on the clipboard, exactly as it arrived."""
        shown = self.body.shown
        if shown is not None and shown.text:
            QGuiApplication.clipboard().setText(shown.text)

    def offer_llms(self, names: tuple[str, ...]) -> None:
        """Offer these models for a new version, where they are others than the one it has."""
        self._llms = names
        self.body.card.offer_llms(names)

    def block_rerun(self, reason: str) -> None:
        """Say why nothing can run again, such as that there is no server; empty lets it."""
        self._rerun_blocked = reason
        self.header.block_rerun(reason)
        self.body.card.block_retry(reason)

    def menu(self) -> PanelMenu:
        """The menu, up to date."""
        if self._menu is None:
            self._menu = PanelMenu(self._theme, self)
            self._menu.stop_requested.connect(self.stop)
            self._menu.rerun_requested.connect(self.rerun)
            self._menu.llm_chosen.connect(self.rerun_with)
            self._menu.change_requested.connect(self.change_text)
            self._menu.copy_requested.connect(self.copy_text)
            self._menu.quote_chosen.connect(self.quote_activated)
            self._menu.version_chosen.connect(self.show_version)
        if self._status:
            shown = self.body.shown or self._status.contribution
            self._menu.show_status(self._status, shown, self._marks, self._contradictions)
            self._menu.show_llms(self._status, self._llms)
        self._menu.block_rerun(self._rerun_blocked)
        return self._menu

    # How it looks

    def light_focus(self, is_lit: bool) -> None:
        """Draw the line that says that keys go here."""
        self._focus_line.light(is_lit)

    @property
    def is_focus_lit(self) -> bool:
        """Whether keys go here."""
        return self._focus_line.is_lit

    @property
    def is_scroll_lit(self) -> bool:
        """Whether the text's beginning is out of sight."""
        return self._scroll_line.is_lit

    def set_form(self, text: TextStyle, *, is_compact: bool) -> None:
        """Fit into a form of the grid.

        Args:
            text: the size of reading text.
            is_compact: whether a tab says number, name and state.
        """
        self._text_style = text
        self.header.set_compact(is_compact)
        if not is_compact:
            self.show_header_note("")
        self._restyle()

    def show_header_note(self, note: str) -> None:
        """End the line under the name with ``note``."""
        self._header_note = note
        self.header.show_meta(self._meta())

    def set_zoom(self, percent: int) -> None:
        """Zoom reading text."""
        self._zoom_percent = percent
        self._restyle()

    def focus_text(self) -> None:
        """Give the keyboard to the text, or to what stands in its place."""
        self.body.focus()

    def _meta(self) -> tuple[str, ...]:
        status, shown = self._status, self.body.shown
        if status is None:
            return ()
        if self.body.is_earlier_shown and shown is not None:
            status = replace(status, contribution=shown)
        return tuple(part for part in (*meta_parts(status), self._header_note) if part)

    def _show_head(self) -> None:
        if self._status is not None:
            self.header.show_status(self._status, self._meta())
            self.setAccessibleName(spoken_name(self._status))

    def _show_newest(self) -> None:
        if self._status is not None:
            self.body.show_status(self._status)
            self._show_head()
            self._marks = ()
            self._light()

    def _light(self) -> None:
        shown = self.body.shown
        if shown is None or self._status is None:
            return
        marks = quotes_in(shown, self._status.run, self._contradictions, self._selected)
        if marks != self._marks:
            self._marks = marks
            self.body.show_quotes(marks)

    def _open_menu(self) -> None:
        menu, button = self.menu(), self.header.more
        corner = QPoint(button.width() - menu.sizeHint().width(), button.height())
        if self.isRightToLeft():
            corner.setX(0)
        menu.popup(button.mapToGlobal(corner))

    def _restyle(self) -> None:
        px = self._theme.fonts.px
        self.setMinimumSize(px(LEAST_PANE_PX[0]), px(LEAST_PANE_PX[1]))
        self.body.set_style(reading_style(self._theme, self._text_style, self._zoom_percent))
