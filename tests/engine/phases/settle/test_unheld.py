"""What is kept may have no figure to set against one that lost, which is dropped all the same."""

from typing import Any

import pytest

from engine.phases.plan.look import needs_look
from engine.phases.settle.wording import decision_in_own_words
from models.contradiction import Basis
from tests.engine.phases.staging import (
    CHANNELS,
    DATES,
    MESSAGES,
    a_finding,
    a_world,
    decided,
    faults_of,
    place_of,
    settled,
)

NONE_AT_ALL = "We run no paid advertising at all."
ADVERTISING = a_world(
    {
        MESSAGES: NONE_AT_ALL,
        CHANNELS: "Paid advertising gets EUR 5,000 in May.",
        DATES: "The partner webinar costs EUR 5,000.",
    }
)
ABOUT: dict[str, Any] = {"subject": "paid advertising", "topic": "claims"}
RULED_OUT = decided(ADVERTISING, NONE_AT_ALL, "Paid advertising gets", **ABOUT)


def test_a_figure_of_what_does_not_happen_is_dropped() -> None:
    assert RULED_OUT.decision is not None
    assert RULED_OUT.decision.keep == MESSAGES
    assert RULED_OUT.decision.kept_values == ()
    assert RULED_OUT.decision.dropped_values == ("EUR 5,000",)


@pytest.mark.parametrize(
    "plan",
    [
        "Paid advertising gets EUR 5,000 in the first month [R1].",
        "Nobody pays for reach [R1].\n\nPaid advertising gets EUR 5,000 in the first month.",
    ],
)
def test_a_plan_that_still_pays_for_it_is_at_fault(plan: str) -> None:
    assert faults_of(RULED_OUT, plan, world=ADVERTISING) == ["losing_value_left"]


@pytest.mark.parametrize(
    "plan",
    [
        f"{NONE_AT_ALL} [R1]",
        "We run no paid advertising, and EUR 5,000 go to the partner webinar [R1].",
        "We run no paid advertising in May [R1].\n\nThe partner webinar costs EUR 5,000.",
    ],
)
def test_the_same_figure_of_something_else_is_no_fault(plan: str) -> None:
    assert faults_of(RULED_OUT, plan, world=ADVERTISING) == []


def test_only_reading_tells_whether_the_words_that_hold_are_kept() -> None:
    assert needs_look(RULED_OUT)


def test_the_same_amount_in_another_currency_is_another_amount() -> None:
    world = a_world({MESSAGES: "The fee is EUR 1,500.", CHANNELS: "The fee is USD 1,500."})
    fee = decided(world, "EUR 1,500", "USD 1,500", subject="fee", topic="claims")
    assert fee.decision is not None
    assert fee.decision.kept_values == ("EUR 1,500",)
    assert fee.decision.dropped_values == ("USD 1,500",)
    assert faults_of(fee, "The fee is EUR 1,500 [R1].", world=world) == []
    assert "losing_value_left" in faults_of(fee, "The fee is USD 1,500 [R1].", world=world)


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ("Every account gets a demo call.", "The sales team has 2 people."),
        ("We run no paid advertising at all.", "The whole budget of EUR 40,000 is spent on reach."),
        ("The launch follows the review.", "The launch is in May."),
        ("The public launch is on 11 May.", "The public launch is on 25 May and costs EUR 900."),
    ],
)
def test_what_else_a_side_says_is_not_dropped(kept: str, lost: str) -> None:
    world = a_world({MESSAGES: kept, CHANNELS: lost})
    decision = settled(world, kept, lost, subject="launch", topic="claims")
    assert decision.keep == MESSAGES
    assert set(decision.dropped_values) <= {"25 May"}


def test_own_words_without_a_figure_drop_those_of_the_sides() -> None:
    finding = a_finding(ADVERTISING, NONE_AT_ALL, "Paid advertising gets", **ABOUT)
    world = a_world({MESSAGES: "Paid advertising waits."})
    decision = decision_in_own_words(place_of(world, "waits"), finding)
    assert decision.basis is Basis.USER
    assert decision.dropped_values == ("EUR 5,000",)
