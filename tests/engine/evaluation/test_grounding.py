"""A quote from memory finds its place, and one that is made up does not."""

import pytest

from engine.evaluation.grounding import place_of
from models.documents import Document

TEXT = (
    "# Dates\n\nThe **public launch** is on 25 May 2027, two weeks after the review is back. "
    "Creators publish on the second Tuesday of May.\n\n"
    "- Paying accounts: 4,000 by the end of June\n"
)
DOCUMENT = Document(document_id="specialist/planner", title="Planner", text=TEXT)


def at(quote: str) -> str | None:
    place = place_of(quote, DOCUMENT)
    return None if place is None else TEXT[slice(*place)]


@pytest.mark.parametrize(
    "quote",
    [
        "Creators publish on the second Tuesday of May",
        "creators  publish on the\nsecond Tuesday of May.",
        "“Creators publish on the second Tuesday of May …”",
    ],
)
def test_signs_and_white_space_do_not_matter(quote: str) -> None:
    assert at(quote) == "Creators publish on the second Tuesday of May"


def test_emphasis_in_the_text_does_not_matter() -> None:
    assert at("The public launch is on 25 May 2027") == "The **public launch** is on 25 May 2027"


def test_a_few_other_words_are_forgiven() -> None:
    found = at("The public launch takes place on 25 May 2027, two weeks after the review is back.")
    assert found is not None
    assert found.startswith("The **public launch**")


@pytest.mark.parametrize(
    "quote",
    [
        "The public launch is on 26 May 2027, two weeks after the review is back.",
        "Paying accounts: 400 by the end of June",
        "The store listing is written by an agency in Leeds.",
        "Nobody",
        "…",
        "",
    ],
)
def test_other_figures_and_other_sentences_are_not(quote: str) -> None:
    assert at(quote) is None
