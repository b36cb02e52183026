import pytest
from pytestqt.qtbot import QtBot

from ui.components.state_chip import Chip, ChipState, StateChip, state_icon, state_word
from ui.theme.theme import Theme
from ui.theme.tokens import Role


@pytest.mark.parametrize("state", ChipState)
def test_a_chip_shows_icon_and_word(qtbot: QtBot, theme: Theme, state: ChipState) -> None:
    chip = StateChip(theme, Chip(state))
    qtbot.addWidget(chip)
    assert chip.text() == state_word(state)
    word_px = chip.fontMetrics().horizontalAdvance(chip.text())
    assert chip.sizeHint().width() >= word_px + 14
    chip.resize(chip.sizeHint())
    image = chip.grab().toImage()
    _icon, role = state_icon(state)
    wanted = theme.color(role)
    columns = {
        x
        for x in range(image.width())
        for y in range(image.height())
        if _is_near(image.pixelColor(x, y).getRgb(), wanted.getRgb())
    }
    assert min(columns) < 22, "no icon at the start"
    assert max(columns) > 30, "no word after it"


def test_a_chip_may_say_more_than_the_word(qtbot: QtBot, theme: Theme) -> None:
    chip = StateChip(theme, Chip(ChipState.DECIDED, "Hard limit"))
    qtbot.addWidget(chip)
    assert chip.text() == "Hard limit"
    before = chip.sizeHint().width()
    chip.show_chip(Chip(ChipState.WRITING, "Writing · 22 tokens/s"))
    assert chip.text() == "Writing · 22 tokens/s"
    assert chip.sizeHint().width() > before


def test_no_two_states_look_and_read_alike() -> None:
    assert len({state_word(state) for state in ChipState}) == len(ChipState)


def test_failure_has_the_colour_of_errors() -> None:
    assert state_icon(ChipState.FAILED)[1] is Role.ERR


def _is_near(one: object, other: object) -> bool:
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return all(abs(left - right) < 90 for left, right in zip(one[:3], other[:3], strict=True))
