"""The plan's title, notes and sections, one below the other."""

import math
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from models.plan import Plan, PlanSection, TableKind
from ui.components.labels import WrapLabel
from ui.components.pane import Pane
from ui.markdown.view import MarkdownView
from ui.plan.rests_on import Pointed
from ui.plan.section import SectionPane, ShownSection
from ui.plan.section_text import EDGE_PX, SectionHeading
from ui.plan.shown import ShownPlan
from ui.plan.tables import by_code_line, section_of
from ui.plan.violation_note import ViolationNote
from ui.plan.words import repair_line
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_TITLE_PX = 18
_SCROLL_MS = 150
_AT_HEIGHT = 0.3
"""Where in the view a sentence is shown that is jumped to."""
_BELOW_PX = 6
"""Kept free below it."""
_ROUNDS = 5
"""In how many rounds of layout all sections of a plan that was just shown get their places."""


class PlanDocument(QScrollArea):
    """Shows a `ShownPlan`.

    Attributes:
        mark_activated: the number of the decision mark that was clicked or entered.
        zoom_requested: steps of reading zoom.
        link_activated: the address of a link that was chosen.
        pointed: the sentence that is pointed at or that the caret is in, as a Pointed, or ``None``.
    """

    pointed = Signal(object)
    mark_activated = Signal(int)
    zoom_requested = Signal(int)
    link_activated = Signal(QUrl)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No plan yet."""
        super().__init__(parent)
        self._theme = theme
        self._shown: ShownPlan | None = None
        self._selected: int | None = None
        self._zoom_percent = 100
        self._panes: dict[str, SectionPane] = {}
        self._tables: list[tuple[SectionPane, PlanSection]] = []
        self._left_out: frozenset[TableKind] = frozenset()
        self._chosen: Pointed | None = None
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_SCROLL_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Plan"))
        self.setWidget(self._contents(theme))

    def _contents(self, theme: Theme) -> QWidget:
        self._ground = Pane(theme, Role.SURFACE)
        self._title = SectionHeading(theme, "", _TITLE_PX)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(EDGE_PX, 6, EDGE_PX, 12)
        self._top.setSpacing(8)
        self._top.addWidget(self._title)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        self._top.addLayout(self._notes)
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(self._top)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(2)
        self._column.addLayout(self._sections)
        self._by_code = WrapLabel(theme, by_code_line(), TextStyle.SMALL, Role.TEXT2)
        note = QVBoxLayout()
        note.setContentsMargins(EDGE_PX, 0, EDGE_PX, 8)
        note.addWidget(self._by_code)
        self._by_code.hide()
        self._tables_column = QVBoxLayout()
        self._tables_column.setSpacing(2)
        self._column.addLayout(self._tables_column)
        self._column.addLayout(note)
        self._column.addStretch()
        return self._ground

    @property
    def panes(self) -> tuple[SectionPane, ...]:
        """The sections, in the plan's order."""
        return tuple(self._panes.values())

    @property
    def texts(self) -> tuple[MarkdownView, ...]:
        """The texts of sections and tables from top to bottom, to be searched."""
        return tuple(pane.text for pane in (*self.panes, *(pane for pane, _ in self._tables)))

    def show_plan(self, shown: ShownPlan) -> None:
        """Show the plan as it is now."""
        if shown == self._shown:
            return
        before = self._shown.plan if self._shown else None
        self._shown = shown
        plan = shown.plan
        if before is None or before.title != plan.title:
            self._title.setText(plan.title)
        if before is None or _told(before) != _told(plan):
            self._show_notes(plan)
        if [one.id for one in plan.sections] != list(self._panes):
            self._build(plan)
        if before is None or before.tables != plan.tables:
            self._build_tables(plan)
        self._show_sections()

    def select(self, number: int | None) -> None:
        """Light the sentences with that mark, and scroll to the first of them."""
        if number == self._selected:
            return
        self._selected = number
        self._show_sections()
        self.scroll_to_selected()

    def scroll_to_selected(self) -> None:
        """Bring the first lit sentence into view, with its mark."""
        self._scroll_soon(self._selected, _ROUNDS)

    def set_zoom(self, percent: int) -> None:
        """Zoom the reading text."""
        self._zoom_percent = percent
        self._title.set_zoom(percent)
        for pane in (*self._panes.values(), *(pane for pane, _ in self._tables)):
            pane.set_zoom(percent)

    def set_column(self, width_px: int) -> None:
        """Keep the text in a column of that width, in the middle."""
        self._ground.setMaximumWidth(width_px)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def insert_above_sections(self, widget: QWidget) -> None:
        """Put something between title and sections, such as a table of the decisions."""
        self._top.addWidget(widget)

    def _build(self, plan: Plan) -> None:
        for pane in self._panes.values():
            self._sections.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        self._panes = {}
        for section in plan.sections:
            pane = self._pane(section.title)
            pane.pointed.connect(lambda found, pane=pane: self._point(pane, found))
            pane.chosen.connect(lambda found, pane=pane: self._choose(pane, found))
            self._panes[section.id] = pane
            self._sections.addWidget(pane)

    def leave_out(self, *kinds: TableKind) -> None:
        """Do not show these tables, because they stand elsewhere."""
        self._left_out = frozenset(kinds)

    def _build_tables(self, plan: Plan) -> None:
        for pane, _ in self._tables:
            self._tables_column.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        shown = [one for one in plan.tables if one.rows and one.kind not in self._left_out]
        sections = [section_of(one) for one in shown]
        self._tables = [(self._pane(one.title), one) for one in sections]
        for pane, _ in self._tables:
            self._tables_column.addWidget(pane)
        self._by_code.setVisible(bool(shown))

    def _pane(self, title: str) -> SectionPane:
        pane = SectionPane(self._theme, title)
        pane.set_zoom(self._zoom_percent)
        pane.mark_activated.connect(self.mark_activated)
        pane.zoom_requested.connect(self.zoom_requested)
        pane.link_activated.connect(self.link_activated)
        return pane

    def _point(self, pane: SectionPane, found: Pointed | None) -> None:
        """Light what the mouse is over; what the caret is in comes back when it leaves."""
        pane.light(found)
        self.pointed.emit(found or self._chosen)

    def _choose(self, pane: SectionPane, found: Pointed | None) -> None:
        self._chosen = found
        for one in self._panes.values():
            one.light(found if one is pane else None)
        self.pointed.emit(found)

    def _show_sections(self) -> None:
        if self._shown is None:
            return
        shown = self._shown
        marks = tuple(replace(one, selected=one.number == self._selected) for one in shown.marks)
        for section in shown.plan.sections:
            found = tuple(one for one in shown.plan.violations if one.section_id == section.id)
            self._panes[section.id].show_section(
                ShownSection(
                    section,
                    section.id in shown.staleness.sections,
                    found,
                    shown.text_before(section.id),
                ),
                marks,
                is_live=shown.is_live,
            )
        for pane, table in self._tables:
            pane.show_section(ShownSection(table), marks, is_live=False)

    def _show_notes(self, plan: Plan) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in plan.notes:
            self._notes.addWidget(WrapLabel(self._theme, note, TextStyle.SMALL, Role.TEXT2))
        for repair in plan.repairs:
            said = repair_line(plan, repair)
            self._notes.addWidget(WrapLabel(self._theme, said, TextStyle.SMALL, Role.TEXT2))
        known = {one.id for one in plan.sections}
        for violation in plan.violations:
            if violation.section_id not in known:
                line = ViolationNote(self._theme, violation)
                line.activated.connect(self.mark_activated)
                self._notes.addWidget(line)

    def _scroll_soon(self, number: int | None, rounds: int) -> None:
        """Scroll to a mark in each of the next rounds, as long as it is the selected one."""

        def scroll() -> None:
            if number is not None and number == self._selected:
                self._scroll_to_mark(number)
                self._scroll_soon(number, rounds - 1)

        if rounds:
            QTimer.singleShot(0, self, scroll)

    def _scroll_to_mark(self, number: int) -> None:
        for pane in self._panes.values():
            extent = pane.extent_of_mark(number)
            if extent is None:
                continue
            y = pane.mapTo(self._ground, pane.rect().topLeft()).y()
            top, bottom = y + math.floor(extent[0]), y + math.ceil(extent[1]) + _BELOW_PX
            seen, height = self.verticalScrollBar().value(), self.viewport().height()
            if top < seen or bottom > seen + height:
                # Where a sentence does not fit below that height, its end decides, then its top.
                self._scroll_to(min(top, max(top - round(_AT_HEIGHT * height), bottom - height)))
            return

    def _scroll_to(self, y: int) -> None:
        bar = self.verticalScrollBar()
        target = max(bar.minimum(), min(bar.maximum(), y))
        self._glide.stop()
        if self._theme.is_motion_reduced or not self.isVisible():
            bar.setValue(target)
            return
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(target)
        self._glide.start()


def _told(plan: Plan) -> tuple[object, ...]:
    """All that stands above the sections."""
    return plan.notes, plan.violations, plan.repairs
