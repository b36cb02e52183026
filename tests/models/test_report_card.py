"""A report card says in one line what to expect of an LLM."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models.comparison import CompareMode
from models.report_card import ReportCard


def a_card(**changes: Any) -> ReportCard:
    fields = {
        "llm": "qwen3:8b",
        "digest": "500a1f06",
        "mode": CompareMode.PAIR,
        "cases": 3,
        "planted": 8,
        "found": 5,
        "false_alarms": 1,
        "calls": 100,
        "valid_json_calls": 80,
        "questions": 100,
        "questions_read": 97,
        "seconds": 171.0,
        "tokens_per_s": 41.0,
        "expected_run_s": 840.0,
        "made_at": datetime(2026, 11, 27, 9, tzinfo=UTC),
        "application": "0.2.0",
    }
    return ReportCard.model_validate({**fields, **changes})


def test_the_sentence_says_what_was_found_and_of_how_many() -> None:
    assert a_card().sentence == (
        "finds 5 of 8 planted, 1 false alarm, answers readable 97 %, a run takes about 14 minutes"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"false_alarms": 0}, "no false alarms"),
        ({"false_alarms": 2}, "2 false alarms"),
        ({"questions": 200, "questions_read": 199}, "answers readable 99 %"),
        ({"expected_run_s": 20.0}, "about 1 minute"),
    ],
)
def test_numbers_are_said_as_people_say_them(changes: dict[str, Any], expected: str) -> None:
    assert expected in a_card(**changes).sentence


def test_what_is_unknown_is_not_said() -> None:
    sentence = a_card(questions=0, calls=0, valid_json_calls=0, expected_run_s=None).sentence
    assert sentence == "finds 5 of 8 planted, 1 false alarm"


def test_a_test_that_finished_no_case_claims_nothing() -> None:
    card = a_card(cases=0, planted=0, found=0, false_alarms=0, mode=None, expected_run_s=None)
    assert card.sentence == "no case was finished in the time of the test, answers readable 97 %"


def test_a_card_of_an_older_version_says_what_it_knows_and_no_more() -> None:
    fields = a_card().model_dump(exclude={"questions", "questions_read"})
    card = ReportCard.model_validate(fields)
    assert card.readable_share is None
    assert "valid JSON 80 %" in card.sentence
