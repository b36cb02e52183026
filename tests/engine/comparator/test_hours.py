"""Hours of the day and days of the week."""

import pytest

from engine.comparator import ProposalKind
from tests.engine.comparator.builders import documents_of, proposals


@pytest.mark.parametrize(
    ("open_", "staffed"),
    [
        ("The shop is open from 8:00 to 20:00.", "The shop is staffed from 9:00 to 17:00."),
        ("Geöffnet ist von 8 bis 20 Uhr.", "Der Laden ist von 9 bis 17 Uhr besetzt."),
        ("Open Monday to Friday, 8 am to 8 pm.", "Staff are on duty from 9 am to 5 pm."),
        (
            "Der Laden ist von 7:00 bis 17:00 Uhr geöffnet.",
            "Der Frühdienst beginnt um 7:30 Uhr, der Spätdienst endet um 16:30 Uhr.",
        ),
        ("Two shifts work from 6:00 to 22:00.", "The gate is open from 7:00 to 20:00."),
    ],
)
def test_open_longer_than_somebody_is_there(open_: str, staffed: str) -> None:
    (only,) = proposals(open_, staffed)

    assert only.kind is ProposalKind.OUTSIDE_HOURS
    assert documents_of(only) == ["specialist/a", "specialist/b"]


@pytest.mark.parametrize(
    ("open_", "staffed"),
    [
        ("The shop is open from 9:00 to 17:00.", "The shop is staffed from 8:00 to 18:00."),
        (
            "The phone line takes calls from 7:00 to 21:00.",
            "The desk is staffed from 6:00 to 22:00.",
        ),
        ("Open on Saturdays from 8:00 to 20:00.", "On Mondays staffed from 9:00 to 17:00."),
    ],
)
def test_hours_within_the_others_are_fine(open_: str, staffed: str) -> None:
    assert proposals(open_, staffed) == ()


def test_an_end_after_the_hours_that_are_allowed() -> None:
    (only,) = proposals(
        "The last ride starts at 22:15.", brief="The town allows rides between 6:30 and 21:30."
    )

    assert only.kind is ProposalKind.PAST_DEADLINE


def test_music_after_the_quiet_begins() -> None:
    (only,) = proposals("The fire burns until 23:30.", brief="Die Nachtruhe beginnt um 22:30 Uhr.")

    assert only.kind is ProposalKind.PAST_DEADLINE


def test_a_licence_for_something_else_allows_it_no_hours() -> None:
    fine = "Repairs take place between midnight and 4 am."

    assert proposals(fine, brief="The licence allows music from 6 am to midnight.") == ()


def test_who_keeps_the_limit_has_later_times_for_other_things() -> None:
    fine = "Loud music ends at 22:00. The bar closes at 23:00."

    assert proposals(fine, brief="Loud music ends at 22:00.") == ()


def test_a_time_within_hours_that_are_blocked() -> None:
    (only,) = proposals(
        "Die Lieferung kommt um 5:00 Uhr.",
        brief="Zwischen 22 und 6 Uhr darf keine Lieferung kommen.",
    )

    assert only.kind is ProposalKind.IN_BLOCKED_WINDOW
    assert "22 und 6 Uhr" in only.reason


def test_shut_on_a_day_on_which_another_opens() -> None:
    (only,) = proposals(
        "The lease obliges the shop to open seven days a week.", "The shop is closed on Sundays."
    )

    assert only.kind is ProposalKind.DIFFERENT_VALUE


def test_shut_on_a_day_on_which_nobody_opens() -> None:
    assert proposals("The shop opens Monday to Saturday.", "The shop is closed on Sundays.") == ()
