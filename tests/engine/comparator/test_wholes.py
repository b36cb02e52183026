"""Parts and wholes, places and people, owners."""

import pytest

from engine.comparator import ProposalKind
from tests.engine.comparator.builders import documents_of, proposals


def test_what_all_spend_together_is_more_than_there_is() -> None:
    (only,) = proposals(
        "## Cost\n\nFurniture and lift cost EUR 52,000.", "## Cost\n\nPosters cost EUR 41,500."
    )

    assert only.kind is ProposalKind.SUM_MISMATCH
    assert "EUR 93,500" in only.reason
    assert documents_of(only) == ["brief", "specialist/a", "specialist/b"]


@pytest.mark.parametrize(
    "other",
    [
        "## Cost\n\nPosters cost EUR 38,000.",
        "## Cost\n\nPosters cost EUR 41,500, not part of the shop's budget.",
        "## Cost\n\nPosters cost EUR 41,500 a year.",
        "## Prices\n\nA racing bicycle costs EUR 41,500.",
    ],
)
def test_what_all_spend_is_enough(other: str) -> None:
    assert proposals("## Cost\n\nFurniture and lift cost EUR 52,000.", other) == ()


def test_a_part_that_two_documents_name_is_counted_once() -> None:
    assert (
        proposals(
            "## Cost\n\nFurniture costs EUR 52,000.",
            "| Item | EUR |\n|---|---|\n| Furniture | 52,000 |\n| Posters | 30,000 |",
        )
        == ()
    )


def test_shares_that_are_more_than_the_whole() -> None:
    (only,) = proposals(
        "Sixty percent of the bicycles go to schools.", "Half of the bicycles go to clubs."
    )

    assert only.kind is ProposalKind.SHARES_OVER_WHOLE


def test_shares_of_different_wholes_are_fine() -> None:
    assert (
        proposals(
            "Sixty percent of the bicycles go to schools.", "Half of the helmets go to clubs."
        )
        == ()
    )


def test_fewer_places_than_people_who_need_one() -> None:
    courses = "## Course\n\nA course has at most twelve places. There are six courses."
    (only,) = proposals(courses, "## Course\n\nAll 96 mechanics attend a course.")

    assert only.kind is ProposalKind.OVER_LIMIT
    assert proposals(courses, "## Course\n\nAll 70 mechanics attend a course.") == ()


def test_more_at_once_than_the_hall_holds() -> None:
    (only,) = proposals("The hall holds at most 25 people.", "Forty extras ride through the hall.")

    assert only.kind is ProposalKind.OVER_LIMIT


def test_fewer_beds_than_people_of_the_brief() -> None:
    (only,) = proposals("The house has 44 beds in nine rooms.", brief="A camp for 48 children.")

    assert only.kind is ProposalKind.OVER_LIMIT
    assert proposals("The house has 52 beds in nine rooms.", brief="A camp for 48 children.") == ()


def test_another_number_than_in_the_brief() -> None:
    (only,) = proposals("We offer 44 stalls to newcomers.", brief="Reopen the hall with 38 stalls.")

    assert only.kind is ProposalKind.DIFFERENT_VALUE
    assert proposals("Another 44 stalls wait.", brief="Reopen the hall with 38 stalls.") == ()


def test_two_counts_under_two_nouns() -> None:
    (only,) = proposals("We plan for 18 hires.", brief="Hire twelve mechanics by May.")

    assert only.kind is ProposalKind.DIFFERENT_VALUE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The shop manager decides on refunds.", "Refunds are decided by the head office."),
        (
            "Über Beschwerden entscheidet der Beirat.",
            "Die Filialleitung entscheidet allein über Beschwerden.",
        ),
        (
            "Dr. Okafor is the person accountable to the health authority.",
            "Nadia Brandt is accountable towards the health authority.",
        ),
        (
            "Frau Hauser ist für die Mietverträge zuständig.",
            "Zuständig für die Mietverträge ist die Genossenschaft.",
        ),
    ],
)
def test_two_owners_of_one_thing(one: str, other: str) -> None:
    (only,) = proposals(one, other)

    assert only.kind is ProposalKind.TWO_OWNERS
    assert documents_of(only) == ["specialist/a", "specialist/b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The shop manager decides on refunds.", "Refunds are decided by the shop manager."),
        ("The shop manager decides on refunds.", "The owner decides on opening hours."),
        ("Customers decide quickly.", "The owner decides on refunds."),
    ],
)
def test_one_owner_or_two_things_are_fine(one: str, other: str) -> None:
    assert proposals(one, other) == ()


def test_words_share_the_parts_they_are_made_of() -> None:
    (only,) = proposals(
        "Die Regalmeter: 640 laufende Regalmeter sind nötig.",
        "Höchstens 520 Regalmeter finden Platz.",
    )

    assert only.kind is ProposalKind.OVER_LIMIT


def test_subtotals_in_bold_are_not_added_twice() -> None:
    rows = "| Item | EUR |\n|---|---|\n{}| Studio | 20,000 |\n| Mixing | 15,000 |\n| Food | 4,000 |"
    brief = "The total budget is EUR 42,000."

    assert proposals(rows.format("| **Production** | **35,000** |\n"), brief=brief) == ()
    assert proposals(rows.format("| Travel | 35,000 |\n"), brief=brief)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "| Task | Owner |\n|---|---|\n| Newsletter | Anna |",
            "| Task | Responsible |\n|---|---|\n| Monthly newsletter | Ben |",
        ),
        ("Newsletter owner: Anna Berg", "Owner of the newsletter: Ben Tal"),
        (
            "Verantwortlich für den Newsletter: Anna",
            "| Aufgabe | Wer |\n|---|---|\n| Newsletter | Ben |",
        ),
    ],
)
def test_columns_and_labels_name_two_owners(a: str, b: str) -> None:
    (only,) = proposals(a, b)

    assert only.kind is ProposalKind.TWO_OWNERS


def test_the_same_owner_in_a_column_and_a_label_is_one() -> None:
    table = "| Task | Owner |\n|---|---|\n| Newsletter | Anna |"

    assert proposals(table, "Newsletter owner: Anna") == ()


def test_spare_leads_and_the_chair_own_nothing() -> None:
    assert (
        proposals(
            "The route leads through the garden and up in the large lift.",
            "Spare leads and batteries lie in a box at the large lift of the garden.",
        )
        == ()
    )
