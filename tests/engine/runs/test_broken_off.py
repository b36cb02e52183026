"""An update or a first plan that breaks off loses nothing, and the next update takes it up."""

from collections.abc import Callable
from pathlib import Path

from engine.export.markdown import run_as_markdown
from engine.orchestrator import update_plan
from engine.stores.journal import JOURNAL_NAME
from engine.stores.run_store import RunStore
from engine.texts import change_text
from models.activity import RunStatus
from models.contribution import TextChange
from models.events import (
    RUN_EVENT_ADAPTER,
    PlanChecked,
    PlanUpdateStarted,
    RunEvent,
    SectionTextAdded,
    SectionWritten,
)
from models.fold_plan import put_back
from models.plan import SectionState
from models.run import Run, replay
from models.staleness import stale_sections
from models.unfinished import as_left, needs_update, unchecked_sections
from tests.engine.runs.staging import TEXTS, a_finished_run, resumed
from tests.engine.runs.test_updates import (
    KEEP_SECOND,
    LATER,
    NONE_AT_ALL,
    TITLES,
    ruled,
    sections_of,
)
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, section_of
from tests.scripted_ollama import Answer, ScriptedOllama, Status


def a_judge() -> Judge:
    return Judge(TEXTS, findings=[CALLS, TWO_DATES])


def events_of(folder: Path, run: Run) -> list[RunEvent]:
    lines = (folder / run.id / JOURNAL_NAME).read_bytes().splitlines()
    return [RUN_EVENT_ADAPTER.validate_json(line) for line in lines]


def killed_after(folder: Path, run: Run, is_last: Callable[[RunEvent], bool]) -> Run:
    """The stored run as if its process had ended right after the last event of a kind."""
    path = folder / run.id / JOURNAL_NAME
    lines = path.read_bytes().splitlines(keepends=True)
    numbers = [number for number, one in enumerate(events_of(folder, run)) if is_last(one)]
    path.write_bytes(b"".join(lines[: numbers[-1] + 1]))
    stored = RunStore(folder).load(run.id)
    assert stored.is_interrupted
    return stored.run


async def an_updated_run(server: ScriptedOllama, folder: Path) -> tuple[Run, Run]:
    """A run with a ruling that touches several sections, and after the update."""
    first = await a_finished_run(server, folder)
    ruled(folder, first, 1, KEEP_SECOND)
    before = ruled(folder, first, 2, NONE_AT_ALL)
    return before, await resumed(server, folder, first.id, update_plan)


async def test_wherever_an_update_breaks_off_each_section_has_its_old_or_its_new_text(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(a_judge(), num_parallel=3) as server:
        before, after = await an_updated_run(server, tmp_path)
    events = events_of(tmp_path, after)
    begun = next(at for at, one in enumerate(events) if isinstance(one, PlanUpdateStarted))
    checked = next(
        at for at, one in enumerate(events) if at > begun and isinstance(one, PlanChecked)
    )
    old, new = sections_of(before), sections_of(after)
    for end in range(begun + 1, len(events) + 1):
        left = as_left(replay(events[:end]))
        for section_id, one in sections_of(left).items():
            assert one in (old[section_id], new[section_id])
        assert needs_update(left) == (end <= checked)


async def test_an_update_goes_on_where_the_last_one_was_killed(tmp_path: Path) -> None:
    async with ScriptedOllama(a_judge(), num_parallel=3) as server:
        before, after = await an_updated_run(server, tmp_path)
        killed = killed_after(tmp_path, after, lambda one: isinstance(one, SectionTextAdded))
        stale = [one.section_id for one in stale_sections(killed)]
        asked = len(server.chats)
        again = await resumed(server, tmp_path, before.id, update_plan)
        calls = [section_of(one.json) for one in server.chats[asked:]]
    assert stale
    assert sorted(filter(None, calls)) == sorted(TITLES[one] for one in stale)
    assert stale_sections(again) == ()
    assert again.status is RunStatus.COMPLETE


async def test_sections_that_were_written_and_not_checked_are_checked_and_not_written_again(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(a_judge(), num_parallel=3) as server:
        before, after = await an_updated_run(server, tmp_path)
        killed = killed_after(tmp_path, after, lambda one: isinstance(one, SectionWritten))
        asked = len(server.chats)
        again = await resumed(server, tmp_path, before.id, update_plan)
        calls = [section_of(one.json) for one in server.chats[asked:]]
    assert stale_sections(killed) == ()
    assert unchecked_sections(killed)
    assert not any(calls)
    assert again.plan == after.plan
    assert not needs_update(again)


async def test_a_first_plan_that_broke_off_is_finished(tmp_path: Path) -> None:
    async with ScriptedOllama(a_judge()) as server:
        run = await a_finished_run(server, tmp_path)
        killed = killed_after(tmp_path, run, lambda one: isinstance(one, SectionTextAdded))
        written = [one for one in sections_of(killed).values() if one.state is SectionState.WRITTEN]
        again = await resumed(server, tmp_path, run.id, update_plan)
    assert 0 < len(written) < len(TITLES)
    exported = run_as_markdown(killed)
    assert "Not finished" in exported
    assert "Out of date" not in exported
    assert [one.is_unfinished for one in stale_sections(killed)] == [True] * (
        len(TITLES) - len(written)
    )
    assert all(sections_of(again)[one.id] == one for one in written)
    assert again.status is RunStatus.COMPLETE


async def test_a_server_that_fails_meanwhile_leaves_the_old_texts_and_they_stay_out_of_date(
    tmp_path: Path,
) -> None:
    judge = a_judge()
    async with ScriptedOllama(judge, num_parallel=3) as server:
        first = await a_finished_run(server, tmp_path)
        before = ruled(tmp_path, first, 1, KEEP_SECOND)
        judge.writer = Answer("", fault=Status(500, {"error": "out of order"}))
        after = await resumed(server, tmp_path, first.id, update_plan)
        judge.writer = None
        again = await resumed(server, tmp_path, first.id, update_plan)
    assert sections_of(after) == sections_of(before)
    assert stale_sections(after) == stale_sections(before) != ()
    assert any("could not be written again and keeps its old text" in one for one in after.notices)
    assert stale_sections(again) == ()


async def test_a_run_whose_update_was_killed_has_its_old_texts_after_a_text_was_left_out_too(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(a_judge(), num_parallel=3) as server:
        before, after = await an_updated_run(server, tmp_path)
    killed = killed_after(tmp_path, after, lambda one: isinstance(one, SectionTextAdded))
    slot = killed.contributions[0].slot
    left = change_text(RunStore(tmp_path), before.id, slot, TextChange.LEAVE_OUT, LATER)
    assert sections_of(left) == sections_of(killed)
    assert needs_update(left)


async def test_a_section_that_was_put_back_still_lacks_the_text_that_came_after_it(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(a_judge(), num_parallel=3) as server:
        _, after = await an_updated_run(server, tmp_path)
    assert after.plan is not None
    old, (first, *_) = after.plan, after.plan.sections
    unfinished = first.model_copy(update={"state": SectionState.WRITING, "markdown": ""})
    changes = {"sections": (unfinished, *old.sections[1:]), "checked": True, "texts_s": 10_000}
    left = put_back(old.model_copy(update=changes), [old])
    assert left.sections == old.sections
    assert left.texts_s == old.texts_s
