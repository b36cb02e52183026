"""The first moment of the window: a frame, then the brief, then all the rest."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import NOBODY, RESOURCES, a_desk
from ui.main_window.single_instance import SingleInstance
from ui.main_window.starting import Frame, furnish, open_frame
from ui.ready.draft import Draft

ROOT = RESOURCES.parent
SIZES = ((1440, 900), (1280, 800), (900, 600))

OPENS_A_FRAME = """
import json, sys
from pathlib import Path
from ui.application import Application
from ui.main_window.single_instance import SingleInstance
from ui.main_window.starting import open_frame
application = Application(sys.argv[:1])
instance = SingleInstance(Path(sys.argv[1]))
window = open_frame(application, Path(sys.argv[1]), Path("resources")).window
window.repaint()
print(json.dumps([window.isVisible(), sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.fixture
def frame(qtbot: QtBot, qapp: QApplication, tmp_path: Path, undressed: None) -> Iterator[Frame]:
    made = open_frame(qapp, tmp_path, RESOURCES)
    with qtbot.waitExposed(made.window):
        yield made
    made.window.close()
    made.window.theme.deleteLater()
    made.window.deleteLater()


def places(frame: Frame) -> list[QRect]:
    window = frame.window
    parts = (window.menuBar(), window._pages, window._sidebar_place, window._rail_place)
    return [QRect(*one.geometry().getRect()) for one in parts if one.isVisible()]  # type: ignore[misc]


def test_the_frame_is_shown_before_what_takes_longer_than_qt_is_imported(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENS_A_FRAME, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    is_shown, modules = json.loads(done.stdout)
    assert is_shown
    assert not {"asyncio", "pydantic", "qasync", "httpx", "markdown_it", "sqlite3"} & set(modules)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_when_the_frame_is_filled(
    frame: Frame, qapp: QApplication, size: tuple[int, int]
) -> None:
    frame.window.resize(*size)
    qapp.processEvents()
    before = places(frame)
    furnish(qapp, frame)
    frame.window.add_surroundings()
    qapp.processEvents()
    assert places(frame) == before


def test_keys_pressed_too_early_do_no_harm_and_the_next_ones_are_in_the_brief(
    frame: Frame, qapp: QApplication
) -> None:
    QTest.keyClick(frame.window, Qt.Key.Key_X)
    QTest.keyClick(frame.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    furnish(qapp, frame)
    editor = frame.window.focusWidget()
    assert isinstance(editor, QTextEdit)
    QTest.keyClicks(editor, "Launch")
    frame.window.add_surroundings()
    assert frame.window.ready_page.draft.text == "Launch"
    assert frame.window.focusWidget() is editor


def test_the_draft_is_there_as_soon_as_the_brief_can_be_written(
    frame: Frame, qapp: QApplication
) -> None:
    frame.memory.set_text("draft", Draft(text="Plan the launch.").model_dump_json())
    furnish(qapp, frame)
    assert frame.window.ready_page.draft.text == "Plan the launch."


def test_a_draft_that_cannot_be_read_leaves_an_empty_brief(
    frame: Frame, qapp: QApplication
) -> None:
    frame.memory.set_text("draft", '{"text": 1')
    furnish(qapp, frame)
    assert frame.window.ready_page.draft == Draft()


async def test_a_run_and_its_division_are_made_when_first_needed(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        assert not desk.window.has_run_page
        await desk.sample_run()
        desk.window.run_page.splitter.setSizes([700, 500])
        wanted = desk.window.run_page.splitter.sizes()
    async with open_desk() as desk:
        await desk.sample_run()
        assert desk.window.run_page.splitter.sizes() == wanted


def test_a_lock_whose_owner_cannot_be_raised_keeps_nobody_out(
    qapp: QApplication, tmp_path: Path
) -> None:
    silent = SingleInstance(tmp_path)
    try:
        assert SingleInstance(tmp_path).is_first
    finally:
        silent.close()


async def test_a_data_folder_that_cannot_be_used_is_said(tmp_path: Path, undressed: None) -> None:
    taken = tmp_path / "data"
    taken.write_text("a file")
    async with a_desk(taken, NOBODY) as desk:
        await desk.until_shown("cannot be used: it is a file")
        assert desk.shows("Choose another folder with --data-dir")
        assert desk.problems == []
