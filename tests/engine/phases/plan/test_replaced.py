"""A value that lost is found in other words, and left alone where it belongs to something else."""

import pytest

from engine.numbering import NumberedDocuments
from models.contradiction import Contradiction
from tests.engine.phases.staging import CHANNELS, DATES, a_world, decided, faults_of
from tests.engine.runs.staging import MESSAGES

VALUE_LEFT = "losing_value_left"
RIGHT = "The launch is on 11 May 2027 [R1]."


def a_launch(*, others: str = "") -> tuple[Contradiction, NumberedDocuments]:
    """The launch on 11 May holds against 25 May; other texts may say more."""
    world = a_world(
        {
            MESSAGES: "The public launch is on 25 May 2027.",
            DATES: "The launch is on 11 May 2027.",
            CHANNELS: others,
        }
    )
    return decided(world, "25 May", "11 May", subject="public launch date"), world


@pytest.mark.parametrize(
    "sentence",
    [
        "The launch is on 25 May 2027.",
        "The launch is on 25 May.",
        "- Launch: 25 May 2027",
        "- 25 May: launch",
        "**Launch** on 25 May 2027.",
        "| Step | Day | Who |\n| --- | --- | --- |\n| Launch | 25 May | Anna |",
        "### Launch\n\n- 25 May 2027",
        "The app launches on 25 May 2027.",
        "On 25 May, the app launches.",
        "The product launch is on 25 May 2027.",
        "After the launch on 25 May, support is staffed every day.",
        "The launch is on the last Tuesday of May 2027.",
    ],
)
def test_the_replaced_day_with_one_telling_word_is_a_fault(sentence: str) -> None:
    launch, world = a_launch(others="The app is listed in two stores.")
    assert faults_of(launch, RIGHT, sentence, world=world) == [VALUE_LEFT]
    assert faults_of(launch, f"{RIGHT}\n\n{sentence}", world=world) == [VALUE_LEFT]


@pytest.mark.parametrize(
    "sentence",
    [
        "The invoice is due on 25 May 2027.",
        "The public library closes on 25 May 2027.",
        "The team is proud of the launch; the invoice is due on 25 May 2027.",
        "- Two weeks after the launch: 25 May 2027",
        "The pilot ends two weeks after the launch, on 25 May 2027.",
        "The launch is on 11 May 2027, and the press lunch on 25 May 2027 [R1].",
        "The launch campaign runs from 3 May to 30 May 2027.",
        "| Step | Launch | End |\n| --- | --- | --- |\n| Creators | 4 May 2027 | 25 May 2027 |",
    ],
)
def test_the_replaced_day_of_something_else_is_no_fault(sentence: str) -> None:
    launch, world = a_launch()
    assert faults_of(launch, RIGHT, sentence, world=world) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("The webinar for partners is on 25 May 2027.", "The launch webinar is on 25 May 2027."),
        ("The newsletter launches on 25 May 2027.", "The newsletter launches on 25 May."),
        (
            "| Step | Day |\n| --- | --- |\n| Press launch | 25 May 2027 |",
            "| What | When |\n| --- | --- |\n| Launch for the press | 25 May 2027 |",
        ),
    ],
)
def test_a_text_that_says_the_day_of_just_that_makes_it_right(said: str, sentence: str) -> None:
    launch, world = a_launch(others=said)
    assert faults_of(launch, RIGHT, sentence, world=world) == []
    launch, world = a_launch()
    assert faults_of(launch, RIGHT, sentence, world=world) == [VALUE_LEFT]


def test_a_text_that_repeats_what_lost_makes_nothing_right() -> None:
    launch, world = a_launch(others="Launch: 25 May 2027")
    assert faults_of(launch, RIGHT, "The launch is on 25 May 2027.", world=world) == [VALUE_LEFT]


def test_the_words_around_the_losing_value_are_those_of_the_thing() -> None:
    world = a_world(
        {
            MESSAGES: "The launch e-mail goes live on 25 May 2027 at nine in the morning.",
            DATES: "The public launch is on 11 May 2027.",
        }
    )
    launch = decided(world, "25 May", "11 May", subject="public launch date")
    left = "The launch e-mail goes out on 25 May 2027 at nine."
    assert faults_of(launch, RIGHT, left, world=world) == [VALUE_LEFT]


def test_a_word_that_says_little_tells_nothing() -> None:
    world = a_world(
        {
            MESSAGES: "The webinar starts at 19:00.",
            DATES: "The webinar starts at 18:00.",
        }
    )
    webinar = decided(world, "19:00", "18:00", subject="webinar start")
    right = "The webinar starts at 18:00 [R1]."
    assert faults_of(webinar, right, "The reception starts at 19:00.", world=world) == []
    assert faults_of(webinar, right, "Webinar: 19:00", world=world) == [VALUE_LEFT]
