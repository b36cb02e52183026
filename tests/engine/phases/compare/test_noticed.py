"""What code notices falls under a topic only where that topic is certain."""

from engine.phases.compare.noticed import notice
from models.team import TeamTopic, Topic
from tests.engine.phases.staging import CHANNELS, DATES, TEAM, a_world
from tests.engine.runs.staging import MESSAGES

LAUNCH = "The public launch is on {} May 2027."


def topics_of(first: str, second: str) -> set[str | None]:
    """The topics of a launch date that two specialists name differently."""
    owned = {CHANNELS: ("motion", "campaign")}
    team = TEAM.model_copy(
        update={
            "topics": (
                TeamTopic(id="campaign", group=Topic.WHEN, meaning="when campaigns run"),
                *TEAM.topics,
            ),
            "specialists": tuple(
                one.model_copy(update={"topics": owned.get(one.name, one.topics)})
                for one in TEAM.specialists
            ),
        }
    )
    world = a_world({first: LAUNCH.format(11), second: LAUNCH.format(25)})
    return {one.finding.team_topic for one in notice(world, team)}


def test_the_topic_is_the_one_that_a_side_decides() -> None:
    assert topics_of(MESSAGES, DATES) == {"dates"}
    assert topics_of(MESSAGES, CHANNELS) == {"campaign"}


def test_where_both_sides_or_none_decide_such_a_topic_it_is_unknown() -> None:
    assert topics_of(CHANNELS, DATES) == {None}
    assert topics_of(MESSAGES, "Risk Critic") == {None}
