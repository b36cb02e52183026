"""Asking one worker again redoes that worker; what rested on its old text is out of date."""

import asyncio
from pathlib import Path

import pytest

from engine.backends.ollama import OllamaBackend
from engine.errors import LlmMissing, LlmRefused, RunInUse
from engine.orchestrator import asking_again, asking_with, going_on, write_again
from engine.seating import another_seat
from engine.stores.journal import JOURNAL_NAME
from engine.stores.run_store import RunStore
from models.activity import RunStatus
from models.contradiction import ContradictionStatus
from models.contribution import ContributionState
from models.run import Run
from models.settings import LlmSeat
from models.staleness import cause_of, stale_sections
from tests.engine.runs.staging import (
    CHANNELS,
    DATES,
    MESSAGES,
    TEXTS,
    a_finished_run,
    a_session,
    resumed,
)
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, is_finder, role_of
from tests.scripted_ollama import Answer, InstalledLlm, ScriptedOllama, Status

SLOT = "timeline-planner"
LATER = "## Launch\n\nThe public launch is on 18 May 2027, one week after the review.\n"


def changing(judge: Judge, *answers: Answer) -> Judge:
    """A judge whose Timeline Planner answers something else each time."""
    rest = list(answers)
    judge.workers = {DATES: lambda _: rest.pop(0) if len(rest) > 1 else rest[0]}
    return judge


async def test_a_failed_worker_can_be_asked_again_while_others_still_write(tmp_path: Path) -> None:
    gate = asyncio.Event()
    judge = changing(Judge(TEXTS), Answer("", fault=Status(500, {"error": "x"})), Answer(LATER))
    judge.workers = {**judge.workers, MESSAGES: Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)}
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.FAILED:
                break
        assert session.rerun(SLOT)
        assert not session.rerun("messaging-specialist")
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.DONE:
                gate.set()
        run = session.run
    assert run.status is RunStatus.COMPLETE
    assert run.contribution(SLOT).version == 2
    assert [one.version for one in run.earlier_versions] == [1]
    finder = next(one for one in server.chats if is_finder(one.json))
    assert "18 May 2027" in str(finder.json)
    assert stale_sections(run) == ()


async def test_a_rerun_after_the_plan_touches_nothing_else_and_makes_it_out_of_date(
    tmp_path: Path,
) -> None:
    judge = changing(Judge(TEXTS, findings=[TWO_DATES]), Answer(TEXTS[DATES]), Answer(LATER))
    async with ScriptedOllama(judge, num_parallel=3) as server:
        before = await a_finished_run(server, tmp_path)
        calls = len(server.chats)
        after = await resumed(server, tmp_path, before.id, asking_again(SLOT))
    assert [role_of(one.json) for one in server.chats[calls:]] == [DATES]
    assert after.contribution(SLOT).text == LATER
    assert after.earlier_versions[-1].text == TEXTS[DATES]
    assert after.plan == before.plan
    assert after.contradictions == before.contradictions
    stale = stale_sections(after)
    assert [one.section_id for one in stale] == ["timeline"]
    assert cause_of(stale[0].changed[0]) == "Timeline Planner was re-run"
    assert after.contribution(SLOT).since_s >= 17 * 60


async def test_a_plan_written_anew_keeps_numbers_and_withdraws_what_is_gone(tmp_path: Path) -> None:
    judge = changing(Judge(TEXTS, findings=[TWO_DATES, CALLS]), Answer(TEXTS[DATES]), Answer(LATER))
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        await resumed(server, tmp_path, first.id, asking_again(SLOT))
        quotes = [
            "The launch e-mail goes live on 11 May 2027",
            "The public launch is on 18 May 2027, one week after the review.",
        ]
        judge.findings = [{**TWO_DATES, "at": quotes, "keep": quotes[0]}]
        again = await resumed(server, tmp_path, first.id, write_again)
    assert [(one.number, one.title, one.status) for one in again.contradictions] == [
        (1, "public launch date", ContradictionStatus.DECIDED),
        (2, "calls to new accounts", ContradictionStatus.WITHDRAWN),
    ]
    assert again.contradictions[0].sides[1].quote == quotes[1]
    assert again.contradictions[0].sides[1].ref.version == 2
    assert stale_sections(again) == ()
    assert again.status is RunStatus.COMPLETE
    assert again.earlier_plans == (first.plan,)


async def test_a_worker_that_failed_at_first_completes_the_plan_later(tmp_path: Path) -> None:
    broken = Answer("", fault=Status(500, {"error": "x"}))
    judge = changing(Judge(TEXTS), broken, Answer(TEXTS[DATES]))
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        assert first.status is RunStatus.PARTIAL
        second = await resumed(server, tmp_path, first.id, asking_again(SLOT))
        assert [one.section_id for one in stale_sections(second)] == ["timeline"]
        third = await resumed(server, tmp_path, first.id, write_again)
    assert third.status is RunStatus.COMPLETE
    assert third.plan is not None
    assert third.plan.coverage == ""


