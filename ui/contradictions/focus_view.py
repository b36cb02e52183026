"""The contradictions alone: one at a time, both sides beside each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.run import Run
from ui.components.buttons import IconButton
from ui.components.empty_state import EmptyState
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline, Pane
from ui.components.severity_bars import SeverityBars
from ui.components.topic_badge import TopicBadge
from ui.contradictions import words
from ui.contradictions.card import facts_of
from ui.contradictions.findings import Finding, Findings, findings_of
from ui.contradictions.focus_list import FocusList
from ui.contradictions.sides_part import SidesPart
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_BADGE_PX = 24


class FocusView(Pane):
    """List on the left; on the right one contradiction, its sides, and how it was settled.

    Attributes:
        contradiction_selected: the number of the one the user chose.
        show_in_panel_requested: the slot of a worker, or "brief", and the contradiction's number.
    """

    contradiction_selected = Signal(object)
    show_in_panel_requested = Signal(str, int)

    def _fit_list(self) -> None:
        self.list.set_room(self.width())

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No run yet."""
        super().__init__(theme, Role.SURFACE, parent)
        self._theme = theme
        self._run: Run | None = None
        self._is_live = False
        self._findings = Findings()
        self._shown: Finding | None = None
        self._number: int | None = None
        self.list = FocusList(theme)
        self.list.chosen.connect(self._choose)
        self._pages = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Hairline(theme, Qt.Orientation.Vertical))
        row.addWidget(self._pages, 1)
        theme.changed.connect(self._fit_list)

    @property
    def selected_number(self) -> int | None:
        """The contradiction that is shown."""
        return self._number

    def show_run(self, run: Run, *, is_live: bool = False) -> None:
        """Show the contradictions of ``run``; ``is_live`` tells whether somebody works on it."""
        if run is self._run and is_live == self._is_live:
            return
        if self._run is not None and self._run.id != run.id:
            self._number = None
        self._run, self._is_live = run, is_live
        self._findings = findings_of(run, is_settled=not is_live)
        self.list.show_findings(self._findings)
        standing = self._findings.standing
        if self._number not in [one.number for one in standing]:
            first = next((one for one in standing if one.needs_you), next(iter(standing), None))
            self._number = first.number if first else None
        self._show()

    def select(self, number: int | None) -> None:
        """Show a contradiction, without emitting a signal; ``None`` leaves it as it is."""
        if number is not None and self._findings.get(number) in self._findings.standing:
            self._number = number
            self._show()

    def select_next(self) -> None:
        """Go on to the one after."""
        self._step(1)

    def select_previous(self) -> None:
        """Go back to the one before."""
        self._step(-1)

    def focus_first(self) -> None:
        """Focus the row of the one that is shown."""
        if self._number is not None:
            self.list.row(self._number).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the room."""
        super().resizeEvent(event)
        self._fit_list()

    def _step(self, step: int) -> None:
        numbers = [one.number for one in self._findings.standing]
        if self._number in numbers:
            self._choose(numbers[(numbers.index(self._number) + step) % len(numbers)])

    def _choose(self, number: int) -> None:
        self.select(number)
        self.contradiction_selected.emit(number)

    def _show(self) -> None:
        self.list.select(self._number)
        finding = self._findings.get(self._number)
        if finding == self._shown and finding is not None:
            return
        self._shown = finding
        page = self._empty() if finding is None else self._page(finding)
        had_focus = self._pages.isAncestorOf(self.window().focusWidget() or self)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        while self._pages.count() > 1 and (old := self._pages.widget(0)) is not None:
            self._pages.removeWidget(old)
            old.hide()
            old.deleteLater()
        if had_focus and finding is not None:
            self.next_button.setFocus()

    def _page(self, finding: Finding) -> QWidget:
        assert self._run is not None
        page = QWidget()
        sides = SidesPart(self._theme, finding, self._run)
        sides.shown.connect(lambda place: self.show_in_panel_requested.emit(place, finding.number))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(finding))
        column.addWidget(Hairline(self._theme))
        column.addWidget(sides, 1)
        column.addWidget(Hairline(self._theme))
        column.addWidget(self._decision(finding))
        return page

    def _head(self, finding: Finding) -> QWidget:
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(20, 10, 16, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        title = WrapLabel(self._theme, words.title_of(finding.found), TextStyle.TITLE)
        grid.addWidget(
            TopicBadge(self._theme, words.badge_of(finding), _BADGE_PX),
            0,
            0,
            2,
            1,
        )
        grid.addWidget(title, 0, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        kind = ElidedLabel(self._theme, words.kind_of(finding.found), TextStyle.SMALL, Role.TEXT2)
        line.addWidget(kind)
        line.addWidget(SeverityBars(self._theme, finding.found.severity))
        line.addStretch()
        why = WrapLabel(self._theme, finding.found.explanation, TextStyle.SMALL, Role.TEXT2)
        grid.addLayout(line, 1, 1)
        grid.addWidget(why, 2, 1)
        grid.addLayout(self._walk(finding), 0, 2, 2, 1)
        return head

    def _walk(self, finding: Finding) -> QHBoxLayout:
        numbers = [one.number for one in self._findings.standing]
        place = self.tr("{place} of {count}").format(
            place=numbers.index(finding.number) + 1, count=len(numbers)
        )
        before = IconButton(self._theme, Icon.LEFT, self.tr("Previous contradiction"), has_box=True)
        self.next_button = IconButton(
            self._theme, Icon.RIGHT, self.tr("Next contradiction"), has_box=True
        )
        before.clicked.connect(self.select_previous)
        self.next_button.clicked.connect(self.select_next)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(before)
        row.addWidget(ElidedLabel(self._theme, place, TextStyle.SMALL, Role.TEXT2))
        row.addWidget(self.next_button)
        return row

    def _decision(self, finding: Finding) -> QWidget:
        pane = Pane(self._theme, Role.CHROME)
        column = QVBoxLayout(pane)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(6)
        column.addWidget(ElidedLabel(self._theme, self.tr("Decision"), TextStyle.HEADING))
        column.addLayout(facts_of(self._theme, finding, has_kind=False))
        return pane

    def _empty(self) -> QWidget:
        comparison = self._findings.comparison
        if comparison is not None:
            title = self.tr("No contradictions")
            text = f"{words.compared_line(comparison, 0)} {comparison.why}".strip()
        elif self._is_live:
            title = self.tr("Nothing found yet")
            text = self.tr("All texts are read together once every worker has ended.")
        else:
            title = self.tr("No contradictions")
            text = self.tr("The texts were not compared.")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(44, 32, 44, 32)
        column.addWidget(EmptyState(self._theme, title, text))
        column.addStretch()
        return page
