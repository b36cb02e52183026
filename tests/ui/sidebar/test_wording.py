from datetime import UTC, datetime
from typing import Any

import pytest

from models.activity import RunStatus
from models.summary import RunSummary
from ui.sidebar.wording import words_for
from ui.theme.icons import Icon


def a_summary(run_id: str = "r1", **changes: Any) -> RunSummary:
    """A complete run of four workers."""
    facts: dict[str, Any] = {
        "title": "Ledgerling 1.0 launch",
        "team": "Product launch",
        "started_at": datetime(2026, 11, 24, 10, 41, tzinfo=UTC),
        "status": RunStatus.COMPLETE,
        "done": 4,
        "asked": 4,
    }
    return RunSummary(id=run_id, **(facts | changes))


@pytest.mark.parametrize(
    ("changes", "detail", "icon"),
    [
        ({"status": RunStatus.RUNNING, "done": 1}, "Running · 1 of 4 done", Icon.WRITING),
        (
            {"contradictions": 5, "needs_you": 1},
            "1 needs you · 5 contradictions",
            Icon.QUESTION,
        ),
        (
            {"contradictions": 5, "needs_you": 2},
            "2 need you · 5 contradictions",
            Icon.QUESTION,
        ),
        ({"contradictions": 3}, "Plan ready · 3 contradictions", Icon.CHECK_RING),
        ({"contradictions": 1}, "Plan ready · 1 contradiction", Icon.CHECK_RING),
        ({}, "Plan ready · none found", Icon.CHECK_RING),
        ({"worth_a_look": 1}, "Plan ready · 1 worth a look", Icon.CHECK_RING),
        ({"status": RunStatus.PARTIAL, "done": 3}, "Plan from 3 of 4", Icon.WARNING),
        (
            {"status": RunStatus.PARTIAL, "done": 3, "contradictions": 2, "needs_you": 1},
            "Plan from 3 of 4 · 1 needs you",
            Icon.WARNING,
        ),
        ({"status": RunStatus.STOPPED, "done": 2}, "Stopped · 2 of 4 kept", Icon.STOPPED),
        (
            {"status": RunStatus.RUNNING, "is_interrupted": True, "done": 2},
            "Interrupted · 2 of 4 complete",
            Icon.STOPPED,
        ),
        ({"is_stale": True}, "Plan out of date", Icon.STALE),
        ({"status": RunStatus.RUNNING, "is_stale": True}, "Running · 4 of 4 done", Icon.WRITING),
        ({"status": RunStatus.FAILED, "done": 0}, "No plan", Icon.FAILED),
        (
            {"status": RunStatus.FAILED, "asked": 0, "done": 0, "problem": "It is empty."},
            "Cannot be read",
            Icon.WARNING,
        ),
    ],
)
def test_every_state_has_its_words_and_its_sign(
    changes: dict[str, Any], detail: str, icon: Icon
) -> None:
    words = words_for(a_summary(**changes))
    assert (words.detail, words.icon) == (detail, icon)


def test_the_whole_sentence_of_an_interrupted_run_is_in_its_hint() -> None:
    words = words_for(a_summary(status=RunStatus.RUNNING, is_interrupted=True, done=2))
    assert "Interrupted · 2 of 4 workers are complete" in words.hint
    assert "2 of 4 workers are complete" in words.spoken


def test_a_run_that_is_mostly_readable_is_shown_as_it_is() -> None:
    words = words_for(a_summary(problem="The last line of the journal is torn."))
    assert words.detail == "Plan ready · none found"
    assert "The last line of the journal is torn." in words.hint


def test_scripted_runs_are_tagged() -> None:
    assert words_for(a_summary(is_demo=True)).tag == "Sample"
    assert "Sample" in words_for(a_summary(is_demo=True)).spoken
    assert words_for(a_summary()).tag == ""
