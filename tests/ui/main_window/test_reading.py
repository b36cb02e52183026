"""Reading stored runs, also while another one is at work."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from models.run import Run
from tests.scripted_ollama import ScriptedOllama
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import CTRL, LEFT, Desk
from tests.ui.main_window.stories import BRIEF_TEXT, METRICS, a_judge, until_writing
from ui.main_window.commands import Command


def titles(desk: Desk) -> list[str]:
    """The runs that the sidebar lists."""
    listed = runs_of(desk).model()
    rows = [listed.index(row, 0) for row in range(listed.rowCount())]
    return [str(one.data()) for one in rows if one.flags() & Qt.ItemFlag.ItemIsSelectable]


def runs_of(desk: Desk) -> QListView:
    found = desk.window.sidebar.findChild(QListView)
    assert isinstance(found, QListView)
    return found


def click_run(desk: Desk, title: str) -> None:
    """Click a run in the sidebar."""
    runs = runs_of(desk)
    listed = runs.model()
    index = next(
        listed.index(row, 0)
        for row in range(listed.rowCount())
        if listed.index(row, 0).data() == title
    )
    QTest.mouseClick(runs.viewport(), LEFT, pos=runs.visualRect(index).center())


async def a_sample(open_desk: OpenDesk) -> Run:
    async with open_desk() as desk:
        return await desk.sample_run()


async def test_a_stored_run_opens_without_a_server_and_changes_nothing(
    open_desk: OpenDesk,
) -> None:
    done = await a_sample(open_desk)
    async with open_desk() as desk:
        journal = next(desk.folder.rglob("*.jsonl"))
        before = journal.read_bytes()
        await desk.until(lambda: titles(desk) == [done.brief.title])
        click_run(desk, done.brief.title)
        await desk.until(lambda: desk.window.is_showing_run)
        desk.window.run_page.grid.finish_drawing()
        assert desk.run == done
        assert desk.words().count("Done") == 4
        assert desk.shows("8 found, 1 needs you")
        for command in (Command.SHOW_CONTRADICTIONS, Command.SHOW_PLAN, Command.SHOW_WORKERS):
            desk.choose(command)
        assert journal.read_bytes() == before


async def test_search_lists_the_runs_that_have_all_words(open_desk: OpenDesk) -> None:
    done = await a_sample(open_desk)
    async with open_desk() as desk:
        await desk.until(lambda: titles(desk))
        desk.choose(Command.FIND_RUN)
        desk.write("webinar series")
        desk.keys(Qt.Key.Key_Return)
        await desk.until(lambda: titles(desk) == [done.brief.title])
        desk.write(" ledgerling")
        desk.keys(Qt.Key.Key_Return)
        await desk.until_shown("No run has these words.")
        assert titles(desk) == []


async def test_a_run_at_work_goes_on_while_another_is_read(open_desk: OpenDesk) -> None:
    sample = await a_sample(open_desk)
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.click("Run")
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        live = desk.run
        await desk.until(lambda: len(titles(desk)) == 2, "both runs are listed")
        click_run(desk, sample.brief.title)
        await desk.until(lambda: desk.run.id == sample.id)
        assert not desk.is_working  # what is read is not at work
        desk.window.run_page.grid.finish_drawing()
        assert desk.words().count("Done") == 4
        gate.set()
        await desk.until(lambda: desk.window.may_close, "the other run has ended")
        assert desk.run.id == sample.id
        click_run(desk, live.brief.title)
        await desk.until(lambda: desk.run.id == live.id)
        assert desk.run.plan is not None
        assert desk.run in desk.stored_runs


async def test_one_comes_back_to_the_run_at_work_and_sees_it_write(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.click("Run")
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        live = desk.run
        desk.keys(Qt.Key.Key_N, CTRL)
        assert desk.window.page is desk.window.ready_page
        assert desk.shows("A run is already at work")
        click_run(desk, live.brief.title)
        await desk.until(lambda: desk.window.is_showing_run)
        assert desk.is_working
        gate.set()
        await desk.until_ended()
        assert desk.run.plan is not None


async def test_a_run_that_ends_behind_a_new_brief_leaves_the_brief_alone(
    open_desk: OpenDesk,
) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.click("Run")
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        desk.choose(Command.NEW_RUN)
        gate.set()
        await desk.until(lambda: desk.window.may_close, "the run has ended")
        assert desk.window.page is desk.window.ready_page
        assert desk.action(Command.RUN).isEnabled()
        assert not desk.action(Command.EXPORT).isEnabled()
        assert desk.shows("4 workers, then one plan")


async def test_find_marks_all_panels_and_walks_through_them(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        await desk.sample_run()
        bar = desk.window.run_page.find_bar
        desk.keys(Qt.Key.Key_F, CTRL)
        desk.write("webinar")
        counts = [
            view.toPlainText().casefold().count("webinar")
            for view in desk.window.run_page.grid.views()
        ]
        assert sum(value > 0 for value in counts) > 1
        assert desk.shows(f"{sum(counts)} found", bar)
        for _ in range(sum(counts) + 1):
            desk.keys(Qt.Key.Key_Return)
        desk.keys(Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert desk.window.run_page.isAncestorOf(desk.focused)
