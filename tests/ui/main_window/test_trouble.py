"""Failed, partial, out of date, interrupted: what is shown, and how it is mended."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.activity import RunStatus
from models.contribution import ContributionState
from tests.engine.runs.staging import DATES, MESSAGES
from tests.judges import role_of
from tests.scripted_ollama import Answer, Drop, InstalledLlm, ScriptedOllama
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import CTRL, Desk
from tests.ui.main_window.stories import (
    ALL_TEXTS,
    BRIEF_TEXT,
    METRICS,
    SLOTS,
    TWO_DATES,
    WORKERS,
    a_judge,
    until_writing,
)
from ui.contradictions.proposed import ProposedRow
from ui.main_window.commands import Command

PARTIAL = "The public launch is on 25 May 2027. More words follow here."


async def start(desk: Desk) -> None:
    await desk.until_shown("is installed and local")
    desk.write(BRIEF_TEXT)
    desk.click("Run")
    await desk.until(lambda: desk.window.is_showing_run, "the run is shown")


async def run_to_the_end(desk: Desk) -> None:
    await start(desk)
    await desk.until_ended()


def asked(server: ScriptedOllama) -> list[str]:
    return [role for one in server.chats if (role := role_of(one.json))]


async def test_a_failed_worker_has_a_card_and_only_it_runs_again(open_desk: OpenDesk) -> None:
    judge = a_judge(workers={DATES: Answer(PARTIAL, fault=Drop(after=3))}, findings=())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        panel = desk.window.run_page.grid.panel(SLOTS[2])
        assert panel.header.chip == "Failed"
        assert "What had arrived is kept below." in panel.body.card.said
        assert "The public launch" in desk.view(DATES).toPlainText()
        assert desk.shows("Plan from 3 of 4 workers")
        before = len(asked(server))
        judge.workers = {}
        desk.click("Retry", panel)
        await desk.until(lambda: desk.is_working, "it is at work again")
        await desk.until_ended()
        assert asked(server)[before:] == [DATES]
        assert panel.header.chip == "Done"
        assert desk.view(DATES).markdown == ALL_TEXTS[DATES]
        assert desk.run.contribution(SLOTS[2]).version == 2
        assert desk.stored_runs == [desk.run]


async def test_a_failed_worker_can_write_again_with_another_model(open_desk: OpenDesk) -> None:
    judge = a_judge(workers={DATES: Answer(PARTIAL, fault=Drop(after=3))}, findings=())
    llms = (InstalledLlm(), InstalledLlm(name="gemma3:4b"))
    async with (
        ScriptedOllama(judge, num_parallel=4, llms=llms) as server,
        open_desk(server.url) as desk,
    ):
        await run_to_the_end(desk)
        before = len(server.chats)
        judge.workers = {}
        panel = desk.window.run_page.grid.panel(SLOTS[2])
        (another,) = panel.menu().llms.actions()
        another.trigger()
        await desk.until(lambda: desk.is_working, "it is at work again")
        await desk.until_ended()
        assert [one.json["model"] for one in server.chats[before:]] == ["gemma3:4b"]
        assert panel.header.meta.startswith("gemma3:4b · version 2 of 2")
        assert desk.stored_runs == [desk.run]
        (another,) = panel.menu().llms.actions()
        assert another.text() == "qwen3:8b"


async def test_another_model_takes_over_while_the_others_still_write(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate, workers={DATES: Answer(PARTIAL, fault=Drop(after=3))})
    llms = (InstalledLlm(), InstalledLlm(name="gemma3:4b"))
    async with (
        ScriptedOllama(judge, num_parallel=4, llms=llms) as server,
        open_desk(server.url) as desk,
    ):
        await start(desk)
        await until_writing(server, METRICS)
        panel = desk.window.run_page.grid.panel(SLOTS[2])
        await desk.until(lambda: panel.header.chip == "Failed")
        judge.workers = {METRICS: judge.workers[METRICS]}
        panel.rerun_with("gone:1b")
        await desk.until_shown("The model gone:1b is not installed.")
        panel.rerun_with("gemma3:4b")
        await desk.until(lambda: panel.header.chip == "Done")
        gate.set()
        await desk.until_ended()
        assert desk.run.status is RunStatus.COMPLETE
        assert desk.run.contribution(SLOTS[2]).llm == "gemma3:4b"


async def test_a_rerun_makes_the_plan_stale_and_writing_it_again_keeps_the_numbers(
    open_desk: OpenDesk,
) -> None:
    judge = a_judge()
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        page = desk.window.run_page
        numbers = [one.number for one in desk.run.contradictions]
        assert numbers == [1, 2]
        judge.texts = {**ALL_TEXTS, METRICS: ALL_TEXTS[METRICS].replace("4,000", "360")}
        page.grid.focus_worker(4)
        desk.keys(Qt.Key.Key_R, CTRL)
        await desk.until(lambda: desk.is_working, "it is at work again")
        await desk.until_ended()
        assert desk.shows("Metrics Designer was re-run at")
        assert desk.shows("after this plan was written.")
        assert desk.shows("Out of date", page.dock)
        desk.click("Compare again and write the whole plan", page.dock)
        await desk.until(lambda: desk.is_working, "it is at work again")
        await desk.until_ended()
        assert not desk.shows("after this plan was written.")
        assert [one.number for one in desk.run.contradictions] == numbers
        assert len(desk.run.earlier_plans) == 1
        assert desk.stored_runs == [desk.run]


async def test_all_that_failed_can_be_asked_again_at_once(open_desk: OpenDesk) -> None:
    fault = Answer(PARTIAL, fault=Drop(after=3))
    judge = a_judge(workers={DATES: fault, METRICS: fault}, findings=())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        assert desk.shows("Plan from 2 of 4 workers")
        before = len(asked(server))
        judge.workers = {}
        desk.click("Retry failed", desk.window.run_page.dock)
        await desk.until(lambda: desk.is_working, "it is at work again")
        await desk.until_ended()
        assert sorted(asked(server)[before:]) == sorted([DATES, METRICS])


async def test_a_worker_can_be_run_again_while_the_others_still_write(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await start(desk)
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        panel = desk.window.run_page.grid.panel(SLOTS[0])
        await desk.until(lambda: panel.header.chip == "Done")
        desk.click("Re-run", panel)
        await desk.until(lambda: asked(server).count(WORKERS[0]) == 2)
        gate.set()
        await desk.until_ended()
        assert desk.run.status is RunStatus.COMPLETE
        assert desk.run.contribution(SLOTS[0]).version == 2


async def test_an_interrupted_run_says_what_is_complete(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server:
        async with open_desk(server.url) as desk:
            await start(desk)
            await until_writing(server, METRICS)
            await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
            grid = desk.window.run_page.grid
            await desk.until(
                lambda: [grid.panel(slot).header.chip for slot in SLOTS[:3]] == ["Done"] * 3
            )
            journal = next(desk.folder.rglob("*.jsonl"))
            half = journal.read_bytes()
        journal.write_bytes(half)  # as if the power had failed just then
    async with open_desk() as desk:
        await desk.until(lambda: desk.window.page is desk.window.first_run_page)
        run_id = desk.store.run_ids()[0]
        desk.window.sidebar.run_chosen.emit(run_id)
        await desk.until(lambda: desk.window.is_showing_run)
        desk.window.run_page.grid.finish_drawing()
        assert desk.shows("3 of 4 workers")
        panels = desk.window.run_page.grid.panels
        assert [one.header.chip for one in panels] == ["Done", "Done", "Done", "Interrupted"]
        assert not desk.is_working


async def test_a_stored_run_without_a_server_is_kept_whole_when_a_rerun_is_refused(
    open_desk: OpenDesk,
) -> None:
    async with ScriptedOllama(a_judge(), num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        done = desk.run
    async with open_desk(server.url) as desk:
        await desk.until(lambda: desk.window.page is desk.window.first_run_page)
        desk.window.sidebar.run_chosen.emit(done.id)
        await desk.until(lambda: desk.window.is_showing_run)
        desk.window.run_page.grid.finish_drawing()
        assert desk.run == done
        assert {name: desk.view(name).markdown for name in WORKERS} == ALL_TEXTS
        desk.window.run_page.grid.focus_worker(1)
        for command in (Command.RERUN_WORKER, Command.WRITE_AGAIN):
            desk.choose(command)
            await desk.until_shown("Nobody answers at")
            desk.click("Close this message")
            await desk.until(lambda: not desk.shows("Nobody answers at"))
            assert desk.stored_runs == [done]
        assert desk.run.contribution(SLOTS[0]).state is ContributionState.DONE


async def test_running_again_makes_another_run_of_the_same_brief(open_desk: OpenDesk) -> None:
    async with ScriptedOllama(a_judge(), num_parallel=4) as server, open_desk(server.url) as desk:
        await run_to_the_end(desk)
        first = desk.run
        desk.choose(Command.RUN_AGAIN)
        await desk.until(lambda: desk.run.id != first.id, "another run")
        await desk.until_ended()
        assert desk.run.brief == first.brief
        assert {one.id for one in desk.stored_runs} == {first.id, desk.run.id}


async def test_a_run_that_was_stopped_keeps_what_it_found_and_goes_on_to_its_plan(
    open_desk: OpenDesk,
) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await start(desk)
        found = desk.window.run_page.dock.found
        await desk.until(lambda: proposals(found), "something is proposed")
        desk.choose(Command.STOP_ALL)
        await desk.until_ended()
        assert proposals(found)
        assert "The texts were not compared to the end" in desk.words(found)
        gate.set()
        desk.click("Continue the other one", desk.window.run_page.dock)
        await desk.until(lambda: desk.is_working, "it is at work again")
        await desk.until_ended()
        assert desk.run.status is RunStatus.COMPLETE
        assert [one.number for one in desk.run.contradictions] == [1, 2]
        assert desk.run.plan is not None
        assert not proposals(found)


def proposals(within: QWidget) -> list[ProposedRow]:
    return [one for one in within.findChildren(ProposedRow) if one.isVisible()]


async def test_what_a_worker_writes_is_no_html_in_any_tooltip(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    hostile = "<h1>11 May 2027</h1> <img src='/etc/x.png'>"
    texts = {**ALL_TEXTS, MESSAGES: f"The launch e-mail goes live on {hostile}.\n"}
    at = [f"The launch e-mail goes live on {hostile}", TWO_DATES["at"][1]]
    judge = a_judge(METRICS, gate=gate, texts=texts, findings=({**TWO_DATES, "at": at},))
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await start(desk)
        await desk.until(lambda: any("11 May" in one for one in tool_tips(desk)), "it is proposed")
        assert [one for one in tool_tips(desk) if "<h1>" in one or "<img" in one] == []
        gate.set()
        await desk.until_ended()
        for command in (Command.NEXT_CONTRADICTION, Command.SHOW_CONTRADICTIONS, Command.SHOW_PLAN):
            desk.choose(command)
            assert [one for one in tool_tips(desk) if "<h1>" in one or "<img" in one] == []


def tool_tips(desk: Desk) -> list[str]:
    return [one.toolTip() for one in desk.window.findChildren(QWidget)]
