"""What every place needs to know where the user can rule, so that they agree."""

from models.contradiction import Contradiction
from models.ruling import Ruling
from models.run import Run
from ui.contradictions.ruling.options import Choice, Option, options_of
from ui.contradictions.ruling.preview import Decide, Preview, preview_of


class RulingDesk:
    """The run that is ruled on, and what the user has chosen in it and not saved yet.

    A choice that was begun in the dock goes on in the focus view, and the other way round.
    """

    def __init__(self, decide: Decide | None = None) -> None:
        """No run yet; ``decide`` says what would hold after a ruling."""
        self._run: Run | None = None
        self._decide = decide
        self._choices: dict[int, Choice] = {}

    def set_decide(self, decide: Decide) -> None:
        """Ask ``decide`` from now on what would hold after a ruling."""
        self._decide = decide

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

    def preview(self, number: int, ruling: Ruling) -> Preview | None:
        """What saving ``ruling`` would change; ``None`` if nobody can say."""
        if self._run is None or self._decide is None:
            return None
        return preview_of(self._run, number, self._decide(self._run, number, ruling))
