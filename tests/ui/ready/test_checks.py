import pytest

from models.llm import ServerStatus
from models.team import Team
from tests.ui.ready.builders import DRAFT, NO_LLM, NOBODY, READY, TEAM, a_team_with
from ui.ready.checks import Check, Level, checks_for, size_words
from ui.ready.draft import Draft, FactLine


def _blocking(
    draft: Draft = DRAFT,
    team: Team | None = TEAM,
    status: ServerStatus | None = READY,
    busy: str = "",
) -> Check:
    found = [one for one in checks_for(draft, team, status, busy) if one.blocks]
    assert len(found) == 1
    return found[0]


def test_a_good_draft_says_what_was_checked_with_numbers() -> None:
    found = checks_for(DRAFT, TEAM, READY)
    assert [(one.level, one.title, one.detail) for one in found] == [
        (Level.OK, "The brief has 10 words", "and 1 fixed fact"),
        (Level.OK, "Ollama 0.33.0 is running on 127.0.0.1:11434", ""),
        (Level.OK, "qwen3:8b is installed and local", "5.2 GB, in memory"),
    ]


def test_an_empty_brief_is_something_to_do_and_no_error() -> None:
    found = _blocking(DRAFT.model_copy(update={"text": " \n"}))
    assert (found.level, found.title) == (Level.TODO, "The brief is empty")
    assert found.remedy == "Write what should be planned."


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (FactLine(subject="Launch budget"), "The fixed fact “Launch budget” has no value"),
        (
            FactLine(value="EUR 60,000"),
            "The fixed fact “EUR 60,000” does not say what it is about",
        ),
    ],
)
def test_half_a_fact_is_neither_sent_nor_left_out_in_silence(line: FactLine, title: str) -> None:
    found = _blocking(DRAFT.model_copy(update={"facts": (line,)}))
    assert (found.title, found.remedy) == (title, "Fill it in, or remove it.")


def test_without_a_team_nothing_can_run() -> None:
    assert _blocking(team=None).title == "There is no team that can be used"


def test_before_the_first_look_it_says_that_it_is_looking() -> None:
    found = _blocking(status=None)
    assert (found.level, found.title) == (Level.WAITING, "Looking for Ollama")


def test_a_silent_server_is_named_with_the_remedy() -> None:
    found = _blocking(status=NOBODY)
    assert found.title == "Nobody answers at http://127.0.0.1:11434"
    assert found.remedy == "Start Ollama, or correct the host."
    assert found.is_about_server


def test_a_server_without_models_is_running_all_the_same() -> None:
    found = _blocking(status=NO_LLM)
    assert found.title == "Ollama has no local model that can chat"
    assert found.remedy == "Install one, such as: ollama pull qwen3:8b"
    titles = [one.title for one in checks_for(DRAFT, TEAM, NO_LLM)]
    assert "Ollama 0.33.0 is running on 127.0.0.1:11434" in titles


def test_a_model_the_user_chose_and_that_is_gone_is_named() -> None:
    found = _blocking(DRAFT.model_copy(update={"llm": "llama3:70b"}))
    assert found.title == "llama3:70b is not among the local models that can chat"
    assert found.remedy == "Install it with: ollama pull llama3:70b — or choose another model."


def test_a_model_the_team_wants_is_named_with_who_wants_it() -> None:
    found = _blocking(team=a_team_with("llama3:70b"))
    assert found.detail == "Wanted by Messaging Specialist"
    assert found.remedy.endswith("or choose another team.")


def test_a_model_in_the_cloud_is_refused() -> None:
    found = _blocking(team=a_team_with("big:120b-cloud"))
    assert found.title == "big:120b-cloud runs in the cloud; briefs are not sent there"
    assert found.remedy == "Choose another team."


def test_several_models_are_listed() -> None:
    found = checks_for(DRAFT, a_team_with("gemma3:12b"), READY)[-1]
    assert found.title == "All 2 models are installed and local"
    assert found.detail == "gemma3:12b, qwen3:8b"


def test_a_name_without_a_tag_means_the_latest() -> None:
    assert checks_for(DRAFT, a_team_with("tiny"), READY)[-1].level is Level.OK


def test_a_model_not_in_memory_is_loaded_first() -> None:
    found = checks_for(DRAFT.model_copy(update={"llm": "tiny:latest"}), TEAM, READY)[-1]
    assert found.detail == "400 MB, not in memory yet; it is loaded first"


def test_another_run_at_work_is_the_reason() -> None:
    found = _blocking(busy="Another run is at work")
    assert (found.level, found.title) == (Level.WARN, "Another run is at work")


def test_unknown_sizes_are_not_made_up() -> None:
    assert size_words(0) == ""
    assert size_words(14_300_000_000) == "14.3 GB"


def test_a_draft_survives_being_stored() -> None:
    draft = DRAFT.model_copy(
        update={"facts": (FactLine(subject="half"),), "settled": ("eur 9",), "at_once": 2}
    )
    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_only_whole_facts_become_part_of_the_brief() -> None:
    draft = DRAFT.model_copy(
        update={"facts": (FactLine(subject="half"), FactLine(subject=" a ", value=" b "))}
    )
    assert [fact.sentence for fact in draft.brief.facts] == ["a: b"]
    assert draft.brief.text == DRAFT.text
