"""What the brief leaves open falls to the next rule, and what code cannot check falls to you."""

from typing import Any

import pytest

from engine.llm_size import is_small, may_settle_alone, size_from
from models.contradiction import Basis, FoundBy
from tests.engine.phases.staging import CHANNELS, DATES, LAUNCH_FACT, a_world, settled
from tests.engine.runs.staging import MESSAGES

TRIALS = {
    CHANNELS: "All channels bring 320 trial accounts.",
    DATES: "The target is 700 trial accounts.",
}
LAUNCHES = {
    MESSAGES: "The public launch is on 11 May 2027.",
    DATES: "The public launch is on 25 May 2027.",
}


CAPACITY = {
    CHANNELS: "All channels together can bring at most 320 trial accounts.",
    DATES: "The target is 700 trial accounts.",
}


@pytest.mark.parametrize("rule", [Basis.HARD_LIMIT, Basis.ARITHMETIC])
def test_a_claim_that_code_can_check_is_taken(rule: Basis) -> None:
    text = "Set the target at 320 trial accounts."
    decision = settled(a_world(CAPACITY), "320", "700", text=text, rule=rule, keep="320")
    assert (decision.basis, decision.keep, decision.text) == (rule, CHANNELS, text)


@pytest.mark.parametrize("rule", [Basis.HARD_LIMIT, Basis.ARITHMETIC])
def test_a_claim_that_nothing_shows_falls_to_the_owner_of_the_topic(rule: Basis) -> None:
    text = "Set the target at 320 trial accounts."
    decision = settled(a_world(TRIALS), "320", "700", text=text, rule=rule, keep="320")
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, DATES)


@pytest.mark.parametrize("rule", [Basis.HARD_LIMIT, Basis.ARITHMETIC])
def test_a_claim_with_an_invented_figure_falls_to_the_owner_of_the_topic(rule: Basis) -> None:
    text = "Set the target at 500 trial accounts."
    decision = settled(a_world(CAPACITY), "320", "700", text=text, rule=rule, keep="320")
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, DATES)
    assert "500" not in decision.text


@pytest.mark.parametrize("text", ["Plan for 320 trials.", "Plan one wave of 320 trial accounts."])
def test_a_claim_may_count_the_same_in_other_words(text: str) -> None:
    world = a_world(CAPACITY)
    decision = settled(world, "320", "700", text=text, rule=Basis.HARD_LIMIT, keep="320")
    assert (decision.basis, decision.text) == (Basis.HARD_LIMIT, text)


def test_an_open_decision_reads_as_one() -> None:
    text = "Launch on 11 May 2027."
    decision = settled(
        a_world(LAUNCHES), "11 May", "25 May", text=text, rule=Basis.NEEDS_YOU, keep="11 May"
    )
    assert decision.basis is Basis.NEEDS_YOU
    assert decision.text == (
        "Public launch: The public launch is on 11 May 2027. / The public launch is on 25 May 2027."
    )
    assert decision.suggestion == text


def test_an_open_decision_suggests_no_invented_figure() -> None:
    text = "Launch on 18 May 2027."
    decision = settled(a_world(LAUNCHES), "11 May", "25 May", text=text, rule=Basis.NEEDS_YOU)
    assert "18 May" not in decision.text
    assert decision.suggestion == ""


def test_a_table_row_is_told_cell_by_cell() -> None:
    texts = {
        CHANNELS: "| Channel | EUR |\n| --- | --- |\n| **Creators** | 16,000 |\n",
        DATES: "| Channel | EUR |\n| --- | --- |\n| Creators | 21,000 |\n",
    }
    decision = settled(a_world(texts), "16,000", "21,000", topic="motion", subject="budget")
    assert decision.text == "Budget: Creators · 16,000"
    assert (decision.kept_values, decision.dropped_values) == (("16,000",), ("21,000",))
    assert (decision.kept[0].kind, decision.kept[0].unit) == ("money", "EUR")


def test_what_only_code_noticed_is_left_to_you() -> None:
    decision = settled(a_world(LAUNCHES), "11 May", "25 May", by=FoundBy.CODE)
    assert decision.basis is Basis.NEEDS_YOU


def test_what_only_code_noticed_is_settled_by_values_of_the_brief() -> None:
    world = a_world(LAUNCHES, facts=[LAUNCH_FACT])
    decision = settled(world, "launch is on 11 May", "25 May", by=FoundBy.CODE)
    assert (decision.basis, decision.keep) == (Basis.BRIEF, MESSAGES)


def test_a_small_llm_alone_settles_nothing() -> None:
    world = a_world(CAPACITY)
    claim: dict[str, Any] = {"rule": Basis.HARD_LIMIT, "keep": "320", "text": "Set 320 trials."}
    assert settled(world, "320", "700", small=True, **claim).basis is Basis.NEEDS_YOU
    both = settled(world, "320", "700", small=True, by=FoundBy.BOTH, **claim)
    assert both.basis is Basis.HARD_LIMIT


def test_a_small_llm_is_believed_about_the_brief_where_values_show_it() -> None:
    checked = a_world(LAUNCHES, facts=[LAUNCH_FACT])
    assert settled(checked, "launch is on 11 May", "25 May", small=True).basis is Basis.BRIEF
    calls = {CHANNELS: "Nobody calls an account.", DATES: "Every account gets a call."}
    unchecked = a_world(calls, brief="Nobody calls a customer's account.")
    sides = ("Nobody calls an account", "gets a call")
    claim: dict[str, Any] = {"rule": Basis.BRIEF, "evidence": "customer's", "keep": sides[0]}
    assert settled(unchecked, *sides, small=True, **claim).basis is Basis.NEEDS_YOU
    assert settled(unchecked, *sides, **claim).basis is Basis.BRIEF


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ("3.2B", True),
        ("494.03M", True),
        ("1b", True),
        ("6.7B", False),
        ("8.2B", False),
        ("8x7B", False),
        ("1.1T", False),
        ("", False),
        ("large", False),
    ],
)
def test_sizes_are_read_as_servers_say_them(size: str, small: bool) -> None:
    assert is_small(size) is small


@pytest.mark.parametrize(
    ("size", "may"),
    [("3.2B", False), ("6.7B", True), ("about 9.0B", True), ("", False), ("large", False)],
)
def test_the_word_of_a_llm_of_unknown_size_settles_nothing_alone(size: str, may: bool) -> None:
    assert may_settle_alone(size) is may


@pytest.mark.parametrize(
    ("size_bytes", "quantization", "small"),
    [
        (5_200_000_000, "Q4_K_M", False),
        (3_800_000_000, "Q4_0", False),
        (2_000_000_000, "Q4_K_M", True),
        (3_400_000_000, "Q8_0", True),
        (16_000_000_000, "F16", False),
        (6_400_000_000, "BF16", True),
        (13_000_000_000, "MXFP4", False),
    ],
)
def test_a_size_follows_from_that_on_disk(size_bytes: int, quantization: str, small: bool) -> None:
    size = size_from(size_bytes, quantization)
    assert size.startswith("about ")
    assert is_small(size) is small


@pytest.mark.parametrize(
    ("size_bytes", "quantization"), [(0, "Q4_0"), (5_000_000_000, "unknown"), (5_000_000_000, "")]
)
def test_no_size_follows_from_half_of_it(size_bytes: int, quantization: str) -> None:
    assert size_from(size_bytes, quantization) == ""
