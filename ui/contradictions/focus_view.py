"""The contradictions alone: one at a time, with both sides and the user's decision."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.alignment import Alignment
from models.report_card import ReportCard
from models.run import Run
from ui.alignment.page import AlignmentPage
from ui.components.empty_state import EmptyState
from ui.components.pane import Hairline, Pane
from ui.contradictions import checked
from ui.contradictions.compatible_page import CompatiblePage
from ui.contradictions.findings import Finding, Findings, Order, findings_of
from ui.contradictions.focus_list import FocusList
from ui.contradictions.focus_page import FocusPage
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.side_text import SideText
from ui.contradictions.words import not_compared_line
from ui.plan.outcome import OutcomeBanner
from ui.report_card.state import expectation_line
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class _Page(Enum):
    """What stands on the right."""

    CONTRADICTION = auto()
    ALIGNMENT = auto()
    COMPATIBLE = auto()


class FocusView(Pane):
    """List on the left; on the right one contradiction, whether the parts fit, or the log.

    Attributes:
        contradiction_selected: the number of the one the user chose.
        show_in_panel_requested: the slot of a worker, or "brief", and the contradiction's number.
        place_shown: the StatementRef of a sentence that the user wants to see in its panel.
        ruled: the number, and the Ruling that the user saved.
        undo_wanted: the number of the contradiction whose last ruling should be taken back.
    """

    contradiction_selected = Signal(object)
    show_in_panel_requested = Signal(str, int)
    place_shown = Signal(object)
    ruled = Signal(int, object)
    undo_wanted = Signal(int)

    def __init__(
        self, theme: Theme, desk: RulingDesk | None = None, parent: QWidget | None = None
    ) -> None:
        """No run yet."""
        super().__init__(theme, Role.SURFACE, parent)
        self._theme = theme
        self._desk = desk or RulingDesk()
        self._run: Run | None = None
        self._is_live = False
        self._findings = Findings()
        self._kind = _Page.CONTRADICTION
        self._shown: object = None
        self._number: int | None = None
        self._saved: int | None = None
        self._expectation = ""
        self._zoom_percent = 100
        self.list = FocusList(theme)
        self.list.chosen.connect(self._choose)
        self.list.order_chosen.connect(self._put_in_order)
        self.list.alignment_chosen.connect(self.show_alignment)
        self.list.compatible_wanted.connect(self.show_compatible)
        self._pages = QStackedWidget()
        self.banner = OutcomeBanner(theme)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Hairline(theme, Qt.Orientation.Vertical))
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        theme.changed.connect(self._fit_list)

    @property
    def selected_number(self) -> int | None:
        """The contradiction that is shown, or would be."""
        return self._number

    @property
    def order(self) -> Order:
        """In which order they are walked."""
        return self._findings.order

    @property
    def page(self) -> QWidget | None:
        """What stands on the right."""
        return self._pages.currentWidget()

    @property
    def next_button(self) -> QAbstractButton:
        """Goes on to the next contradiction. Only while one is shown."""
        assert isinstance(self.page, FocusPage)
        return self.page.next_button

    def show_run(self, run: Run, *, is_live: bool = False) -> None:
        """Show the contradictions of ``run``; ``is_live`` tells whether somebody works on it."""
        if run is self._run and is_live == self._is_live:
            return
        if self._run is not None and self._run.id != run.id:
            self._number, self._saved = None, None
            self._kind = _Page.CONTRADICTION
        before, self._run, self._is_live = self._findings, run, is_live
        self.banner.show_run(run, is_live=is_live)
        self._desk.show_run(run)
        self._findings = findings_of(run, is_settled=not is_live).in_order(self._findings.order)
        self.list.show_run(run, self._findings)
        numbers = [one.number for one in self._findings.walked]
        if self._number not in numbers:
            first = next((one for one in self._findings.walked if one.needs_you), None)
            self._number = first.number if first else next(iter(numbers), None)
        if self._kind is _Page.ALIGNMENT and run.alignment is None:
            self._kind = _Page.CONTRADICTION
        if self._saved is not None and self._is_ruled_anew(self._saved, before):
            self._go_on()
        self._show()

    def select(self, number: int | None) -> None:
        """Show a contradiction, without emitting a signal; ``None`` leaves it as it is."""
        if number is not None and self._findings.get(number) in self._findings.walked:
            self._number = number
            self._kind = _Page.CONTRADICTION
            self._show()

    def show_report_card(self, card: ReportCard | None) -> None:
        """Say beside "None found" what the model found when it was tested."""
        self._expectation = expectation_line(card) if card is not None else ""
        if self._run is not None and self._shown is None:
            self._show()

    def set_zoom(self, percent: int) -> None:
        """Zoom the texts of all sides."""
        self._zoom_percent = percent
        self._zoom_texts()

    def _zoom_texts(self) -> None:
        for text in self._pages.findChildren(SideText):
            text.set_zoom(self._zoom_percent)

    def show_alignment(self) -> None:
        """Show whether the parts fit."""
        if self._run is not None and self._run.alignment is not None:
            self._kind = _Page.ALIGNMENT
            self._show()

    def show_compatible(self) -> None:
        """Show what was proposed and turned out to fit."""
        if self._findings.dropped:
            self._kind = _Page.COMPATIBLE
            self._show()

    def focus_first(self) -> None:
        """Focus the row of the one that is shown."""
        if self._number is not None:
            self.list.row(self._number).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_decision(self) -> None:
        """Put the keyboard where the user decides."""
        if isinstance(self.page, FocusPage):
            self.page.decision.focus_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the room."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        self.list.set_room(self.width())

    def _put_in_order(self, order: Order) -> None:
        self._findings = self._findings.in_order(order)
        if self._run is not None:
            self.list.show_run(self._run, self._findings)
            self._shown = None  # its place in the list is another one now
            self._show()

    def _step(self, step: int) -> None:
        numbers = [one.number for one in self._findings.walked]
        if self._number in numbers:
            self._choose(numbers[(numbers.index(self._number) + step) % len(numbers)])

    def _choose(self, number: int) -> None:
        self.select(number)
        self.contradiction_selected.emit(number)

    def _save(self, number: int, ruling: object) -> None:
        self._saved = number
        self.ruled.emit(number, ruling)

    def _is_ruled_anew(self, number: int, before: Findings) -> bool:
        old, new = before.get(number), self._findings.get(number)
        return old is not None and new is not None and old.found.rulings != new.found.rulings

    def _go_on(self) -> None:
        """After a ruling, go to the next one that waits for the user; if none does, stay."""
        walked, saved = self._findings.walked, self._saved
        self._saved = None
        places = [at for at, one in enumerate(walked) if one.number == saved]
        at = places[0] if places else -1
        waiting = [one for one in (*walked[at + 1 :], *walked[: at + 1]) if _waits(one)]
        if waiting:
            self._number = waiting[0].number
            self.contradiction_selected.emit(self._number)

    def _show(self) -> None:
        is_one = self._kind is _Page.CONTRADICTION
        self.list.select(
            self._number if is_one else None, is_alignment=self._kind is _Page.ALIGNMENT
        )
        shown = self._wanted()
        if shown == self._shown and shown is not None:
            return
        was_same_number = _number_of(shown) == _number_of(self._shown)
        self._shown = shown
        focused = self.window().focusWidget() or self
        old_page = self.page
        was_deciding = isinstance(old_page, FocusPage) and old_page.decision.isAncestorOf(focused)
        had_focus = self._pages.isAncestorOf(focused)
        page = self._page(shown)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._zoom_texts()
        while self._pages.count() > 1 and (old := self._pages.widget(0)) is not None:
            self._pages.removeWidget(old)
            old.hide()
            old.deleteLater()
        if isinstance(page, FocusPage) and had_focus:
            if was_deciding or was_same_number:
                page.decision.focus_choice()
            else:
                page.next_button.setFocus()

    def _wanted(self) -> object:
        match self._kind:
            case _Page.ALIGNMENT:
                return self._run.alignment if self._run else None
            case _Page.COMPATIBLE:
                return self._findings.dropped
            case _Page.CONTRADICTION:
                return self._findings.get(self._number)

    def _page(self, shown: object) -> QWidget:
        assert self._run is not None
        if isinstance(shown, Finding):
            return self._focus_page(shown, self._run)
        if isinstance(shown, Alignment):
            page = AlignmentPage(self._theme, shown, self._run)
            page.place_shown.connect(self.place_shown)
            return page
        if self._kind is _Page.COMPATIBLE:
            log = CompatiblePage(self._theme, self._findings)
            log.place_shown.connect(self.place_shown)
            return log
        return self._empty()

    def _focus_page(self, finding: Finding, run: Run) -> FocusPage:
        numbers = [one.number for one in self._findings.group_of(finding)]
        place = (numbers.index(finding.number) + 1, len(numbers))
        page = FocusPage(self._theme, finding, run, self._desk, place)
        number = finding.number
        page.shown.connect(lambda slot: self.show_in_panel_requested.emit(slot, number))
        page.stepped.connect(self._step)
        page.other_wanted.connect(self._choose)
        page.decision.saved.connect(lambda ruling: self._save(number, ruling))
        page.decision.undo_wanted.connect(lambda: self.undo_wanted.emit(number))
        return page

    def _empty(self) -> QWidget:
        comparison = self._findings.comparison
        if comparison is not None:
            title = self.tr("No contradictions")
            said = checked.none_found_line(self._findings, self._expectation)
            text = f"{said} {comparison.why}".strip()
        elif self._is_live:
            title = self.tr("Nothing found yet")
            text = self.tr("Contradictions stand here as soon as they are found.")
        else:
            title = self.tr("No contradictions")
            text = not_compared_line(len(self._findings.proposed))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(44, 32, 44, 32)
        column.addWidget(EmptyState(self._theme, title, text))
        column.addStretch()
        return page


def _waits(finding: Finding) -> bool:
    """Whether it waits for the user's word."""
    return finding.needs_you or finding.is_worth_a_look


def _number_of(shown: object) -> int | None:
    return shown.number if isinstance(shown, Finding) else None
