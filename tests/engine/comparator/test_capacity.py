"""Prices of one and of several, room for things, and what gets done in a time."""

import pytest

from engine.comparator import ProposalKind
from tests.engine.comparator.builders import proposals

_PLAN = "Plan a thing."


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A case of six bottles costs EUR 57.", "At the door a bottle is EUR 11.50."),
        (
            "Twelve interpreters receive EUR 2,340 each for the three days.",
            "We pay EUR 950 a day for each interpreter.",
        ),
        ("Each minute of the ride costs EUR 0.19.", "The ride is 25 cents a minute."),
    ],
)
def test_one_has_another_price_than_several_of_them(a: str, b: str) -> None:
    (only,) = proposals(a, b, brief=_PLAN)

    assert only.kind is ProposalKind.DIFFERENT_VALUE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A case of six bottles costs EUR 57.", "At the door a bottle is EUR 9.50."),
        (
            "Twelve interpreters receive EUR 2,340 each for the three days.",
            "We pay EUR 780 a day for each interpreter.",
        ),
        ("A case of six bottles costs EUR 57.", "At the door a glass is EUR 3.50."),
        ("Each minute of the ride costs EUR 0.19.", "A day pass for the ride is EUR 9 a day."),
    ],
)
def test_prices_that_agree_or_are_of_other_things_are_left_in_peace(a: str, b: str) -> None:
    assert proposals(a, b, brief=_PLAN) == ()


@pytest.mark.parametrize(
    ("need", "room"),
    [
        ("We expect 84,000 litres of juice.", "The tanks hold 60,000 litres."),
        (
            "The station draws 48 kW at worst.",
            "The utility guarantees 40 kW at the plateau and not a watt more.",
        ),
        (
            "The slopes need 120,000 cubic metres over the winter.",
            "The licence allows 90,000 cubic metres of water.",
        ),
    ],
)
def test_more_is_needed_than_there_is_room_for(need: str, room: str) -> None:
    (only,) = proposals(need, room, brief=_PLAN)

    assert only.kind is ProposalKind.OVER_LIMIT
    assert proposals(room, room, brief=_PLAN) == ()


@pytest.mark.parametrize(
    ("able", "need", "said"),
    [
        (
            "Eight couches, each used by two donors per hour, run for nine hours on both days.",
            "In all 320 donors come.",
            "8 × 2 × 9 × 2 = 288",
        ),
        (
            "Six racks are ready, and each takes 30 machines.",
            "The 212 machines are moved as they are.",
            "6 × 30 = 180",
        ),
        (
            "Three panels work in parallel; each holds six interviews a day, and ten days are "
            "available.",
            "Each of the 240 candidates is interviewed.",
            "3 × 6 × 10 = 180",
        ),
    ],
)
def test_less_gets_done_than_is_wanted_and_the_product_is_said(
    able: str, need: str, said: str
) -> None:
    (only,) = proposals(able, need, brief=_PLAN)

    assert only.kind is ProposalKind.OVER_LIMIT
    assert said in only.reason


@pytest.mark.parametrize(
    ("able", "need"),
    [
        ("Six racks are ready, and each takes 30 machines.", "The 170 machines are moved."),
        ("A class of 28 shares 16 laptops, each a week.", "There are 560 laptops in the city."),
        ("Six racks are ready, and each takes 30 machines.", "We invite 400 guests."),
    ],
)
def test_what_gets_done_is_enough_or_about_something_else(able: str, need: str) -> None:
    reasons = [one.reason for one in proposals(able, need, brief=_PLAN)]

    assert not any("×" in reason for reason in reasons)


def test_more_than_a_number_that_is_not_possible_is_a_limit() -> None:
    (only,) = proposals(
        "Mehr als 300 Bäume sind bis Ende November nicht zu schaffen.",
        brief="Die Stadt pflanzt 400 Straßenbäume.",
    )

    assert only.kind is ProposalKind.OVER_LIMIT


def test_a_document_has_more_of_the_few_things_that_the_brief_counts() -> None:
    brief = "The season has eight episodes."

    assert proposals("The season has ten episodes.", brief=brief)
    assert not proposals("The eight episodes take ten episodes' worth of work.", brief=brief)


def test_shares_of_one_whole_for_one_taker_differ() -> None:
    assert proposals(
        "Three quarters of each fee go to the hospice.",
        "100 percent of your fee goes to the hospice.",
        brief=_PLAN,
    )
    assert proposals(
        "A quarter of the recipes is vegan.", "40 percent of all recipes are vegan.", brief=_PLAN
    )
    assert not proposals(
        "A quarter of the plots goes to schools.",
        "40 percent of all plots go to families.",
        brief=_PLAN,
    )


def test_numbers_whose_thing_is_named_before_them_are_counted() -> None:
    assert proposals(
        "The number of people we can take into the trial is 360 in all.",
        "In the trial 480 people have to be enrolled.",
        brief=_PLAN,
    )
    assert proposals(
        "Die Höchstzahl der Badegäste ist auf 1.800 gleichzeitig festgelegt.",
        "Wir rechnen mit 2.600 Badegästen gleichzeitig.",
        brief=_PLAN,
    )


def test_weights_in_a_table_are_added_up_and_said_in_their_unit() -> None:
    table = "| Part | kg |\n|---|---|\n| Frame | 1.9 |\n| Battery | 1.6 |\n| Camera | {} |"
    limit = "The deployer accepts at most four kilograms."
    (only,) = proposals(table.format("1.2"), limit, brief=_PLAN)

    assert only.kind is ProposalKind.SUM_MISMATCH
    assert "4.7" in only.reason
    assert proposals(table.format("0.4"), limit, brief=_PLAN) == ()


def test_a_total_that_holds_other_things_too_is_no_other_amount() -> None:
    part = "Lorries and crates cost EUR 198,000."

    assert proposals(part, "Together with the lorries and crates this is EUR 269,000.") == ()


def test_what_all_reach_together_is_the_most() -> None:
    (only,) = proposals(
        "12,600 dogs are vaccinated by October.",
        "Together the teams reach 6,000 dogs in the whole campaign.",
        brief=_PLAN,
    )

    assert only.kind is ProposalKind.OVER_LIMIT
