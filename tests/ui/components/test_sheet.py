"""What holds for every component on the sheet."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sheets import component_sheet
from ui.components.button_base import LEAST_TARGET_PX, PaintedButton
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.rule_ladder import RuleLadder
from ui.components.topic_badge import TopicBadge
from ui.theme.style import Look
from ui.theme.theme import Scheme, Theme

SCALES = [1.0, 1.5, 2.0]


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme, look: Look) -> QWidget:
    made = component_sheet(theme)
    qtbot.addWidget(made)
    made.resize(1440, 1000)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _shown(sheet: QWidget, theme: Theme, scale: float) -> list[QWidget]:
    theme.set_font_scale(scale)
    sheet.adjustSize()
    return [one for one in sheet.findChildren(QWidget) if one.isVisible()]


@pytest.mark.parametrize("scale", SCALES)
def test_no_line_of_text_is_clipped(sheet: QWidget, theme: Theme, scale: float) -> None:
    for one in _shown(sheet, theme, scale):
        if isinstance(one, (QLabel, QAbstractButton, QLineEdit)) and one.text():
            metrics = QFontMetrics(one.font())
            assert one.height() >= metrics.height(), (one, one.text())
            if not isinstance(one, (ElidedLabel, WrapLabel, QLineEdit)):
                assert one.width() >= metrics.boundingRect(one.text()).width(), one.text()


@pytest.mark.parametrize("scale", SCALES)
def test_wrapped_text_has_room_for_all_its_lines(
    sheet: QWidget, theme: Theme, scale: float
) -> None:
    labels = [one for one in _shown(sheet, theme, scale) if isinstance(one, WrapLabel)]
    assert labels
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()


@pytest.mark.parametrize("scale", SCALES)
def test_nothing_gets_less_room_than_it_says_it_needs(
    sheet: QWidget, theme: Theme, scale: float
) -> None:
    for one in _shown(sheet, theme, scale):
        needed = one.minimumSizeHint()
        assert one.width() >= needed.width(), one
        assert one.height() >= needed.height(), one


@pytest.mark.parametrize("scale", SCALES)
def test_every_target_can_be_hit(sheet: QWidget, theme: Theme, scale: float) -> None:
    for one in _shown(sheet, theme, scale):
        if isinstance(one, (PaintedButton, QLineEdit, QComboBox)):
            assert min(one.width(), one.height()) >= LEAST_TARGET_PX, one


def test_everything_that_can_be_focused_or_is_only_drawn_has_a_name(sheet: QWidget) -> None:
    for one in sheet.findChildren(QWidget):
        if isinstance(one, (PaintedButton, QLineEdit, QComboBox, TopicBadge, RuleLadder)):
            is_inside = isinstance(one.parent(), QComboBox)
            name = one.accessibleName() or (one.text() if isinstance(one, PaintedButton) else "")
            assert is_inside or name, one


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT])
def test_all_components_are_repainted_in_another_theme(
    sheet: QWidget, theme: Theme, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    corner = sheet.grab().toImage().pixelColor(2, 2)
    assert corner.name() == {"dark": "#1b1b1d", "light": "#ffffff"}[scheme.value]
