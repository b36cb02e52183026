"""Facts proposed from a brief."""

import pytest

from engine.fact_proposals import proposed_facts


@pytest.mark.parametrize(
    ("brief", "facts"),
    [
        (
            "The launch budget for the quarter is EUR 60,000. It opens on 11 May 2027.",
            {"Launch budget for the quarter": "EUR 60,000", "Opens": "11 May 2027"},
        ),
        (
            "Die Eröffnung ist am 3. Mai 2027 mit einem Budget von 20.000 €.",
            {"Eröffnung": "3. Mai 2027", "Budget": "20.000 €"},
        ),
        ("There is a free tier and a paid tier at EUR 9 a month.", {"Paid tier": "EUR 9 a month"}),
        ("The boat carries 60 passengers at most.", {"Passengers": "60 at most"}),
        ("Teams have at most five members.", {"Members": "at most five"}),
        ("The team is six people.", {"Team": "six people"}),
        ("The roads are closed from 8:00 to 14:00.", {"Roads closed": "8:00 to 14:00"}),
        ("Konzerte im Freien enden um 22 Uhr.", {"Konzerte im Freien enden": "22 Uhr"}),
        ("Es kommen 1.100 Gäste.", {"Kommen": "1.100 Gäste"}),
        ("The site is 9,600 square metres.", {"Site": "9,600 square metres"}),
        ("Plan a village fair.", {}),
        ("In May we meet in two rooms for three days.", {}),
        ("", {}),
    ],
)
def test_what_a_brief_fixes_is_proposed_in_its_own_words(brief: str, facts: dict[str, str]) -> None:
    assert {fact.subject: fact.value for fact in proposed_facts(brief)} == facts


@pytest.mark.parametrize(
    ("brief", "fact"),
    [
        (
            "No filming is permitted at the lock from 14 to 18 July.",
            "No filming is permitted at the lock: 14 to 18 July",
        ),
        (
            "From 20 to 27 November 2028 no changes to the shop are allowed.",
            "No changes to the shop are allowed: 20 to 27 November 2028",
        ),
        (
            "Vom 1. März bis 30. Juni dürfen keine Bäume gefällt werden.",
            "Dürfen keine Bäume gefällt werden: 1. März bis 30. Juni",
        ),
        ("Billing may not stop for more than three days.",
         "Billing may not stop: more than three days"),
    ],
)  # fmt: skip
def test_what_is_forbidden_is_never_proposed_as_allowed(brief: str, fact: str) -> None:
    assert [one.sentence for one in proposed_facts(brief)] == [fact]


def test_of_many_values_days_and_money_stay_in_the_order_of_the_brief() -> None:
    counts = " ".join(f"We buy {number} {noun}." for number, noun in enumerate(NOUNS, 10))
    facts = proposed_facts(f"{counts} The budget is EUR 900. Doors open on 3 May 2027.")

    assert len(facts) == 8
    assert [fact.value for fact in facts][:2] == ["10", "11"]
    assert [fact.value for fact in facts][-2:] == ["EUR 900", "3 May 2027"]


NOUNS = ("lamps", "chairs", "tables", "plates", "forks", "knives", "spoons", "pots", "pans")


def test_a_range_of_things_is_one_fact() -> None:
    (lamps,) = proposed_facts("We buy between 10 and 12 lamps.")
    (chairs,) = proposed_facts("We buy 40 – 50 chairs.")

    assert (lamps.subject, lamps.value) == ("Lamps", "10–12")
    assert (chairs.subject, chairs.value) == ("Chairs", "40–50")


def test_a_value_said_twice_is_proposed_once() -> None:
    assert len(proposed_facts("Opens on 3 May 2027.\n\nReady by 3 May 2027.")) == 1
