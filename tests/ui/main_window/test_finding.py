"""Finding words: in what is shown, also after it has changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from tests.ui.main_window.staging import CTRL, SHIFT, Desk, drawn
from ui.main_window.commands import Command
from ui.markdown.view import MarkdownView


def times(desk: Desk, word: str) -> int:
    """How often a word is in the texts that can be seen or scrolled to."""
    views = desk.window.run_page.finding._texts_now()
    return sum(view.toPlainText().casefold().count(word) for view in views)


def current_place(desk: Desk) -> tuple[int, int]:
    """Which text has the place that is gone to, and where in it."""
    found: list[tuple[int, int]] = []
    accent = desk.window.theme.tokens
    for at, view in enumerate(desk.window.run_page.finding._texts_now()):
        found += [(at, one.cursor.selectionStart()) for one in current_marks(view)]
    assert len(found) == 1, (found, accent.name)
    return found[0]


def current_marks(view: MarkdownView) -> list[QTextEdit.ExtraSelection]:
    fill = view._style.colours.accent_fill
    return [one for one in view.extraSelections() if one.format.background().color() == fill]


async def test_a_search_goes_on_in_the_run_that_is_shown_next(desk: Desk) -> None:
    first = await desk.sample_run()
    bar = desk.window.run_page.find_bar
    desk.keys(Qt.Key.Key_F, CTRL)
    desk.write("webinar")
    desk.choose(Command.RUN_AGAIN)
    await desk.until(lambda: desk.run.id != first.id, "another run")
    await desk.until_ended()
    desk.choose(Command.FIND_NEXT)
    assert desk.problems == []
    assert times(desk, "webinar")
    assert desk.shows(f"{times(desk, 'webinar')} found", bar)
    assert current_place(desk)


async def test_in_the_plan_the_plan_is_searched_and_scrolled(desk: Desk) -> None:
    await desk.sample_run()
    desk.choose(Command.SHOW_PLAN)
    await drawn()
    document = desk.window.run_page.plan_view.pane.document
    desk.keys(Qt.Key.Key_F, CTRL)
    desk.write("budget")
    count = times(desk, "budget")
    assert count > 1
    assert desk.shows(f"{count} found", desk.window.run_page.find_bar)
    tops = []
    for _ in range(count):
        desk.keys(Qt.Key.Key_Return)
        tops.append(document.verticalScrollBar().value())
    assert tops == sorted(tops)
    assert tops[-1] > 0


async def test_contradictions_say_that_they_are_not_searched(desk: Desk) -> None:
    await desk.sample_run()
    desk.choose(Command.SHOW_CONTRADICTIONS)
    desk.keys(Qt.Key.Key_F, CTRL)
    desk.write("budget")
    assert desk.shows("Only the workers and the plan can be searched")
    desk.choose(Command.SHOW_WORKERS)
    assert desk.shows(f"{times(desk, 'budget')} found", desk.window.run_page.find_bar)


async def test_turning_back_goes_to_the_place_before(desk: Desk) -> None:
    await desk.sample_run()
    desk.keys(Qt.Key.Key_F, CTRL)
    desk.write("webinar")
    places = []
    for _ in range(times(desk, "webinar")):
        desk.keys(Qt.Key.Key_F3)
        places.append(current_place(desk))
    assert places == sorted(set(places))
    for place in reversed(places[:-1]):
        desk.keys(Qt.Key.Key_F3, SHIFT)
        assert current_place(desk) == place


@pytest.mark.parametrize("is_dock_open", [False, True])
async def test_a_place_on_another_tab_is_brought_into_sight(desk: Desk, is_dock_open: bool) -> None:
    await desk.sample_run()
    desk.window.resize(900, 600)
    await drawn()
    if is_dock_open:
        desk.click("Show synthesizer")
    desk.keys(Qt.Key.Key_F, CTRL)
    desk.write("webinar")
    field = desk.focused
    shown = set()
    for _ in range(times(desk, "webinar")):
        desk.keys(Qt.Key.Key_Return)
        await drawn()
        at, start = current_place(desk)
        view = desk.window.run_page.grid.views()[at]
        assert view.isVisible()
        cursor = QTextCursor(view.document())
        cursor.setPosition(start)
        assert view.viewport().rect().contains(view.cursorRect(cursor).center())
        assert desk.focused is field
        shown.add(at)
    assert len(shown) > 1


async def test_closing_the_search_gives_the_keyboard_back(desk: Desk) -> None:
    await desk.sample_run()
    desk.choose(Command.SHOW_PLAN)
    await drawn()
    document = desk.window.run_page.plan_view.pane.document
    document.texts[1].setFocus()
    desk.keys(Qt.Key.Key_F, CTRL)
    desk.write("budget")
    desk.keys(Qt.Key.Key_Escape)
    assert desk.focused is document.texts[1]


async def test_finding_the_next_place_without_words_asks_for_them(desk: Desk) -> None:
    await desk.sample_run()
    desk.keys(Qt.Key.Key_F3)
    bar = desk.window.run_page.find_bar
    assert bar.isVisible()
    assert bar.isAncestorOf(desk.focused)
