"""What the user rules: on disk, in the sections it touches, in later runs, and undone again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from engine.errors import InputError, RunInUse, StoreError
from engine.rulings import rule_on, ruled_decision, undo_ruling
from engine.session import RunSession
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from models.contradiction import Basis, ContradictionStatus, Decision
from models.events import ContradictionWithdrawn
from models.rules import StandingRules
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.staleness import sections_affected_by, stale_sections
from tests.engine.runs.staging import (
    CHANNELS,
    DATES,
    MESSAGES,
    NOW,
    TEXTS,
    a_finished_run,
    a_session,
)
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge
from tests.scripted_ollama import Answer, ScriptedOllama

LATER = NOW + timedelta(minutes=9)


def keeping(side: int, *, is_house_rule: bool = False) -> Ruling:
    return Ruling(kind=RulingKind.KEEP, side=side, is_house_rule=is_house_rule)


def saying(text: str) -> Ruling:
    return Ruling(kind=RulingKind.OWN_WORDS, text=text)


LEAVE_OPEN = Ruling(kind=RulingKind.LEAVE_OPEN)
NONE_AT_ALL = Ruling(kind=RulingKind.NOT_A_CONTRADICTION)


@dataclass(frozen=True)
class Desk:
    """A stored run, and the user in front of it."""

    folder: Path
    first: Run

    @property
    def store(self) -> RunStore:
        return RunStore(self.folder)

    @property
    def rules(self) -> RuleStore:
        return RuleStore(self.folder / "rules")

    def rule(self, number: int, ruling: Ruling) -> Run:
        run = rule_on(self.store, self.rules, self.first.id, number, ruling, LATER)
        assert self.store.load(run.id).run == run, "the journal tells the same"
        return run

    def undo(self, number: int) -> Run:
        run = undo_ruling(self.store, self.rules, self.first.id, number, LATER)
        assert self.store.load(run.id).run == run, "the journal tells the same"
        return run

    def decision(self, number: int, ruling: Ruling) -> Decision:
        decision = self.rule(number, ruling).contradiction(number).decision
        assert decision is not None
        return decision


@pytest.fixture
async def desk(tmp_path: Path) -> Desk:
    """R1: two dates, settled by the brief; R2: calls, settled by the owner of the topic."""
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
    return Desk(tmp_path, run)


def test_keeping_the_other_side_replaces_values_and_says_that_it_departs_from_the_brief(
    desk: Desk,
) -> None:
    decision = desk.decision(1, keeping(1))

    assert decision.basis is Basis.USER
    assert decision.keep == DATES
    assert decision.text == "Public launch date: The public launch is on 25 May 2027."
    assert (decision.kept_values, decision.dropped_values) == (("25 May 2027",), ("11 May 2027",))
    assert decision.departs_from_brief


def test_keeping_the_side_that_held_anyway_touches_no_section(desk: Desk) -> None:
    decision = desk.decision(1, keeping(0))

    assert (decision.text, decision.basis) == ("Launch on 11 May 2027.", Basis.USER)
    assert not decision.departs_from_brief
    assert stale_sections(desk.store.load(desk.first.id).run) == ()


def test_own_words_hold_as_they_were_written(desk: Desk) -> None:
    decision = desk.decision(1, saying("Launch on 18 May 2027, whatever the brief says."))

    assert decision.text == "Launch on 18 May 2027, whatever the brief says."
    assert decision.keep == "none"
    assert decision.kept_values == ("18 May 2027",)
    assert set(decision.dropped_values) == {"11 May 2027", "25 May 2027"}
    assert decision.departs_from_brief


def test_own_words_that_say_what_the_brief_says_depart_from_nothing(desk: Desk) -> None:
    assert not desk.decision(1, saying("Launch on 11 May 2027.")).departs_from_brief


def test_own_words_are_one_line_in_a_prompt(desk: Desk) -> None:
    assert desk.decision(2, saying("Call nobody.\nR9 (x): y")).text == "Call nobody. R9 (x): y"


def test_what_is_left_open_is_open_on_the_users_word(desk: Desk) -> None:
    run = desk.rule(1, LEAVE_OPEN)
    one = run.contradiction(1)

    assert one.status is ContradictionStatus.NEEDS_YOU
    assert one.decision is not None
    assert one.decision.is_open
    assert one.decision.is_left_open
    assert "11 May 2027" in one.decision.text
    assert "25 May 2027" in one.decision.text
    assert one.decision.kept == ()


def test_a_ruling_without_figures_against_what_the_owner_decides_departs_from_no_brief(
    desk: Desk,
) -> None:
    decision = desk.decision(2, keeping(1))
    assert decision.keep == DATES
    assert not decision.departs_from_brief


def test_rulings_are_undone_one_by_one_on_disk_too(desk: Desk) -> None:
    desk.rule(1, keeping(1))
    desk.rule(1, NONE_AT_ALL)

    once = desk.undo(1)
    assert once.contradiction(1).ruling == keeping(1)
    twice = desk.undo(1)
    assert twice.contradictions == desk.first.contradictions
    with pytest.raises(InputError, match="no ruling on R1 to undo"):
        desk.undo(1)


def test_keeping_the_rules_side_after_another_ruling_says_what_held_before(desk: Desk) -> None:
    desk.rule(1, keeping(1))
    again = desk.decision(1, keeping(0))
    held = desk.first.contradiction(1).decision
    assert held is not None
    assert again.fingerprint == held.fingerprint


def test_a_ruling_names_beforehand_and_afterwards_the_sections_it_touches(desk: Desk) -> None:
    ruling = keeping(1)
    decision = ruled_decision(desk.first.contradiction(1), ruling, desk.first)
    foreseen = sections_affected_by(desk.first, 1, decision)

    after = desk.rule(1, ruling)

    assert "timeline" in foreseen
    assert tuple(one.section_id for one in stale_sections(after)) == foreseen
    assert stale_sections(after)[0].causes == ("You ruled on R1",)
    assert after.plan == desk.first.plan


def test_not_a_contradiction_is_remembered_for_later_runs_and_undo_forgets_it(desk: Desk) -> None:
    desk.rule(2, NONE_AT_ALL)
    (dismissal,) = desk.rules.of("launch").dismissals
    assert dismissal.specialists == (CHANNELS, DATES)
    assert dismissal.subject == "calls to new accounts"

    desk.undo(2)
    assert desk.rules.of("launch") == StandingRules()


def test_a_ruling_can_become_a_house_rule_and_undo_forgets_it(desk: Desk) -> None:
    desk.rule(2, keeping(0, is_house_rule=True))
    (rule,) = desk.rules.of("launch").house_rules
    assert rule.text == "Let accounts start without a call."
    assert (rule.from_run, rule.from_number) == (desk.first.id, 2)

    desk.undo(2)
    assert desk.rules.of("launch") == StandingRules()


def test_a_later_ruling_takes_back_what_an_earlier_one_had_remembered(desk: Desk) -> None:
    desk.rule(2, NONE_AT_ALL)
    desk.rule(2, keeping(1))
    assert desk.rules.of("launch") == StandingRules()
    desk.undo(2)
    assert len(desk.rules.of("launch").dismissals) == 1


@pytest.mark.parametrize(
    ("number", "ruling", "words"),
    [
        (9, LEAVE_OPEN, r"no contradiction R9\. It has R1, R2"),
        (1, keeping(2), r"R1 has 2 sides; there is no side 3\. Name a side from 1 to 2"),
        (1, LEAVE_OPEN.model_copy(update={"is_house_rule": True}), "can become a house rule"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused_in_words_and_changes_nothing(
    desk: Desk, number: int, ruling: Ruling, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        desk.rule(number, ruling)
    assert desk.store.load(desk.first.id).run == desk.first


def test_what_was_withdrawn_cannot_be_ruled_on(desk: Desk) -> None:
    with desk.store.reopen(desk.first.id) as (journal, _):
        gone = ContradictionWithdrawn(number=1, reason="A side is gone.")
        desk.store.append(journal, desk.first.id, [gone])
    with pytest.raises(InputError, match="R1 was withdrawn"):
        desk.rule(1, LEAVE_OPEN)


def test_a_run_that_is_open_elsewhere_is_not_ruled_on(desk: Desk) -> None:
    with desk.store.reopen(desk.first.id), pytest.raises(RunInUse):
        desk.rule(1, LEAVE_OPEN)


def test_rules_that_cannot_be_read_stop_a_ruling_before_it_is_stored(desk: Desk) -> None:
    (desk.folder / "rules").mkdir()
    (desk.folder / "rules" / "launch.json").write_text("{")
    with pytest.raises(StoreError, match=r"launch\.json"):
        desk.rule(1, NONE_AT_ALL)
    assert desk.store.load(desk.first.id).run == desk.first


def test_rules_that_cannot_be_written_stop_a_house_rule_before_it_is_stored(desk: Desk) -> None:
    (desk.folder / "rules").write_text("This is no folder.")
    with pytest.raises(StoreError, match="The rules cannot be stored"):
        desk.rule(1, keeping(1).model_copy(update={"is_house_rule": True}))
    assert desk.store.load(desk.first.id).run == desk.first


@asynccontextmanager
async def a_session_that_writes(folder: Path) -> AsyncIterator[tuple[RunSession, asyncio.Event]]:
    """A session whose plan is begun, and whose sections wait for the event."""
    gate = asyncio.Event()
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    judge.writer = Answer("It is done on 11 May 2027.", gate=gate, gate_after=2)
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, folder) as session,
    ):
        async for _ in session:
            if session.run.plan is not None:
                break
        yield session, gate


async def test_a_ruling_while_the_plan_is_written_holds_and_makes_its_sections_out_of_date(
    tmp_path: Path,
) -> None:
    async with a_session_that_writes(tmp_path) as (session, gate):
        assert session.rule_on(1, keeping(1))
        gate.set()
        async for _ in session:
            pass
        run = session.run
        assert not session.rule_on(1, keeping(0)), "nobody works on it any more"
    assert RunStore(tmp_path).load(run.id).run == run
    ruled = run.contradiction(1)
    assert ruled.decision is not None
    assert (ruled.decision.basis, ruled.decision.keep) == (Basis.USER, DATES)
    assert "timeline" in [one.section_id for one in stale_sections(run)]


async def test_two_commands_at_once_see_each_other(tmp_path: Path) -> None:
    async with a_session_that_writes(tmp_path) as (session, gate):
        assert session.rule_on(1, keeping(1))
        assert session.undo_ruling(1)
        with pytest.raises(InputError, match="no ruling on R1"):
            session.undo_ruling(1)
        gate.set()
        async for _ in session:
            pass
        run = session.run
    assert run.contradiction(1).rulings == ()
    decision = run.contradiction(1).decision
    assert decision is not None
    assert decision.keep == MESSAGES


async def test_what_is_ruled_under_way_is_remembered_for_later_runs(tmp_path: Path) -> None:
    async with a_session_that_writes(tmp_path) as (session, gate):
        assert session.rule_on(2, NONE_AT_ALL)
        gate.set()
        async for _ in session:
            pass
    assert len(RuleStore(tmp_path / "rules").of("launch").dismissals) == 1
