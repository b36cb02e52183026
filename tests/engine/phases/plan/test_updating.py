"""An update writes what is out of date, and nothing else changes by a single byte."""

import asyncio
from pathlib import Path

from engine.orchestrator import update_plan
from engine.rulings import ruling_made
from models.activity import RunStatus
from models.brief import Brief
from models.contradiction import Contradiction, Label, Severity, Verdict
from models.events import ContradictionFound, SectionWritten
from models.plan import SectionOrigin
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.staleness import sections_affected_by, stale_sections
from models.team import Topic
from tests.builders import a_side
from tests.engine.phases.plan.updates import after, edited, section, stopped_at
from tests.engine.runs.staging import DATES, MESSAGES, TEXTS, a_finished_run, resumed
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, section_of
from tests.scripted_ollama import Answer, ScriptedOllama

UNDECIDED = Contradiction(
    number=7,
    title="public launch date",
    topic=Topic.WHEN,
    team_topic="dates",
    label=Label.CONTRADICTION,
    severity=Severity.HIGH,
    explanation="They name two days.",
    verdict=Verdict.WORTH_A_LOOK,
    sides=(
        a_side(
            MESSAGES,
            TEXTS[MESSAGES],
            "The launch e-mail goes live on 11 May 2027 at nine in the morning.",
        ),
        a_side(DATES, TEXTS[DATES], "The public launch is on 25 May 2027."),
    ),
)
CHANNELS_SLOT = "channel-strategist"
NEW_TEXT = (
    "## Motion\n\nThe motion is product-led: nobody calls an account before it pays.\n\n"
    "The creators begin to post on 4 May 2027.\n"
)


async def a_run_with_edited_channels(server: ScriptedOllama, folder: Path) -> Run:
    run = await a_finished_run(server, folder)
    return await edited(server, folder, run, CHANNELS_SLOT, NEW_TEXT)


async def test_only_what_is_out_of_date_is_asked_for_and_all_else_stays_to_the_byte(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge) as server:
        before = await a_run_with_edited_channels(server, tmp_path)
        judge.sections = {"Channels": "Creators begin on 4 May 2027.\n\nNobody calls. [R2]"}
        asked = len(server.chats)
        run = await resumed(server, tmp_path, before.id, update_plan)
    assert [section_of(one.json) for one in server.chats[asked:]] == ["Channels"]
    assert before.plan is not None
    assert run.plan is not None
    for old, new in zip(before.plan.sections, run.plan.sections, strict=True):
        if old.id != "channels":
            assert new.model_dump_json() == old.model_dump_json()
    assert "4 May 2027" in section(run, "channels").markdown
    assert {one.version for one in section(run, "channels").sources} == {1, 2}
    assert run.plan.checked
    assert run.earlier_plans == (before.plan,)
    assert run.status is RunStatus.COMPLETE


async def test_nothing_is_asked_where_nothing_is_out_of_date(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[TWO_DATES])) as server:
        before = await a_finished_run(server, tmp_path)
        asked = len(server.chats)
        run = await resumed(server, tmp_path, before.id, update_plan)
    assert len(server.chats) == asked
    assert run.plan is not None
    assert before.plan is not None
    assert run.plan.sections == before.plan.sections


async def test_a_cancelled_update_puts_unfinished_sections_back_as_they_were(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge) as server:
        before = await a_run_with_edited_channels(server, tmp_path)
        stalling = Answer("Half a new section that never", gate=asyncio.Event(), gate_after=3)
        judge.writer = stalling
        asked = len(server.chats)
        job = stopped_at(server, lambda: any(one.tokens_sent == 3 for one in server.chats[asked:]))
        run = await resumed(server, tmp_path, before.id, job)
    assert before.plan is not None
    assert run.plan is not None
    assert run.plan.sections == before.plan.sections
    assert run.plan.violations == before.plan.violations
    assert run.plan.checked
    assert run.activities[-1].outcome is not None
    assert run.activities[-1].outcome.value == "stopped"


async def test_a_section_the_user_has_edited_is_never_overwritten(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[CALLS])) as server:
        before = await a_run_with_edited_channels(server, tmp_path)
        changes = {"origin": SectionOrigin.USER, "markdown": "In my own words."}
        own = section(before, "channels").model_copy(update=changes)
        await after(server, tmp_path, before, SectionWritten(section=own))
        asked = len(server.chats)
        run = await resumed(server, tmp_path, before.id, update_plan)
    assert len(server.chats) == asked
    assert section(run, "channels") == own


