import pytest

from models.llm import ServerStatus
from tests.ui.ready.builders import DRAFT, NO_LLM, NOBODY, TEAM
from tests.ui.ready.handling import options, pick, picker, run_button, shown_texts
from ui.ready.page import ReadyPage


def test_the_team_says_who_decides_what_with_which_model(page: ReadyPage) -> None:
    assert options(picker(page, "Team")) == ["Launch team", "Other team"]
    pick(page, "Team", "Other team")
    texts = shown_texts(page)
    assert {"Messaging Specialist", "Synthesizer", "Advises, and decides no topic"} <= set(texts)
    assert (texts.count("gemma3:12b"), texts.count("qwen3:8b")) == (1, 4)


def test_automatic_stands_first_and_says_what_it_would_be(page: ReadyPage) -> None:
    assert options(picker(page, "Model")) == [
        "Automatic: qwen3:8b (in memory)",
        "qwen3:8b · 5.2 GB · in memory",
        "gemma3:12b · 8.1 GB",
        "tiny:latest · 400 MB",
    ]
    assert picker(page, "Model").currentIndex() == 0


@pytest.mark.parametrize("status", [NOBODY, NO_LLM])
def test_without_models_automatic_is_left(page: ReadyPage, status: ServerStatus) -> None:
    page.show_server(status)
    assert options(picker(page, "Model")) == ["Automatic"]


def test_a_chosen_model_that_is_gone_stays_chosen_and_is_said(page: ReadyPage) -> None:
    page.show_draft(DRAFT.model_copy(update={"llm": "llama3:70b"}))
    assert picker(page, "Model").currentText() == "llama3:70b · not found"
    pick(page, "Model", "Automatic: qwen3:8b (in memory)")
    assert run_button(page).isEnabled()
    assert "llama3:70b · not found" not in options(picker(page, "Model"))


def test_at_once_goes_up_to_the_number_of_workers(page: ReadyPage) -> None:
    assert options(picker(page, "Workers at once")) == ["Automatic", "1", "2", "3", "4"]
    page.show_draft(DRAFT.model_copy(update={"at_once": 9}))
    assert picker(page, "Workers at once").currentText() == "4"


def test_the_chosen_team_stays_chosen_when_teams_are_loaded_again(page: ReadyPage) -> None:
    first, other = TEAM, TEAM.model_copy(update={"team_id": "other", "name": "Other team"})
    pick(page, "Team", "Other team")
    page.show_teams((TEAM.model_copy(update={"team_id": "newer", "name": "A newer"}), first, other))
    assert picker(page, "Team").currentText() == "Other team"
