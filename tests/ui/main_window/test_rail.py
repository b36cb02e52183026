"""What stands left of a run: the list of runs, or a rail where their room is needed."""

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import a_run
from tests.ui.dock.screens import settle
from tests.ui.sheets import RESOURCES
from ui.components.buttons import IconButton
from ui.main_window.top_bar import CONTRADICTIONS, PLAN, WORKERS
from ui.main_window.window import MainWindow
from ui.theme.theme import Scheme, Theme


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(Theme(RESOURCES, Scheme.LIGHT))
    qtbot.addWidget(window)
    window.add_ready_page()
    window.add_surroundings()
    window.resize(1440, 900)
    window.show_run(a_run(), is_working=False)
    window.show()
    settle()
    return window


def toggles(window: MainWindow) -> list[str]:
    """The buttons that show the runs."""
    settle()
    buttons = [one for one in window.findChildren(IconButton) if one.isVisible()]
    names = [one.accessibleName() for one in buttons]
    return [name for name in names if name in ("Show runs", "Show or hide runs")]


def test_both_texts_get_the_room_of_the_runs(window: MainWindow) -> None:
    assert window.sidebar.isVisible()
    window.run_page.show_view(CONTRADICTIONS)
    assert not window.sidebar.isVisible()
    assert window.rail.isVisible()
    window.run_page.show_view(PLAN)
    assert window.sidebar.isVisible()
    assert not window.rail.isVisible()


def test_runs_that_are_wanted_stay_beside_the_contradictions(window: MainWindow) -> None:
    window.run_page.show_view(CONTRADICTIONS)
    window.toggle_sidebar()
    assert window.sidebar.isVisible()
    window.run_page.show_view(WORKERS)
    assert window.sidebar.isVisible()


def test_a_new_brief_has_the_runs_beside_it(window: MainWindow) -> None:
    window.run_page.show_view(CONTRADICTIONS)
    window.show_page(window.ready_page)
    assert window.sidebar.isVisible()


@pytest.mark.parametrize(
    ("width", "view"), [(1440, WORKERS), (1440, CONTRADICTIONS), (1280, WORKERS), (900, WORKERS)]
)
def test_one_button_shows_the_runs(window: MainWindow, width: int, view: str) -> None:
    window.resize(width, 800)
    window.run_page.show_view(view)
    assert len(toggles(window)) == 1
