import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sheets import VIEWS
from ui.components.button_base import ButtonSize, PaintedButton
from ui.components.buttons import (
    FlatButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from ui.components.switcher import SegmentedSwitcher
from ui.theme.icons import Icon
from ui.theme.style import Look
from ui.theme.theme import Theme


@pytest.mark.parametrize("kind", [PrimaryButton, SecondaryButton, FlatButton, LinkButton])
@pytest.mark.parametrize("size", ButtonSize)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_label_always_fits(
    qtbot: QtBot, theme: Theme, kind: type[PaintedButton], size: ButtonSize, scale: float
) -> None:
    theme.set_font_scale(scale)
    button = kind(theme, "Check with another model", Icon.AGAIN, size)
    qtbot.addWidget(button)
    metrics = QFontMetrics(button.font())
    assert button.sizeHint().height() >= metrics.height()
    assert button.sizeHint().width() >= metrics.horizontalAdvance(button.text()) + 16 * scale


def test_a_blocked_button_says_why(qtbot: QtBot, theme: Theme) -> None:
    button = PrimaryButton(theme, "Run", Icon.PLAY)
    qtbot.addWidget(button)
    button.set_blocked("Write a brief first.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Write a brief first."
    button.set_blocked("")
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_an_icon_button_keeps_its_name_as_tooltip(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, Icon.COPY, "Copy text")
    qtbot.addWidget(button)
    button.set_blocked("There is no text yet.")
    assert button.toolTip() == "There is no text yet."
    button.set_blocked("")
    assert (button.toolTip(), button.accessibleName()) == ("Copy text", "Copy text")


def test_the_chosen_option_gets_room_for_its_tick(qtbot: QtBot, theme: Theme) -> None:
    button = SecondaryButton(theme, "Keep A", size=ButtonSize.COMPACT)
    qtbot.addWidget(button)
    button.setCheckable(True)
    before = button.sizeHint().width()
    button.click()
    assert button.sizeHint().width() > before
    button.click()
    assert button.sizeHint().width() == before


@pytest.fixture
def switcher(qtbot: QtBot, theme: Theme, look: Look) -> SegmentedSwitcher:
    made = SegmentedSwitcher(theme, VIEWS, "View")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def _press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget.window().windowHandle(), key)


def test_arrow_keys_switch_the_view(qtbot: QtBot, switcher: SegmentedSwitcher) -> None:
    assert switcher.current == "workers"
    _press(switcher, Qt.Key.Key_Tab)
    with qtbot.waitSignal(switcher.chosen) as chosen:
        _press(switcher, Qt.Key.Key_Right)
    assert chosen.args == ["contradictions"]
    _press(switcher, Qt.Key.Key_Right)
    assert switcher.current == "plan"
    _press(switcher, Qt.Key.Key_Left)
    assert switcher.current == "contradictions"


def test_a_click_switches_the_view(qtbot: QtBot, switcher: SegmentedSwitcher) -> None:
    with qtbot.waitSignal(switcher.chosen) as chosen:
        _segment(switcher, "Timeline").click()
    assert chosen.args == ["timeline"]


def test_showing_a_view_by_code_says_nothing(qtbot: QtBot, switcher: SegmentedSwitcher) -> None:
    with qtbot.assertNotEmitted(switcher.chosen):
        switcher.show_current("plan")
    assert switcher.current == "plan"


def test_icons_alone_keep_their_names(switcher: SegmentedSwitcher) -> None:
    wide = switcher.sizeHint().width()
    switcher.set_icon_only(True)
    assert switcher.sizeHint().width() < wide
    plan = _segment(switcher, "Plan")
    assert (plan.text(), plan.toolTip()) == ("", "Plan")
    switcher.show_label("plan", "Plan, out of date")
    assert (plan.text(), plan.toolTip()) == ("", "Plan, out of date")
    switcher.set_icon_only(False)
    assert (plan.text(), plan.toolTip()) == ("Plan, out of date", "")


def _segment(switcher: SegmentedSwitcher, name: str) -> PaintedButton:
    found = [one for one in switcher.findChildren(PaintedButton) if one.accessibleName() == name]
    assert len(found) == 1
    return found[0]


def test_the_ring_is_for_the_keyboard_only(qtbot: QtBot, theme: Theme, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    field, button = QLineEdit(), SecondaryButton(theme, "Run again")
    row.addWidget(field)
    row.addWidget(button)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    _press(window, Qt.Key.Key_Tab)
    assert look.focus.ring_target() is button
    place = button.mapTo(window, QPoint(5, 5))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert button.hasFocus()
    assert look.focus.ring_target() is None
    _press(window, Qt.Key.Key_Backtab)
    assert field.hasFocus()
    assert look.focus.ring_target() is None, "fields show their focus themselves"