async def test_a_run_in_use_elsewhere_is_not_touched(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS)) as server:
        run = await a_finished_run(server, tmp_path)
        with RunStore(tmp_path).reopen(run.id), pytest.raises(RunInUse, match="another window"):
            await resumed(server, tmp_path, run.id, asking_again(SLOT))


@pytest.mark.parametrize("torn", [b'{"kind": "text_added", "slo', b"\n\n", b""])
async def test_a_torn_run_can_be_gone_on_with_and_the_torn_piece_is_kept(
    tmp_path: Path, torn: bytes
) -> None:
    async with ScriptedOllama(Judge(TEXTS)) as server:
        run = await a_finished_run(server, tmp_path)
        journal = tmp_path / run.id / JOURNAL_NAME
        journal.write_bytes(journal.read_bytes().rstrip(b"\n") + (b"\n" + torn if torn else b""))
        again = await resumed(server, tmp_path, run.id, asking_again(SLOT))
    assert again.contribution(SLOT).version == 2
    if torn.strip():
        assert journal.with_suffix(".damaged-1").read_bytes() == torn


async def test_what_was_stopped_can_be_asked_again(tmp_path: Path) -> None:
    gate = asyncio.Event()
    stalled = Answer(TEXTS[DATES], gate=gate, gate_after=1)
    judge = changing(Judge(TEXTS), stalled, Answer(TEXTS[DATES]))
    async with ScriptedOllama(judge, num_parallel=3) as server:
        async with a_session(server, tmp_path) as session:
            async for _ in session:
                if len(session.run.evidence) == 2 and session.run.contribution(SLOT).text:
                    break
            session.stop_all()
        assert session.run.status is RunStatus.STOPPED
        run = await resumed(server, tmp_path, session.run.id, asking_again(SLOT))
        assert run.contribution(SLOT).state is ContributionState.DONE
        run = await resumed(server, tmp_path, session.run.id, write_again)
    assert run.status is RunStatus.COMPLETE
    assert {one.specialist for one in run.evidence} == {MESSAGES, CHANNELS, DATES}


async def test_a_run_that_was_stopped_goes_on_to_its_plan(tmp_path: Path) -> None:
    gate = asyncio.Event()
    stalled = Answer(TEXTS[DATES], gate=gate, gate_after=1)
    judge = changing(Judge(TEXTS, findings=[TWO_DATES]), stalled, Answer(TEXTS[DATES]))
    async with ScriptedOllama(judge, num_parallel=3) as server:
        async with a_session(server, tmp_path) as session:
            async for _ in session:
                if len(session.run.evidence) == 2 and session.run.contribution(SLOT).text:
                    break
            session.stop_all()
        run = await resumed(server, tmp_path, session.run.id, going_on(SLOT))
    assert run.status is RunStatus.COMPLETE
    assert run.contribution(SLOT).version == 2
    assert [one.title for one in run.contradictions] == ["public launch date"]
    assert run.plan is not None
    assert run.plan.is_complete


async def test_asking_twice_in_the_same_moment_starts_one_worker(tmp_path: Path) -> None:
    gate = asyncio.Event()
    judge = changing(Judge(TEXTS), Answer("", fault=Status(500, {"error": "x"})), Answer(LATER))
    judge.workers = {**judge.workers, MESSAGES: Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)}
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.FAILED:
                break
        assert session.rerun(SLOT)
        assert not session.rerun(SLOT)
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.DONE:
                gate.set()
        assert session.run.contribution(SLOT).version == 2


async def test_a_worker_stopped_in_the_moment_it_is_asked_again_says_so(tmp_path: Path) -> None:
    gate = asyncio.Event()
    judge = changing(Judge(TEXTS), Answer("", fault=Status(500, {"error": "x"})), Answer(LATER))
    judge.workers = {**judge.workers, MESSAGES: Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)}
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.FAILED:
                break
        assert session.rerun(SLOT)
        assert session.stop(SLOT)
        gate.set()
        async for _ in session:
            pass
        assert session.run.contribution(SLOT).state is ContributionState.STOPPED


