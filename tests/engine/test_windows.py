"""Prompts and answers fit the window, or it is said."""

import pytest

from engine.backends.protocol import Message
from engine.errors import PromptTooLong
from engine.windows import (
    answer_tokens,
    estimate_prompt_tokens,
    fitting_answer_tokens,
    window_for,
    window_notice,
)
from models.call import CallMetrics


def test_a_window_holds_prompt_and_answer_with_some_room() -> None:
    for needed in (100, 3000, 3800, 9000, 20_000):
        assert window_for(needed, 0) >= needed * 1.1 or needed * 1.1 > 32_768


def test_a_window_is_never_larger_than_the_model_can() -> None:
    assert window_for(20_000, 8192) == 8192
    assert window_for(100, 2048) == 2048


def test_a_long_brief_gets_a_longer_window_than_usual_if_the_model_can() -> None:
    assert window_for(60_000, 131_072) >= 66_000


def test_an_answer_is_as_long_as_the_rest_of_the_window_at_most() -> None:
    assert fitting_answer_tokens(1000, 500, 4096) == 500
    assert 700 < fitting_answer_tokens(3000, 2000, 4096) <= 4096 - 3300


def test_a_prompt_that_leaves_no_room_is_refused_with_both_numbers() -> None:
    with pytest.raises(PromptTooLong, match=r"about 4,600 tokens; the window holds 4,096"):
        fitting_answer_tokens(4000, 2000, 4096)


@pytest.mark.parametrize(
    ("text", "least", "most"), [("word " * 700, 900, 1100), ("漢" * 1000, 700, 1100)]
)
def test_estimates_fit_several_scripts(text: str, least: int, most: int) -> None:
    assert least <= estimate_prompt_tokens((Message("user", text),)) <= most


def test_thinking_gets_room_of_its_own() -> None:
    assert answer_tokens(700, may_think=True) > answer_tokens(700) + 1000


@pytest.mark.parametrize(
    ("prompt", "answer", "said"),
    [
        (1700, 300, ""),
        (800, 300, "it probably cut the prompt"),
        (3900, 400, "more than its window of 4,096"),
        (0, 0, ""),
    ],
)
def test_counts_that_cannot_be_right_are_said(prompt: int, answer: int, said: str) -> None:
    metrics = CallMetrics(prompt_tokens=prompt, answer_tokens=answer)
    notice = window_notice("qwen3:8b", 2100, metrics, 4096)
    assert said in notice
    assert bool(said) == bool(notice)
