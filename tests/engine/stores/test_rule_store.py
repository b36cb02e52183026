"""What the user decided once and for all survives, whole or not at all."""

import os
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.stores.rule_store import RuleStore
from models.rules import Dismissal, HouseRule, StandingRules
from models.team import Topic

RULE = HouseRule(
    team_id="launch",
    topic=Topic.HOW,
    text="Nobody calls new accounts.",
    from_run="20261124-104100-0001",
    from_number=2,
    subject="calls to new accounts",
)
DISMISSAL = Dismissal(
    team_id="launch",
    specialists=("A", "B"),
    topic=Topic.WHEN,
    subject="launch date",
    from_run="20261124-104100-0001",
    from_number=1,
)


def test_rules_are_kept_per_team(tmp_path: Path) -> None:
    store = RuleStore(tmp_path / "rules")
    other = RULE.model_copy(update={"team_id": "other"})
    store.remember(RULE)
    store.remember(DISMISSAL)
    store.remember(other)

    again = RuleStore(tmp_path / "rules")
    assert again.of("launch") == StandingRules(house_rules=(RULE,), dismissals=(DISMISSAL,))
    assert again.of("other").house_rules == (other,)
    assert again.of("nobody") == StandingRules()
    assert again.team_ids() == ("launch", "other")


def test_a_newer_ruling_on_the_same_contradiction_replaces_the_older(tmp_path: Path) -> None:
    store = RuleStore(tmp_path)
    store.remember(DISMISSAL)
    store.remember(RULE.model_copy(update={"from_number": 1}))
    assert store.of("launch").dismissals == ()
    assert len(store.of("launch").house_rules) == 1


def test_a_rule_is_forgotten_by_the_ruling_it_came_from(tmp_path: Path) -> None:
    store = RuleStore(tmp_path)
    store.remember(RULE)
    assert not store.forget("launch", RULE.from_run, 7)
    assert store.forget("launch", RULE.from_run, RULE.from_number)
    assert store.of("launch") == StandingRules()


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b'{"house_rules": [{"text": 1}]}'])
def test_a_broken_file_is_named_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "launch.json"
    file.write_bytes(content)
    store = RuleStore(tmp_path)

    with pytest.raises(StoreError, match=r"launch\.json cannot be read"):
        store.of("launch")
    with pytest.raises(StoreError, match=r"launch\.json cannot be read"):
        store.remember(RULE)
    with pytest.raises(StoreError, match=r"launch\.json cannot be read"):
        store.forget("launch", RULE.from_run, RULE.from_number)
    assert file.read_bytes() == content


def test_no_half_written_file_stays_behind(tmp_path: Path) -> None:
    store = RuleStore(tmp_path)
    store.remember(RULE)
    store.forget("launch", RULE.from_run, RULE.from_number)
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".lock"] == ["launch.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of POSIX")
def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "launch.json")
    with pytest.raises(StoreError, match="not an ordinary file"):
        RuleStore(tmp_path).of("launch")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end")
def test_a_file_without_an_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "launch.json").symlink_to("/dev/zero")
    with pytest.raises(StoreError, match="not an ordinary file"):
        RuleStore(tmp_path).of("launch")
