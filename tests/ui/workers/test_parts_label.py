from pytestqt.qtbot import QtBot

from tests.ui.sheets import RESOURCES
from ui.theme.fonts import TextStyle
from ui.theme.theme import Scheme, Theme
from ui.workers.parts_label import PartsLabel

_PARTS = ("14 s", "about 31 tokens/s", "330 words", "demo-script")


def shown_at(qtbot: QtBot, width: int) -> str:
    label = PartsLabel(Theme(RESOURCES, Scheme.LIGHT), style=TextStyle.META)
    qtbot.addWidget(label)
    label.show_parts(_PARTS)
    label.resize(width, 16)
    return label.shown


def test_with_room_all_parts_are_shown(qtbot: QtBot) -> None:
    assert shown_at(qtbot, 600) == "14 s · about 31 tokens/s · 330 words · demo-script"


def test_in_a_panel_of_the_usual_window_seconds_and_pace_are_shown(qtbot: QtBot) -> None:
    assert shown_at(qtbot, 170).startswith("14 s · about 31 tokens/s")


def test_the_first_part_is_the_last_to_go(qtbot: QtBot) -> None:
    assert shown_at(qtbot, 40) == "14 s"
