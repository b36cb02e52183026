"""Answers that end too soon or hold half a character: what is whole counts, and it is said."""

import asyncio
import json
from pathlib import Path
from typing import Any

from models.activity import RunStatus
from models.comparison import CompareLevel
from models.contradiction import Basis
from models.contribution import ContributionState
from models.plan import SectionOrigin, SectionState
from models.run import Run
from tests.engine.runs.staging import CHANNELS, DATES, MESSAGES, TEXTS, a_finished_run, a_session
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, is_finder
from tests.scripted_ollama import Answer, ErrorLine, InstalledLlm, ScriptedOllama, Status

SLOT = "timeline-planner"


async def a_run(folder: Path, judge: Judge, *llms: InstalledLlm) -> tuple[Run, ScriptedOllama]:
    async with ScriptedOllama(judge, num_parallel=3, llms=llms or (InstalledLlm(),)) as server:
        return await a_finished_run(server, folder), server


async def test_half_an_emoji_in_a_finding_does_no_harm(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[{**TWO_DATES, "because": "Rocket \ud83d half."}])
    run, _ = await a_run(tmp_path, judge)
    assert run.status is RunStatus.COMPLETE
    assert run.contradictions[0].explanation == "Rocket \ufffd half."


async def test_of_a_list_of_contradictions_that_was_cut_the_whole_rows_count(
    tmp_path: Path,
) -> None:
    def cut(call: dict[str, Any]) -> Answer:
        whole = Judge(TEXTS, findings=[TWO_DATES, CALLS])(call).text
        return Answer(whole[:-40], done_reason="length")

    run, server = await a_run(tmp_path, Judge(TEXTS, finder=[cut]))
    assert [one.title for one in run.contradictions] == ["public launch date"]
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.SCHEMA
    assert any("cut at its length limit" in one for one in run.notices)
    assert sum(is_finder(one.json) for one in server.chats) == 1


async def test_a_list_cut_before_its_first_row_is_asked_for_again(tmp_path: Path) -> None:
    cut = Answer('{"findings": [{"at": ["M1"', done_reason="length")
    judge = Judge(TEXTS, finder=[cut, Answer(json.dumps({"findings": []}))])
    run, server = await a_run(tmp_path, judge)
    assert sum(is_finder(one.json) for one in server.chats) == 2
    assert run.status is RunStatus.COMPLETE


async def test_without_room_for_a_list_nothing_is_asked_and_both_numbers_are_said(
    tmp_path: Path,
) -> None:
    texts = {name: f"{text}\n\n{'Some more words follow. ' * 160}" for name, text in TEXTS.items()}
    run, server = await a_run(tmp_path, Judge(texts), InstalledLlm(context_length=6_500))
    assert not any(is_finder(one.json) for one in server.chats)
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.CODE_ONLY
    notice = next(one for one in run.notices if "by code" in one)
    assert "the window holds 6,500" in notice
    assert "needs 600" in notice


async def test_a_section_that_was_cut_ends_with_its_last_whole_sentence(tmp_path: Path) -> None:
    text = "The plan begins on 1 March 2027. And then the budget is EUR 4"
    judge = Judge(TEXTS, writer=Answer(text, done_reason="length"))
    run, _ = await a_run(tmp_path, judge)
    assert run.plan is not None
    assert {one.markdown for one in run.plan.sections} == {"The plan begins on 1 March 2027."}
    assert "The section Timeline was cut at its length limit" in " ".join(run.plan.notes)


async def test_a_cut_section_keeps_the_mark_behind_its_last_sentence(tmp_path: Path) -> None:
    text = "The public launch is on 11 May 2027. [R1]\n\n### Next"
    judge = Judge(TEXTS, [TWO_DATES], writer=Answer(text, done_reason="length"))
    run, _ = await a_run(tmp_path, judge)
    assert run.plan is not None
    assert run.plan.sections[2].markdown == "The public launch is on 11 May 2027. [R1]"


