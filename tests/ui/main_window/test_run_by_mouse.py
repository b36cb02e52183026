"""A whole run by mouse alone, but for the words of the brief."""

import asyncio
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtTest import QTest

from models.activity import RunStatus
from models.contribution import ContributionState
from tests.engine.runs.staging import CHANNELS, DATES, MESSAGES
from tests.scripted_ollama import Outcome, ScriptedOllama
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import LEFT, Desk, drawn, press_source
from tests.ui.main_window.stories import (
    ALL_TEXTS,
    BRIEF_TEXT,
    METRICS,
    SLOTS,
    a_judge,
    until_writing,
)
from ui.main_window.top_bar import CONTRADICTIONS


async def test_a_whole_run_by_mouse(open_desk: OpenDesk, tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with (
        ScriptedOllama(a_judge(METRICS, gate=gate), num_parallel=4) as server,
        open_desk(server.url) as desk,
    ):
        await desk.until_shown("is installed and local")
        await write_brief_and_keep_a_fact(desk)
        desk.click("Run")
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        await stop_a_worker(desk, server)
        await desk.until_ended()
        what_is_on_disk(desk)
        await see_the_plan(desk)
        await look_at_a_contradiction(desk)
        await follow_a_mark(desk)
        await export_both(desk, tmp_path)


async def write_brief_and_keep_a_fact(desk: Desk) -> None:
    desk.write(BRIEF_TEXT)
    await desk.until_shown("Proposed from your brief")
    desk.click("Keep")
    assert desk.window.ready_page.draft.brief.facts[0].value == "11 May 2027"
    assert desk.shows("4 workers, then one plan")


async def stop_a_worker(desk: Desk, server: ScriptedOllama) -> None:
    panel = desk.window.run_page.grid.panel(SLOTS[3])
    await desk.until(lambda: panel.header.chip == "Writing")
    await desk.until(lambda: panel.view and panel.view.toPlainText(), "its words are shown")
    desk.click("Stop", panel)
    await desk.until(lambda: panel.header.chip == "Stopped")
    assert "Kept, but not used in the plan." in desk.words(panel)
    await server.until(lambda: server.chats[3].outcome is Outcome.LEFT)


def what_is_on_disk(desk: Desk) -> None:
    [run] = desk.stored_runs
    assert run == desk.run
    assert run.status is RunStatus.PARTIAL
    assert run.brief.text == BRIEF_TEXT
    assert [fact.value for fact in run.brief.facts] == ["11 May 2027"]
    assert run.contribution(SLOTS[3]).state is ContributionState.STOPPED
    assert {one.specialist: one.text for one in run.evidence} == {
        name: text for name, text in ALL_TEXTS.items() if name != METRICS
    }


async def see_the_plan(desk: Desk) -> None:
    await desk.until_shown("Plan from 3 of 4 workers")
    assert desk.shows("Metrics Designer was stopped")
    assert desk.shows("The public launch is on 11 May 2027.")
    assert desk.window.windowTitle().startswith("Plan the public launch of Ledgerling 1.0")


async def look_at_a_contradiction(desk: Desk) -> None:
    dock, grid = desk.window.run_page.dock, desk.window.run_page.grid
    row = dock.found.list.item(1).row
    QTest.mouseClick(row, LEFT)
    assert dock.selected_number == 1
    assert desk.shows("The e-mail goes out on 11 May, the launch is on 25 May.", dock)
    sides = {
        name: [mark for mark in grid.panel(slot).marks if mark.selected]
        for name, slot in ((MESSAGES, SLOTS[0]), (CHANNELS, SLOTS[1]), (DATES, SLOTS[2]))
    }
    assert [mark.side for mark in sides[MESSAGES]] == ["A"]
    assert [mark.side for mark in sides[DATES]] == ["B"]
    assert sides[CHANNELS] == []
    assert any("11 May 2027" in sentence for sentence in desk.lit_in_plan)
    assert all("[R1]" in sentence for sentence in desk.lit_in_plan)


async def follow_a_mark(desk: Desk) -> None:
    page = desk.window.run_page
    desk.click("Plan")
    await drawn()
    pane = next(one for one in page.plan_view.pane.document.panes if "[R2]" in one.text.markdown)
    start = pane.text.markdown.index("[R2]")
    page.plan_view.pane.document.ensureWidgetVisible(pane)
    await drawn()
    press_source(pane.text, start, start + len("[R2]"))
    assert page.dock.selected_number == 2
    assert page.focus_view.isVisible()
    assert page.focus_view.selected_number == 2
    assert page.top_bar.current == CONTRADICTIONS


async def export_both(desk: Desk, folder: Path) -> None:
    desk.click("Workers")
    for name, path in (("PDF", folder / "launch.pdf"), ("Markdown", folder / "launch.md")):
        desk.click("Export")
        dialog = await desk.dialog()
        desk.click(name, dialog)
        desk.click("Choose file…", dialog)
        await desk.choose_file(path)
        await desk.until_shown(f"Saved {path.name}.")
        desk.click("Close this message")
    text = "".join(page.extract_text() for page in PdfReader(folder / "launch.pdf").pages)
    markdown = (folder / "launch.md").read_text(encoding="utf-8")
    for words in (
        "Plan from 3 of 4",
        "The public launch is on 11 May 2027.",
        "The launch e-mail goes live on 11 May 2027 at nine in the morning.",
        "Every account gets a demo call before its first invoice.",
    ):
        assert words in " ".join(text.split())
        assert words in markdown
