"""The grid follows a run: draws what changed, one panel at a time, and says what happened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.contribution import WaitingReason
from models.events import RunEvent
from models.team import slot_of
from tests.builders import a_heavy_run, a_run
from tests.ui.workers import staging as on
from tests.ui.workers.conftest import ShowGrid
from ui.theme.theme import Scheme, Theme
from ui.theme.tokens import Role
from ui.workers.announcer import Announcer
from ui.workers.grid import WorkerGrid
from ui.workers.turns import Turns

FIRST, SECOND, THIRD, FOURTH = on.NAMES[:4]


def _texts(grid: WorkerGrid) -> list[str]:
    return [panel.view.markdown if panel.view else "" for panel in grid.panels]


def test_all_panels_show_exactly_what_arrived(show_grid: ShowGrid) -> None:
    run = a_heavy_run()
    grid = show_grid(run)
    assert _texts(grid) == [one.text for one in run.contributions]


def test_one_panel_is_drawn_in_a_tick_and_the_rest_soon(qtbot: QtBot, show_grid: ShowGrid) -> None:
    run = on.a_live_run()
    grid = show_grid(run)
    for name in on.NAMES[:4]:
        run = on.after(run, on.writing(name, "Word. "))
    grid.show_run(run)
    assert [text != "" for text in _texts(grid)].count(True) <= 1
    qtbot.waitUntil(lambda: "" not in _texts(grid))


def test_the_last_words_are_drawn_though_no_more_runs_are_shown(
    qtbot: QtBot, show_grid: ShowGrid
) -> None:
    run = on.a_live_run()
    grid = show_grid(run)
    for name in on.NAMES[:4]:
        run = on.after(run, on.writing(name), on.finished(name))
        grid.show_run(run)
    qtbot.waitUntil(lambda: _texts(grid) == [one.text for one in run.contributions])
    assert [panel.header.chip for panel in grid.panels] == ["Done"] * 4


def test_only_panels_with_news_are_drawn(
    show_grid: ShowGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = on.a_live_run()
    for name in on.NAMES[:4]:
        run = on.after(run, on.writing(name))
    grid = show_grid(run)
    drawn: list[str] = []
    for panel in grid.panels:
        monkeypatch.setattr(
            panel.body, "show_status", lambda status: drawn.append(status.contribution.slot)
        )
    grid.show_run(on.after(run, on.writing(THIRD, "more")))
    grid.finish_drawing()
    assert drawn == [slot_of(THIRD)]


def test_turns_are_taken_round_and_round(qtbot: QtBot, qapp: QApplication) -> None:
    taken: list[str] = []
    turns = Turns(taken.append, qapp)
    for slot in ("a", "b", "c", "b"):
        turns.ask(slot)
    assert taken == ["a"]
    qtbot.waitUntil(lambda: len(taken) == 3)
    assert taken == ["a", "b", "c"]
    turns.ask("c")
    turns.ask("a")
    turns.finish()
    assert taken[3:] == ["c", "a"]
    turns.deleteLater()


def test_changes_of_state_are_announced_and_tokens_never(qtbot: QtBot, show_grid: ShowGrid) -> None:
    run = on.a_live_run()
    grid = show_grid(run)
    said: list[str] = []
    grid.announce.connect(said.append)
    run = on.after(run, on.writing(SECOND))
    grid.show_run(run)
    assert said == ["Channel Strategist is writing"]
    for _ in range(3):
        run = on.after(run, on.writing(SECOND, "more "))
        grid.show_run(run)
    assert said == ["Channel Strategist is writing"]


def test_what_was_so_when_a_run_is_opened_is_not_announced(
    qtbot: QtBot, show_grid: ShowGrid
) -> None:
    grid = show_grid(on.a_live_run())
    with qtbot.assertNotEmitted(grid.announce):
        grid.show_run(a_run().model_copy(update={"id": "another"}))


def test_of_many_announcements_the_last_one_wins(qtbot: QtBot, qapp: QApplication) -> None:
    said: list[str] = []
    announcer = Announcer(qapp, pause_ms=20)
    announcer.said.connect(said.append)
    for sentence in ("one", "two", "three"):
        announcer.say(sentence)
    assert said == ["one"]
    with qtbot.waitSignal(announcer.said):
        pass
    assert said == ["one", "three"]
    announcer.deleteLater()


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (on.waiting(SECOND, WaitingReason.LOADING), "waits, qwen3:8b is being loaded"),
        (on.thinking(SECOND, "Hm."), "is thinking"),
        (on.finished(SECOND), "finished, 0 words"),
        (on.finished(SECOND, is_cut=True), "finished, cut at the limit, 0 words"),
        (on.stopped(SECOND), "stopped at 0 words"),
        (on.failed(SECOND), "failed. It needs 9.1 GB and 6.4 GB is free"),
    ],
)
def test_each_state_is_announced_in_words(
    qtbot: QtBot, show_grid: ShowGrid, event: RunEvent, sentence: str
) -> None:
    run = on.a_live_run()
    grid = show_grid(run)
    with qtbot.waitSignal(grid.announce) as said:
        grid.show_run(on.after(run, event))
    assert said.args is not None
    assert said.args[0].startswith(f"Channel Strategist {sentence}")


def test_seconds_pass_only_while_somebody_works(show_grid: ShowGrid) -> None:
    run = on.after(on.a_live_run(), on.writing(FIRST))
    grid = show_grid(run)
    assert grid.is_time_passing
    for name in on.NAMES[:4]:
        run = on.after(run, on.stopped(name))
    grid.show_run(run)
    assert not grid.is_time_passing


def test_a_stored_run_that_never_ended_was_interrupted(show_grid: ShowGrid) -> None:
    grid = show_grid(on.after(on.a_live_run(), on.writing(FIRST)), is_live=False)
    assert {panel.header.chip for panel in grid.panels} == {"Interrupted"}
    assert not grid.is_time_passing


def test_another_run_replaces_all_panels(show_grid: ShowGrid) -> None:
    grid = show_grid(on.a_live_run_of(3))
    grid.show_run(a_run().model_copy(update={"id": "another"}))
    grid.finish_drawing()
    assert [panel.header.name for panel in grid.panels] == list(on.NAMES[:4])
    assert len([panel for panel in grid.panels if panel.isVisible()]) == 4


def test_a_worker_that_joins_gets_a_panel(show_grid: ShowGrid) -> None:
    run = on.a_live_run_of(3)
    grid = show_grid(run)
    run = on.after(run, on.joined(FOURTH))
    grid.show_run(run)
    grid.finish_drawing()
    assert grid.panels[3].accessibleName() == "Worker 4, Metrics Designer, queued"


# Where one is


def test_digits_focus_workers(qtbot: QtBot, show_grid: ShowGrid) -> None:
    grid = show_grid(a_run())
    with qtbot.waitActive(grid):
        grid.activateWindow()
    with qtbot.waitSignal(grid.current_changed) as changed:
        assert grid.focus_worker(3)
    assert changed.args == [slot_of(THIRD)]
    assert grid.current_slot == slot_of(THIRD)
    assert QApplication.focusWidget() is grid.panel(slot_of(THIRD)).view
    assert not grid.focus_worker(7)
    grid.focus_next_panel()
    assert grid.current_slot == slot_of(FOURTH)
    grid.focus_next_panel()
    assert grid.current_slot == slot_of(FIRST)
    grid.focus_previous_panel()
    assert grid.current_slot == slot_of(FOURTH)


def test_a_click_into_a_panel_makes_it_the_current_one(qtbot: QtBot, show_grid: ShowGrid) -> None:
    grid = show_grid(a_run())
    with qtbot.waitActive(grid):
        grid.activateWindow()
    view = grid.panels[1].view
    assert view is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    assert grid.current_slot == slot_of(SECOND)


def test_out_of_sight_workers_open_in_the_focused_or_the_other_reader(
    show_grid: ShowGrid,
) -> None:
    grid = show_grid(a_heavy_run(), 1232, 652)
    slots = list(grid.stage.slots)
    assert list(grid.stage.shown) == slots[:2]
    grid.focus_worker(5)
    assert list(grid.stage.shown) == [slots[4], slots[1]]
    grid.open_in_other_reader(7)
    assert list(grid.stage.shown) == [slots[4], slots[6]]
    assert grid.current_slot == slots[6]
    grid.panel(slots[6]).header.pin.click()
    grid.focus_worker(8)
    assert list(grid.stage.shown) == [slots[7], slots[6]], "a pinned worker stays"
    assert all(panel.isVisible() for panel in grid.visible_panels)
    assert sum(panel.isVisible() for panel in grid.panels) == 2


def test_a_tile_opens_its_worker_with_shift_in_the_other_reader(show_grid: ShowGrid) -> None:
    grid = show_grid(a_heavy_run(), 1232, 652)
    tiles, slots = grid.stage.overview.tiles, list(grid.stage.slots)
    QTest.mouseClick(tiles[3], Qt.MouseButton.LeftButton)
    assert list(grid.stage.shown) == [slots[3], slots[1]]
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(tiles[5], Qt.MouseButton.LeftButton, shift)
    assert list(grid.stage.shown) == [slots[3], slots[5]]


def test_tabs_switch_workers_and_keep_scroll_positions(show_grid: ShowGrid) -> None:
    grid = show_grid(a_heavy_run(), 596, 620)
    view = grid.panels[0].view
    assert view is not None
    view.verticalScrollBar().setValue(400)
    grid.stage.tabs.tabs[3].click()
    assert grid.panels[3].isVisible()
    assert not grid.panels[0].isVisible()
    grid.focus_next_panel()
    assert grid.current_slot == grid.stage.slots[4]
    grid.focus_worker(1)
    assert view.verticalScrollBar().value() == 400


def test_readers_keep_scroll_positions(show_grid: ShowGrid) -> None:
    grid = show_grid(a_heavy_run(), 1232, 652)
    view = grid.panels[0].view
    assert view is not None
    view.verticalScrollBar().setValue(400)
    grid.focus_worker(1)
    grid.focus_worker(6)
    grid.focus_worker(7)
    grid.focus_worker(1)
    assert view.verticalScrollBar().value() == 400


# Contradictions


def test_a_selected_contradiction_is_lit_in_all_panels(show_grid: ShowGrid) -> None:
    grid = show_grid(a_run())
    grid.select_contradiction(1)
    selected = {panel.slot for panel in grid.panels if any(one.selected for one in panel.marks)}
    assert selected == {slot_of(FIRST), slot_of(THIRD)}
    grid.select_contradiction(None)
    assert not any(one.selected or one.dimmed for panel in grid.panels for one in panel.marks)


def test_selecting_brings_both_sides_into_the_readers(show_grid: ShowGrid) -> None:
    grid = show_grid(on.a_finished_run_of_eight(), 1232, 652)
    grid.focus_worker(6)
    grid.select_contradiction(1)
    assert set(grid.stage.shown) == {slot_of(FIRST), slot_of(THIRD)}


def test_with_one_reader_selecting_goes_to_the_nearest_side(show_grid: ShowGrid) -> None:
    grid = show_grid(a_run(), 596, 620)
    grid.focus_worker(4)
    grid.select_contradiction(1)
    assert grid.stage.shown == (slot_of(THIRD),)
    grid.select_contradiction(2)
    assert grid.stage.shown == (slot_of(THIRD),), "a side in view stays in view"
    grid.show_side(2, slot_of(SECOND))
    assert grid.stage.shown == (slot_of(SECOND),)


def test_both_panels_scroll_to_their_quotes_at_two_fifths(show_grid: ShowGrid) -> None:
    grid = show_grid(on.a_finished_run_with_long_texts(), 1000, 800)
    grid.select_contradiction(1)
    for name in (FIRST, THIRD):
        view = grid.panel(slot_of(name)).view
        assert view is not None
        top = view.cursorRect().top() / view.viewport().height()
        assert 0.3 < top < 0.5, name


def test_quotes_are_announced_by_number(qtbot: QtBot, show_grid: ShowGrid) -> None:
    grid = show_grid(a_run())
    with qtbot.waitSignal(grid.quote_activated) as activated:
        grid.panels[2].menu().quotes.actions()[0].trigger()
    assert activated.args == [1]


def test_stop_and_re_run_reach_whoever_listens(qtbot: QtBot, show_grid: ShowGrid) -> None:
    run = on.after(on.a_live_run(), on.writing(FIRST), on.finished(FIRST))
    grid = show_grid(run)
    with qtbot.waitSignal(grid.rerun_requested) as asked:
        grid.panels[0].header.rerun.click()
    assert asked.args == [slot_of(FIRST)]
    with qtbot.waitSignal(grid.stop_requested) as stopped:
        grid.panels[1].header.stop.click()
    assert stopped.args == [slot_of(SECOND)]


def test_the_current_panel_has_the_line_on_top_and_a_scrolled_one_the_line_below(
    show_grid: ShowGrid,
) -> None:
    grid = show_grid(a_heavy_run(), 1232, 652)
    grid.focus_worker(2)
    assert [panel.is_focus_lit for panel in grid.visible_panels] == [False, True]
    view = grid.visible_panels[0].view
    assert view is not None
    assert not grid.visible_panels[0].is_scroll_lit
    view.verticalScrollBar().setValue(30)
    assert grid.visible_panels[0].is_scroll_lit


def test_a_change_of_the_theme_reaches_all_panels(show_grid: ShowGrid, theme: Theme) -> None:
    grid = show_grid(a_run())
    theme.set_scheme(Scheme.DARK)
    image = grid.grab().toImage()
    for panel in grid.panels:
        corner = panel.mapTo(grid, panel.rect().bottomLeft())
        for x, y in ((4, -4), (4, -panel.height() + 8), (panel.width() // 2, -4)):
            color = image.pixelColor(corner.x() + x, corner.y() + y)
            assert color == theme.color(Role.SURFACE)
