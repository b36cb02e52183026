"""What the user decided once and for all: house rules, and what was called no contradiction."""

import asyncio

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError
from engine.rulings import ruled_decision
from engine.stores.rule_store import RuleStore
from models.contradiction import Decision
from models.rules import Dismissal, HouseRule, StandingRules
from models.ruling import Ruling
from models.run import Run
from ui.tasks import TaskSpawner


class RulesController(QObject):
    """Lists standing rules and forgets them.

    Attributes:
        listed: all standing rules: a tuple of HouseRule, and a tuple of Dismissal.
        refused: they cannot be read or changed: what is wrong, and the remedy.
    """

    listed = Signal(object, object)
    refused = Signal(str, str)

    def __init__(self, tasks: TaskSpawner, store: RuleStore) -> None:
        """List the rules of ``store``."""
        super().__init__()
        self._tasks = tasks
        self._store = store

    def look_up(self) -> None:
        """List them; `listed` answers."""
        self._tasks.spawn(self._list(None), name="list house rules")

    def forget(self, one: HouseRule | Dismissal) -> None:
        """Forget one, and list the others."""
        self._tasks.spawn(self._list(one), name="forget a house rule")

    async def _list(self, forgotten: HouseRule | Dismissal | None) -> None:
        try:
            found = await asyncio.to_thread(self._without, forgotten)
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
            return
        rules = tuple(rule for one in found for rule in one.house_rules)
        dismissals = tuple(dismissal for one in found for dismissal in one.dismissals)
        self.listed.emit(rules, dismissals)

    def _without(self, one: HouseRule | Dismissal | None) -> list[StandingRules]:
        if one is not None:
            self._store.forget(one.team_id, one.from_run, one.from_number)
        return [self._store.of(team_id) for team_id in self._store.team_ids()]


def decision_of(run: Run, number: int, ruling: Ruling) -> Decision | None:
    """What would hold if the user ruled so; nothing is stored."""
    return ruled_decision(run.contradiction(number), ruling, run)
