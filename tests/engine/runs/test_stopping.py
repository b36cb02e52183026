"""Stop means that the server stops working, and that nothing is lost."""

import asyncio
from pathlib import Path

import pytest

from engine.backends.demo import DemoBackend, DemoScript, Pace
from engine.errors import StoreError
from engine.preparation import RunRequest, prepare
from engine.resources import RESOURCES
from engine.session import RunSession, open_session
from engine.stores.journal import Journal
from engine.stores.run_store import RunStore
from engine.stores.team_store import TeamStore
from models.activity import RunStatus
from models.call import CallOutcome
from models.contradiction import Verdict
from models.contribution import ContributionState, WaitingReason
from models.events import RunEvent, RunStarted, SpecialistWaiting
from models.settings import Settings
from tests.engine.runs.staging import DATES, MESSAGES, NOW, TEXTS, a_finished_run, a_session
from tests.judges import Judge, is_finder, role_of
from tests.scripted_ollama import Answer, Outcome, ScriptedOllama, Seen
from tests.scripted_ollama import Pace as ServerPace

SLOT = "timeline-planner"


def the_call_of(server: ScriptedOllama, role: str) -> Seen:
    return next(one for one in server.chats if role_of(one.json) == role)


async def until_writing(server: ScriptedOllama, role: str, tokens: int) -> None:
    await server.until(
        lambda: any(role_of(one.json) == role and one.tokens_sent >= tokens for one in server.chats)
    )


async def until_shown(session: RunSession, text: str) -> None:
    async for _ in session:
        if session.run.contribution(SLOT).text == text:
            return


def a_judge(gate: asyncio.Event, *stalled: str, after: int = 3) -> Judge:
    """A judge whose stalled workers write some words and then wait for the gate."""
    workers = {name: Answer(TEXTS[name], gate=gate, gate_after=after) for name in stalled}
    return Judge(TEXTS, workers=workers)


