"""No word is clipped, and the plan keeps its share, at any width and size of text."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.run import Run
from tests.builders import a_run
from tests.ui.dock import runs
from tests.ui.dock.screens import clipped, settle, shown
from ui.dock.dock import LEAST_WIDTH_PX, WIDTH_PX, SynthesizerDock
from ui.theme.style import Look
from ui.theme.theme import Theme

STATES: dict[str, Callable[[], Run]] = {
    "running": runs.consulting,
    "planning": runs.planning,
    "reconciled": a_run,
    "three of four": runs.three_of_four,
    "stale": lambda: runs.rerun(runs.three_of_four()),
    "violations": runs.with_violations,
    "code only": runs.by_code_only,
    "stopped": runs.stopped,
    "failed": runs.failed,
    "minor": runs.with_minor,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [LEAST_WIDTH_PX, WIDTH_PX])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_clipped(
    qtbot: QtBot, theme: Theme, look: Look, state: str, width: int, scale: float
) -> None:
    theme.set_font_scale(scale)
    dock = shown(qtbot, SynthesizerDock(theme), width)
    dock.show_run(STATES[state](), is_live=state in ("running", "planning"))
    settle()
    dock.select_contradiction(1)
    settle()
    assert dock.width() == width
    assert clipped(dock) == []


@pytest.mark.parametrize("height", [560, 785, 1100])
def test_the_plan_keeps_three_tenths_of_the_height(
    qtbot: QtBot, theme: Theme, look: Look, height: int
) -> None:
    dock = shown(qtbot, SynthesizerDock(theme), height=height)
    dock.show_run(runs.with_minor())
    dock.select_contradiction(1)
    settle()
    assert dock.plan.height() >= 0.29 * dock.division.height()


def test_a_short_list_leaves_the_rest_to_the_plan(qtbot: QtBot, theme: Theme, look: Look) -> None:
    dock = shown(qtbot, SynthesizerDock(theme))
    dock.show_run(a_run())
    settle()
    assert dock.found.list.verticalScrollBar().maximum() == 0
    assert dock.plan.height() > dock.found.height()


def test_the_line_stays_where_the_user_put_it(qtbot: QtBot, theme: Theme, look: Look) -> None:
    dock = shown(qtbot, SynthesizerDock(theme))
    dock.show_run(a_run())
    settle()
    handle = dock.division.handle(1)
    below = QPoint(handle.rect().center().x(), 100)
    before = dock.found.height()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    drag = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(below),
        QPointF(handle.mapToGlobal(below)),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(handle, drag)
    moved = dock.found.height()
    assert moved > before
    dock.select_contradiction(1)
    settle()
    assert dock.found.height() == moved
    QTest.mouseDClick(handle, Qt.MouseButton.LeftButton)
    settle()
    assert dock.found.height() != moved


def test_larger_text_in_an_open_dock_is_given_room(qtbot: QtBot, theme: Theme, look: Look) -> None:
    dock = shown(qtbot, SynthesizerDock(theme))
    dock.show_run(runs.rerun(runs.three_of_four()))
    dock.select_contradiction(1)
    settle()
    theme.set_font_scale(1.5)
    settle()
    assert clipped(dock) == []


def test_reading_zoom_makes_sections_higher(qtbot: QtBot, theme: Theme, look: Look) -> None:
    dock = shown(qtbot, SynthesizerDock(theme))
    dock.show_run(a_run())
    settle()
    before = dock.plan.document.panes[0].height()
    dock.set_zoom(200)
    settle()
    assert dock.plan.document.panes[0].height() > before
    assert clipped(dock) == []
