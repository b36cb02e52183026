"""Stopping and closing: asked once where it matters, quick, and without loss."""

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from models.activity import RunStatus
from models.contribution import ContributionState
from tests.scripted_ollama import ScriptedOllama
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import Desk, a_desk
from tests.ui.main_window.stories import (
    ALL_TEXTS,
    BRIEF_TEXT,
    METRICS,
    SLOTS,
    WORKERS,
    a_judge,
    until_writing,
)
from ui.main_window.commands import Command
from ui.main_window.leaving import StopQuestion

ROOT = Path(__file__).resolve().parents[3]


async def run_until_the_fourth_stalls(desk: Desk, server: ScriptedOllama) -> None:
    await desk.until_shown("is installed and local")
    desk.write(BRIEF_TEXT)
    desk.click("Run")
    await until_writing(server, METRICS)
    await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
    grid = desk.window.run_page.grid
    await desk.until(lambda: [grid.panel(one).header.chip for one in SLOTS[:3]] == ["Done"] * 3)


def press(question: QMessageBox, text: str) -> None:
    button = next(one for one in question.buttons() if one.text().replace("&", "") == text)
    assert isinstance(button, QAbstractButton)
    button.click()


async def test_a_little_work_is_stopped_without_a_question(open_desk: OpenDesk) -> None:
    judge = a_judge(METRICS, gate=asyncio.Event())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_until_the_fourth_stalls(desk, server)
        desk.clock.now_s += 29
        desk.choose(Command.STOP_ALL)
        await desk.until_ended()
        assert desk.dialogs() == []
        assert desk.run.status is RunStatus.STOPPED
        [stored] = desk.stored_runs
        assert [stored.contribution(one).state.value for one in SLOTS] == [*["done"] * 3, "stopped"]


async def test_more_work_is_asked_about_and_may_go_on(open_desk: OpenDesk) -> None:
    judge = a_judge(METRICS, gate=asyncio.Event())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_until_the_fourth_stalls(desk, server)
        desk.clock.now_s += 31
        desk.choose(Command.STOP_ALL)
        question = await desk.dialog(StopQuestion)
        assert isinstance(question, QMessageBox)
        assert question.text() == "Stop 1 worker?"
        assert question.informativeText() == "Finished text is kept."
        press(question, "Keep running")
        await desk.until(lambda: not desk.dialogs())
        assert desk.is_working
        desk.choose(Command.STOP_ALL)
        question = await desk.dialog(StopQuestion)
        assert isinstance(question, QMessageBox)
        press(question, "Stop")
        await desk.until_ended()
        assert desk.run.contribution(SLOTS[3]).state is ContributionState.STOPPED


async def test_closing_asks_once_and_keeps_everything(tmp_path: Path) -> None:
    judge = a_judge(METRICS, gate=asyncio.Event())
    async with ScriptedOllama(judge, num_parallel=4) as server:
        async with a_desk(tmp_path, server.url) as desk:
            await run_until_the_fourth_stalls(desk, server)
            desk.clock.now_s += 31
            desk.window.close()
            desk.window.close()
            question = await desk.dialog(StopQuestion)
            assert isinstance(question, QMessageBox)
            assert len(desk.dialogs(StopQuestion)) == 1
            press(question, "Keep running")
            assert desk.window.isVisible()
            await desk.until(lambda: not desk.dialogs())
            desk.window.close()
            question = await desk.dialog(StopQuestion)
            assert isinstance(question, QMessageBox)
            press(question, "Stop")
            assert not desk.window.isVisible()
            began = time.monotonic()
        assert time.monotonic() - began < 2
        [stored] = desk.stored_runs
        done = {one.specialist: one.text for one in stored.evidence}
        assert done == {name: ALL_TEXTS[name] for name in WORKERS[:3]}
        assert ALL_TEXTS[METRICS].startswith(stored.contribution(SLOTS[3]).text)
        assert stored.contribution(SLOTS[3]).text
        await server.until(lambda: all(one.ended_s is not None for one in server.chats))


async def test_a_question_about_a_run_that_has_ended_harms_nothing(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_until_the_fourth_stalls(desk, server)
        desk.clock.now_s += 31
        desk.choose(Command.STOP_ALL)
        await desk.dialog(StopQuestion)
        gate.set()
        await desk.until_ended()
        await desk.until(lambda: not desk.dialogs(), "there is nothing left to ask")
        assert desk.run.status is RunStatus.COMPLETE


@pytest.mark.parametrize("way", ["close", "quit"])
def test_leaving_in_the_middle_of_a_run_leaves_no_task_thread_or_socket(
    tmp_path: Path, way: str
) -> None:
    leaving = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.ui.main_window.leaving_window", way, tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert leaving.returncode == 0, leaving.stderr
    assert "Traceback" not in leaving.stderr
    said = json.loads(leaving.stdout.splitlines()[-1])
    assert said["left"] == {"tasks": [], "threads": [], "sockets": []}
    assert said["took_s"] < 2
    assert said["runs"] == 1
