"""By keyboard: a partial text is used as it is, a finished one is left out and taken back in."""

import asyncio

from PySide6.QtCore import Qt

from models.activity import RunStatus
from models.contribution import Origin
from tests.engine.runs.staging import DATES
from tests.judges import prompt_of
from tests.scripted_ollama import Answer, Drop, ScriptedOllama
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import CTRL, Desk
from tests.ui.main_window.stories import BRIEF_TEXT, METRICS, SLOTS, a_judge, until_writing
from ui.main_window.commands import Command

Key = Qt.Key
HALF = Answer("The public launch is on 25 May 2027. More words follow here.", fault=Drop(after=10))
TIMELINE = SLOTS[2]


async def run_to_the_end(desk: Desk) -> None:
    await desk.until_shown("is installed and local")
    desk.write(BRIEF_TEXT)
    desk.keys(Key.Key_Return, CTRL)
    await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
    await desk.until_ended()


async def from_the_palette(desk: Desk, words: str) -> None:
    desk.keys(Key.Key_K, CTRL)
    palette = await desk.dialog()
    await desk.until(lambda: palette.isAncestorOf(desk.focused), "the palette has the focus")
    desk.write(words)
    desk.keys(Key.Key_Return)
    await desk.until(lambda: not desk.dialogs(), "the palette is gone")
    await desk.to_front()


async def update(desk: Desk) -> None:
    await desk.until(lambda: desk.action(Command.UPDATE_PLAN).isEnabled(), "it is out of date")
    await from_the_palette(desk, "Update what is out of date")
    await desk.until(lambda: desk.is_working, "it is at work again")
    await desk.until_ended()


def prompts(server: ScriptedOllama, begin: int = 0) -> str:
    return "\n".join(prompt_of(one.json) for one in server.chats[begin:])


async def test_the_partial_text_of_a_failed_worker_is_used_as_it_is(open_desk: OpenDesk) -> None:
    judge = a_judge(workers={DATES: HALF}, findings=())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        assert desk.shows("Plan from 3 of 4 workers")
        assert "25 May 2027" not in prompts(server)
        card = desk.window.run_page.grid.panel(TIMELINE).body.card
        desk.keys(Key.Key_3)
        while desk.focused is not card.use:
            desk.keys(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        desk.keys(Key.Key_Space)
        await desk.until_shown("Timeline Planner's partial text was accepted at")
        assert desk.run.contribution(TIMELINE).origin is Origin.ACCEPTED_PARTIAL
        assert desk.stored_runs == [desk.run]
        await update(desk)
        assert desk.run.status is RunStatus.COMPLETE
        assert not desk.shows("Plan from 3 of 4 workers")
        assert "25 May 2027" in prompts(server)
        assert "More words" not in prompts(server)


async def test_a_text_that_was_left_out_is_used_no_more_until_it_is_taken_back_in(
    open_desk: OpenDesk,
) -> None:
    async with (
        ScriptedOllama(a_judge(), num_parallel=4) as server,
        open_desk(server.url) as desk,
    ):
        await run_to_the_end(desk)
        asked = len(server.chats)
        desk.keys(Key.Key_3)
        await from_the_palette(desk, "Leave the worker out")
        await desk.until_shown("Timeline Planner was left out, after this plan was written.")
        assert len(server.chats) == asked
        await desk.until_shown("Left out of the plan.")
        await desk.until_shown("2 out of date")
        await update(desk)
        assert desk.shows("Plan from 3 of 4 workers")
        assert desk.shows("Timeline Planner was left out")
        assert "25 May 2027" not in prompts(server, asked)
        assert desk.shows("Take back in")
        desk.keys(Key.Key_3)
        await from_the_palette(desk, "Take the worker back in")
        await desk.until_shown("Timeline Planner was taken back in, after this plan was written.")
        await update(desk)
        assert desk.run.status is RunStatus.COMPLETE
        assert "25 May 2027" in prompts(server, asked)
        assert desk.stored_runs == [desk.run]


async def test_a_partial_text_is_handed_over_while_the_others_still_write(
    open_desk: OpenDesk,
) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate, workers={DATES: HALF})
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.keys(Key.Key_Return, CTRL)
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        panel = desk.window.run_page.grid.panel(TIMELINE)
        await desk.until(lambda: panel.header.chip == "Failed")
        desk.keys(Key.Key_3)
        await from_the_palette(desk, "Use the worker's text as is")
        await desk.until(lambda: panel.header.chip == "Done")
        gate.set()
        await desk.until_ended()
        assert desk.run.status is RunStatus.COMPLETE
        assert "R1" in desk.words(desk.window.run_page.dock)


async def test_what_cannot_be_made_of_the_text_in_focus_is_said(open_desk: OpenDesk) -> None:
    judge = a_judge(workers={DATES: HALF}, findings=())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        desk.keys(Key.Key_1)
        desk.choose(Command.USE_AS_IS)
        await desk.until_shown("The text of Messaging Specialist counts already.")
        assert not desk.action(Command.TAKE_BACK_IN).isEnabled()


async def test_nothing_is_made_of_a_text_that_is_out_of_sight(desk: Desk) -> None:
    await desk.sample_run()
    assert desk.action(Command.LEAVE_OUT).isEnabled()
    for view in (Command.SHOW_CONTRADICTIONS, Command.SHOW_PLAN):
        desk.choose(view)
        assert not desk.action(Command.LEAVE_OUT).isEnabled()
    desk.choose(Command.SHOW_WORKERS)
    assert desk.action(Command.LEAVE_OUT).isEnabled()


async def test_who_was_left_out_is_not_asked_again_with_those_that_failed(
    open_desk: OpenDesk,
) -> None:
    judge = a_judge(workers={DATES: HALF}, findings=())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        desk.keys(Key.Key_4)
        desk.choose(Command.LEAVE_OUT)
        await desk.until_shown("Metrics Designer was left out")
        asked = len(server.chats)
        desk.click("Retry failed", desk.window.run_page.dock)
        await desk.until(lambda: desk.is_working, "it is at work again")
        await desk.until_ended()
        assert len(server.chats) == asked + 1
