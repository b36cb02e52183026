"""Rulings in the whole window: on disk, without a server, with all other sections untouched."""

import asyncio
import json

import pytest
from PySide6.QtCore import Qt

from engine.stores.journal import JOURNAL_NAME
from models.contradiction import ContradictionStatus
from models.ruling import Ruling, RulingKind
from models.run import Run
from tests.scripted_ollama import ScriptedOllama
from tests.ui.main_window.conftest import OpenDesk
from tests.ui.main_window.staging import CTRL, Desk, drawn
from tests.ui.main_window.stories import BRIEF_TEXT, METRICS, a_judge
from ui.contradictions.focus_page import FocusPage
from ui.contradictions.ruling.decision_pane import DecisionPane
from ui.main_window.commands import Command
from ui.main_window.house_rules import HouseRulesDialog


@pytest.fixture
async def ran(desk: Desk) -> Desk:
    """The window after the sample run."""
    await desk.sample_run()
    return desk


def decision(desk: Desk) -> DecisionPane:
    page = desk.window.run_page.focus_view.page
    assert isinstance(page, FocusPage)
    return page.decision


def decided_with_plan(run: Run) -> int:
    """A decided contradiction that a part of the plan, and not all of it, leans on."""
    assert run.plan is not None
    leaning = {
        one.number: sum(
            any(leant.number == one.number for leant in section.leans_on)
            for section in run.plan.sections
        )
        for one in run.contradictions
        if one.status is ContradictionStatus.DECIDED
    }
    return next(n for n, count in leaning.items() if 0 < count < len(run.plan.sections))


def kinds_on_disk(desk: Desk, run: Run) -> list[str]:
    journal = desk.store.folder_of(run.id) / JOURNAL_NAME
    return [json.loads(line)["kind"] for line in journal.read_text(encoding="utf-8").splitlines()]


async def test_a_ruling_by_keyboard_alone_redoes_only_what_it_touches(ran: Desk) -> None:
    before = ran.run
    assert before.plan is not None
    number = decided_with_plan(before)
    ran.window.run_page.select_contradiction(number)
    ran.keys(Qt.Key.Key_2, CTRL)
    await drawn()
    ran.window.run_page.focus_view.focus_decision()
    ran.keys(Qt.Key.Key_W)
    ran.write("Hold it as the founder says")
    said = decision(ran).consequence()
    ran.keys(Qt.Key.Key_Return)
    await ran.until(lambda: ran.run.contradiction(number).rulings, "the ruling is shown")
    ruled = ran.run.contradiction(number)
    assert ruled.ruling == Ruling(kind=RulingKind.OWN_WORDS, text="Hold it as the founder says")
    assert kinds_on_disk(ran, before)[-1] == "ruling_made"
    assert ran.store.load(before.id).run == ran.run
    stale = ran.run.plan
    assert stale == before.plan  # nothing is changed before the user asks
    action = ran.action(Command.UPDATE_PLAN)
    assert action.isEnabled()
    action.trigger()
    await ran.until(lambda: ran.is_working or ran.run.earlier_plans, "the update has begun")
    await ran.until_ended()
    after = ran.run.plan
    assert after is not None
    changed = [
        one.title
        for one, old in zip(after.sections, before.plan.sections, strict=True)
        if one != old
    ]
    assert changed
    assert all(title in said for title in changed)
    assert 0 < len(changed) < len(after.sections)
    assert not ran.action(Command.UPDATE_PLAN).isEnabled()
    assert ran.store.load(before.id).run.plan == after


async def test_a_ruling_is_undone_with_ctrl_z_and_everything_is_as_before(ran: Desk) -> None:
    before = ran.run
    number = decided_with_plan(before)
    ran.window.run_page.select_contradiction(number)
    ran.choose(Command.LEAVE_OPEN)
    await drawn()
    ran.choose(Command.SAVE_DECISION)
    await ran.until(lambda: ran.run.contradiction(number).rulings)
    ran.choose(Command.UNDO_RULING)
    await ran.until(lambda: not ran.run.contradiction(number).rulings, "it is undone")
    await ran.until_ended()
    assert ran.run.contradictions == before.contradictions
    assert kinds_on_disk(ran, before)[-2:] == ["ruling_made", "ruling_undone"]
    assert not ran.action(Command.UNDO_RULING).isEnabled()


async def test_by_mouse_a_contradiction_is_dismissed_listed_and_forgotten(ran: Desk) -> None:
    number = ran.run.contradictions[0].number
    ran.choose(Command.SHOW_CONTRADICTIONS)
    ran.window.run_page.select_contradiction(number)
    await drawn()
    ran.click("Not a contradiction")
    ran.click("Save decision")
    await ran.until_shown("Dismissed (1)")
    ran.choose(Command.HOUSE_RULES)
    dialog = await ran.dialog(HouseRulesDialog)
    title = ran.run.contradiction(number).title
    await ran.until(lambda: ran.shows(title[:1].upper() + title[1:], dialog), "it is listed")
    ran.click(f"Forget: {title}", dialog)
    await ran.until(lambda: ran.shows("Nothing has been dismissed.", dialog), "it is forgotten")
    dialog.close()
    await ran.until_ended()
    assert ran.run.contradiction(number).status is ContradictionStatus.DISMISSED


async def test_after_saving_the_next_open_one_has_the_keyboard(ran: Desk) -> None:
    waiting = [one.number for one in ran.run.contradictions if one.waits_for_user]
    ran.choose(Command.SHOW_CONTRADICTIONS)
    await drawn()
    ran.window.run_page.select_contradiction(ran.run.contradictions[0].number)
    ran.choose(Command.KEEP_A)
    ran.keys(Qt.Key.Key_Return)
    await ran.until(lambda: ran.run.contradictions[0].rulings)
    await ran.until_ended()
    await drawn()
    assert ran.window.run_page.focus_view.selected_number == waiting[0]
    assert decision(ran).isAncestorOf(ran.focused)


async def test_the_user_can_rule_while_a_worker_writes_again(open_desk: OpenDesk) -> None:
    gate = asyncio.Event()
    gate.set()
    judge = a_judge(METRICS, gate=gate)
    async with ScriptedOllama(judge, num_parallel=4) as server, open_desk(server.url) as desk:
        await desk.until_shown("is installed and local")
        desk.write(BRIEF_TEXT)
        desk.click("Run")
        await desk.until(lambda: desk.window.is_showing_run, "a run is shown")
        await desk.until_ended()
        number = desk.run.contradictions[0].number
        gate.clear()
        desk.window.run_page.grid.focus_worker(4)
        desk.choose(Command.RERUN_WORKER)
        await desk.until(lambda: desk.is_working, "a worker writes again")
        desk.window.run_page.select_contradiction(number)
        desk.choose(Command.KEEP_B)
        desk.choose(Command.SAVE_DECISION)
        await desk.until(lambda: desk.run.contradiction(number).rulings, "the ruling is shown")
        assert desk.is_working
        gate.set()
        await desk.until_ended()
        stored = desk.store.load(desk.run.id).run
        assert stored.contradiction(number).ruling == Ruling(kind=RulingKind.KEEP, side=1)
