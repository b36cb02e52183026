"""Which finder works follows from what is known, and the reason is said in one sentence."""

from dataclasses import replace

import pytest

from engine.phases.compare.choosing import Situation, choose_finder
from models.comparison import CompareMode

AUTO, QUICK, PAIR, LEDGER = CompareMode

USUAL = Situation(
    workers=4,
    text_tokens=1300,
    brief_tokens=300,
    num_ctx=16_384,
    parameter_size="8.2B",
    tokens_per_s=45,
    prompt_tokens_per_s=1500,
)


SLOW = {"tokens_per_s": 15, "prompt_tokens_per_s": 60}


@pytest.mark.parametrize(
    ("changes", "mode", "said"),
    [
        ({}, PAIR, "4 workers make 6 pairs"),
        ({"workers": 2}, PAIR, "2 workers make 1 pair,"),
        ({"workers": 5}, PAIR, "10 pairs"),
        ({"workers": 6}, LEDGER, "6 workers make 15 pairs"),
        ({"workers": 8}, LEDGER, "28 pairs"),
        ({"workers": 1}, QUICK, "one text only"),
        ({"parameter_size": "3.2B"}, LEDGER, "3.2B does better with a fixed list of questions"),
        ({"parameter_size": "3.2B", "workers": 8}, LEDGER, "a fixed list of questions"),
        ({"parameter_size": "6.2B"}, LEDGER, "6.2B does better with short lists"),
        ({"parameter_size": "6.7B"}, PAIR, "pairs"),
        ({"parameter_size": ""}, PAIR, "pairs"),
        ({"parameter_size": "27B"}, PAIR, "pairs"),
        ({"parameter_size": "27B", "text_tokens": 500, "workers": 3}, QUICK, "27B"),
        ({"parameter_size": "27B", "text_tokens": 500}, PAIR, "pairs"),
        ({"num_ctx": 4096}, LEDGER, "the window holds 4,096"),
        ({"num_ctx": 8192}, PAIR, "pairs"),
        ({"tokens_per_s": 8.2}, QUICK, "about 8 tokens a second"),
        ({"tokens_per_s": 11.9, "parameter_size": "3B"}, QUICK, "tokens a second"),
        ({"tokens_per_s": 13, "prompt_tokens_per_s": 45}, QUICK, "minutes"),
        ({"tokens_per_s": 14, "prompt_tokens_per_s": None, "text_tokens": 4000}, QUICK, "minutes"),
        # A call for each of the questions takes longer than one for each group of topics.
        ({**SLOW, "parameter_size": "3.2B"}, QUICK, "about 21 minutes"),
        ({**SLOW, "parameter_size": "6.2B"}, LEDGER, "6.2B"),
        ({"tokens_per_s": None, "prompt_tokens_per_s": None}, PAIR, "pairs"),
        ({"readable_share": 0.4}, QUICK, "40% of its answers could be read"),
        ({"readable_share": 0.5}, PAIR, "pairs"),
        ({"readable_share": 0.4, "tokens_per_s": 5}, QUICK, "tokens a second"),
    ],
)
def test_auto_weighs_what_is_known(
    changes: dict[str, object], mode: CompareMode, said: str
) -> None:
    choice = choose_finder(AUTO, replace(USUAL, **changes))  # type: ignore[arg-type] # a table
    assert choice.mode is mode
    assert said in choice.why
    assert choice.why.endswith(".")


@pytest.mark.parametrize("wanted", [QUICK, PAIR, LEDGER])
def test_what_the_user_chose_is_what_happens(wanted: CompareMode) -> None:
    choice = choose_finder(wanted, replace(USUAL, tokens_per_s=1, workers=9))
    assert choice.mode is wanted
    assert "You chose it" in choice.why


def test_that_a_small_model_is_asked_questions_is_said_whoever_chose() -> None:
    choice = choose_finder(LEDGER, replace(USUAL, parameter_size="3.2B"))
    assert "You chose it" in choice.why
    assert "3.2B is asked a fixed list of questions" in choice.why
