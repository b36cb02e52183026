"""The user's rulings on the run that is shown: made in the dock or alone, undone, announced."""

from PySide6.QtCore import QObject, Signal

from models.run import Run
from ui.contradictions.checked import compared_line
from ui.contradictions.findings import findings_of
from ui.contradictions.focus_page import FocusPage
from ui.contradictions.focus_view import FocusView
from ui.contradictions.ruling.choice_group import ChoiceGroup
from ui.contradictions.words import count_line
from ui.dock.dock import SynthesizerDock
from ui.plan.coverage import staleness_of


class RunRulings(QObject):
    """Joins both places where the user can rule, and knows what was ruled last.

    Attributes:
        ruling_wanted: the number of a contradiction, and the Ruling that the user saved.
        undo_wanted: the number of the contradiction whose last ruling should be taken back.
        announced: what a ruling changed, to be read out.
    """

    ruling_wanted = Signal(int, object)
    undo_wanted = Signal(int)
    announced = Signal(str)

    def __init__(self, dock: SynthesizerDock, focus_view: FocusView, parent: QObject) -> None:
        """No run yet."""
        super().__init__(parent)
        self._dock = dock
        self._focus_view = focus_view
        self._run: Run | None = None
        self._order: list[int] = []
        for place in (dock, focus_view):
            place.ruled.connect(self.ruling_wanted)
            place.undo_wanted.connect(self.undo_wanted)

    def show_run(self, run: Run) -> None:
        """Notice what was ruled or undone since."""
        before, self._run = self._run, run
        if before is None or before.id != run.id:
            self._order = [one.number for one in run.contradictions if one.rulings]
            return
        if run.comparison is not None and run.comparison is not before.comparison:
            findings = findings_of(run)
            said = count_line(findings) or compared_line(run.comparison, 0)
            self.announced.emit(said)
        counts = {one.number: len(one.rulings) for one in before.contradictions}
        for one in run.contradictions:
            old = counts.get(one.number, 0)
            if len(one.rulings) > old:
                self._order.append(one.number)
                self._announce(self.tr("Decision {number} saved."), one.number)
            elif len(one.rulings) < old:
                self._forget(one.number)
                self._announce(self.tr("Ruling on {number} undone."), one.number)

    @property
    def last_ruled(self) -> int | None:
        """The contradiction that was ruled on last, whose ruling can be undone."""
        return self._order[-1] if self._order else None

    def group(self) -> ChoiceGroup | None:
        """Where the user can decide now, if that is to be seen."""
        page = self._focus_view.page
        if self._focus_view.isVisible() and isinstance(page, FocusPage):
            return page.decision
        number = self._dock.selected_number
        if number is None or not self._dock.found.isVisible():
            return None
        card = self._dock.found.list.item(number).card
        return card.choices if card is not None else None

    def _forget(self, number: int) -> None:
        places = [at for at, each in enumerate(self._order) if each == number]
        if places:
            del self._order[places[-1]]

    def _announce(self, words: str, number: int) -> None:
        assert self._run is not None
        said = words.format(number=number)
        if count := len(staleness_of(self._run).sections):
            one, many = (
                self.tr("1 section is out of date."),
                self.tr("{count} sections are out of date."),
            )
            said = f"{said} {one if count == 1 else many.format(count=count)}"
        self.announced.emit(said)