async def test_a_section_with_nothing_but_its_heading_is_written_by_code(tmp_path: Path) -> None:
    judge = Judge(TEXTS, sections={"Timeline": "## Timeline\n"})
    run, _ = await a_run(tmp_path, judge)
    assert run.plan is not None
    timeline = run.plan.sections[2]
    assert timeline.origin is SectionOrigin.CODE
    assert "25 May 2027" in timeline.markdown
    assert any("Code put a section together" in one for one in run.plan.notes)


async def test_an_answer_cut_within_its_first_sentence_is_no_evidence(tmp_path: Path) -> None:
    torn = Answer("The public launch is on 25 Ma", done_reason="length")
    run, server = await a_run(tmp_path, Judge(TEXTS, workers={DATES: torn}))
    assert run.contribution(SLOT).state is ContributionState.CUT
    assert run.comparison is not None
    assert SLOT not in run.comparison.slots
    assert run.plan is not None
    assert run.plan.coverage == "Plan from 2 of 3 — Timeline Planner missing"
    timeline = run.plan.sections[2]
    assert timeline.state is SectionState.MISSING
    assert "Timeline Planner was cut before its first whole sentence" in timeline.markdown
    assert not any("25 Ma" in str(one.json) for one in server.chats)


async def test_if_all_answers_are_cut_within_their_first_sentence_there_is_no_plan(
    tmp_path: Path,
) -> None:
    torn = Answer("The public launch is on", done_reason="length")
    run, _ = await a_run(tmp_path, Judge(TEXTS, workers=dict.fromkeys(TEXTS, torn)))
    assert run.plan is None
    assert run.failure is not None


async def test_a_section_without_its_owner_is_missing_and_still_has_its_decisions(
    tmp_path: Path,
) -> None:
    row = {**TWO_DATES, "topic": "dates"}
    row["at"] = ["The launch e-mail goes live on 11 May 2027", "nobody calls an account"]
    judge = Judge(TEXTS, [row], workers={DATES: Answer("", fault=Status(500, {"error": "x"}))})
    run, _ = await a_run(tmp_path, judge)
    assert run.plan is not None
    timeline = run.plan.sections[2]
    assert (timeline.state, timeline.origin) == (SectionState.MISSING, SectionOrigin.CODE)
    assert timeline.marks == (1,)
    assert timeline.markdown.startswith("- ")
    assert "No source. Timeline Planner failed" in timeline.markdown


async def test_a_text_whose_replacement_failed_is_no_evidence_any_more(tmp_path: Path) -> None:
    gate = asyncio.Event()
    broken = Answer("The launch is", fault=ErrorLine(after=2))
    answers = [Answer(TEXTS[DATES]), broken]
    judge = Judge(
        TEXTS,
        workers={
            DATES: lambda _: answers.pop(0),
            MESSAGES: Answer(TEXTS[MESSAGES], gate=gate, gate_after=2),
        },
    )
    async with (
        ScriptedOllama(judge, num_parallel=3) as server,
        a_session(server, tmp_path) as session,
    ):
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.DONE:
                break
        assert session.rerun(SLOT)
        async for _ in session:
            if session.run.contribution(SLOT).state is ContributionState.FAILED:
                gate.set()
        run = session.run
    assert run.comparison is not None
    assert SLOT not in run.comparison.slots
    assert run.plan is not None
    assert run.plan.coverage == "Plan from 2 of 3 — Timeline Planner missing"


async def test_a_small_model_alone_decides_nothing(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[TWO_DATES, CALLS])
    run, _ = await a_run(tmp_path, judge, InstalledLlm(parameter_size="3.2B"))
    assert {one.parameter_size for one in run.seats} == {"3.2B"}
    bases = [one.decision.basis for one in run.contradictions if one.decision]
    assert bases == [Basis.BRIEF, Basis.NEEDS_YOU]
    large, _ = await a_run(tmp_path / "large", judge)
    bases = [one.decision.basis for one in large.contradictions if one.decision]
    assert bases == [Basis.BRIEF, Basis.TOPIC_OWNER]
    assert large.contradictions[1].decision is not None
    assert large.contradictions[1].decision.keep == CHANNELS
