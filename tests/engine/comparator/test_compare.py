from hypothesis import given
from hypothesis import strategies as st

from engine.comparator import ProposalKind
from tests.engine.comparator.builders import documents_of, proposals


def test_two_dates_of_one_event_are_proposed_with_both_values() -> None:
    (only,) = proposals("The shop opening is on 17 March 2031.")

    assert only.kind is ProposalKind.PAST_DEADLINE
    assert documents_of(only) == ["brief", "specialist/a"]
    assert "3 March 2031" in only.reason
    assert "17 March 2031" in only.reason


def test_everybody_who_speaks_of_it_is_in_one_proposal() -> None:
    (only,) = proposals("The shop opening is on 17 March 2031.", "The shop opening is on 17 March.")

    assert documents_of(only) == ["brief", "specialist/a", "specialist/b"]


def test_the_same_in_other_words_is_absorbed() -> None:
    assert proposals("The opening is on the first Monday of March.", "Opening: 3.3.2031") == ()
    assert proposals("The rent is EUR 900 a month.", "The rent is EUR 10,800 a year.") == ()
    assert proposals("The oven trial takes one month.", "The oven trial takes thirty days.") == ()


def test_a_range_differs_only_from_what_is_outside_of_it() -> None:
    cost = "The oven trial costs between EUR 5,000 and 7,000."
    assert proposals(cost, "The oven trial costs EUR 6,500.") == ()
    assert proposals("We build 40 to 50 racks.", brief="We build 45 racks.") == ()

    (only,) = proposals(cost, "The oven trial costs EUR 8,500.")
    assert "between EUR 5,000 and 7,000" in only.reason


def test_the_upper_end_of_a_range_counts_against_a_limit() -> None:
    costs = "The oven trial costs EUR 5,000–7,000."
    (money,) = proposals(costs, "The oven trial may cost at most EUR 6,500.")
    (people,) = proposals("The room may hold 80 people.", "We invite 70 to 90 guests.")

    assert money.kind is people.kind is ProposalKind.OVER_LIMIT


def test_a_range_of_weeks_before_an_event_is_a_stretch_of_days() -> None:
    (only,) = proposals(
        "Training of all mechanics is 2 to 3 weeks before the opening.",
        "Training of all mechanics is on 24 February 2031.",
    )

    assert "2 to 3 weeks before the opening" in only.reason
    assert (
        proposals(
            "Training of all mechanics is 2 to 3 weeks before the opening.",
            "Training of all mechanics is on 14 February 2031.",
        )
        == ()
    )


def test_the_same_number_about_something_else_is_absorbed() -> None:
    assert proposals("Twelve mechanics are hired.", "Twelve posters hang in town.") == ()


def test_different_numbers_about_different_things_are_not_proposed() -> None:
    assert proposals("The lease runs for ten years.", "Posters hang for two weeks.") == ()


def test_two_counts_of_one_thing_are_proposed() -> None:
    (only,) = proposals(
        "The workshop repairs 40 bikes a week.", "We plan 90 repaired bikes a week."
    )

    assert only.kind is ProposalKind.DIFFERENT_VALUE
    assert [side.values[0].amount for side in only.sides] == [40, 90]


def test_more_than_fits_is_over_the_limit() -> None:
    (only,) = proposals("The room may hold 80 people.", "We invite 120 guests to the party.")

    assert only.kind is ProposalKind.OVER_LIMIT


def test_less_than_a_limit_is_fine() -> None:
    assert proposals("The room may hold 80 people.", "We invite 60 guests to the party.") == ()


def test_a_day_within_blocked_days_is_proposed() -> None:
    (only,) = proposals(
        "No deliveries are permitted between 1 February and 20 February 2031.",
        "The shelves arrive on 9 February 2031.",
    )

    assert only.kind is ProposalKind.IN_BLOCKED_WINDOW


TABLE = """\
## Costs

| Item | EUR |
| --- | --- |
| Shelves | {} |
| Tools | 30,000 |
| Fees | 20,000 |
"""


def test_rows_that_add_up_to_more_than_the_budget_are_proposed() -> None:
    (only,) = proposals(TABLE.format("60,000"))

    assert only.kind is ProposalKind.SUM_MISMATCH
    assert "EUR 110,000" in only.reason
    assert documents_of(only) == ["brief", "specialist/a"]


def test_rows_within_the_budget_are_fine() -> None:
    assert proposals(TABLE.format("40,000")) == ()


def test_an_end_after_the_latest_time_of_the_brief_is_proposed() -> None:
    (only,) = proposals("The concert plays until 22:30.", brief="Loud music ends at 22:00.")

    assert only.kind is ProposalKind.PAST_DEADLINE


def test_german_documents_are_compared_too() -> None:
    (only,) = proposals(
        "Die Eröffnung ist am 17. März 2031.",
        brief="Die Eröffnung ist für den 3. März 2031 geplant.",
    )

    assert "17. März 2031" in only.reason


def test_no_more_proposals_than_asked_for() -> None:
    many = "".join(
        f"The {word} deposit is EUR {{}}.\n\n" for word in ("lamp", "lock", "bell", "pump")
    )

    assert len(proposals(many.format(*(5,) * 4), many.format(*(7,) * 4), most=2)) == 2


def test_a_value_that_only_says_when_something_happens_is_no_limit() -> None:
    assert (
        proposals(
            "One guest in five starts a trial.",
            "Below 15 % of guests starting a trial, the talk becomes shorter.",
        )
        == ()
    )


def test_long_lists_of_data_do_not_hide_what_is_said_before_them() -> None:
    rows = "\n".join(f"| Bolt {number} | {number + 5},000 |" for number in range(200))
    data = f"The shop rent is EUR {{}} a month.\n\n| Part | EUR |\n|---|---|\n{rows}"

    found = proposals(data.format(900), data.format(950))

    assert any("EUR 900" in one.reason and "EUR 950" in one.reason for one in found)


def test_one_document_has_nothing_to_contradict() -> None:
    assert proposals(brief="Opening on 3 March 2031. The opening is on 4 March 2031.") == ()


WORDS = st.sampled_from(
    ["opening ", "shop ", "budget ", "at most ", "total ", "by ", "no ", "3 March 2031 ", "in May ",
     "Ann decides on the ", "two weeks before the ", "from 8:00 to 20:00 ", "Monday to Friday ",
     "60 percent of the shop ", "day one ", "inspection ", "staffed ", "closed on Sundays ",
     "EUR 900 ", "EUR 1,200 a month ", "40 bikes ", "90 bikes ", "22:00 ", "one in five ", ". ",
     "\n\n| Item | EUR |\n|---|---|\n| a | 5 |\n| b | 7 |\n| Total | 99 |\n\n", "0 bikes ", "Uhr"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=14).map("".join)


@given(TEXTS, TEXTS, TEXTS)
def test_every_proposal_has_sides_of_different_documents(brief: str, one: str, two: str) -> None:
    for proposal in proposals(one, two, brief=brief):
        documents = documents_of(proposal)
        assert len(documents) == len(set(documents)) >= 2
        assert 0 <= proposal.score <= 1
        assert 0 < len(proposal.subject) <= 60
        for side in proposal.sides:
            assert all(one.written in side.statement.quote for one in side.values if one.subject)
