"""A partial text that the user accepts is evidence; a text that the user left out is none."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.errors import InputError
from engine.orchestrator import update_plan, write_again
from engine.session import RunSession
from engine.stores.journal import JOURNAL_NAME
from engine.stores.run_store import RunStore
from engine.texts import change_text
from models.activity import RunStatus
from models.contradiction import ContradictionStatus
from models.contribution import ContributionState, Origin, TextChange
from models.plan import SectionState
from models.run import Run
from models.staleness import stale_sections
from tests.engine.runs.staging import (
    CHANNELS,
    DATES,
    MESSAGES,
    NOW,
    TEXTS,
    a_finished_run,
    a_session,
    resumed,
)
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, is_finder, prompt_of
from tests.scripted_ollama import Answer, ErrorLine, ScriptedOllama, Status

SLOT = "timeline-planner"
LATER = NOW + timedelta(minutes=9)
HALF = Answer(
    "The public launch is on 25 May 2027. More words follow here.", fault=ErrorLine(after=10)
)
DATE = "25 May 2027"
TORN = "More words"


def changed(folder: Path, run: Run, change: TextChange) -> Run:
    return change_text(RunStore(folder), run.id, SLOT, change, LATER)


def causes_of(run: Run) -> dict[str, tuple[str, ...]]:
    return {one.section_id: one.causes for one in stale_sections(run)}


def prompts(server: ScriptedOllama, begin: int = 0) -> str:
    return "\n".join(prompt_of(one.json) for one in server.chats[begin:])


async def until(session: RunSession, is_so: Callable[[Run], bool]) -> None:
    async for _ in session:
        if is_so(session.run):
            return


async def the_rest(session: RunSession) -> Run:
    async for _ in session:
        pass
    return session.run


# A partial text is used as it is.


async def test_a_partial_text_accepted_while_others_write_is_compared_and_planned_with(
    tmp_path: Path,
) -> None:
    gate = asyncio.Event()
    slow = Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)
    judge = Judge(TEXTS, findings=[TWO_DATES], workers={DATES: HALF, MESSAGES: slow})
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await until(session, lambda run: run.contribution(SLOT).state is ContributionState.FAILED)
        assert session.change_text(SLOT, TextChange.USE_AS_IS)
        gate.set()
        run = await the_rest(session)
    assert run.status is RunStatus.COMPLETE
    assert [one.title for one in run.contradictions] == ["public launch date"]
    assert run.contradictions[0].sides[1].ref.version == 2
    assert stale_sections(run) == ()
    assert TORN not in prompts(server)
    accepted = run.contribution(SLOT)
    assert (accepted.origin, accepted.failure) == (Origin.ACCEPTED_PARTIAL, None)
    assert run.earlier_versions[0].state is ContributionState.FAILED


async def test_a_partial_text_accepted_after_the_run_makes_the_plan_out_of_date_and_is_used_next(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, workers={DATES: HALF})
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        asked = len(server.chats)
        assert DATE not in prompts(server)
        accepted = changed(tmp_path, first, TextChange.USE_AS_IS)
        assert len(server.chats) == asked
        judge.findings = [TWO_DATES]
        again = await resumed(server, tmp_path, first.id, write_again)
        later = prompts(server, asked)
    cause = "The partial text of Timeline Planner was accepted"
    assert causes_of(accepted) == {"timeline": (cause,)}
    assert accepted.plan == first.plan
    assert DATE in later
    assert TORN not in later
    assert again.status is RunStatus.COMPLETE
    assert again.plan is not None
    assert again.plan.coverage == ""
    assert [one.number for one in again.contradictions] == [1]
    assert stale_sections(again) == ()


async def test_an_update_writes_just_the_sections_that_lacked_the_text_and_says_what_it_did_not_do(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(Judge(TEXTS, workers={DATES: HALF}), num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        changed(tmp_path, first, TextChange.USE_AS_IS)
        after = await resumed(server, tmp_path, first.id, update_plan)
    assert first.plan is not None
    assert after.plan is not None
    assert first.plan.sections[2].state is SectionState.MISSING
    assert after.plan.sections[2].state is SectionState.WRITTEN
    assert after.plan.sections[:2] == first.plan.sections[:2]
    assert after.plan.coverage == ""
    assert any("Timeline Planner are others" in one for one in after.notices)


async def test_a_text_accepted_while_the_others_are_compared_already_is_not_forgotten(
    tmp_path: Path,
) -> None:
    gate = asyncio.Event()
    finder = Answer('{"findings": []}', gate=gate, gate_after=1)
    judge = Judge(TEXTS, workers={DATES: HALF}, finder=[finder])
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await server.until(lambda: any(is_finder(one.json) for one in server.chats))
        assert session.change_text(SLOT, TextChange.USE_AS_IS)
        gate.set()
        run = await the_rest(session)
    assert run.status is RunStatus.PARTIAL
    assert list(causes_of(run)) == ["timeline"]


async def test_the_partial_text_of_an_interrupted_run_can_be_used(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, workers={DATES: HALF}), num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
        journal = tmp_path / run.id / JOURNAL_NAME
        lines = journal.read_bytes().splitlines(keepends=True)
        failed = next(n for n, line in enumerate(lines) if b'"specialist_failed"' in line)
        journal.write_bytes(b"".join(lines[:failed]))
        after = changed(tmp_path, run, TextChange.USE_AS_IS)
    assert after.contribution(SLOT).is_evidence
    assert RunStore(tmp_path).load(run.id).run == after


async def test_a_worker_whose_partial_text_was_accepted_can_write_again(tmp_path: Path) -> None:
    judge = Judge(TEXTS, workers={DATES: HALF})
    gate = asyncio.Event()
    judge.workers = {**judge.workers, MESSAGES: Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)}
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await until(session, lambda run: run.contribution(SLOT).state is ContributionState.FAILED)
        session.change_text(SLOT, TextChange.USE_AS_IS)
        judge.workers = {MESSAGES: judge.workers[MESSAGES]}
        assert session.rerun(SLOT)
        with pytest.raises(InputError, match="still at work"):
            session.change_text(SLOT, TextChange.LEAVE_OUT)
        await until(session, lambda run: run.contribution(SLOT).version == 3)
        gate.set()
        run = await the_rest(session)
    assert run.contribution(SLOT).text == TEXTS[DATES]
    assert run.status is RunStatus.COMPLETE


@pytest.mark.parametrize(
    ("answer", "change", "words"),
    [
        (HALF, TextChange.LEAVE_OUT, "no text of Timeline Planner"),
        (Answer("x", fault=Status(500, {"error": "x"})), TextChange.USE_AS_IS, "no text of"),
        (Answer(TEXTS[DATES]), TextChange.USE_AS_IS, "counts already"),
        (Answer(TEXTS[DATES]), TextChange.TAKE_BACK_IN, "counts already"),
        (
            Answer("The public launch is on 25 May", fault=ErrorLine(after=4)),
            TextChange.USE_AS_IS,
            "not one whole sentence",
        ),
    ],
)
async def test_what_cannot_be_done_with_a_text_is_refused_and_nothing_is_stored(
    tmp_path: Path, answer: Answer, change: TextChange, words: str
) -> None:
    async with ScriptedOllama(Judge(TEXTS, workers={DATES: answer}), num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
    with pytest.raises(InputError, match=words):
        changed(tmp_path, run, change)
    assert RunStore(tmp_path).load(run.id).run == run


# A finished text is left out.


@pytest.mark.parametrize("job", [update_plan, write_again])
async def test_a_text_that_was_left_out_is_in_no_later_prompt_and_its_contradictions_are_withdrawn(
    tmp_path: Path, job: Any
) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        asked = len(server.chats)
        muted = changed(tmp_path, first, TextChange.LEAVE_OUT)
        judge.findings = []
        after = await resumed(server, tmp_path, first.id, job)
        later = prompts(server, asked)
    assert muted.plan == first.plan
    assert "timeline" in causes_of(muted)
    assert all("Timeline Planner was left out" in one for one in causes_of(muted).values())
    assert DATE not in later
    assert "demo call" not in later
    assert [one.status for one in after.contradictions] == [ContradictionStatus.WITHDRAWN] * 2
    assert after.plan is not None
    assert after.plan.coverage == "Plan from 2 of 3 — Timeline Planner missing"
    assert after.plan.sections[2].state is SectionState.MISSING
    assert "Timeline Planner was left out" in after.plan.sections[2].markdown
    assert "[R" not in " ".join(one.markdown for one in after.plan.sections)
    assert after.status is RunStatus.PARTIAL
    assert stale_sections(after) == ()


async def test_a_text_left_out_while_others_write_is_not_even_compared(tmp_path: Path) -> None:
    gate = asyncio.Event()
    slow = Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)
    judge = Judge(TEXTS, workers={MESSAGES: slow})
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await until(session, lambda run: run.contribution(SLOT).is_evidence)
        assert session.change_text(SLOT, TextChange.LEAVE_OUT)
        gate.set()
        run = await the_rest(session)
    assert run.comparison is not None
    assert SLOT not in run.comparison.slots
    assert DATE not in prompts(server)
    assert run.status is RunStatus.PARTIAL
    assert stale_sections(run) == ()


async def test_a_text_left_out_while_the_plan_is_written_makes_it_out_of_date(
    tmp_path: Path,
) -> None:
    gate = asyncio.Event()
    writer = Answer("The launch is near.", gate=gate, gate_after=1)
    async with (
        ScriptedOllama(Judge(TEXTS, writer=writer), num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await until(session, lambda run: run.plan is not None)
        assert session.change_text(SLOT, TextChange.LEAVE_OUT)
        gate.set()
        run = await the_rest(session)
    assert run.status is RunStatus.COMPLETE
    assert causes_of(run)["timeline"] == ("Timeline Planner was left out",)


async def test_a_worker_that_was_left_out_stays_so_when_it_writes_again(tmp_path: Path) -> None:
    gate = asyncio.Event()
    slow = Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)
    async with (
        ScriptedOllama(Judge(TEXTS, workers={MESSAGES: slow}), num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await until(session, lambda run: run.contribution(SLOT).is_evidence)
        session.change_text(SLOT, TextChange.LEAVE_OUT)
        session.rerun(SLOT)
        await until(session, lambda run: run.contribution(SLOT).state is ContributionState.DONE)
        gate.set()
        run = await the_rest(session)
    assert run.contribution(SLOT).version == 2
    assert DATE not in prompts(server)
    assert run.status is RunStatus.PARTIAL


async def test_a_text_taken_back_in_before_anything_was_written_changes_nothing(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[TWO_DATES]), num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
    changed(tmp_path, run, TextChange.LEAVE_OUT)
    back = changed(tmp_path, run, TextChange.TAKE_BACK_IN)
    assert stale_sections(back) == ()
    assert [one.specialist for one in back.evidence] == [MESSAGES, CHANNELS, DATES]


async def test_a_text_taken_back_in_later_completes_the_plan_again(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[TWO_DATES]), num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
        changed(tmp_path, run, TextChange.LEAVE_OUT)
        await resumed(server, tmp_path, run.id, update_plan)
        back = changed(tmp_path, run, TextChange.TAKE_BACK_IN)
        assert causes_of(back) == {"timeline": ("Timeline Planner was taken back in",)}
        updated = await resumed(server, tmp_path, run.id, update_plan)
        again = await resumed(server, tmp_path, run.id, write_again)
    assert updated.plan is not None
    assert updated.plan.coverage == ""
    assert any("The texts of Timeline Planner are others" in one for one in updated.notices)
    assert again.status is RunStatus.COMPLETE
    assert [one.number for one in again.contradictions if one.is_of_plan] == [2]