async def test_stopping_one_worker_closes_its_stream_and_the_others_go_on(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with (
        ScriptedOllama(a_judge(gate, DATES), num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await until_shown(session, "## Launch\n\n1.")
        assert session.stop(SLOT)
        await server.until(lambda: the_call_of(server, DATES).outcome is Outcome.LEFT)
        assert the_call_of(server, DATES).tokens_sent == 3
        async for _ in session:
            pass
        run = session.run
    assert run.contribution(SLOT).state is ContributionState.STOPPED
    assert run.contribution(SLOT).text == "## Launch\n\n1."
    assert run.status is RunStatus.PARTIAL
    assert run.plan is not None
    assert run.plan.coverage == "Plan from 2 of 3 — Timeline Planner missing"
    stopped = next(one for one in run.calls if one.purpose.slots == (SLOT,))
    assert stopped.outcome is CallOutcome.STOPPED


async def test_a_worker_that_still_waits_in_the_server_can_be_stopped(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with (
        ScriptedOllama(a_judge(gate, MESSAGES), num_parallel=1) as server,
        a_session(server, tmp_path) as session,
    ):
        await until_writing(server, MESSAGES, 3)
        await server.until(lambda: len(server.chats) == 3)
        assert session.stop(SLOT)
        await server.until(lambda: the_call_of(server, DATES).outcome is Outcome.LEFT)
        assert the_call_of(server, DATES).slot_taken_s is None
        gate.set()
        async for _ in session:
            pass
        assert session.run.status is RunStatus.PARTIAL


async def test_a_worker_held_back_by_our_gate_can_be_stopped_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    gate = asyncio.Event()
    async with (
        ScriptedOllama(a_judge(gate, MESSAGES)) as server,
        a_session(server, tmp_path, settings=Settings(at_once=1)) as session,
    ):
        await until_writing(server, MESSAGES, 3)
        assert session.stop(SLOT)
        gate.set()
        async for _ in session:
            pass
        assert session.run.contribution(SLOT).state is ContributionState.STOPPED
        assert DATES not in {role_of(one.json) for one in server.chats}


async def test_stopping_all_keeps_everything_and_starts_no_synthesis(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with (
        ScriptedOllama(a_judge(gate, DATES), num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        await until_shown(session, "## Launch\n\n1.")
        session.stop_all()
        async for _ in session:
            pass
        await server.until(lambda: all(one.outcome is not Outcome.OPEN for one in server.chats))
        assert not any(is_finder(one.json) for one in server.chats)
    stored = RunStore(tmp_path).load(session.run.id)
    assert stored.run.status is RunStatus.STOPPED
    assert not stored.is_interrupted
    assert stored.run.contribution(SLOT).text == "## Launch\n\n1."
    assert stored.run.contribution(SLOT).state is ContributionState.STOPPED
    assert stored.run.plan is None


async def test_stopping_while_the_plan_is_written_keeps_what_was_found(tmp_path: Path) -> None:
    gate = asyncio.Event()
    judge = Judge(TEXTS, writer=Answer("One two three four.", gate=gate, gate_after=2))
    async with (
        ScriptedOllama(judge) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            plan = session.run.plan
            if plan and any(section.markdown == "One two" for section in plan.sections):
                break
        session.stop_all()
        async for _ in session:
            pass
        run = session.run
    assert run.status is RunStatus.STOPPED
    assert run.comparison is not None
    assert run.plan is not None
    assert any(section.markdown == "One two" for section in run.plan.sections)


async def test_leaving_the_block_stops_the_work_and_waits_for_it(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with ScriptedOllama(a_judge(gate, DATES), num_parallel=3) as server:
        async with a_session(server, tmp_path) as session:
            await until_writing(server, DATES, 3)
        tasks = {task.get_name() for task in asyncio.all_tasks()}
        assert session.run.id not in tasks
        await server.until(lambda: the_call_of(server, DATES).outcome is Outcome.LEFT)
        assert RunStore(tmp_path).load(session.run.id).run.status is RunStatus.STOPPED


async def follow_and_fail(server: ScriptedOllama, folder: Path) -> None:
    async with a_session(server, folder) as session:
        async for _ in session:
            await until_writing(server, DATES, 3)
            1 / 0  # noqa: B018 - stands for a bug in whoever shows the events


async def test_a_consumer_that_fails_leaves_nothing_running(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with ScriptedOllama(a_judge(gate, DATES), num_parallel=3) as server:
        with pytest.raises(ZeroDivisionError):
            await follow_and_fail(server, tmp_path)
        await server.until(lambda: all(one.outcome is not Outcome.OPEN for one in server.chats))


async def test_a_run_stopped_at_once_still_ends(tmp_path: Path) -> None:
    async with (
        ScriptedOllama(Judge(TEXTS)) as server,
        a_session(server, tmp_path) as session,
        asyncio.timeout(5),
    ):
        session.stop_all()
        async for _ in session:
            pass
    assert session.run.contributions[0].text == ""


async def test_stopping_a_worker_that_has_ended_does_nothing(tmp_path: Path) -> None:
    async with (
        ScriptedOllama(Judge(TEXTS)) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            pass
        assert not session.stop(SLOT)
        assert not session.stop("nobody")
        assert session.run.status is RunStatus.COMPLETE


async def test_a_disk_that_fills_up_ends_the_run_and_keeps_what_was_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Journal.append

    def full_after_the_start(journal: Journal, events: list[RunEvent]) -> None:
        if not any(isinstance(event, RunStarted) for event in events):
            raise OSError(28, "No space left on device")
        append(journal, events)

    monkeypatch.setattr(Journal, "append", full_after_the_start)
    gate = asyncio.Event()
    async with ScriptedOllama(a_judge(gate, DATES), num_parallel=3) as server:
        with pytest.raises(StoreError, match="No space left"):
            await a_finished_run(server, tmp_path)
        await server.until(lambda: all(one.outcome is not Outcome.OPEN for one in server.chats))
    monkeypatch.undo()
    store = RunStore(tmp_path)
    assert store.load(store.run_ids()[0]).is_interrupted


async def test_while_the_model_loads_the_wait_says_so(tmp_path: Path) -> None:
    reasons = []
    pace = ServerPace(load_s=1.0)
    async with (
        ScriptedOllama(Judge(TEXTS), pace=pace) as server,
        a_session(server, tmp_path) as session,
    ):
        async for event in session:
            if isinstance(event, SpecialistWaiting):
                reasons.append(event.reason)
    assert WaitingReason.LOADING in reasons
    assert session.run.contributions[0].timings_s.loading > 0.5


async def test_while_others_write_the_wait_is_probably_for_a_slot(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with (
        ScriptedOllama(a_judge(gate, MESSAGES), num_parallel=1) as server,
        a_session(server, tmp_path) as session,
    ):
        async for event in session:
            if isinstance(event, SpecialistWaiting) and event.reason is WaitingReason.SLOT:
                break
        gate.set()
        async for _ in session:
            pass
        assert session.run.status is RunStatus.COMPLETE


async def test_the_demo_runs_the_same_way_without_any_server(tmp_path: Path) -> None:
    script = DemoScript.load(RESOURCES / "demo")
    backend = DemoBackend(script, Pace.instant())
    team = TeamStore([RESOURCES / "teams"]).load("product-launch")
    started = await prepare(backend, RunRequest(script.brief, team, Settings()), NOW)
    async with open_session(RunStore(tmp_path), backend, started) as session:
        async for _ in session:
            pass
    run = session.run
    assert run.source == "Demo — scripted answers, no LLM"
    assert run.is_demo
    assert run.status is RunStatus.COMPLETE
    assert len(run.contradictions) >= 5
    assert run.comparison is not None
    assert run.comparison.close_calls >= 2
    assert run.plan is not None
    assert run.plan.violations == ()
    decided = [one for one in run.contradictions if one.is_of_plan]
    assert {one.mark for one in decided} <= {
        f"[R{number}]" for section in run.plan.sections for number in section.marks
    }
    undecided = [one for one in run.contradictions if one not in decided]
    assert [one.verdict for one in undecided] == [Verdict.WORTH_A_LOOK]
    assert Verdict.DROPPED in {one.verdict for one in run.candidates}


async def test_a_second_cancel_does_not_leave_work_behind(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with ScriptedOllama(a_judge(gate, DATES), num_parallel=3) as server:
        following = asyncio.create_task(a_finished_run(server, tmp_path))
        await until_writing(server, DATES, 3)
        following.cancel()
        await asyncio.sleep(0)
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following
        await server.until(lambda: all(one.outcome is not Outcome.OPEN for one in server.chats))
    store = RunStore(tmp_path)
    stored = store.load(store.run_ids()[0])
    assert stored.run.status is RunStatus.STOPPED
    assert not stored.is_interrupted
    assert all(one.state.is_final for one in stored.run.contributions)


async def test_a_run_stopped_before_its_first_step_is_stored_as_stopped(tmp_path: Path) -> None:
    async with (
        ScriptedOllama(Judge(TEXTS)) as server,
        a_session(server, tmp_path) as session,
    ):
        session.stop_all()
        async for _ in session:
            pass
    stored = RunStore(tmp_path).load(session.run.id)
    assert stored.run.status is RunStatus.STOPPED
    assert {one.state for one in stored.run.contributions} == {ContributionState.STOPPED}


async def test_the_events_can_be_asked_for_again_after_their_end(tmp_path: Path) -> None:
    async with (
        ScriptedOllama(Judge(TEXTS)) as server,
        a_session(server, tmp_path) as session,
        asyncio.timeout(10),
    ):
        assert [event async for event in session]
        assert [event async for event in session] == []
