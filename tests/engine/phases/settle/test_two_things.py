"""A sentence may say two things; a decision holds the one that its contradiction is about."""

from dataclasses import replace

import pytest

from engine.phases.settle import decision_by_ruling, settle
from models.contradiction import Decision
from models.ruling import Ruling, RulingKind
from models.run import Run
from tests.builders import a_start
from tests.engine.phases.staging import CHANNELS, DATES, TEAM, a_finding, a_world

BUYS = "We launch on 11 May 2027 and spend EUR 20,000 on ads."
PLANS = "We launch on 25 May 2027 and spend EUR 30,000 on ads."
WORLD = a_world({CHANNELS: BUYS, DATES: PLANS})
LAUNCH = replace(
    a_finding(WORLD, BUYS, PLANS, subject="launch date", topic="dates"),
    explanation="11 May 2027 here, 25 May 2027 there.",
)
ADS = replace(
    a_finding(WORLD, BUYS, PLANS, subject="spend on ads", topic="motion"),
    explanation="EUR 20,000 here, EUR 30,000 there.",
)


def told(decision: Decision) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return decision.text, decision.kept_values, decision.dropped_values


def test_each_of_two_contradictions_between_two_sentences_has_its_own_values() -> None:
    assert told(settle(LAUNCH, TEAM, WORLD)) == (
        "Launch date: We launch on 25 May 2027.",
        ("25 May 2027",),
        ("11 May 2027",),
    )
    assert told(settle(ADS, TEAM, WORLD)) == (
        "Spend on ads: spend EUR 20,000 on ads.",
        ("EUR 20,000",),
        ("EUR 30,000",),
    )


def test_what_is_left_open_names_no_value_of_the_other() -> None:
    ads = settle(replace(ADS, team_topic=None), TEAM, WORLD)
    assert ads.is_open
    assert ads.text == "Spend on ads: spend EUR 20,000 on ads. / spend EUR 30,000 on ads."


@pytest.mark.parametrize(
    ("ruling", "text", "dropped"),
    [
        (
            Ruling(kind=RulingKind.KEEP, side=0),
            "Launch date: We launch on 11 May 2027.",
            ("25 May 2027",),
        ),
        (
            Ruling(kind=RulingKind.OWN_WORDS, text="Start on 18 May 2027 and spend EUR 20,000."),
            "Start on 18 May 2027 and spend EUR 20,000.",
            ("11 May 2027", "25 May 2027"),
        ),
    ],
)
def test_so_does_a_ruling(ruling: Ruling, text: str, dropped: tuple[str, ...]) -> None:
    decision = decision_by_ruling(LAUNCH, ruling, None, Run.begin(a_start(TEAM)))
    assert decision is not None
    assert (decision.text, decision.dropped_values) == (text, dropped)


@pytest.mark.parametrize(
    "reason",
    [
        "They differ.",
        "Only one of them says 11 May 2027.",
        "11 May 2027 and EUR 20,000 here, 25 May 2027 and EUR 30,000 there.",
    ],
)
def test_where_no_two_values_are_singled_out_all_that_clash_are_decided(reason: str) -> None:
    unsaid = replace(LAUNCH, explanation=reason)
    assert told(settle(unsaid, TEAM, WORLD)) == (
        f"Launch date: {PLANS}",
        ("25 May 2027", "EUR 30,000"),
        ("11 May 2027", "EUR 20,000"),
    )


def test_a_sentence_about_one_thing_is_kept_as_it_is() -> None:
    world = a_world({CHANNELS: "We launch on 11 May 2027.", DATES: "We launch on 25 May 2027."})
    found = a_finding(world, "11 May", "25 May", subject="launch date")
    assert settle(found, TEAM, world).text == "Launch date: We launch on 25 May 2027."
