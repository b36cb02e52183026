"""A specialist's name stands in prompts, in file names and beside words with a meaning."""

import pytest
from pydantic import ValidationError

from models.team import Specialist, slot_of


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Risk\nCritic", "one line"),
        ("Risk\x00Critic", "one line"),
        ("Risk\u202eCritic", "one line"),
        ("Risk <Critic>", "must not contain"),
        ("Risk [R1]", "must not contain"),
        ("Risk {words}", "must not contain"),
        ("`Risk`", "must not contain"),
        ("Synthesizer", "cannot be named 'synthesizer'"),
        ("Brief!", "cannot be named 'brief'"),
        ("none", "cannot be named 'none'"),
        ("R" * 61, "at most 60 characters"),
        ("", "at least 1 character"),
    ],
)
def test_a_name_that_would_be_misread_is_refused(name: str, problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        Specialist(name=name, prompt="x")


@pytest.mark.parametrize("name", ["Käufer & Co.", "Brief Reader", "हिंदी", "می‌خواهم", "R" * 60])
def test_ordinary_names_of_all_scripts_are_taken(name: str) -> None:
    assert Specialist(name=name, prompt="x").name == name


def test_names_that_differ_only_in_vowel_signs_have_different_slots() -> None:
    assert slot_of("की") != slot_of("का")
    assert slot_of("Zoë") == slot_of("Zoe\u0308")
