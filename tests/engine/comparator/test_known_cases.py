"""Holds what the comparator finds in the cases that ship, so that no change makes it worse.

The rules were tuned on the twelve cases of ``evaluation/cases`` and on 01 to 05 of
``evaluation/own-cases``. The other own cases were written in batches before they were measured, and
only after that first look were the rules widened for what they showed. The first looks say how the
rules do on texts they have never seen; what is held below is what they find since.

========  ====================  ================  ===========  ============================
batch     deterministic found   proposals a case  distractors  false alarms a clean case
========  ====================  ================  ===========  ============================
06 to 11  13 of 20              3.0               0            0.5
12 to 17  9 of 19               2.2               0            1.0
18 to 22  7 of 16               2.8               1            2.0
23 to 26  2 of 9                0.8               0            0.5
27 to 30  6 of 10               1.8               1            0.0
31 to 40  10 of 23              2.4               3            1.5
41 to 50  9 of 25               2.1               3            1.0
51 to 62  9 of 26               1.4               1            0.0
63 to 72  6 of 25               2.4               4            1.0
73 to 82  9 of 22               1.8               0            0.0
========  ====================  ================  ===========  ============================
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.evaluation import (
    Case,
    CaseScore,
    Outcome,
    load_cases,
    total_of,
)
from engine.evaluation.examiner import measure_by_code
from engine.resources import RESOURCES

FOLDER = RESOURCES / "evaluation"

MISSES = {
    "11-open-source-release/c4": (
        "“it is finished on 21 June” names its tool one sentence before, and that a part must be "
        "finished before the whole is said nowhere"
    ),
    "05-film-shoot/c1": (
        "found with the brief as the other side; that “the lock is ours” on other days excludes "
        "these days is not read"
    ),
    "06-pflegesoftware/c6": "the same things are called tablets here and devices there",
    "07-city-run/c4": "that names cannot be printed before entry closes is said nowhere",
    "09-shop-relaunch/c4": "“goods back” and “returns” share no word but in their headings",
    "10-waermenetz/c3": "one price of three words and a compound that share only their stem",
    "16-ferry/c3": "“groups of up to 75” names no thing that is counted",
    "18-sleep-study/c2": "“followed for” and “weeks of diary” share only their heading",
    "21-hackathon/c1": "so few “people” in a team, and so few “members”, share too little",
    "23-market-hall/c2": "found with the brief; the other side says the rent within a product",
    "24-jugendfreizeit/c3": "“48 × 520 €” says nowhere that it is the fee",
    "24-jugendfreizeit/c4": "that who leaves on the 5th is not back on the 4th is said nowhere",
    "31-ward-move/c2": (
        "six beds an hour from eight to eleven: from when to when it is done is said in the "
        "other text"
    ),
    "32-river-podcast/c2": "“an episode lasts” and “a running time” share no word",
    "36-fisheries-interpreting/c1": "the hours of two sittings are added up by nobody",
    "37-press-line/c3": "four presses and a chair every five minutes are said in two sentences",
    "38-museum-night/c1": (
        "that guests of the last story need the shuttle is said in a third sentence"
    ),
    "42-rail-timetable/c1": "“that leaves twelve” names no thing that is counted",
    "44-orchestra-tour/c2": (
        "two clock times of one day; what happens at them is said in other sentences"
    ),
    "45-stadtbaeume/c3": (
        "a price a month and one a year of which the words in common are in every sentence"
    ),
    "46-lohnabrechnung/c1": "“Abnahme” and “abgenommen” are two stems",
    "46-lohnabrechnung/c2": (
        "six weeks and three “Abrechnungsmonate” are counted in different things"
    ),
    "48-cookbook/c3": "that pictures are taken before they go to print is said nowhere",
    "49-ski-resort/c3": "“adult, one day” and “a day for grown-ups” share no word",
    "49-ski-resort/c4": (
        "“the ticket revenue” and “what we earn with tickets” are one whole in other words"
    ),
    "51-blood-drive/c2": "resting and freeing one’s chair are one thing only to a reader",
    "55-trade-fair/c1": "“control program 3.4” is not read as a version",
    "55-trade-fair/c2": "the drawings go out “after which”, without a date of their own",
    "56-theatre/c1": "seats of an auditorium and places a performance share no word",
    "56-theatre/c3": "that beams from above need an open roof is said nowhere",
    "58-escooter-pilot/c2": (
        "the ring of walls and the historic centre are one place only to a reader"
    ),
    "59-admissions/c1": "a portal that closes and an upload that ends share no word",
    "61-glasfaser-dorf/c1": "“40 von 100 Haushalten” is a count, and not a share",
    "63-research-cruise/c1": (
        "bunks are no places by our words, and a party is not said to need any"
    ),
    "64-student-satellite/c2": (
        "“tested” and “the vibration test follows” are one step only to a reader"
    ),
    "65-youth-orchestra-tour/c1": "a calendar line of another day in the same town stands nearer",
    "66-orchard-cider/c1": (
        "nearly two years lie between the days, and “pressed” and “bottles” share no word"
    ),
    "67-library-move/c1": (
        "the houses that are closed and the readers without a library share no word"
    ),
    "67-library-move/c2": "the volumes and the stock are one whole in other words",
    "67-library-move/c3": "that every book needs its chip by then is said without a day",
    "68-allergy-trial/c3": "“younger than eighteen” and “from 16 years” are not read as ages",
    "69-bridge-replacement/c2": (
        "both are said to be the most: what the bridge carries and what a lorry weighs"
    ),
    "71-halbmarathon-erlental/c1": (
        "a shot that is fired and a field that is sent off share no word"
    ),
    "71-halbmarathon-erlental/c2": (
        "“brauchen wir bis” and “gibt wieder frei” are opposites only to a reader"
    ),
    "74-student-satellite/c1": "the rows have no unit in their title, and the limit is a weight",
    "74-student-satellite/c2": "more than seven times as much is taken for another thing",
    "76-opera-tour/c1": "people who travel and people for whom there are rooms share no word",
    "76-opera-tour/c4": "that a tower must fit under a ceiling is said nowhere",
    "77-nahwaerme/c2": "houses and connections are counted in different things",
    "78-rabies-campaign/c3": "“they reach the store” names the vaccine one sentence before",
    "79-board-game/c1": "one to four and two to six players have numbers in common",
    "79-board-game/c3": "boxes that reach backers and a game they hold share no verb",
    "80-roman-villa/c1": (
        "found with the brief; that digging ends before the field is handed over is said nowhere"
    ),
}


def scored(folder: Path) -> list[tuple[Case, CaseScore]]:
    cases = load_cases(folder)
    return [(case, measure_by_code(case).score) for case in cases]


@pytest.fixture(scope="module")
def shipped() -> list[tuple[Case, CaseScore]]:
    return scored(FOLDER / "cases")


@pytest.fixture(scope="module")
def own() -> list[tuple[Case, CaseScore]]:
    return scored(FOLDER / "own-cases")


def missed(scores: Sequence[tuple[Case, CaseScore]]) -> set[str]:
    return {
        f"{case.id}/{one.id}"
        for case, score in scores
        for one in score.conflicts
        if one.is_deterministic and one.outcome is not Outcome.FOUND
    }


def test_what_is_missed_is_known_and_has_a_reason(
    shipped: list[tuple[Case, CaseScore]], own: list[tuple[Case, CaseScore]]
) -> None:
    assert missed([*shipped, *own]) == set(MISSES)


def test_the_twelve_cases_are_held(shipped: list[tuple[Case, CaseScore]]) -> None:
    total = total_of([score for _, score in shipped])

    assert total.recall_deterministic == pytest.approx(26 / 27)
    assert total.distractors_reported <= 2
    assert total.proposals_per_case is not None
    assert total.proposals_per_case <= 3
    assert total.precision is not None
    assert total.precision >= 0.85
    assert max(score.reports for _, score in shipped) <= 12


def test_our_own_cases_are_held(own: list[tuple[Case, CaseScore]]) -> None:
    total = total_of([score for _, score in own])

    assert total.recall_deterministic is not None
    assert total.recall_deterministic >= 0.75
    assert total.distractors_reported <= 15
    assert total.proposals_per_case is not None
    assert total.proposals_per_case <= 3.2
    assert total.precision is not None
    assert total.precision >= 0.76


def test_texts_that_hold_together_are_left_in_peace(own: list[tuple[Case, CaseScore]]) -> None:
    total = total_of([score for _, score in own])

    assert sum(not case.conflicts for case, _ in own) >= 5
    assert total.false_alarms_per_clean_case is not None
    assert total.false_alarms_per_clean_case <= 0.45
