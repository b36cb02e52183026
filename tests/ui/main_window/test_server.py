"""What the window says about the server, and that nothing typed is ever lost to it."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.activity import RunStatus
from tests.scripted_ollama import Answer, InstalledLlm, ScriptedOllama, Status
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import CTRL, a_desk
from tests.ui.main_window.stories import BRIEF_TEXT, METRICS, a_judge, until_writing
from ui.main_window.commands import Command


@pytest.fixture(autouse=True)
def no_ollama_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether this machine has Ollama is not what is tested."""
    monkeypatch.setattr("ui.main_window.server_wiring.ollama_on_this_system", lambda: False)


async def a_free_port() -> int:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def test_without_a_server_a_page_says_so_until_it_comes(open_desk: OpenDesk) -> None:
    port = await a_free_port()
    async with open_desk(f"http://127.0.0.1:{port}") as desk:
        await desk.until_shown("Ollama is not installed")
        page = desk.window.first_run_page
        assert desk.window.page is page
        assert QApplication.activeModalWidget() is None
        assert page.isAncestorOf(desk.focused)
        desk.click("Check again")
        await desk.until_shown("nothing has changed.")
        async with ScriptedOllama(port=port):
            desk.click("Check again")
            await desk.until(lambda: desk.window.page is desk.window.ready_page)
            assert desk.shows("is installed and local")


async def test_a_server_without_a_model_is_said_in_other_words(open_desk: OpenDesk) -> None:
    async with ScriptedOllama(llms=()) as server, open_desk(server.url) as desk:
        await desk.until_shown("Ollama is running, but has no model to use")
        assert desk.shows("ollama pull qwen3:8b")


async def test_models_that_cannot_chat_count_as_none(open_desk: OpenDesk) -> None:
    embedder = InstalledLlm(name="nomic-embed-text", capabilities=("embedding",))
    async with ScriptedOllama(llms=(embedder,)) as server, open_desk(server.url) as desk:
        await desk.until_shown("Ollama is running, but has no model to use")


