"""What was called no contradiction is known again by its subject, and nothing else is."""

import pytest

from engine.phases.decide.dismissed import was_dismissed
from models.contradiction import Contradiction
from models.rules import Dismissal
from models.team import Topic
from tests.engine.phases.staging import CHANNELS, DATES, MESSAGES, a_world, decided

WORLD = a_world({MESSAGES: "It is on 3 May 2027.", DATES: "It is on 9 May 2027."})


def about(subject: str) -> Contradiction:
    return decided(WORLD, "3 May", "9 May", subject=subject)


def dismissal(
    subject: str, *, names: tuple[str, ...] = (MESSAGES, DATES), topic: Topic = Topic.WHEN
) -> Dismissal:
    names = tuple(sorted(names))
    return Dismissal(team_id="launch", specialists=names, topic=topic, subject=subject)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("public launch date", "press launch day"),
        ("public launch date", "public holiday closing"),
        ("public launch date", "start of public beta"),
        ("calls", "calls to new accounts"),
        ("calls to new accounts", "calls"),
        ("date", "launch date"),
        ("launch date", "date"),
    ],
)
def test_one_common_word_does_not_make_it_the_same(before: str, now: str) -> None:
    assert not was_dismissed(about(now), [dismissal(before)])
    assert was_dismissed(about(now), [dismissal(before), dismissal(now)])


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("public launch date", "public launch"),
        ("public launch date", "Date of the public launch"),
        ("public launch date", "public launch of the app"),
        ("Date", "date"),
    ],
)
def test_most_words_in_common_make_it_the_same(before: str, now: str) -> None:
    assert was_dismissed(about(now), [dismissal(before)])


def test_other_workers_or_another_kind_are_not_the_same() -> None:
    now = about("public launch date")
    assert not was_dismissed(now, [dismissal(now.title, names=(MESSAGES, CHANNELS))])
    assert not was_dismissed(now, [dismissal(now.title, topic=Topic.MUCH)])
