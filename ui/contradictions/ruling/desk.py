"""What every place needs to know where the user can rule, so that they agree."""

from models.contradiction import Contradiction
from models.ruling import Ruling
from models.run import Run
from ui.contradictions.ruling.options import Choice, Option, options_of
from ui.contradictions.ruling.preview import Preview, Previewer, likely_preview


class RulingDesk:
    """The run that is ruled on, and what the user has chosen in it and not saved yet.

    A choice that was begun in the dock goes on in the focus view, and the other way round.
    """

    def __init__(self) -> None:
        """No run yet."""
        self._run: Run | None = None
        self._previewer: Previewer = likely_preview
        self._choices: dict[int, Choice] = {}

    def set_previewer(self, previewer: Previewer) -> None:
        """Ask ``previewer`` from now on what saving would change."""
        self._previewer = previewer

    def show_run(self, run: Run) -> None:
        """Rule on ``run``; choices made in another one are forgotten."""
        if self._run is not None and self._run.id != run.id:
            self._choices.clear()
        self._run = run

    def options(self, found: Contradiction) -> tuple[Option, ...]:
        """Every way to rule on ``found``."""
        return options_of(found, self._run)

    def choice(self, number: int) -> Choice:
        """What is chosen for a contradiction and not saved."""
        return self._choices.get(number, Choice())

    def choose(self, number: int, choice: Choice) -> None:
        """Remember a choice."""
        self._choices[number] = choice

    def forget(self, number: int) -> None:
        """The choice is saved, or given up."""
        self._choices.pop(number, None)

    def preview(self, number: int, ruling: Ruling) -> Preview:
        """What saving ``ruling`` would change."""
        if self._run is None:
            return Preview(has_plan=False)
        return self._previewer(self._run, number, ruling)
