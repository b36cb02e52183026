"""What must come before what, by the words for it."""

import pytest

from engine.comparator import ProposalKind
from tests.engine.comparator.builders import documents_of, proposals


@pytest.mark.parametrize(
    "late",
    [
        "The fire inspection is on 10 March 2031.",
        "| Step | Date |\n|---|---|\n| Lift delivered and connected | 10 March 2031 |",
        "- Permit granted: 10 March 2031",
        "Training for all mechanics takes place from 10 to 14 March 2031.",
        "Die Abnahme durch die Feuerwehr ist am 10. März 2031.",
        "Die Genehmigung wird am 10.3.2031 erteilt.",
        "The lift is delivered in the week of 10 March 2031.",
    ],
)
def test_what_must_be_ready_is_dated_after_the_opening(late: str) -> None:
    (only,) = proposals(late)

    assert only.kind is ProposalKind.WRONG_ORDER
    assert documents_of(only) == ["brief", "specialist/a"]
    assert "3 March 2031" in only.reason


@pytest.mark.parametrize(
    "fine",
    [
        "The fire inspection is on 24 February 2031.",
        "The second inspection is on 10 March 2031.",
        "The tulips arrive in May.",
        "An open day takes place on 22 February 2031.",
    ],
)
def test_what_may_be_then_is_not_proposed(fine: str) -> None:
    assert proposals(fine) == ()


def test_a_demand_in_words_makes_it_likelier() -> None:
    late = "The fire inspection is on 10 March 2031."
    (plain,) = proposals(late)
    demand = "The fire brigade must inspect the shop before customers enter."
    (demanded,) = proposals(late, brief=f"The opening is on 3 March 2031. {demand}")

    assert demanded.score > plain.score


def test_everybody_who_names_the_opening_is_a_side() -> None:
    (only,) = proposals(
        "The fire inspection is on 10 March 2031.", "Doors open on the first Monday of March."
    )

    assert documents_of(only) == ["brief", "specialist/a", "specialist/b"]


def test_who_needs_it_on_the_first_day_is_a_side() -> None:
    (only,) = proposals(
        "- Repair lift delivered: 10 March 2031",
        "From the very first day the repair lift is used for every bicycle.",
    )

    assert documents_of(only) == ["brief", "specialist/a", "specialist/b"]


def test_another_day_for_the_opening_is_likely_wrong() -> None:
    (only,) = proposals("We launch the shop with music.", "The opening is on 17 March 2031.")

    assert only.kind is ProposalKind.PAST_DEADLINE
    assert only.score >= 0.6


def test_a_launch_within_the_months_of_the_brief_is_fine() -> None:
    brief = "Plan the launch of the shop from July to December 2031."

    assert proposals("The launch of the shop is on 21 September 2031.", brief=brief) == ()


def test_loans_must_be_back_before_the_show_closes() -> None:
    (only,) = proposals(
        "The lender wants the bicycles back by 14 June 2031.",
        "The show of old bicycles closes on 30 June 2031.",
    )

    assert only.kind is ProposalKind.WRONG_ORDER


def test_results_are_not_shown_before_they_are_decided() -> None:
    (only,) = proposals(
        "The jury's selection is on 14 June 2031.",
        brief="Hold a design contest. The winners are announced on 1 June 2031.",
    )

    assert only.kind is ProposalKind.WRONG_ORDER


def test_a_date_told_from_an_event_is_compared_as_a_day() -> None:
    fine = proposals(
        "The paint delivery is two weeks before the opening.",
        "The paint delivery is on 17 February 2031.",
    )
    (only,) = proposals(
        "The paint delivery is two weeks before the opening.",
        "The paint delivery is on 24 February 2031.",
    )

    assert fine == ()
    assert "two weeks before the opening" in only.reason


def test_a_day_without_a_year_is_that_of_the_year_in_which_it_is_named() -> None:
    later = "Reports: 4 May 2032, 8 June 2032 and 10 August 2032."

    assert proposals("The opening is on the first Monday of March.", later) == ()


def test_a_date_told_from_an_event_nobody_dates_is_left_alone() -> None:
    assert (
        proposals("The paint comes two weeks before the parade.", "Paint: 24 February 2031.") == ()
    )


def test_a_day_of_the_week_that_does_not_fit_its_date_is_proposed() -> None:
    (only,) = proposals("Doors open on Tuesday, 3 March 2031.")
    fine = proposals("Doors open on Monday, 3 March 2031.")

    assert only.kind is ProposalKind.WRONG_WEEKDAY
    assert fine == ()


def test_days_that_are_blocked_for_something_else_are_not_proposed() -> None:
    blocked = "No deliveries are permitted between 1 February and 20 February 2031."
    (only,) = proposals(
        blocked, "The deliveries of shelves begin on 9 February 2031. Posters: 10 February 2031."
    )

    assert "9 February" in only.reason


def test_who_repeats_the_blocked_days_breaks_nothing() -> None:
    blocked = "No deliveries are permitted between 1 and 20 February 2031."

    assert proposals(blocked, "The street market runs from 1 to 20 February 2031.") == ()
