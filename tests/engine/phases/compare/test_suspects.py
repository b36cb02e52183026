"""What finders propose about one thing is one candidate; what is about two things stays two."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engine.finder_limits import CANDIDATES_LISTED
from engine.numbering import NumberedDocuments
from engine.phases.compare.finding import Finding
from engine.phases.compare.noticed import Noticed, notice
from engine.phases.compare.suspects import Suspects, together
from models.contradiction import FoundBy
from models.events import RunEvent
from tests.engine.phases.staging import CHANNELS, DATES, TEAM, a_finding, a_world
from tests.engine.runs.staging import MESSAGES

BOTH_DAYS = "The launch is on 11 May 2027 and the webinar is on 20 May 2027."
LAUNCH = "The public launch is on 25 May 2027."
WEBINAR = "The webinar for partners is on 2 June 2027."
TOGETHER = {MESSAGES: BOTH_DAYS, DATES: f"{LAUNCH}\n\n{WEBINAR}"}
APART = {MESSAGES: BOTH_DAYS, DATES: LAUNCH, CHANNELS: WEBINAR}
NO_CALLS = "The motion is product-led: nobody calls an account before it pays."
CALLS = "Every account gets a demo call before its first invoice."


def found(texts: Mapping[str, str], *sides: str, because: str = "", **changes: Any) -> Finding:
    finding = a_finding(a_world(texts), *sides, **changes)
    return replace(finding, explanation=because) if because else finding


def candidates(world: NumberedDocuments, *findings: Finding) -> list[Finding]:
    """What becomes of findings of different calls; as many in whichever order they come."""
    ranked: list[list[Finding]] = []
    told: list[RunEvent] = []
    for order in (findings, findings[::-1]):
        suspects = Suspects(told.append, TEAM)
        for one in order:
            suspects.add([one])
        ranked.append(suspects.ranked(world, looks=12))
    assert len(ranked[0]) == len(ranked[1])
    return ranked[0]


def quotes(finding: Finding) -> set[str]:
    return {side.statement.quote for side in finding.sides}


@pytest.mark.parametrize(
    "subjects",
    [("launch day", "webinar day"), ("launch day", "launch webinar"), ("day one", "webinar")],
)
def test_one_sentence_may_clash_with_two_sentences_of_one_text_over_two_things(
    subjects: tuple[str, str],
) -> None:
    launch = found(TOGETHER, BOTH_DAYS, LAUNCH, subject=subjects[0])
    webinar = found(TOGETHER, BOTH_DAYS, WEBINAR, subject=subjects[1])
    assert [quotes(one) for one in candidates(a_world(TOGETHER), launch, webinar)] == [
        {BOTH_DAYS, LAUNCH},
        {BOTH_DAYS, WEBINAR},
    ]


@pytest.mark.parametrize("subjects", [("launch day", "webinar day"), ("launch", "launch webinar")])
def test_one_sentence_may_clash_with_two_texts_over_two_things(subjects: tuple[str, str]) -> None:
    launch = found(APART, BOTH_DAYS, LAUNCH, subject=subjects[0])
    webinar = found(APART, BOTH_DAYS, WEBINAR, subject=subjects[1])
    assert together([launch, webinar]) == (launch, webinar)
    assert together([webinar, launch]) == (webinar, launch)


def test_three_versions_of_one_thing_become_one() -> None:
    texts = {
        MESSAGES: BOTH_DAYS,
        DATES: LAUNCH,
        CHANNELS: "We launch to the public on 1 June 2027.",
    }
    first = found(texts, BOTH_DAYS, LAUNCH, subject="launch day")
    second = found(texts, BOTH_DAYS, "1 June", subject="day of the public launch", topic=None)
    (one,) = together([first, second])
    assert len(one.sides) == 3


def test_one_topic_alone_makes_nothing_one() -> None:
    texts = {
        MESSAGES: "Nobody is called, and photos are allowed.",
        DATES: "Every account is called.",
        CHANNELS: "Photos are forbidden.",
    }
    calls = found(texts, "Nobody", "is called.", subject="calls", topic="motion")
    photos = found(texts, "Nobody", "forbidden", subject="photos", topic="motion")
    assert together([calls, photos]) == (calls, photos)


def test_two_sentences_may_clash_over_two_values() -> None:
    texts = {
        MESSAGES: "The launch is on 11 May 2027 with EUR 20,000 for advertising.",
        DATES: "The launch is on 25 May 2027 with EUR 30,000 for advertising.",
    }
    day = found(texts, "11 May", "25 May", subject="launch date", because="11 May or 25 May 2027.")
    money = found(
        texts,
        "11 May",
        "25 May",
        subject="launch advertising",
        because="One spends EUR 20,000, the other EUR 30,000.",
    )
    assert len(candidates(a_world(texts), day, money)) == 2
    again = replace(day, subject="go-live", explanation="They name two days.", team_topic=None)
    assert len(candidates(a_world(texts), day, money, replace(day, subject="opening"))) == 2
    assert len(candidates(a_world(texts), day, again)) == 1


def test_two_sentences_may_clash_over_two_rules() -> None:
    texts = {
        MESSAGES: "Nobody calls an account, and photos are allowed.",
        DATES: "Everybody calls an account, and photos are forbidden.",
    }
    sides = ("Nobody", "Everybody")
    calls = found(texts, *sides, subject="calls", because="One calls accounts, the other does not.")
    photos = found(texts, *sides, subject="photos", because="Photos are allowed or forbidden.")
    reworded = replace(photos, subject="pictures", explanation="One forbids photos.")
    assert len(candidates(a_world(texts), calls, photos)) == 2
    assert len(candidates(a_world(texts), photos, reworded)) == 1


def test_the_same_in_other_words_is_one() -> None:
    texts = {CHANNELS: NO_CALLS, DATES: CALLS}
    because = "Product-led means no calls, but a demo call is planned."
    calls = found(texts, NO_CALLS, CALLS, subject="calls to new accounts", topic="motion")
    motion = found(texts, NO_CALLS, CALLS, subject="sales motion", topic="dates", because=because)
    assert len(candidates(a_world(texts), calls, motion)) == 1


def test_the_same_value_in_two_sentences_of_a_text_is_one() -> None:
    texts = {
        MESSAGES: BOTH_DAYS,
        DATES: f"{LAUNCH}\n\n| Step | Day |\n| --- | --- |\n| Launch | 25 May 2027 |\n",
    }
    sentence = found(texts, BOTH_DAYS, LAUNCH, subject="public launch")
    row = found(texts, BOTH_DAYS, "| Launch", subject="day one", topic=None)
    assert len(candidates(a_world(texts), sentence, row)) == 1


def test_what_the_llm_and_code_find_is_one_in_the_words_of_the_llm() -> None:
    world = a_world(TOGETHER)
    (seen,) = [one for one in notice(world, TEAM) if LAUNCH in quotes(one.finding)]
    (one,) = candidates(world, seen.finding, found(TOGETHER, BOTH_DAYS, LAUNCH, subject="go-live"))
    assert (one.found_by, one.subject) == (FoundBy.BOTH, "go-live")


def test_a_joined_finding_has_the_sides_of_both() -> None:
    texts = {MESSAGES: "The launch is on 11 May 2027.", DATES: LAUNCH}
    world = a_world(texts, brief="The launch is on 11 May 2027, at noon.")
    two = a_finding(world, "The launch is on 11 May 2027.", LAUNCH, subject="launch")
    three = a_finding(
        world, LAUNCH, "The launch is on 11 May 2027.", "noon", subject="public launch"
    )
    (one,) = candidates(world, two, three)
    assert len(one.sides) == 3


MANY = {
    MESSAGES: "\n\n".join(f"Message {number} is sent." for number in range(40)),
    DATES: "\n\n".join(f"Step {number} waits." for number in range(40)),
    CHANNELS: "\n\n".join(f"Channel {number} opens." for number in range(9)),
}


def many(llms: int, codes: int) -> tuple[Suspects, NumberedDocuments]:
    """Candidates of an LLM, and others of code, found later, whose best comes last."""
    world, told = a_world(MANY), list[RunEvent]()
    suspects = Suspects(told.append, TEAM)
    for at in range(llms):
        suspects.add([a_finding(world, f"Message {at} is", f"Step {at} waits")])
    for at in range(codes):
        seen = a_finding(world, f"Channel {at} opens", f"Step {at} waits", by=FoundBy.CODE)
        suspects.add_noticed([Noticed((), seen, score=at / 10)])
    assert len(told) == len(suspects) == llms + codes, "each is told, however many there are"
    return suspects, world


def test_the_best_of_code_is_looked_at_however_much_a_model_has_found() -> None:
    suspects, world = many(llms=40, codes=6)
    looked = suspects.ranked(world, looks=12)[:12]
    by_code = [one.sides[0].statement.quote for one in looked if one.found_by is FoundBy.CODE]
    assert by_code == ["Channel 5 opens.", "Channel 4 opens.", "Channel 3 opens."]


def test_room_that_code_does_not_need_is_the_models_and_the_other_way_round() -> None:
    for llms, codes in ((40, 1), (2, 6), (0, 9), (12, 0)):
        suspects, world = many(llms, codes)
        looked = suspects.ranked(world, looks=8)[:8]
        by_code = sum(one.found_by is FoundBy.CODE for one in looked)
        assert (len(looked), by_code) == (min(8, llms + codes), min(codes, max(2, 8 - llms)))
        everything = [quotes(one) for one in suspects.ranked(world, looks=8)]
        assert len(everything) == min(llms + codes, CANDIDATES_LISTED)
        assert all(everything.count(one) == 1 for one in everything)
