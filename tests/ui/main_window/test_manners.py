"""Names, keys, colours and dialogs: what every window of this system does too."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.run import Run
from tests.builders import a_run, a_run_with
from tests.ui.main_window.staging import Desk, drawn
from ui.components.labels import ZoomedLabel
from ui.contradictions.side_text import SideText
from ui.main_window.about import AboutDialog
from ui.main_window.commands import Command
from ui.main_window.notifying import outcome_in_words
from ui.main_window.palette import CommandPalette
from ui.main_window.single_instance import SingleInstance
from ui.main_window.status_strip import parallelism
from ui.theme.theme import Scheme

VIEWS = (Command.SHOW_WORKERS, Command.SHOW_CONTRADICTIONS, Command.SHOW_PLAN)
RUN_COMMANDS = (Command.EXPORT, Command.SHOW_PLAN, Command.RUN_AGAIN, Command.NEXT_CONTRADICTION)


def focusable(root: QWidget) -> list[QWidget]:
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def spoken(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    return widget.accessibleName() or str(said) or widget.toolTip()


@pytest.mark.parametrize(
    "view", [Command.SHOW_WORKERS, Command.SHOW_CONTRADICTIONS, Command.SHOW_PLAN]
)
async def test_whatever_takes_the_focus_in_a_run_has_a_name(desk: Desk, view: Command) -> None:
    await desk.sample_run()
    desk.choose(view)
    await drawn()
    widgets = focusable(desk.window)
    assert len(widgets) > 8
    assert [one for one in widgets if not spoken(one)] == []


async def test_whatever_takes_the_focus_before_a_run_has_a_name(desk: Desk) -> None:
    await desk.until_shown("Ollama is not installed")
    assert [one for one in focusable(desk.window) if not spoken(one)] == []
    desk.choose(Command.NEW_RUN)
    await drawn()
    assert [one for one in focusable(desk.window) if not spoken(one)] == []


async def test_tab_goes_round_and_is_trapped_nowhere(desk: Desk) -> None:
    await desk.sample_run()
    await desk.to_front()
    seen: list[QWidget] = []
    for _ in range(300):
        desk.keys(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
    assert len(seen) > 8
    assert len(seen) < 300


async def test_commands_are_offered_only_when_they_can_be_carried_out(desk: Desk) -> None:
    await drawn()
    assert not any(desk.action(one).isEnabled() for one in RUN_COMMANDS)
    await desk.sample_run()
    assert all(desk.action(one).isEnabled() for one in RUN_COMMANDS)
    assert not desk.action(Command.STOP_ALL).isEnabled()
    desk.choose(Command.NEW_RUN)
    assert not any(desk.action(one).isEnabled() for one in RUN_COMMANDS)


async def test_the_palette_finds_a_command_by_its_letters_and_does_it(desk: Desk) -> None:
    await desk.sample_run()
    desk.choose(Command.PALETTE)
    palette = await desk.dialog(CommandPalette)
    field = palette.findChild(QLineEdit)
    assert field is not None
    field.setText("contrdctions")
    field.returnPressed.emit()
    await drawn()
    assert desk.window.run_page.focus_view.isVisible()


async def test_colours_change_while_a_run_is_shown_and_are_remembered(desk: Desk) -> None:
    await desk.sample_run()
    light = desk.window.grab().toImage().pixelColor(700, 300)
    desk.choose(Command.SCHEME_DARK)
    await drawn()
    assert desk.window.grab().toImage().pixelColor(700, 300) != light
    assert desk.window.theme.scheme is Scheme.DARK
    desk.choose(Command.SCHEME_LIGHT)


async def test_reading_text_grows_within_its_limits(desk: Desk) -> None:
    await desk.sample_run()
    view = desk.view("Messaging Specialist")
    before = view.document().size().height()
    for _ in range(30):
        desk.choose(Command.ZOOM_IN)
    await drawn()
    assert view.document().size().height() > before * 1.5
    desk.choose(Command.ZOOM_RESET)


async def test_about_says_version_and_where_runs_are(desk: Desk) -> None:
    desk.choose(Command.ABOUT)
    about = await desk.dialog(AboutDialog)
    assert isinstance(about, AboutDialog)
    assert "Parallel Workers" in about.text()
    assert str(desk.folder) in about.informativeText()
    about.close()


def test_a_second_start_raises_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    first.listen()
    try:
        with qtbot.waitSignal(first.raised):
            assert not SingleInstance(tmp_path).is_first
        other = SingleInstance(tmp_path / "elsewhere")
        assert other.is_first
        other.close()
    finally:
        first.close()
    again = SingleInstance(tmp_path)
    assert again.is_first
    again.close()


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (a_run(), "The plan is ready. 2 contradictions."),
        (a_run_with("failed"), "without some workers"),
    ],
)
def test_the_notification_says_how_a_run_ended(run: Run, words: str) -> None:
    assert words in outcome_in_words(run)


def test_parallelism_is_measured_and_never_guessed() -> None:
    factor = parallelism(a_run())
    assert factor is None or 0 < factor <= len(a_run().contributions)
    fresh = a_run().model_copy(update={"calls": ()})
    assert parallelism(fresh) is None


async def test_saving_a_decision_without_a_choice_leads_to_where_one_chooses(desk: Desk) -> None:
    await desk.sample_run()
    desk.choose(Command.SHOW_PLAN)
    desk.choose(Command.SAVE_DECISION)
    group = desk.window.run_page.rulings.group()
    assert group is not None
    assert group.isAncestorOf(desk.focused)
    assert not group.can_save


@pytest.mark.parametrize("view", [Command.SHOW_CONTRADICTIONS, Command.SHOW_PLAN])
async def test_what_is_read_is_zoomed_in_every_view(desk: Desk, view: Command) -> None:
    await desk.sample_run()
    desk.choose(view)
    await drawn()
    page = desk.window.run_page
    place = page.plan_view if view is Command.SHOW_PLAN else page.focus_view
    before = zoomed(place)
    assert len(before) > 1
    for _ in range(5):
        desk.choose(Command.ZOOM_IN)
    await drawn()
    assert zoomed(place) == [round(size * 1.5) for size in before]
    desk.choose(Command.NEXT_CONTRADICTION)  # another one, on another page
    await drawn()
    assert set(zoomed(place)) == {round(size * 1.5) for size in before}


def zoomed(place: QWidget) -> list[int]:
    """The sizes of labels in pixels, and those of texts in percent."""
    labels = [one.font().pixelSize() for one in place.findChildren(ZoomedLabel) if one.isVisible()]
    texts = [one.reading_style.zoom_percent for one in place.findChildren(SideText)]
    return [*labels, *texts]
