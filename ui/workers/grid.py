"""All workers of a run, live."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.contradiction import Contradiction
from models.contribution import Contribution
from models.documents import StatementRef
from models.run import Run
from ui.markdown.view import MarkdownView
from ui.theme.theme import Theme
from ui.workers.announcer import Announcer
from ui.workers.forms import Form
from ui.workers.panel import WorkerPanel
from ui.workers.quotes import slots_of
from ui.workers.stage import Stage
from ui.workers.status import Situation, WorkerStatus, situation_of
from ui.workers.times import RunTimes
from ui.workers.turns import Turns
from ui.workers.wording import announcement

_HALF_SECOND_MS = 500
"""Numbers change twice a second, not more often."""


class WorkerGrid(QWidget):
    """Shows a run's workers. Call `show_run` as often as the run changes; it decides what to draw.

    Attributes:
        stop_requested: the slot of the worker to end.
        rerun_requested: the slot of the worker that is to write anew.
        rerun_with_requested: the slot of the worker that is to write anew, and the model's name.
        change_requested: the slot of a worker, and the `TextChange` of its text.
        quote_activated: the number of the contradiction whose quote was clicked or chosen.
        link_activated: the web or mail address that was clicked or entered.
        zoom_requested: steps of reading zoom, from the wheel with Ctrl.
        current_changed: the slot of the worker that keys and shortcuts are for.
        announce: a change of state in words, for screen readers; never text that arrives.
    """

    stop_requested = Signal(str)
    rerun_requested = Signal(str)
    rerun_with_requested = Signal(str, str)
    change_requested = Signal(str, object)
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
        self._zoom_percent = 100
        self._rerun_blocked = ""
        self._llms: tuple[str, ...] = ()
        self._heard: dict[str, tuple[Situation, bool]] = {}
        self._times = RunTimes()
        self._turns = Turns(self._take_turn, self)
        self._announcer = Announcer(self)
        self._announcer.said.connect(self.announce)
        self._passing = QTimer(self)
        self._passing.setInterval(_HALF_SECOND_MS)
        self._passing.timeout.connect(self._show_time)
        self.stage = Stage(theme)
        self.stage.current_changed.connect(self.current_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)

    # What is shown

    def show_run(self, run: Run, *, is_live: bool = True) -> None:
        """Show a run as it is now.

        Args:
            run: its newest state; cheap to pass 15 times a second.
            is_live: whether somebody works on it; a stored one that never ended was interrupted.
        """
        if run is self._run and is_live == self._is_live:
            return
        before, self._run = self._run, run
        was_live, self._is_live = self._is_live, is_live
        if before is None or before.id != run.id:
            self._forget()
            before = None
        self._times.watch(run, is_live=is_live)
        changed = self._changed(before if was_live == is_live else None)
        self._make_panels()
        self._say_changes()
        if before is None or _lights_of(before) != _lights_of(run):
            self._light()
        for slot in sorted(changed, key=lambda slot: slot not in self.stage.shown):
            self._turns.ask(slot)
        self._keep_time()

    def select_contradiction(self, number: int | None) -> None:
        """Light the quotes of a contradiction in all panels, and bring its sides into view."""
        self._selected = number
        self._turns.finish()
        self._light()
        found = self._contradiction(number)
        if found is None or self._run is None:
            return
        sides = slots_of(found, self._run)
        if not set(sides) & set(self.stage.shown):
            sides = self._nearest_first(sides)
        self.stage.open_all(sides)
        for panel in self.stage.panels:
            panel.scroll_to_quote(found.number)

    def show_side(self, number: int, slot: str) -> None:
        """Bring one side of a contradiction into view, and give it the keyboard."""
        if slot in self.stage.slots:
            self.select_contradiction(number)
            self.stage.open(slot)
            self.stage.panel(slot).scroll_to_quote(number)

    def show_place(self, ref: StatementRef) -> bool:
        """Bring a sentence into view, marked, and give it the keyboard; false if no worker's."""
        slot = ref.document_id.removeprefix("specialist/")
        if slot not in self.stage.slots:
            return False
        self._turns.finish()
        self.stage.open(slot)
        self.stage.panel(slot).show_place(ref)
        return True

    def reveal(self, slot: str) -> None:
        """Bring a worker into sight; the keyboard stays where it is."""
        self.stage.open_all((slot,))

    def set_zoom(self, percent: int) -> None:
        """Zoom reading text in all panels."""
        self._zoom_percent = percent
        for panel in self.stage.panels:
            panel.set_zoom(percent)

    def offer_llms(self, names: tuple[str, ...]) -> None:
        """Offer these models for new versions of texts."""
        self._llms = names
        for panel in self.stage.panels:
            panel.offer_llms(names)

    def block_rerun(self, reason: str) -> None:
        """Say why nothing can run again, such as that there is no server; empty lets it."""
        self._rerun_blocked = reason
        for panel in self.stage.panels:
            panel.block_rerun(reason)

    def finish_drawing(self) -> None:
        """Draw at once what waits for its turn."""
        self._turns.finish()
        self.stage.show_lists()

    # Where one is

    @property
    def is_time_passing(self) -> bool:
        """Whether seconds are counted, because somebody works."""
        return self._passing.isActive()

    @property
    def current_slot(self) -> str:
        """The worker that shortcuts are for; empty if there is none."""
        return self.stage.current

    @property
    def form(self) -> Form:
        """The form the grid has now."""
        return self.stage.form

    @property
    def panels(self) -> Sequence[WorkerPanel]:
        """The panels in team order, also those out of sight."""
        return self.stage.panels

    @property
    def visible_panels(self) -> Sequence[WorkerPanel]:
        """The panels that can be seen, from the first place to the last."""
        return tuple(self.stage.panel(slot) for slot in self.stage.shown)

    def panel(self, slot: str) -> WorkerPanel:
        """A worker's panel."""
        return self.stage.panel(slot)

    def views(self) -> Sequence[MarkdownView]:
        """All texts there are, in team order, to be searched."""
        return tuple(panel.view for panel in self.panels if panel.view is not None)

    def focus_worker(self, number: int) -> bool:
        """Go to a worker, in the focused reader if it is out of sight; false if there is none."""
        return self._open(number, in_other=False)

    def open_in_other_reader(self, number: int) -> bool:
        """Open a worker in the reader that is not focused; false if there is none."""
        return self._open(number, in_other=True)

    def focus_next_panel(self) -> None:
        """Go to the next panel that can be seen; with tabs, to the next tab."""
        self.stage.step(1)

    def focus_previous_panel(self) -> None:
        """Go to the one before."""
        self.stage.step(-1)

    def minimumSizeHint(self) -> QSize:
        """One reader under tabs."""
        return self.stage.minimumSizeHint()

    # How it gets there

    def _forget(self) -> None:
        """Another run: nothing of the old one stays."""
        self._turns.forget()
        self._announcer.forget()
        self._heard.clear()
        self._selected = None
        self.stage.clear()

    def _changed(self, before: Run | None) -> list[str]:
        """Who has news; who waits in line has some when anybody's state changed."""
        now = self._run.contributions if self._run else ()
        old = {one.slot: one for one in before.contributions} if before else {}
        news = [one for one in now if old.get(one.slot) is not one]
        slots = [one.slot for one in news]
        if any(self._is_news(one) for one in news):
            slots += [
                one.slot
                for one in now
                if one.slot not in slots and self._situation(one) is Situation.QUEUED
            ]
        return slots

    def _make_panels(self) -> None:
        contributions = self._run.contributions if self._run else ()
        missing = [one.slot for one in contributions if one.slot not in self.stage.slots]
        for slot in missing:
            panel = WorkerPanel(self._theme)
            panel.set_zoom(self._zoom_percent)
            panel.block_rerun(self._rerun_blocked)
            panel.offer_llms(self._llms)
            panel.stop_requested.connect(self.stop_requested)
            panel.rerun_requested.connect(self.rerun_requested)
            panel.rerun_with_requested.connect(self.rerun_with_requested)
            panel.change_requested.connect(self.change_requested)
            panel.quote_activated.connect(self.quote_activated)
            panel.link_activated.connect(self.link_activated)
            panel.zoom_requested.connect(self.zoom_requested)
            self.stage.add(slot, panel)
        if missing:
            self.stage.fit()

    def _say_changes(self) -> None:
        for one in self._run.contributions if self._run else ():
            if self._is_news(one):
                if one.slot in self._heard:
                    self._announcer.say(announcement(self._status(one)))
                self._heard[one.slot] = self._situation(one), one.muted

    def _situation(self, one: Contribution) -> Situation:
        return situation_of(one, is_live=self._is_live)

    def _is_news(self, one: Contribution) -> bool:
        return self._heard.get(one.slot) != (self._situation(one), one.muted)

    def _status(self, one: Contribution) -> WorkerStatus:
        if self._run is None:
            raise ValueError("there is no run")
        number = self.stage.slots.index(one.slot) + 1
        return WorkerStatus(one, number, self._run, self._is_live, self._times.elapsed(one.slot))

    def _take_turn(self, slot: str) -> None:
        if self._run is None:
            return
        panel = self.stage.panel(slot)
        before = panel.status
        panel.show_status(self._status(self._run.contribution(slot)))
        now = panel.status
        if before is None or now is None or before.situation is not now.situation:
            self.stage.show_lists()

    def _keep_time(self) -> None:
        is_busy = any(situation.is_busy for situation, _ in self._heard.values())
        if is_busy and not self._passing.isActive():
            self._passing.start()
        elif not is_busy:
            self._passing.stop()

    def _show_time(self) -> None:
        for panel in self.stage.panels:
            if panel.status is not None and panel.status.situation.is_busy:
                panel.show_elapsed(self._times.elapsed(panel.slot))
        self.stage.show_lists()

    def _light(self) -> None:
        if self._run is None:
            return
        for panel in self.stage.panels:
            panel.show_contradictions(self._run.contradictions, self._selected)
        self.stage.show_lists()

    def _contradiction(self, number: int | None) -> Contradiction | None:
        found = self._run.contradictions if self._run else ()
        return next((one for one in found if one.number == number), None)

    def _nearest_first(self, sides: tuple[str, ...]) -> tuple[str, ...]:
        slots = self.stage.slots
        here = slots.index(self.current_slot) if self.current_slot in slots else 0
        return tuple(sorted(sides, key=lambda slot: abs(slots.index(slot) - here)))

    def _open(self, number: int, *, in_other: bool) -> bool:
        slots = self.stage.slots
        if not 1 <= number <= len(slots):
            return False
        self.stage.open(slots[number - 1], in_other=in_other)
        return True


def _lights_of(run: Run) -> tuple[object, ...]:
    """All that decides which quotes are lit, and how."""
    texts = tuple((one.version, one.muted, one.state.is_final) for one in run.contributions)
    return (tuple(map(id, run.contradictions)), texts)
