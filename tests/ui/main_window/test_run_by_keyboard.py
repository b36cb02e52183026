"""A whole run by keyboard alone."""

import asyncio
from functools import partial
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from models.activity import RunStatus
from models.contribution import ContributionState
from tests.scripted_ollama import ScriptedOllama
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import CTRL, Desk
from tests.ui.main_window.stories import BRIEF_TEXT, METRICS, SLOTS, a_judge, until_writing
from ui.main_window.export_dialog import ExportDialog

Key = Qt.Key


async def test_a_whole_run_by_keyboard(open_desk: OpenDesk, tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with (
        ScriptedOllama(a_judge(METRICS, gate=gate), num_parallel=4) as server,
        open_desk(server.url) as desk,
    ):
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.keys(Key.Key_Return, CTRL)
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        await stop_the_fourth(desk)
        await desk.until_ended()
        walk_the_contradictions(desk)
        change_the_view(desk)
        await export_both(desk, tmp_path)
        desk.keys(Key.Key_N, CTRL)
        assert desk.window.page is desk.window.ready_page
        assert desk.window.ready_page.isAncestorOf(desk.focused)
        [run] = desk.stored_runs
        assert run.brief.text == BRIEF_TEXT
        assert run.status is RunStatus.PARTIAL
        assert run.contribution(SLOTS[3]).state is ContributionState.STOPPED


async def stop_the_fourth(desk: Desk) -> None:
    grid = desk.window.run_page.grid
    panel = grid.panel(SLOTS[3])
    await desk.until(lambda: panel.view and panel.view.toPlainText(), "its words are shown")
    assert grid.panel(SLOTS[0]).isAncestorOf(desk.focused)  # UI.md: the first panel has the focus
    desk.keys(Key.Key_4)
    assert panel.isAncestorOf(desk.focused)
    desk.keys(Key.Key_Period, CTRL)
    await desk.until(lambda: panel.header.chip == "Stopped")
    await desk.until(lambda: {grid.panel(slot).header.chip for slot in SLOTS[:3]} == {"Done"})


def walk_the_contradictions(desk: Desk) -> None:
    page = desk.window.run_page
    seen = []
    for key in (Key.Key_F8, Key.Key_F8, Key.Key_F8):
        desk.keys(key)
        seen.append(page.dock.selected_number)
        lit = {mark.number for panel in page.grid.panels for mark in panel.marks if mark.selected}
        assert lit == {seen[-1]}
    assert seen == [1, 2, 1]
    desk.keys(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.dock.selected_number == 2


def change_the_view(desk: Desk) -> None:
    page = desk.window.run_page
    for key, view in (
        (Key.Key_2, page.focus_view),
        (Key.Key_3, page.plan_view),
        (Key.Key_1, page.grid),
    ):
        desk.keys(key, CTRL)
        assert view.isVisible()
        assert page.isAncestorOf(desk.focused)
        assert desk.focused.isVisible()
    assert page.focus_view.selected_number == 2


def has_focus(desk: Desk, dialog: QDialog) -> bool:
    return dialog.isAncestorOf(desk.focused)


async def export_both(desk: Desk, folder: Path) -> None:
    for path, steps in ((folder / "launch.pdf", 0), (folder / "launch.md", 1)):
        desk.keys(Key.Key_E, CTRL)
        dialog = await desk.dialog(ExportDialog)
        await desk.until(partial(has_focus, desk, dialog))
        for _ in range(steps):
            desk.keys(Key.Key_Right)
            desk.keys(Key.Key_Space)
        desk.keys(Key.Key_Return)
        await desk.choose_file(path)
        await desk.until_shown(f"Saved {path.name}.")
        await desk.until(lambda: not desk.dialogs(), "the dialogs are gone")
    text = "".join(page.extract_text() for page in PdfReader(folder / "launch.pdf").pages)
    assert "The public launch is on 11 May 2027." in " ".join(text.split())
    assert "The public launch is on 11 May 2027." in (folder / "launch.md").read_text(
        encoding="utf-8"
    )
