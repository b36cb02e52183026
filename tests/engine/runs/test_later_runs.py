"""What was ruled in one run holds in the next: house rules and what is no contradiction."""

from datetime import timedelta
from pathlib import Path

from engine.rulings import rule_on, undo_ruling
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from models.contradiction import Basis, ContradictionStatus
from models.ruling import Ruling, RulingKind
from models.run import Run
from tests.engine.runs.staging import CHANNELS, DATES, NOW, TEXTS, a_finished_run
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, is_finder, prompt_of, role_of
from tests.scripted_ollama import ScriptedOllama

LATER = NOW + timedelta(minutes=9)
WORDS = "Always give an account its demo call first."
ALWAYS_CALL = Ruling(kind=RulingKind.OWN_WORDS, text=WORDS, is_house_rule=True)
NONE_AT_ALL = Ruling(kind=RulingKind.NOT_A_CONTRADICTION)


def rule(folder: Path, run: Run, number: int, ruling: Ruling) -> None:
    rule_on(RunStore(folder), RuleStore(folder / "rules"), run.id, number, ruling, LATER)


async def test_a_house_rule_reaches_every_worker_of_the_next_run_and_decides(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        assert first.house_rules == ()
        rule(tmp_path, first, 2, ALWAYS_CALL)
        asked = len(server.chats)
        cites = {"rule": "house_rule", "evidence": WORDS}
        judge.findings = [{**CALLS, **cites, "keep": CALLS["at"][1]}, TWO_DATES]
        second = await a_finished_run(server, tmp_path)
        later = [one.json for one in server.chats[asked:]]

    assert [one.text for one in second.house_rules] == [WORDS]
    workers = [prompt_of(one) for one in later if role_of(one)]
    assert len(workers) == 3
    assert all(WORDS in prompt and "<house_rules>" in prompt for prompt in workers)
    (finder,) = [prompt_of(one) for one in later if is_finder(one)]
    assert f"[H1] {WORDS}" in finder
    calls = next(one for one in second.contradictions if one.title == "calls to new accounts")
    assert calls.decision is not None
    assert (calls.decision.basis, calls.decision.keep) == (Basis.HOUSE_RULE, DATES)
    before = next(one for one in first.contradictions if one.title == "calls to new accounts")
    assert before.decision is not None
    assert before.decision.keep == CHANNELS


async def test_a_run_without_house_rules_is_asked_for_as_before(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS), num_parallel=3) as server:
        await a_finished_run(server, tmp_path)
    assert not any("house_rules" in prompt_of(one.json) for one in server.chats)


async def test_what_was_no_contradiction_is_listed_last_and_touches_no_section_of_the_next_run(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        rule(tmp_path, first, 2, NONE_AT_ALL)
        second = await a_finished_run(server, tmp_path)
        undo_ruling(RunStore(tmp_path), RuleStore(tmp_path / "rules"), first.id, 2, LATER)
        third = await a_finished_run(server, tmp_path)

    calls = second.contradiction(2)
    assert (calls.title, calls.status) == (
        "calls to new accounts",
        ContradictionStatus.DISMISSED,
    )
    assert calls.decision is None
    assert len(calls.sides) == 2
    assert second.plan is not None
    assert "[R2]" not in " ".join(one.markdown for one in second.plan.sections)
    assert second.plan.violations == ()
    assert third.contradiction(2).status is ContradictionStatus.DECIDED


async def test_the_user_may_still_rule_on_what_was_dismissed_before(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        rule(tmp_path, first, 2, NONE_AT_ALL)
        second = await a_finished_run(server, tmp_path)
    rule(tmp_path, second, 2, Ruling(kind=RulingKind.KEEP, side=0))
    calls = RunStore(tmp_path).load(second.id).run.contradiction(2)
    assert calls.status is ContradictionStatus.DECIDED
    assert calls.is_of_plan
