"""All workers of a run, in the form that the room allows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from models.contradiction import Contradiction
from models.contribution import Contribution
from models.run import Run
from ui.components.pane import Hairline
from ui.markdown.view import MarkdownView
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.workers.announcer import Announcer
from ui.workers.contents import quotes_note, tab_of, tile_of
from ui.workers.forms import LEAST_PANE_PX, Arrangement, Form, form_for
from ui.workers.overview import Overview
from ui.workers.pane_rows import PaneRows
from ui.workers.panel import WorkerPanel
from ui.workers.quotes import slots_of
from ui.workers.readers import Readers
from ui.workers.status import Situation, WorkerStatus, situation_of
from ui.workers.tabs import TABS_PX, WorkerTabs
from ui.workers.times import RunTimes
from ui.workers.turns import Turns
from ui.workers.wording import announcement

_SECOND_HALVES_MS = 500
"""Numbers change twice a second, not more often."""


class WorkerGrid(QWidget):
    """Shows a run's workers. Call `show_run` as often as the run changes; it decides what to draw.

    Attributes:
        stop_requested: the slot of the worker to end.
        rerun_requested: the slot of the worker that is to write anew.
        quote_activated: the number of the contradiction whose quote was clicked or chosen.
        link_activated: the web or mail address that was clicked or entered.
        zoom_requested: steps of reading zoom, from the wheel with Ctrl.
        current_changed: the slot of the worker that keys and shortcuts are for.
        announce: a change of state in words, for screen readers; never text that arrives.
    """

    stop_requested = Signal(str)
    rerun_requested = Signal(str)
    quote_activated = Signal(int)
    link_activated = Signal(str)
    zoom_requested = Signal(int)
    current_changed = Signal(str)
    announce = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No run yet."""
        super().__init__(parent)
        self._theme = theme
        self._run: Run | None = None
        self._is_live = False
        self._selected: int | None = None
        self._is_stale = False
        self._lit: tuple[object, ...] = ()
        self._form = form_for(0, 0, 0)
        self._zoom_percent = 100
        self._rerun_blocked = ""
        self._panels: dict[str, WorkerPanel] = {}
        self._situations: dict[str, Situation] = {}
        self._readers = Readers()
        self._times = RunTimes()
        self._turns = Turns(self._take_turn, self)
        self._announcer = Announcer(self)
        self._announcer.said.connect(self.announce)
        self._passing = QTimer(self)
        self._passing.setInterval(_SECOND_HALVES_MS)
        self._passing.timeout.connect(self._show_time)
        self._lay_out(theme)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        theme.changed.connect(self._fit)

    def _lay_out(self, theme: Theme) -> None:
        self._overview = Overview(theme)
        self._overview.chosen.connect(self._tile_chosen)
        self._line = Hairline(theme, Qt.Orientation.Vertical)
        self._tabs = WorkerTabs(theme)
        self._tabs.chosen.connect(lambda index: self.focus_worker(index + 1))
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

    # What is shown

    def show_run(self, run: Run, *, is_live: bool = True) -> None:
        """Show a run as it is now.

        Args:
            run: its newest state; cheap to pass 15 times a second.
            is_live: whether somebody works on it; a stored one that never ended was interrupted.
        """
        if run is self._run and is_live == self._is_live:
            return
        before = self._run
        is_another = before is None or before.id != run.id
        was_live, self._is_live = self._is_live, is_live
        if is_another:
            self._forget()
        self._run = run
        self._times.watch(run, is_live=is_live)
        changed = self._changed(None if is_another or was_live != is_live else before)
        self._make_panels()
        self._say_changes()
        self._light()
        for slot in sorted(changed, key=lambda slot: slot not in self._readers.shown):
            self._turns.ask(slot)
        self._keep_time()

    def show_stale(self, is_stale: bool) -> None:
        """Grey all quotes, because the texts they were found in have changed."""
        self._is_stale = is_stale
        self._light()

    def select_contradiction(self, number: int | None) -> None:
        """Light the quotes of a contradiction in all panels, and bring its sides into view."""
        self._selected = number
        self._light()
        found = self._contradiction(number)
        if found is None or self._run is None:
            return
        self._turns.finish()
        sides = slots_of(found, self._run)
        if not any(slot in self._readers.shown for slot in sides):
            sides = self._nearest_first(sides)
        self._readers.open_all(sides)
        self._show_readers()
        for panel in self._panels.values():
            panel.scroll_to_quote(found.number)

    def show_side(self, number: int, slot: str) -> None:
        """Bring one side of a contradiction into view, and give it the keyboard."""
        if slot in self._panels:
            self.select_contradiction(number)
            self.focus_worker(self._slots.index(slot) + 1)
            self._panels[slot].scroll_to_quote(number)

    def set_zoom(self, percent: int) -> None:
        """Zoom reading text in all panels."""
        self._zoom_percent = percent
        for panel in self._panels.values():
            panel.set_zoom(percent)

    def block_rerun(self, reason: str) -> None:
        """Say why nothing can run again, such as that there is no server; empty lets it."""
        self._rerun_blocked = reason
        for panel in self._panels.values():
            panel.block_rerun(reason)

    def finish_drawing(self) -> None:
        """Draw at once what waits for its turn."""
        self._turns.finish()
        self._show_lists()

    # Where one is

    @property
    def current_slot(self) -> str:
        """The worker that shortcuts are for; empty if there is none."""
        return self._readers.current

    @property
    def form(self) -> Form:
        """The form the grid has now."""
        return self._form

    @property
    def panels(self) -> Sequence[WorkerPanel]:
        """The panels in team order, also those out of sight."""
        return tuple(self._panels[slot] for slot in self._slots)

    @property
    def visible_panels(self) -> Sequence[WorkerPanel]:
        """The panels that can be seen, from the first place to the last."""
        return tuple(self._panels[slot] for slot in self._readers.shown)

    def panel(self, slot: str) -> WorkerPanel:
        """A worker's panel."""
        return self._panels[slot]

    def views(self) -> Sequence[MarkdownView]:
        """All texts there are, in team order, to be searched."""
        return tuple(panel.view for panel in self.panels if panel.view is not None)

    def focus_worker(self, number: int) -> bool:
        """Go to a worker, in the focused reader if it is out of sight; false if there is none."""
        return self._open(number, in_other=False)

    def open_in_other_reader(self, number: int) -> bool:
        """Open a worker in the reader that is not focused; false if there is none."""
        return self._open(number, in_other=True)

    def focus_next_panel(self, step: int = 1) -> None:
        """Go to the next panel that can be seen; with tabs, to the next tab."""
        slots = self._slots if self._form.arrangement is Arrangement.TABS else self._readers.shown
        if slots:
            place = (slots.index(self.current_slot) + step) % len(slots)
            self.focus_worker(self._slots.index(slots[place]) + 1)

    def minimumSizeHint(self) -> QSize:
        """One reader under tabs."""
        px = self._theme.fonts.px
        return QSize(px(LEAST_PANE_PX[0]), px(LEAST_PANE_PX[1] + TABS_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the form that fits."""
        super().resizeEvent(event)
        self._fit()

    # How it gets there

    @property
    def _slots(self) -> tuple[str, ...]:
        return tuple(one.slot for one in self._run.contributions) if self._run else ()

    def _forget(self) -> None:
        """Another run: nothing of the old one stays."""
        self._turns.forget()
        self._announcer.forget()
        self._situations.clear()
        self._selected, self._is_stale, self._lit = None, False, ()
        self._rows.show_rows((), ())
        for panel in self._panels.values():
            panel.deleteLater()
        self._panels.clear()
        self._readers = Readers()

    def _changed(self, before: Run | None) -> list[str]:
        """Who has news; who waits in line has some when anybody's state changed."""
        if self._run is None:
            return []
        old = {one.slot: one for one in before.contributions} if before else {}
        news = [one for one in self._run.contributions if old.get(one.slot) is not one]
        slots = [one.slot for one in news]
        if any(self._is_new_situation(one) for one in news):
            slots += [
                one.slot
                for one in self._run.contributions
                if one.slot not in slots and self._situation(one) is Situation.QUEUED
            ]
        return slots

    def _make_panels(self) -> None:
        missing = [slot for slot in self._slots if slot not in self._panels]
        for slot in missing:
            panel = WorkerPanel(self._theme)
            panel.hide()
            panel.setParent(self._rows)
            panel.set_zoom(self._zoom_percent)
            panel.block_rerun(self._rerun_blocked)
            panel.stop_requested.connect(self.stop_requested)
            panel.rerun_requested.connect(self.rerun_requested)
            panel.quote_activated.connect(self.quote_activated)
            panel.link_activated.connect(self.link_activated)
            panel.zoom_requested.connect(self.zoom_requested)
            panel.pin_toggled.connect(self._pin_toggled)
            self._panels[slot] = panel
        if missing:
            self._fit()

    def _say_changes(self) -> None:
        for one in self._run.contributions if self._run else ():
            if self._is_new_situation(one) and one.slot in self._situations:
                self._announcer.say(announcement(self._status(one)))
            self._situations[one.slot] = self._situation(one)

    def _situation(self, one: Contribution) -> Situation:
        return situation_of(one, is_live=self._is_live)

    def _is_new_situation(self, one: Contribution) -> bool:
        return self._situations.get(one.slot) is not self._situation(one)

    def _status(self, one: Contribution) -> WorkerStatus:
        assert self._run is not None
        number = self._slots.index(one.slot) + 1
        elapsed = self._times.elapsed(one.slot)
        return WorkerStatus(one, number, self._run, self._is_live, elapsed)

    def _take_turn(self, slot: str) -> None:
        if self._run is None:
            return
        status = self._status(self._run.contribution(slot))
        before = self._panels[slot].status
        self._panels[slot].show_contribution(
            status.contribution,
            status.number,
            self._run,
            is_live=self._is_live,
            elapsed=status.elapsed,
        )
        if before is None or before.situation is not status.situation:
            self._show_lists()
