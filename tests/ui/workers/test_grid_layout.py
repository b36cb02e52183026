"""The grid keeps every panel readable in every size."""

import itertools

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from models.run import Run
from tests.builders import a_run
from tests.ui.workers import staging as on
from tests.ui.workers.conftest import ShowGrid
from ui.components.state_chip import StateChip
from ui.theme.theme import Theme
from ui.workers.forms import Arrangement, form_for
from ui.workers.grid import WorkerGrid

WINDOWS = [(1440, 900), (1280, 800), (1024, 700), (900, 600)]
LEFT_OVER = [(731, 787), (804, 652), (596, 620), (900, 493)]
"""What is left of such windows beside sidebar and dock."""

CASES = [
    *((size, workers) for size in WINDOWS for workers in (1, 2, 3, 4, 5, 6, 8)),
    *((size, workers) for size in LEFT_OVER for workers in (3, 8)),
]


def _mixed(workers: int) -> Run:
    """Workers in all states."""
    run = on.a_live_run_of(workers)
    for index, name in enumerate(on.NAMES[:workers]):
        if index % 4 == 0:
            run = on.after(run, on.writing(name), on.finished(name))
        elif index % 4 == 1:
            run = on.after(run, on.writing(name))
        elif index % 4 == 2:
            run = on.after(run, on.writing(name), on.failed(name))
    return run


@pytest.mark.parametrize(("size", "workers"), CASES)
def test_no_panel_is_too_small_and_no_header_is_clipped(
    show_grid: ShowGrid, size: tuple[int, int], workers: int
) -> None:
    grid = show_grid(_mixed(workers), *size)
    assert (grid.width(), grid.height()) == size
    assert len(grid.visible_panels) == grid.form.places
    for panel in grid.visible_panels:
        assert panel.isVisible()
        assert panel.width() >= 320, size
        assert panel.height() >= 240, size
        _assert_inside(grid, panel)
        header = panel.header
        for part in [*header.findChildren(QAbstractButton), *header.findChildren(StateChip)]:
            if part.isVisible():
                assert part.width() >= part.minimumSizeHint().width()
                assert header.rect().contains(part.geometry()), part
        shown = [one for one in header.findChildren(QAbstractButton) if one.isVisible()]
        for one, other in itertools.pairwise(sorted(shown, key=lambda each: each.x())):
            assert one.geometry().right() < other.x()


def _assert_inside(grid: WorkerGrid, panel: QWidget) -> None:
    corner = panel.mapTo(grid, panel.rect().bottomRight())
    assert grid.rect().contains(corner)


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_with_larger_text_the_form_changes_before_panels_are_too_small(
    show_grid: ShowGrid, theme: Theme, scale: float
) -> None:
    theme.set_font_scale(scale)
    grid = show_grid(_mixed(4), 1280, 800)
    for panel in grid.visible_panels:
        assert panel.width() >= 320 * scale
        assert panel.height() >= 240 * scale
        for part in panel.header.findChildren(QAbstractButton):
            if part.isVisible():
                assert panel.header.rect().contains(part.geometry())


@pytest.mark.parametrize(
    ("workers", "size", "arrangement", "rows"),
    [
        (1, (731, 787), Arrangement.PANES, (1,)),
        (2, (731, 787), Arrangement.PANES, (2,)),
        (3, (1024, 700), Arrangement.PANES, (3,)),
        (3, (731, 787), Arrangement.PANES, (2, 1)),
        (4, (731, 787), Arrangement.PANES, (2, 2)),
        (6, (1052, 787), Arrangement.PANES, (3, 3)),
        (5, (731, 787), Arrangement.OVERVIEW, (1, 1)),
        (8, (803, 690), Arrangement.OVERVIEW, (1, 1)),
        (8, (803, 500), Arrangement.OVERVIEW, (1,)),
        (8, (1232, 652), Arrangement.OVERVIEW, (2,)),
        (4, (596, 620), Arrangement.TABS, (1,)),
        (8, (596, 620), Arrangement.TABS, (1,)),
        (4, (900, 493), Arrangement.TABS, (1,)),
    ],
)
def test_the_form_is_that_of_the_design(
    workers: int, size: tuple[int, int], arrangement: Arrangement, rows: tuple[int, ...]
) -> None:
    form = form_for(workers, *size)
    assert (form.arrangement, form.rows) == (arrangement, rows)


def test_panels_stand_in_team_order_and_evenly(show_grid: ShowGrid) -> None:
    grid = show_grid(_mixed(4), 1001, 801)
    places = [(panel.mapTo(grid, panel.rect().topLeft())) for panel in grid.panels]
    assert [(place.x(), place.y()) for place in places] == [(0, 0), (501, 0), (0, 401), (501, 401)]
    assert {panel.width() for panel in grid.panels} == {500}
    assert {panel.height() for panel in grid.panels} == {400}


def test_the_grid_changes_form_with_its_size_and_back(qtbot: QtBot, show_grid: ShowGrid) -> None:
    grid = show_grid(_mixed(4), 1000, 800)
    texts = [panel.view.toPlainText() for panel in grid.panels if panel.view]
    for width, places in ((600, 1), (1000, 4), (640, 1), (1400, 4)):
        grid.resize(width, 800)
        assert grid.form.places == places
        visible = [panel for panel in grid.panels if panel.isVisible()]
        assert visible == list(grid.visible_panels)
        assert len(visible) == places
    assert [panel.view.toPlainText() for panel in grid.panels if panel.view] == texts


def test_the_grid_never_keeps_its_window_from_becoming_smaller(show_grid: ShowGrid) -> None:
    grid = show_grid(_mixed(4), 1400, 900)
    assert grid.minimumSizeHint().width() <= 320
    grid.resize(400, 300)
    assert (grid.width(), grid.height()) == (400, 300)


def test_tiles_say_number_name_state_and_where_they_are_read(show_grid: ShowGrid) -> None:
    grid = show_grid(_mixed(8), 1232, 652)
    contents = [tile.content for tile in grid.stage.overview.tiles]
    assert [one.name for one in contents if one] == list(on.NAMES)
    first, second, third, fourth, *_ = contents
    assert first is not None
    assert first.reader == "Left"
    assert first.line == "Done · 12 words"
    assert first.spoken == "Worker 1, Messaging Specialist, done, Left"
    assert second is not None
    assert (second.reader, second.line) == ("Right", "Writing · 12 words")
    assert third is not None
    assert (third.is_open, third.line) == (False, "Failed · 12 words")
    assert len(third.sketch.rows) == 4
    assert fourth is not None
    assert fourth.line == "Queued · next to start"


def test_tiles_say_which_of_two_readers_below_each_other_shows_them(show_grid: ShowGrid) -> None:
    grid = show_grid(_mixed(8), 731, 787)
    readers = [tile.content.reader for tile in grid.stage.overview.tiles if tile.content]
    assert readers[:3] == ["Above", "Below", ""]


def test_tabs_say_number_name_state_and_quotes(show_grid: ShowGrid) -> None:
    grid = show_grid(a_run(), 596, 620)
    contents = [tab.content for tab in grid.stage.tabs.tabs]
    assert [(one.name, one.quotes) for one in contents if one] == [
        ("Messaging Specialist", 1),
        ("Channel Strategist", 1),
        ("Timeline Planner", 2),
        ("Metrics Designer", 0),
    ]
    assert contents[0] is not None
    assert contents[0].spoken == "Worker 1, Messaging Specialist, done, 1 quote"
    assert grid.panels[0].header.meta.endswith("1 quote here, 3 on the other tabs")
