"""Facts proposed from a brief."""

import pytest

from engine.fact_proposals import proposed_facts


@pytest.mark.parametrize(
    ("brief", "facts"),
    [
        (
            "The launch budget for the quarter is EUR 60,000. It opens on 11 May 2027.",
            {"Launch budget quarter": "EUR 60,000", "Opens": "11 May 2027"},
        ),
        (
            "Die Eröffnung ist am 3. Mai 2027 mit einem Budget von 20.000 €.",
            {"Eröffnung": "3. Mai 2027", "Budget": "20.000 €"},
        ),
        ("Plan a village fair.", {}),
        ("", {}),
    ],
)
def test_dates_and_amounts_are_proposed_with_the_words_before_them(
    brief: str, facts: dict[str, str]
) -> None:
    assert {fact.subject: fact.value for fact in proposed_facts(brief)} == facts


def test_a_value_said_twice_is_proposed_once() -> None:
    assert len(proposed_facts("Opens on 3 May 2027.\n\nReady by 3 May 2027.")) == 1
