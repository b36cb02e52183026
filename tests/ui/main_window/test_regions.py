"""Where F6 leads, and that keys for workers act on those that can be seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.main_window.staging import CTRL, SHIFT, Desk, drawn
from ui.main_window.commands import Command


def walk(desk: Desk, steps: int, back: bool = False) -> list[QWidget]:
    """What has the keyboard after each step."""
    found = []
    for _ in range(steps):
        desk.choose(Command.PREVIOUS_REGION if back else Command.NEXT_REGION)
        found.append(desk.focused)
    return found


def places_of(desk: Desk) -> dict[str, QWidget]:
    page = desk.window.run_page
    return {
        "bar": page.top_bar,
        "brief": page.brief_strip,
        "tabs": page.grid.stage.tabs,
        "panels": page.grid.stage.rows,
        "dock": page.dock,
        "line": page.bar,
        "list": page.focus_view.list,
        "page": page.focus_view._pages,
        "plan": page.plan_view,
        "runs": desk.window.sidebar,
        "rail": desk.window.rail,
    }


def names(desk: Desk, widgets: list[QWidget]) -> list[str]:
    places = places_of(desk)
    return [
        next(name for name, place in places.items() if place.isAncestorOf(one)) for one in widgets
    ]


@pytest.mark.parametrize(
    ("view", "size", "regions"),
    [
        (Command.SHOW_WORKERS, (1440, 900), ["bar", "brief", "panels", "dock", "runs"]),
        (Command.SHOW_CONTRADICTIONS, (1440, 900), ["bar", "brief", "list", "page", "runs"]),
        (Command.SHOW_PLAN, (1440, 900), ["bar", "brief", "plan", "runs"]),
        (Command.SHOW_WORKERS, (1280, 800), ["bar", "panels", "dock", "rail"]),
        (Command.SHOW_WORKERS, (900, 600), ["bar", "tabs", "panels", "line"]),
    ],
)
async def test_f6_walks_through_all_that_is_shown_and_back(
    desk: Desk, view: Command, size: tuple[int, int], regions: list[str]
) -> None:
    await desk.sample_run()
    desk.window.resize(*size)
    desk.choose(view)
    await drawn()
    there = names(desk, walk(desk, 2 * len(regions)))
    start = regions.index(there[0])
    expected = regions[start:] + regions[:start]
    assert there == expected * 2
    back = names(desk, walk(desk, len(regions), back=True))
    assert back == [*reversed(expected[:-1]), expected[-1]]


async def test_f6_walks_through_the_page_for_a_new_run(desk: Desk) -> None:
    desk.choose(Command.NEW_RUN)
    desk.window.resize(1280, 800)
    await drawn()
    page, rail = desk.window.ready_page, desk.window.rail
    right, turned, left = walk(desk, 3)
    assert page._right.isAncestorOf(right)
    assert rail.isAncestorOf(turned)
    assert left is page._left.editor


@pytest.mark.parametrize("view", [Command.SHOW_CONTRADICTIONS, Command.SHOW_PLAN])
async def test_keys_for_workers_show_them_first(desk: Desk, view: Command) -> None:
    await desk.sample_run()
    page = desk.window.run_page
    for key, modifiers in ((Qt.Key.Key_2, None), (Qt.Key.Key_Tab, CTRL)):
        desk.choose(view)
        assert not desk.action(Command.RERUN_WORKER).isEnabled()
        page.top_bar.setFocus()
        page.setFocus()
        if modifiers is None:
            desk.keys(key)
        else:
            desk.choose(Command.NEXT_PANEL)
        assert page.are_workers_shown
        assert page.grid.isAncestorOf(desk.focused)
        assert desk.action(Command.RERUN_WORKER).isEnabled()


async def test_a_digit_closes_the_dock_where_it_has_the_place_of_the_workers(desk: Desk) -> None:
    await desk.sample_run()
    desk.window.resize(900, 600)
    await drawn()
    page = desk.window.run_page
    desk.click("Show synthesizer")
    assert not desk.action(Command.RERUN_WORKER).isEnabled()
    desk.keys(Qt.Key.Key_3)
    assert page.grid.isVisible()
    assert page.grid.panels[2].isAncestorOf(desk.focused)
    desk.keys(Qt.Key.Key_9)
    desk.choose(Command.SHOW_PLAN)
    desk.keys(Qt.Key.Key_9, SHIFT)
    assert not page.are_workers_shown