async def test_nobody_is_asked_again_once_all_is_being_stopped(tmp_path: Path) -> None:
    async with (
        ScriptedOllama(Judge(TEXTS)) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            if session.run.evidence:
                break
        session.stop_all()
        assert not session.rerun(SLOT)


async def test_an_interrupted_run_can_be_completed(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[TWO_DATES]), num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
        journal = tmp_path / run.id / JOURNAL_NAME
        lines = journal.read_bytes().splitlines(keepends=True)
        finished = [n for n, line in enumerate(lines) if b'"specialist_finished"' in line]
        journal.write_bytes(b"".join(lines[: finished[1]]))
        store = RunStore(tmp_path)
        assert store.load(run.id).is_interrupted
        for contribution in store.load(run.id).run.missing:
            await resumed(server, tmp_path, run.id, asking_again(contribution.slot))
        again = await resumed(server, tmp_path, run.id, write_again)
    assert again.status is RunStatus.COMPLETE
    assert not RunStore(tmp_path).load(run.id).is_interrupted


async def test_all_that_failed_can_be_asked_again_at_the_same_time(tmp_path: Path) -> None:
    broken = Answer("", fault=Status(500, {"error": "x"}))
    judge = Judge(TEXTS, workers={CHANNELS: broken, DATES: broken})
    async with ScriptedOllama(judge, num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
        judge.workers = {}
        slots = [one.slot for one in run.missing]
        run = await resumed(server, tmp_path, run.id, asking_again(*slots))
    assert len(slots) == 2
    assert {one.specialist for one in run.evidence} == {MESSAGES, CHANNELS, DATES}


TWO_LLMS = (InstalledLlm(), InstalledLlm(name="gemma3:4b", context_length=32_768))


async def test_a_worker_can_be_asked_again_with_another_model_and_the_run_records_it(
    tmp_path: Path,
) -> None:
    judge = changing(Judge(TEXTS), Answer("", fault=Status(500, {"error": "x"})), Answer(LATER))
    async with ScriptedOllama(judge, num_parallel=3, llms=TWO_LLMS) as server:
        before = await a_finished_run(server, tmp_path)
        seat = await the_seat(server, before, "gemma3:4b")
        calls = len(server.chats)
        after = await resumed(server, tmp_path, before.id, asking_with(seat))
    (chat,) = server.chats[calls:]
    assert (chat.json["model"], chat.json["options"]["num_ctx"]) == ("gemma3:4b", seat.num_ctx)
    assert [one.llm for one in after.contributions] == ["qwen3:8b", "qwen3:8b", "gemma3:4b"]
    assert after.earlier_versions[-1].llm == "qwen3:8b"
    assert after.seat(SLOT) == seat
    assert (after.calls[-1].llm, after.calls[-1].digest) == ("gemma3:4b", seat.digest)
    assert [one for one in after.seats if one.role != SLOT] == [
        one for one in before.seats if one.role != SLOT
    ]


async def test_another_model_can_take_over_while_the_others_still_write(tmp_path: Path) -> None:
    gate = asyncio.Event()
    judge = changing(Judge(TEXTS), Answer("", fault=Status(500, {"error": "x"})), Answer(LATER))
    judge.workers = {**judge.workers, MESSAGES: Answer(TEXTS[MESSAGES], gate=gate, gate_after=2)}
    async with (
        ScriptedOllama(judge, num_parallel=3, llms=TWO_LLMS) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.FAILED:
                break
        assert session.rerun(SLOT, await the_seat(server, session.run, "gemma3:4b"))
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.DONE:
                gate.set()
        run = session.run
    assert run.status is RunStatus.COMPLETE
    assert run.contribution(SLOT).llm == "gemma3:4b"
    assert sum(one.json["model"] == "gemma3:4b" for one in server.chats) == 1


async def test_a_model_that_the_others_use_too_gets_one_window(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS), num_parallel=3, llms=TWO_LLMS) as server:
        run = await a_finished_run(server, tmp_path)
        other = await the_seat(server, run, "gemma3:4b")
        moved = run.model_copy(
            update={"seats": tuple(other if one.role == SLOT else one for one in run.seats)}
        )
        back = await the_seat(server, moved, "qwen3:8b")
    assert back == run.seat(SLOT)


async def test_a_model_that_is_not_there_or_must_not_be_used_is_refused(tmp_path: Path) -> None:
    cloud = InstalledLlm(name="big:cloud", remote_host="https://ollama.com")
    async with ScriptedOllama(Judge(TEXTS), llms=(InstalledLlm(), cloud)) as server:
        run = await a_finished_run(server, tmp_path)
        with pytest.raises(LlmMissing, match="nowhere"):
            await the_seat(server, run, "nowhere:1b")
        with pytest.raises(LlmRefused, match="not on this machine"):
            await the_seat(server, run, "big:cloud")


async def the_seat(server: ScriptedOllama, run: Run, llm: str) -> LlmSeat:
    backend = OllamaBackend(server.url)
    try:
        return await another_seat(backend, run, SLOT, llm)
    finally:
        await backend.close()
