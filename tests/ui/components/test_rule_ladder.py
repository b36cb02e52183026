import pytest
from pytestqt.qtbot import QtBot

from models.contradiction import Basis, Severity
from ui.components.rule_ladder import Ladder, RuleLadder
from ui.components.severity_bars import SeverityBars
from ui.theme.theme import Theme

ORDER = [Basis.BRIEF, Basis.HARD_LIMIT, Basis.ARITHMETIC, Basis.TOPIC_OWNER, Basis.USER]


def test_the_rules_stand_in_their_order() -> None:
    assert list(Ladder(Basis.BRIEF).rungs) == ORDER


def test_house_rules_rank_just_below_the_brief_where_there_are_any() -> None:
    ladder = Ladder(Basis.HARD_LIMIT, has_house_rule=True)
    assert ladder.rungs[1] is Basis.HOUSE_RULE
    assert (ladder.place, len(ladder.rungs)) == (3, 6)


def test_a_deciding_house_rule_always_has_its_rung() -> None:
    assert Ladder(Basis.HOUSE_RULE).place == 2


@pytest.mark.parametrize("basis", Basis)
def test_every_basis_has_its_place(basis: Basis) -> None:
    ladder = Ladder(basis)
    assert ladder.rungs[ladder.place - 1] is ladder.deciding


def test_a_ladder_without_room_shows_the_deciding_rule_only(qtbot: QtBot, theme: Theme) -> None:
    ladder = RuleLadder(theme, Ladder(Basis.ARITHMETIC))
    qtbot.addWidget(ladder)
    ladder.resize(ladder.sizeHint())
    assert not ladder.is_narrow
    ladder.resize(ladder.minimumSizeHint())
    assert ladder.is_narrow


def test_the_decision_and_the_order_are_spoken(qtbot: QtBot, theme: Theme) -> None:
    ladder = RuleLadder(theme, Ladder(Basis.HARD_LIMIT))
    qtbot.addWidget(ladder)
    assert ladder.accessibleName() == "Decided by hard limit, rule 2 of 5"
    order = "Order of the rules: Brief, Hard limit, Arithmetic, Topic owner, You"
    assert ladder.accessibleDescription() == order
    ladder.show_ladder(Ladder(Basis.NEEDS_YOU))
    assert ladder.accessibleName() == "No rule decides, it needs you"


@pytest.mark.parametrize("severity", Severity)
def test_severity_is_bars_and_a_word(qtbot: QtBot, theme: Theme, severity: Severity) -> None:
    bars = SeverityBars(theme, severity)
    qtbot.addWidget(bars)
    assert bars.text().lower() == severity.value
    assert bars.accessibleName() == f"Severity: {severity.value}"
