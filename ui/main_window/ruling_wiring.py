"""Connects the user's rulings, and what holds for later runs, with what stores them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from models.ruling import Ruling
from ui.controllers.rules_controller import RulesController, decision_of
from ui.controllers.run_controller import RunController
from ui.main_window.window import MainWindow


class RulingWiring(QObject):
    """Lives as long as the window."""

    def __init__(self, window: MainWindow, runs: RunController, rules: RulesController) -> None:
        """Connect what there is already."""
        super().__init__(window)
        self._window = window
        self._runs = runs
        self._rules = rules
        rules.refused.connect(window.show_problem)

    def connect_run_page(self) -> None:
        """Connect the page of runs, which has just been made."""
        page = self._window.run_page
        page.desk.set_decide(decision_of)
        page.rulings.ruling_wanted.connect(self._rule_on)
        page.rulings.undo_wanted.connect(self._undo)

    def show_house_rules(self, teams: Mapping[str, str]) -> None:
        """List what holds for later runs; ``teams`` are the names of teams by their ids."""
        from ui.main_window.house_rules import HouseRulesDialog

        dialog = HouseRulesDialog(self._window.theme, teams, self._window)
        dialog.forget_wanted.connect(self._rules.forget)
        self._rules.listed.connect(dialog.show_rules)
        self._rules.look_up()
        dialog.open()

    def _rule_on(self, number: int, ruling: Ruling) -> None:
        if (run := self._window.run_page.run) is not None:
            self._runs.rule_on(run, number, ruling)

    def _undo(self, number: int) -> None:
        if (run := self._window.run_page.run) is not None:
            self._runs.undo_ruling(run, number)
