"""What must come first by the words of a document, and what is used before it is there."""

import pytest

from engine.comparator import Proposal, ProposalKind
from tests.engine.comparator.builders import proposals

_PLAN = "Plan a thing."


def _only(*texts: str, brief: str = _PLAN) -> Proposal:
    (only,) = proposals(*texts, brief=brief)
    return only


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (
            "- Seal printed on the labels: 14 March 2028",
            "- Certificate issued: 28 April 2028\n\n"
            "Before the certificate is here the seal must not appear on any label.",
        ),
        (
            "Printing of the labels: 14 March 2028. Printing starts only after the certificate.",
            "The certificate is issued on 28 April 2028.",
        ),
        (
            "On 3 January 2028 we rehearse on the stage.",
            "The stage is handed over on 10 January 2028, and until then nobody may set foot on "
            "it.",
        ),
        (
            "| Date | Step |\n|---|---|\n| 10 April 2028 | Dish lifted onto the pedestal |",
            "The pedestal is cast in March. It may carry nothing before 21 April 2028.",
        ),
        (
            "Wave one on 4 October 2027 runs over the new fibre lines.",
            "The carrier hands over the fibre lines on 18 October 2027.",
        ),
        (
            "The final list of starters is printed on 27 August 2027.",
            "We accept entries for the list of starters until 3 September 2027.",
        ),
    ],
)
def test_a_step_is_dated_before_what_must_come_first(early: str, late: str) -> None:
    only = _only(early, late)

    assert only.kind is ProposalKind.WRONG_ORDER
    assert {side.statement.ref.document_id for side in only.sides} == {
        "specialist/a",
        "specialist/b",
    }


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (
            "- Seal printed on the labels: 14 May 2028",
            "- Certificate issued: 28 April 2028\n\n"
            "Before the certificate is here the seal must not appear on any label.",
        ),
        (
            "On 13 January 2028 we rehearse on the stage.",
            "The stage is handed over on 10 January 2028, and until then nobody may set foot on "
            "it.",
        ),
        (
            "Wave one on 4 October 2027 runs over the old copper.",
            "The carrier hands over the fibre lines on 18 October 2027.",
        ),
    ],
)
def test_steps_in_the_right_order_or_of_other_things_are_left_in_peace(
    early: str, late: str
) -> None:
    kinds = {one.kind for one in proposals(early, late, brief=_PLAN)}

    assert ProposalKind.WRONG_ORDER not in kinds


def test_the_mix_of_the_opening_episode_is_no_beginning() -> None:
    only = _only(
        "- Tuesday 12 October 2027: the finished mix of the opening episode is delivered",
        brief="The season starts on 6 October 2027.",
    )

    assert only.kind is ProposalKind.WRONG_ORDER


def test_what_is_in_time_for_something_else_is_not_late() -> None:
    report = "The report is finished on 9 May 2028, one week before the public date."

    assert proposals(report, brief="The beta starts on 1 March 2028.") == ()


def test_promised_times_and_beginnings_differ() -> None:
    assert _only(
        "Testers get an answer within four hours.", "Testers hear from us within two working days."
    )
    assert _only("The webinar starts at 18:00.", "The webinar starts at 19:00.")
    assert not proposals("The webinar starts at 18:00.", "The webinar ends at 19:00.", brief=_PLAN)
    assert not proposals(
        "Das Lager liefert Ersatz binnen 24 Stunden.",
        "Jede Beschwerde wird binnen einer Woche beantwortet.",
        brief=_PLAN,
    )


def test_a_road_closed_for_the_event_blocks_nothing_of_it() -> None:
    brief = "The lake road may be closed to traffic from 8:00 to 13:00."

    assert proposals("At 8:15 the lake road is empty.", brief=brief) == ()


def test_a_calendar_is_read_by_the_words_behind_its_dates() -> None:
    calendar = "| Date | Step |\n|---|---|\n| 14 March 2028 | Brochure printed |"

    assert _only(calendar, "The brochure is printed on 21 March 2028.")


@pytest.mark.parametrize(
    ("early", "gate"),
    [
        (
            "The first participant is enrolled on 29 March 2027.",
            "The committee votes on 12 April 2027, and nobody may be enrolled before its vote.",
        ),
        (
            "Am 13. Mai 2028 springt die Bürgermeisterin ins große Becken.",
            "Die Probe des großen Beckens dauert vom 22. bis 26. Mai 2028. Vorher darf niemand "
            "ins Wasser.",
        ),
    ],
)
def test_nobody_may_before_a_day_in_the_same_or_the_next_sentence(early: str, gate: str) -> None:
    only = _only(early, gate)

    assert only.kind is ProposalKind.WRONG_ORDER


def test_a_ridge_that_is_closed_is_blocked_and_a_whole_summer_blocks_only_its_own() -> None:
    drilling = "Drilling on the northern ridge from 9 to 12 May 2027."

    assert _only(drilling, "The navy closes the northern ridge from 8 to 14 May 2027.")
    assert not proposals(
        "Bids are opened on 5 March 2027.",
        "Nobody crosses the river between March and November 2027.",
        brief=_PLAN,
    )


def test_after_an_hour_nothing_may_be_done_any_more() -> None:
    gate = (
        "The harbour master locks the gate of Port Hallow at 21:00; after that no ship may leave."
    )

    assert _only("The last ship leaves Port Hallow at 22:15.", gate)
    assert not proposals("The last ship leaves Port Hallow at 20:15.", gate, brief=_PLAN)


def test_no_work_at_all_blocks_every_step_in_a_long_season() -> None:
    season = "No building work of any kind is allowed between 15 March and 31 July 2027."

    assert _only("| Step | Date |\n|---|---|\n| Piles driven | 12 April to 28 May 2027 |", season)