async def test_a_section_leans_on_what_it_applies_marks_or_was_told_of(tmp_path: Path) -> None:
    sections = {"Message": "The e-mail follows the launch. [R1]"}
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES], sections=sections)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    leanings = {
        one.id: [leaning.number for leaning in one.leans_on]
        for one in (run.plan.sections if run.plan else ())
    }
    assert [one.title for one in run.contradictions] == ["public launch date", CALLS["subject"]]
    assert leanings == {"message": [1], "channels": [2], "timeline": [1, 2]}
    decisions = {one.number: one.decision for one in run.contradictions}
    for one in section(run, "timeline").leans_on:
        decision = decisions[one.number]
        assert decision is not None
        assert one.fingerprint == decision.fingerprint


async def test_a_section_is_told_only_of_the_decisions_its_sources_touch(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[CALLS, TWO_DATES])) as server:
        await a_finished_run(server, tmp_path)
    others = {
        section_of(one.json): str(one.json["messages"][-1]["content"]).partition(
            "Decisions of other sections"
        )[2]
        for one in server.chats
    }
    assert "R1 (public launch date)" in others["Message"]
    assert "R2 (" not in others["Message"]
    assert "R1 (" not in others["Channels"]
    assert "R2 (calls to new accounts)" in others["Timeline"]


async def test_a_ruling_on_what_was_worth_a_look_reaches_every_section_that_says_what_lost(
    tmp_path: Path,
) -> None:
    left = {
        "Message": "The launch e-mail goes out on 11 May 2027 at nine.",
        "Channels": "Nobody calls an account. [R1]",
        "Timeline": "The public launch is on 25 May 2027.",
    }
    judge = Judge(TEXTS, findings=[CALLS], sections=left)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path, brief=Brief(text="Plan an app."))
        run = await after(server, tmp_path, run, ContradictionFound(contradiction=UNDECIDED))
        ruling = ruling_made(run, 7, Ruling(kind=RulingKind.KEEP, side=1))
        assert sections_affected_by(run, 7, ruling.decision) == ("message", "timeline")
        before = await after(server, tmp_path, run, ruling)
        judge.sections = {
            "Message": "The launch e-mail goes out on 25 May 2027 at nine.",
            "Timeline": "The public launch is on 25 May 2027. [R7]",
        }
        run = await resumed(server, tmp_path, before.id, update_plan)
    assert section(run, "message").markdown == judge.sections["Message"]
    assert section(run, "channels") == section(before, "channels")
    assert stale_sections(run) == ()
    assert run.plan is not None
    assert [one for one in run.plan.violations if one.number == 7] == []


async def test_an_update_names_what_lost_also_in_a_section_that_it_did_not_write(
    tmp_path: Path,
) -> None:
    judge = Judge(TEXTS, findings=[CALLS])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path, brief=Brief(text="Plan an app."))
        changes = {"origin": SectionOrigin.USER, "markdown": "The launch is on 11 May 2027."}
        own = section(run, "channels").model_copy(update=changes)
        made = (ContradictionFound(contradiction=UNDECIDED), SectionWritten(section=own))
        run = await after(server, tmp_path, run, *made)
        ruling = ruling_made(run, 7, Ruling(kind=RulingKind.KEEP, side=1))
        judge.sections = {"Timeline": "The public launch is on 25 May 2027. [R7]"}
        before = await after(server, tmp_path, run, ruling)
        run = await resumed(server, tmp_path, before.id, update_plan)
    assert section(run, "channels") == own
    assert run.plan is not None
    (found,) = [one for one in run.plan.violations if one.section_id == "channels"]
    assert (found.number, found.kind.value, found.quote) == (7, "losing_value_left", own.markdown)


async def test_a_section_that_says_a_decided_value_in_other_words_leans_on_it(
    tmp_path: Path,
) -> None:
    sections = {
        "Message": "The team measures the launch from 11 May 2027 on.",
        "Channels": "Nobody calls. The review is on 11 May 2027.",
    }
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES], sections=sections)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert [one.number for one in section(run, "message").leans_on] == [1]
    assert [one.number for one in section(run, "channels").leans_on] == [2]
