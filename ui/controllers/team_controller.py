"""The teams there are, and facts proposed from a brief."""

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError
from engine.stores.team_store import TeamStore
from models.brief import Fact
from models.team import Team


class TeamController(QObject):
    """Loads teams.

    Attributes:
        refused: a team file cannot be used: what is wrong, and the remedy.
    """

    refused = Signal(str, str)

    def __init__(self, store: TeamStore) -> None:
        """Load the teams of ``store``."""
        super().__init__()
        self._store = store

    def teams(self) -> tuple[Team, ...]:
        """All teams whose files can be used; the others are said."""
        teams = []
        for name in self._store.names():
            try:
                teams.append(self._store.load(name))
            except EngineError as error:
                self.refused.emit(error.message, error.remedy)
        return tuple(teams)

    def facts_in(self, brief_text: str) -> tuple[Fact, ...]:
        """Dates and amounts of a brief, proposed as fixed facts."""
        # Imported here because the patterns of all dates and amounts would delay the start.
        from engine.fact_proposals import proposed_facts

        return proposed_facts(brief_text)