async def test_the_sample_run_needs_no_server(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        await desk.until_shown("Ollama is not installed")
        desk.click("Look around with a sample run")
        await desk.until(lambda: desk.window.is_showing_run)
        await desk.until_ended()
        assert desk.run.status is RunStatus.COMPLETE
        assert desk.stored_runs == [desk.run]
        assert desk.shows("Sample run · no model · 0 bytes left this machine")


async def test_a_brief_can_be_written_meanwhile(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        await desk.until_shown("Ollama is not installed")
        desk.click("Write the brief meanwhile")
        assert desk.window.page is desk.window.ready_page
        desk.write(BRIEF_TEXT)
        desk.choose(Command.CHECK_SERVER)
        desk.click("Check again")
        await desk.until_shown("Nobody answers at")
        assert desk.window.page is desk.window.ready_page
        assert desk.window.ready_page.draft.text == BRIEF_TEXT
        desk.click("Show what to do")
        assert desk.window.first_run_page.isVisible()


async def test_run_without_a_server_says_what_is_in_the_way(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        await desk.until_shown("Ollama is not installed")
        desk.click("Write the brief meanwhile")
        desk.write(BRIEF_TEXT)
        desk.keys(Qt.Key.Key_Return, CTRL)
        await desk.until_shown("Nobody answers at")
        assert desk.stored_runs == []


async def test_a_refused_run_says_why_and_loses_nothing(open_desk: OpenDesk) -> None:
    """The model goes away between the look at the server and the run."""
    llms = (InstalledLlm(), InstalledLlm(name="gemma3:12b"))
    async with ScriptedOllama(a_judge(), llms=llms) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        ready = desk.window.ready_page
        ready.show_draft(ready.draft.model_copy(update={"llm": "gemma3:12b"}))
        del server._llms["gemma3:12b"]
        desk.click("Run")
        await desk.until_shown("gemma3:12b")
        await desk.until(lambda: "not" in desk.words(ready))
        assert desk.window.page is ready
        assert ready.draft.text == BRIEF_TEXT
        assert ready.draft.llm == "gemma3:12b"
        assert desk.stored_runs == []


async def test_a_server_that_dies_before_the_run_is_said_on_the_page(open_desk: OpenDesk) -> None:
    async with ScriptedOllama(a_judge()) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        await server.stop()
        desk.click("Run")
        await desk.until_shown("Nobody answers at")
        assert desk.window.page is desk.window.ready_page
        assert desk.window.ready_page.draft.text == BRIEF_TEXT


async def test_the_draft_is_there_again_after_a_restart(tmp_path: Path) -> None:
    async with ScriptedOllama(a_judge()) as server:
        async with a_desk(tmp_path, server.url) as desk:
            desk.write(BRIEF_TEXT)
            await desk.until_shown("Proposed from your brief")
            desk.click("Keep")
            draft = desk.window.ready_page.draft
        async with a_desk(tmp_path, server.url) as desk:
            assert desk.window.ready_page.draft == draft
            assert draft.facts[0].value == "11 May 2027"


async def test_a_run_that_fails_at_the_first_call_is_shown_as_failed(open_desk: OpenDesk) -> None:
    broken = Answer(fault=Status(500, {"error": "llama runner process has terminated"}))
    async with ScriptedOllama(lambda _call: broken) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.click("Run")
        await desk.until(lambda: desk.window.is_showing_run)
        await desk.until_ended()
        assert desk.run.status is RunStatus.FAILED
        assert [one.header.chip for one in desk.window.run_page.grid.panels] == ["Failed"] * 4
        assert desk.shows("There is no plan: the run ended before one was written.")
        assert desk.stored_runs == [desk.run]


async def test_a_model_is_tested_and_its_card_is_kept(open_desk: OpenDesk) -> None:
    async with ScriptedOllama(a_judge(findings=())) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        await desk.until_shown("Test this model (3 minutes)")
        desk.choose(Command.TEST_MODEL)
        await desk.until_shown("Stop the test")
        assert desk.shows("A model is being tested")
        await desk.until_shown("Test again (3 minutes)")
        assert desk.shows("Finds 0 of")
    async with ScriptedOllama(a_judge(findings=())) as server, open_desk(server.url) as desk:
        await desk.until_shown("Test again (3 minutes)")
        assert server.chats == []


async def test_a_server_that_has_gone_is_no_longer_said_to_run(open_desk: OpenDesk) -> None:
    port = await a_free_port()
    async with ScriptedOllama(a_judge(), port=port) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        await server.stop()
        desk.click("Run")
        await desk.until_shown("Nobody answers at")
        await desk.until(lambda: not desk.shows("is running on"), "what is known is up to date")
        assert desk.window.page is desk.window.ready_page
        async with ScriptedOllama(a_judge(), port=port):
            desk.choose(Command.CHECK_SERVER)
            await desk.until_shown("is running on")
            assert not desk.shows("Nobody answers at")
            desk.click("Run")
            await desk.until(lambda: desk.window.is_showing_run)
            await desk.until_ended()


async def test_what_was_refused_is_taken_back_when_it_can_be_done(open_desk: OpenDesk) -> None:
    port = await a_free_port()
    async with open_desk(f"http://127.0.0.1:{port}") as desk:
        await desk.until_shown("Ollama is not installed")
        async with ScriptedOllama(a_judge(), port=port):
            desk.choose(Command.CHECK_SERVER)
            await desk.until_shown("is installed and local")
            desk.write(BRIEF_TEXT)
            desk.click("Run")
            await desk.until(lambda: desk.window.is_showing_run)
            await desk.until_ended()
        desk.choose(Command.WRITE_AGAIN)
        await desk.until_shown("Nobody answers at")
        assert desk.words().count("Nobody answers at") == 1
        async with ScriptedOllama(a_judge(), port=port):
            desk.choose(Command.WRITE_AGAIN)
            await desk.until(lambda: desk.is_working, "it is at work again")
            assert not desk.shows("Nobody answers at")
            await desk.until_ended()
            desk.choose(Command.NEW_RUN)
            await desk.until_shown("is installed and local")


async def test_a_test_and_a_run_are_each_said_while_they_last(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate, findings=())
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await desk.until_shown("Test this model (3 minutes)")
        desk.write(BRIEF_TEXT)
        desk.click("Run")
        await until_writing(server, METRICS)
        desk.choose(Command.NEW_RUN)
        assert desk.shows("A run is already at work")
        assert not desk.action(Command.TEST_MODEL).isEnabled()
        desk.window.ready_page.test_wanted.emit("qwen3:8b")
        await desk.until(lambda: desk.action(Command.STOP_TEST).isEnabled(), "a test is under way")
        desk.choose(Command.STOP_TEST)
        await desk.until(lambda: not desk.action(Command.STOP_TEST).isEnabled(), "it has ended")
        assert desk.shows("A run is already at work")
        gate.set()
        await desk.until(lambda: desk.window.may_close, "the run has ended")
        assert not desk.shows("A run is already at work")


async def test_a_run_can_be_stopped_from_the_page_for_a_new_one(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.click("Run")
        await until_writing(server, METRICS)
        await desk.until(lambda: desk.window.is_showing_run, "the run is shown")
        assert desk.shows("Saved ", desk.window.status_strip)
        desk.choose(Command.NEW_RUN)
        assert not desk.shows("Saved ", desk.window.status_strip)
        assert desk.shows("Local only", desk.window.status_strip)
        desk.choose(Command.STOP_ALL)
        await desk.until(lambda: desk.window.may_close, "the run has ended")
        assert not desk.action(Command.STOP_ALL).isEnabled()
        assert desk.shows("4 workers, then one plan")


async def test_what_cannot_be_done_on_the_first_page_is_not_offered(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        await desk.until_shown("Ollama is not installed")
        for command in (Command.RUN, Command.TEST_MODEL, Command.STOP_ALL):
            assert not desk.action(command).isEnabled(), command
        desk.click("Write the brief meanwhile")
        assert desk.action(Command.RUN).isEnabled()
        assert not desk.action(Command.TEST_MODEL).isEnabled()
