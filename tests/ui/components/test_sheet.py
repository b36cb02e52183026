"""What holds for every component on the sheet."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sheets import component_sheet
from ui.components.button_base import LEAST_TARGET_PX, PaintedButton
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.rule_ladder import RuleLadder
from ui.components.topic_badge import TopicBadge
from ui.theme.style import Look
from ui.theme.theme import Scheme, Theme


@pytest.fixture(params=[1.0, 1.5, 2.0])
def scale(request: pytest.FixtureRequest) -> float:
    return float(request.param)


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme, look: Look) -> QWidget:
    return _show(qtbot, theme)


@pytest.fixture
def large_sheet(qtbot: QtBot, theme: Theme, look: Look, scale: float) -> QWidget:
    """A sheet whose text is ``scale`` times as large."""
    theme.set_font_scale(scale)
    return _show(qtbot, theme)


@pytest.fixture
def shown(large_sheet: QWidget) -> list[QWidget]:
    """Every widget of the sheet."""
    return _visible(large_sheet)


def _show(qtbot: QtBot, theme: Theme) -> QWidget:
    sheet = component_sheet(theme)
    qtbot.addWidget(sheet)
    sheet.resize(1440, 1000)
    with qtbot.waitExposed(sheet):
        sheet.show()
    _settle()
    return sheet


def _settle() -> None:
    # Outer layouts learn in a second round what inner ones need at their new width.
    for _round in range(3):
        QCoreApplication.sendPostedEvents()


def _visible(sheet: QWidget) -> list[QWidget]:
    inside_fields = QToolButton  # its icon is inside of a field, and as large as that allows
    return [
        one
        for one in sheet.findChildren(QWidget)
        if one.isVisible() and not isinstance(one, inside_fields)
    ]


def test_no_line_of_text_is_clipped(shown: list[QWidget]) -> None:
    for one in shown:
        if isinstance(one, (QLabel, QAbstractButton, QLineEdit)) and one.text():
            metrics = QFontMetrics(one.font())
            assert one.height() >= metrics.height(), (one, one.text())
            if not isinstance(one, (ElidedLabel, WrapLabel, QLineEdit)):
                assert one.width() >= metrics.boundingRect(one.text()).width(), one.text()


def test_wrapped_text_has_room_for_all_its_lines(shown: list[QWidget]) -> None:
    labels = [one for one in shown if isinstance(one, WrapLabel)]
    assert labels
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_nothing_gets_less_room_than_it_says_it_needs(shown: list[QWidget]) -> None:
    for one in shown:
        needed = one.minimumSizeHint()
        assert one.width() >= needed.width(), one
        assert one.height() >= needed.height(), one


def test_every_target_can_be_hit(shown: list[QWidget]) -> None:
    for one in shown:
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


def test_larger_text_is_given_room_while_the_window_is_open(sheet: QWidget, theme: Theme) -> None:
    theme.set_font_scale(1.5)
    _settle()
    for one in _visible(sheet):
        if isinstance(one, (PaintedButton, WrapLabel, ElidedLabel)):
            assert one.height() >= one.minimumSizeHint().height(), one
