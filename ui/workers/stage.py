"""The panels of a run in the form that the room allows, and which of them can be seen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from ui.components.pane import Hairline
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.workers.contents import quotes_note, tab_of, tile_of
from ui.workers.forms import LEAST_PANE_PX, Arrangement, Form, form_for
from ui.workers.overview import Overview
from ui.workers.pane_rows import PaneRows
from ui.workers.panel import WorkerPanel
from ui.workers.readers import Readers
from ui.workers.tabs import TABS_PX, WorkerTabs


class Stage(QWidget):
    """Arranges panels. It knows slots, and nothing of runs.

    Attributes:
        current_changed: the slot of the panel that keys and shortcuts are for.
    """

    current_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No panels yet."""
        super().__init__(parent)
        self._theme = theme
        self._form = form_for(0, 0, 0)
        self._panels: dict[str, WorkerPanel] = {}
        self._readers = Readers()
        self._said_current = ""
        self._overview = Overview(theme)
        self._overview.chosen.connect(self._tile_chosen)
        self._line = Hairline(theme, Qt.Orientation.Vertical)
        self._tabs = WorkerTabs(theme)
        self._tabs.chosen.connect(self._tab_chosen)
        self._rows = PaneRows()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # The form changes before anything gets too small; until then nothing must hold it back.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._tabs, 0, 0, 1, 3)
        layout.addWidget(self._overview, 1, 0)
        layout.addWidget(self._line, 1, 1)
        layout.addWidget(self._rows, 1, 2)
        layout.setColumnStretch(2, 1)
        layout.setRowStretch(1, 1)
        for one in (self._tabs, self._overview, self._line):
            one.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self.fit)

    @property
    def form(self) -> Form:
        """The form it has now."""
        return self._form

    @property
    def slots(self) -> tuple[str, ...]:
        """All panels' slots, in team order."""
        return tuple(self._panels)

    @property
    def shown(self) -> tuple[str, ...]:
        """The slots that can be seen, from the first place to the last."""
        return self._readers.shown

    @property
    def current(self) -> str:
        """The slot that shortcuts are for; empty if there is none."""
        return self._readers.current

    @property
    def panels(self) -> Sequence[WorkerPanel]:
        """All panels, in team order."""
        return tuple(self._panels.values())

    def panel(self, slot: str) -> WorkerPanel:
        """A worker's panel."""
        return self._panels[slot]

    @property
    def tabs(self) -> WorkerTabs:
        """The tabs, which may be hidden."""
        return self._tabs

    @property
    def rows(self) -> PaneRows:
        """Holds the panels that can be seen."""
        return self._rows

    @property
    def overview(self) -> Overview:
        """The list of all workers, which may be hidden."""
        return self._overview

    def add(self, slot: str, panel: WorkerPanel) -> None:
        """Add a panel behind the others; `fit` gives it a place."""
        panel.hide()
        panel.setParent(self._rows)
        panel.pin_toggled.connect(self._pin_toggled)
        self._panels[slot] = panel

    def clear(self) -> None:
        """Let go of all panels."""
        self._rows.show_rows((), ())
        for panel in self._panels.values():
            panel.deleteLater()
        self._panels.clear()
        self._readers = Readers()
        self._said_current = ""

    def fit(self) -> None:
        """Take the form that fits the room."""
        # With larger text everything needs more room, as if there were less of it.
        scale = self._theme.fonts.scale
        self._form = form_for(
            len(self._panels), round(self.width() / scale), round(self.height() / scale)
        )
        self._readers.fit(self.slots, self._form.places)
        self._arrange()

    def open(self, slot: str, *, in_other: bool = False) -> None:
        """Go to a worker; if it is out of sight, in the focused reader or in the other one."""
        self._readers.open(slot, in_other=in_other)
        self._arrange()
        self._panels[slot].focus_text()

    def open_all(self, slots: Sequence[str]) -> None:
        """Bring as many of these workers into view as have room."""
        self._readers.open_all(slots)
        self._arrange()

    def step(self, by: int) -> None:
        """Go to the next panel that can be seen; with tabs, to the next tab."""
        slots = self.slots if self._form.arrangement is Arrangement.TABS else self.shown
        if slots:
            self.open(slots[(slots.index(self.current) + by) % len(slots)])

    def show_lists(self) -> None:
        """Bring tiles or tabs up to date with the panels."""
        known = [(one.status, one.marks) for one in self.panels]
        if self._form.arrangement is Arrangement.OVERVIEW:
            places = {slot: place for place, slot in enumerate(self.shown)}
            self._overview.show_workers(
                [
                    tile_of(
                        status,
                        marks,
                        places.get(status.contribution.slot, -1),
                        self._form.rows,
                    )
                    for status, marks in known
                    if status is not None
                ]
            )
        elif self._form.arrangement is Arrangement.TABS:
            tabs = [tab_of(status, marks) for status, marks in known if status is not None]
            if self.current:
                self._tabs.show_workers(tabs, self.slots.index(self.current))
            self._note_quotes()

    def minimumSizeHint(self) -> QSize:
        """One reader under tabs."""
        px = self._theme.fonts.px
        return QSize(px(LEAST_PANE_PX[0]), px(LEAST_PANE_PX[1] + TABS_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the form that fits."""
        super().resizeEvent(event)
        self.fit()

    def _arrange(self) -> None:
        """Show the panels that have a place, each dressed for it."""
        form, shown = self._form, self.shown
        is_tabbed = form.arrangement is Arrangement.TABS
        has_overview = form.arrangement is Arrangement.OVERVIEW
        for slot in shown:
            panel = self._panels[slot]
            # A reader is wider than a pane, and wants larger text.
            is_reader = form.has_readers or form.places == 1
            panel.set_form(TextStyle.READING if is_reader else TextStyle.BODY, is_compact=is_tabbed)
            panel.header.show_pin(has_overview and form.places == 2, self._readers.is_pinned(slot))
        self._tabs.setVisible(is_tabbed)
        self._overview.setVisible(has_overview)
        self._line.setVisible(has_overview)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._rows.show_rows(form.rows if shown else (), [self._panels[slot] for slot in shown])
        self._show_current()
        self.show_lists()

    def _show_current(self) -> None:
        is_line_needed = self._form.places > 1
        for slot in self.shown:
            self._panels[slot].light_focus(is_line_needed and slot == self.current)
        if self.current and self.current != self._said_current:
            self._said_current = self.current
            self.current_changed.emit(self.current)

    def _note_quotes(self) -> None:
        panel = self._panels.get(self.current)
        if panel is not None:
            everywhere = sum(len(one.marks) for one in self.panels)
            panel.show_header_note(quotes_note(len(panel.marks), everywhere - len(panel.marks)))

    def _tile_chosen(self, index: int, is_other: bool) -> None:
        self.open(self.slots[index], in_other=is_other)

    def _tab_chosen(self, index: int) -> None:
        self.open(self.slots[index])

    def _pin_toggled(self, is_pinned: bool) -> None:
        panel = self.sender()
        if isinstance(panel, WorkerPanel):
            self._readers.pin(panel.slot, is_pinned=is_pinned)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        while now is not None and not isinstance(now, WorkerPanel):
            now = now.parentWidget()
        if isinstance(now, WorkerPanel) and self._panels.get(now.slot) is now:
            self._readers.focus(now.slot)
            self._show_current()
