"""Updating a plan after a ruling: what leans on it is written anew, and not a byte of the rest."""

import asyncio
from datetime import timedelta
from pathlib import Path

from engine.backends.ollama import OllamaBackend
from engine.orchestrator import asking_again, update_plan, write_again
from engine.rulings import rule_on, undo_ruling
from engine.session import resume_session
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from models.activity import RunStatus
from models.contradiction import ContradictionStatus
from models.events import ActivityKind, ActivityOutcome
from models.plan import PlanSection
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.staleness import stale_sections
from tests.engine.runs.staging import NOW, TEXTS, a_finished_run, resumed
from tests.engine.runs.test_rerun import LATER as LATER_TEXT
from tests.engine.runs.test_rerun import SLOT, changing
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, section_of
from tests.scripted_ollama import Answer, ScriptedOllama

LATER = NOW + timedelta(minutes=9)
TITLES = {"message": "Message", "channels": "Channels", "timeline": "Timeline"}
KEEP_SECOND = Ruling(kind=RulingKind.KEEP, side=1)
NONE_AT_ALL = Ruling(kind=RulingKind.NOT_A_CONTRADICTION)


def ruled(folder: Path, run: Run, number: int, ruling: Ruling) -> Run:
    return rule_on(RunStore(folder), RuleStore(folder / "rules"), run.id, number, ruling, LATER)


def sections_of(run: Run) -> dict[str, PlanSection]:
    assert run.plan is not None
    return {one.id: one for one in run.plan.sections}


def stale_ids(run: Run) -> list[str]:
    return [one.section_id for one in stale_sections(run)]


async def test_only_what_a_ruling_made_out_of_date_is_asked_for_and_the_rest_keeps_every_byte(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        before = ruled(tmp_path, first, 2, NONE_AT_ALL)
        stale = stale_ids(before)
        asked = len(server.chats)
        after = await resumed(server, tmp_path, first.id, update_plan)
        calls = [section_of(one.json) for one in server.chats[asked:]]

    assert 0 < len(stale) < len(TITLES)
    assert sorted(calls) == sorted(TITLES[one] for one in stale)
    old, new = sections_of(before), sections_of(after)
    for section_id in TITLES:
        is_same = old[section_id].model_dump_json() == new[section_id].model_dump_json()
        assert is_same != (section_id in stale), section_id
    assert "[R2]" not in " ".join(one.markdown for one in new.values())
    assert stale_sections(after) == ()
    assert after.activities[-1].activity is ActivityKind.UPDATE
    assert after.earlier_plans[-1] == before.plan
    assert after.status is RunStatus.COMPLETE


async def test_the_new_sections_apply_what_was_ruled(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[TWO_DATES]), num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        ruled(tmp_path, first, 1, KEEP_SECOND)
        after = await resumed(server, tmp_path, first.id, update_plan)
    timeline = sections_of(after)["timeline"]
    assert "25 May 2027" in timeline.markdown
    assert "[R1]" in timeline.markdown
    assert after.plan is not None
    assert [one for one in after.plan.violations if one.number == 1] == []


async def test_a_ruling_that_is_undone_after_the_update_makes_the_new_sections_out_of_date(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[TWO_DATES]), num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        stale = stale_ids(ruled(tmp_path, first, 1, KEEP_SECOND))
        await resumed(server, tmp_path, first.id, update_plan)
        rules = RuleStore(tmp_path / "rules")
        undone = undo_ruling(RunStore(tmp_path), rules, first.id, 1, LATER + timedelta(hours=1))
    assert stale_ids(undone) == stale


async def test_where_nothing_is_out_of_date_nothing_is_asked(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[TWO_DATES]), num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        asked = len(server.chats)
        after = await resumed(server, tmp_path, first.id, update_plan)
        assert len(server.chats) == asked
    assert sections_of(after) == sections_of(first)


async def test_an_update_that_is_stopped_gives_every_section_its_old_text_back(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    store = RunStore(tmp_path)
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        before = ruled(tmp_path, first, 1, KEEP_SECOND)
        judge.writer = Answer("Half a section that never ends", gate=asyncio.Event(), gate_after=3)
        backend = OllamaBackend(server.url)
        async with resume_session(store, backend, first.id, update_plan, LATER) as session:
            async for _ in session:
                if any(
                    one.markdown.startswith("Half") for one in sections_of(session.run).values()
                ):
                    session.stop_all()
        await backend.close()
    after = store.load(first.id).run
    assert after == session.run
    assert sections_of(after) == sections_of(before)
    assert stale_ids(after) == stale_ids(before)
    assert after.activities[-1].outcome is ActivityOutcome.STOPPED
    assert after.contradiction(1).ruling == KEEP_SECOND


async def test_a_new_text_is_taken_up_and_it_is_said_that_nobody_compared_it(
    tmp_path: Path,
) -> None:
    judge = changing(
        Judge(TEXTS, findings=[TWO_DATES]), Answer(TEXTS["Timeline Planner"]), Answer(LATER_TEXT)
    )
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        before = await resumed(server, tmp_path, first.id, asking_again(SLOT))
        asked = len(server.chats)
        after = await resumed(server, tmp_path, first.id, update_plan)
        calls = [section_of(one.json) for one in server.chats[asked:]]
    assert sorted(calls) == sorted(TITLES[one] for one in stale_ids(before))
    assert any(one.startswith("The texts of Timeline Planner are others") for one in after.notices)
    assert stale_ids(after) == []


async def test_a_run_without_a_plan_has_nothing_to_update_and_says_so(tmp_path: Path) -> None:
    nothing = dict.fromkeys(TEXTS, "")
    async with ScriptedOllama(Judge(nothing), num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        assert first.plan is None
        after = await resumed(server, tmp_path, first.id, update_plan)
    assert after.notices[-1] == "There is no plan to update. Write one first."


async def test_a_ruling_outlives_a_plan_written_anew(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[CALLS, TWO_DATES])) as server:
        first = await a_finished_run(server, tmp_path)
        ruled(tmp_path, first, 1, KEEP_SECOND)
        before = ruled(tmp_path, first, 2, NONE_AT_ALL)
        after = await resumed(server, tmp_path, first.id, write_again)
    for number in (1, 2):
        assert after.contradiction(number) == before.contradiction(number)
    assert after.contradiction(2).status is ContradictionStatus.DISMISSED
    assert stale_sections(after) == ()
    assert "[R2]" not in " ".join(one.markdown for one in sections_of(after).values())
