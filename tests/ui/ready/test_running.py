import pytest
from pytestqt.qtbot import QtBot

from models.brief import Brief, Fact
from models.comparison import CompareMode
from models.llm import ServerStatus
from models.settings import Settings
from tests.ui.dock.screens import said
from tests.ui.ready.builders import DRAFT, NO_LLM, NOBODY, READY, TEAM
from tests.ui.ready.handling import (
    buttons,
    editor_of,
    run_button,
    shown_texts,
)
from ui.components.tool_tips import plain_tool_tip
from ui.ready.draft import Draft
from ui.ready.page import ReadyPage


def test_run_hands_over_brief_team_and_settings(qtbot: QtBot, page: ReadyPage) -> None:
    with qtbot.waitSignal(page.run_wanted) as wanted:
        run_button(page).click()
    fact = Fact(subject="Public launch", value="11 May 2027")
    assert wanted.args == [Brief(text=DRAFT.text, facts=(fact,)), TEAM, Settings()]


def test_model_and_number_at_once_are_handed_over(qtbot: QtBot, page: ReadyPage) -> None:
    page.show_draft(DRAFT.model_copy(update={"llm": "gemma3:12b", "at_once": 2}))
    with qtbot.waitSignal(page.run_wanted) as wanted:
        page.run()
    assert wanted.args[2] == Settings(llm="gemma3:12b", at_once=2)


@pytest.mark.parametrize(
    ("status", "draft", "reason", "remedy"),
    [
        (READY, Draft(), "The brief is empty", "Write what should be planned."),
        (
            NOBODY,
            DRAFT,
            "Nobody answers at http://127.0.0.1:11434",
            "Start Ollama, or correct the host.",
        ),
        (
            NO_LLM,
            DRAFT,
            "Ollama has no local model that can chat",
            "Install one, such as: ollama pull qwen3:8b",
        ),
        (
            READY,
            DRAFT.model_copy(update={"llm": "llama3:70b"}),
            "llama3:70b is not among the local models that can chat",
            "Install it with: ollama pull llama3:70b — or choose another model.",
        ),
    ],
)
def test_what_is_in_the_way_is_said_with_the_way_out(
    qtbot: QtBot, page: ReadyPage, status: ServerStatus, draft: Draft, reason: str, remedy: str
) -> None:
    page.show_server(status)
    page.show_draft(draft)
    run = run_button(page)
    assert not run.isEnabled()
    assert run.accessibleDescription() == f"{reason}. {remedy}"
    assert run.toolTip() == plain_tool_tip(f"{reason}. {remedy}")
    assert shown_texts(page).count(reason) == 2, "among the checks, and beside Run"
    with qtbot.assertNotEmitted(page.run_wanted):
        page.run()
    assert f"{reason}." in shown_texts(page), "Ctrl+Enter is answered, too"


def test_a_server_that_answers_again_enables_run(page: ReadyPage) -> None:
    page.show_server(NOBODY)
    assert not run_button(page).isEnabled()
    page.show_server(READY)
    assert run_button(page).isEnabled()
    assert "4 workers, then one plan" in shown_texts(page)


def test_a_silent_server_can_be_looked_at_again_from_here(qtbot: QtBot, page: ReadyPage) -> None:
    assert buttons(page, "Check again") == []
    page.show_server(NOBODY)
    with qtbot.waitSignal(page.check_wanted):
        buttons(page, "Check again")[0].click()
    with qtbot.waitSignal(page.setup_wanted):
        buttons(page, "Show what to do")[0].click()


def test_another_run_at_work_is_the_reason(page: ReadyPage) -> None:
    page.show_busy("Another run is at work.")
    assert not run_button(page).isEnabled()
    assert shown_texts(page).count("Another run is at work") == 2
    page.show_busy("")
    assert run_button(page).isEnabled()


def test_a_refused_run_is_said_on_top_and_can_be_closed(qtbot: QtBot, page: ReadyPage) -> None:
    page.show_problem("A run is already at work.", "Stop it, or wait until it ends.")
    assert {"A run is already at work.", "Stop it, or wait until it ends."} <= set(
        shown_texts(page)
    )
    buttons(page, "Close this message")[0].click()
    assert "A run is already at work." not in shown_texts(page)
    assert editor_of(page).hasFocus()
    page.show_problem("Refused.")
    with qtbot.waitSignal(page.run_wanted):
        page.run()
    assert "Refused." not in shown_texts(page), "the next try takes it away"


def test_how_contradictions_are_looked_for_is_handed_over_and_kept(
    qtbot: QtBot, page: ReadyPage
) -> None:
    page.show_draft(DRAFT.model_copy(update={"mode": CompareMode.LEDGER}))
    assert page.draft.mode is CompareMode.LEDGER
    with qtbot.waitSignal(page.run_wanted) as wanted:
        page.run()
    assert wanted.args[2] == Settings(mode=CompareMode.LEDGER)


def test_what_automatic_would_mean_is_said_and_each_way_explained(page: ReadyPage) -> None:
    page.show_outlook("Pair by pair: 4 workers make 6 pairs.")
    assert "Pair by pair: 4 workers make 6 pairs." in said(page)
    page.show_draft(DRAFT.model_copy(update={"mode": CompareMode.QUICK}))
    words = said(page)
    assert "Pair by pair: 4 workers make 6 pairs." not in words
    assert "The fastest, and it finds the least. Nothing is looked at twice." in words
