"""What the tests of the workers' panels share."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.run import Run
from models.team import slot_of
from tests.ui.sheets import RESOURCES
from ui.theme.style import Look
from ui.theme.theme import Scheme, Theme
from ui.workers.grid import WorkerGrid
from ui.workers.panel import WorkerPanel

ShowPanel = Callable[..., WorkerPanel]
ShowGrid = Callable[..., WorkerGrid]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The application in the light theme, standing still; other tests find it as it was."""
    theme = Theme(RESOURCES, Scheme.LIGHT)
    theme.set_motion_reduced(True)
    look = Look(qapp, theme)
    yield theme
    look.deleteLater()
    qapp.setStyleSheet("")
    qapp.setStyle("Fusion")
    qapp.setPalette(QPalette())
    qapp.setFont(QFont())


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> WorkerPanel:
    panel = WorkerPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(480, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def show(panel: WorkerPanel) -> ShowPanel:
    """Shows one worker of a run in the panel."""

    def show(run: Run, name: str, *, is_live: bool = True) -> WorkerPanel:
        slots = [one.slot for one in run.contributions]
        number = slots.index(slot_of(name)) + 1
        panel.show_contribution(run.contribution(slot_of(name)), number, run, is_live=is_live)
        return panel

    return show


@pytest.fixture
def show_grid(qtbot: QtBot, theme: Theme) -> ShowGrid:
    """Shows a run in a grid of some size, drawn at once."""

    def show(run: Run, width: int = 1000, height: int = 800, *, is_live: bool = True) -> WorkerGrid:
        grid = WorkerGrid(theme)
        qtbot.addWidget(grid)
        grid.resize(width, height)
        with qtbot.waitExposed(grid):
            grid.show()
        grid.show_run(run, is_live=is_live)
        grid.finish_drawing()
        return grid

    return show
