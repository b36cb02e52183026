"""What goes wrong costs only what it touches, is said, and never becomes evidence."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.activity import RunStatus
from models.call import CallOutcome, Phase
from models.comparison import CompareLevel
from models.contradiction import Basis, FoundBy
from models.contribution import ContributionState
from models.failure import FailureKind
from models.plan import SectionOrigin, SectionState
from tests.engine.runs.staging import CHANNELS, DATES, MESSAGES, TEXTS, a_finished_run
from tests.engine.runs.test_whole_run import TWO_DATES
from tests.judges import Judge, a_finding, is_finder, prompt_of, role_of
from tests.scripted_ollama import (
    Answer,
    CloseWithoutDone,
    Drop,
    ErrorLine,
    Fault,
    RawBody,
    Reset,
    ScriptedOllama,
    Status,
)

SLOT = "timeline-planner"
TEXT = "The public launch is on 25 May 2027. More words follow here."


def faulty(fault: Fault) -> Answer:
    return Answer(TEXT, fault=fault)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (faulty(ErrorLine(after=3)), FailureKind.SERVER_FAULT),
        (faulty(Drop(after=3)), FailureKind.CONNECTION_LOST),
        (faulty(Reset(after=3)), FailureKind.CONNECTION_LOST),
        (faulty(CloseWithoutDone(after=3)), FailureKind.INCOMPLETE_ANSWER),
        (faulty(RawBody(b'{"message": {"cont', after=3)), FailureKind.BAD_ANSWER),
        (faulty(Status(404, {"error": "model 'qwen3:8b' not found"})), FailureKind.LLM_MISSING),
        (faulty(Status(500, {"error": "llama-server ..."})), FailureKind.SERVER_FAULT),
        (faulty(Status(503, {"error": "server busy"})), FailureKind.SERVER_BUSY),
        (Answer(""), FailureKind.EMPTY_ANSWER),
        (Answer("  \n\n "), FailureKind.EMPTY_ANSWER),
    ],
    ids=lambda value: str(getattr(value, "fault", value)),
)
async def test_one_failing_worker_leaves_the_others_and_the_plan_says_so(
    tmp_path: Path, answer: Answer, kind: FailureKind
) -> None:
    judge = Judge(TEXTS, workers={DATES: answer})
    async with ScriptedOllama(judge, num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
    failed = run.contribution(SLOT)
    assert (failed.state, failed.failure and failed.failure.kind) == (
        ContributionState.FAILED,
        kind,
    )
    assert failed.failure is not None
    assert failed.failure.remedy
    assert [one.specialist for one in run.evidence] == [MESSAGES, CHANNELS]
    assert run.status is RunStatus.PARTIAL
    assert run.plan is not None
    assert run.plan.coverage == "Plan from 2 of 3 — Timeline Planner missing"
    timeline = run.plan.sections[2]
    assert timeline.state is SectionState.MISSING
    assert "Timeline Planner failed" in timeline.markdown
    assert not any("25 May" in prompt_of(one.json) for one in server.chats)


async def test_the_text_of_a_worker_that_broke_off_is_kept(tmp_path: Path) -> None:
    judge = Judge(TEXTS, workers={DATES: faulty(ErrorLine(after=4))})
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.contribution(SLOT).text == "The public launch is"


@pytest.mark.parametrize("fault", [Reset(after=0), Drop(after=0)], ids=str)
async def test_a_connection_lost_before_the_first_word_is_tried_once_more(
    tmp_path: Path, fault: Fault
) -> None:
    answers = [faulty(fault), Answer(TEXTS[DATES])]
    judge = Judge(TEXTS, workers={DATES: lambda _: answers.pop(0)})
    async with ScriptedOllama(judge, num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.status is RunStatus.COMPLETE
    calls = [one for one in run.calls if one.purpose.slots == (SLOT,)]
    assert [one.outcome for one in calls] == [CallOutcome.FAILED, CallOutcome.COMPLETE]
    assert [one.purpose.attempt for one in calls] == [1, 2]


@pytest.mark.parametrize(
    "answer", [faulty(Reset(after=2)), faulty(Status(500, {"error": "oops"})), Answer("")], ids=str
)
async def test_an_answer_that_went_wrong_is_never_asked_for_again(
    tmp_path: Path, answer: Answer
) -> None:
    judge = Judge(TEXTS, workers={DATES: answer})
    async with ScriptedOllama(judge, num_parallel=3) as server:
        await a_finished_run(server, tmp_path)
    assert sum(role_of(one.json) == DATES for one in server.chats) == 1


async def test_a_server_that_is_always_reset_is_tried_twice_and_no_more(tmp_path: Path) -> None:
    judge = Judge(TEXTS, workers={DATES: faulty(Reset(after=0))})
    async with ScriptedOllama(judge, num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
    assert sum(role_of(one.json) == DATES for one in server.chats) == 2
    assert run.contribution(SLOT).state is ContributionState.FAILED


async def test_without_any_answer_there_is_no_synthesis_and_no_plan(tmp_path: Path) -> None:
    fault = faulty(Status(500, {"error": "cudaMalloc failed: out of memory"}))
    judge = Judge(TEXTS, workers=dict.fromkeys(TEXTS, fault))
    async with ScriptedOllama(judge, num_parallel=3) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.status is RunStatus.FAILED
    assert run.plan is None
    assert run.failure is not None
    assert "None of the 3 specialists" in run.failure.message
    assert len(server.chats) == 3


BROKEN_JSON = [
    "",
    "Sorry, I cannot do that.",
    '{"findings": [{"at": ["M1"',
    "[" * 5000,
    '{"findings": "none"}',
    "null",
    "42",
]


@pytest.mark.parametrize("broken", BROKEN_JSON, ids=lambda text: text[:20])
async def test_bad_json_is_repaired_once_then_lines_are_read(tmp_path: Path, broken: str) -> None:
    def lines(call: dict[str, Any]) -> Answer:
        ids = _ids_of(call, "go live on 11", "goes live on 11 May", "public launch is on 25 May")
        return Answer(f"{ids[0]} / {ids[1]} | dates | The e-mail and the launch have two days.")

    judge = Judge(TEXTS, finder=[Answer(broken), Answer(broken), Answer(broken), lines])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    finders = [one.json for one in server.chats if is_finder(one.json)]
    assert len(finders) == 4
    assert ["format" in call for call in finders] == [True, True, True, False]
    assert "An earlier answer to this could not be used: it " in prompt_of(finders[1])
    assert ["think" in call for call in finders] == [True, True, False, True]
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.LINES
    assert [one.title for one in run.contradictions]
    assert run.status is RunStatus.COMPLETE


def _ids_of(call: dict[str, Any], *wanted: str) -> list[str]:
    lines = prompt_of(call).splitlines()
    return [
        line.partition("]")[0].strip("[")
        for text in wanted
        for line in lines
        if line.startswith("[") and text in line
    ]


async def test_a_json_answer_in_a_code_fence_is_read(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[TWO_DATES])

    def fenced(call: dict[str, Any]) -> Answer:
        return Answer(f"```json\n{Judge(TEXTS, findings=[TWO_DATES])(call).text}\n```")

    judge.finder = [fenced]
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert len(run.contradictions) == 1
    assert sum(is_finder(one.json) for one in server.chats) == 1


async def test_without_a_usable_finder_code_compares_and_says_so(tmp_path: Path) -> None:
    judge = Judge(TEXTS, finder=[faulty(Status(500, {"error": "gone"}))])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.CODE_ONLY
    assert run.comparison.pairs_read == 0
    assert any("only dates, amounts and counts were compared" in one for one in run.notices)
    assert all(one.found_by is FoundBy.CODE for one in run.contradictions)
    dates = next(one for one in run.contradictions if "25 May 2027" in one.explanation)
    assert dates.decision is not None
    assert dates.decision.basis is Basis.BRIEF
    assert run.status is RunStatus.COMPLETE


HOSTILE_ROWS: list[tuple[dict[str, Any], str]] = [
    ({"at": ["Z9", "Z10"]}, "names an id that is not in the prompt"),
    ({"at": ["X1", "M2"], "because": "b"}, "names an id that is not in the prompt"),
    ({"at": ["B1", "B2"], "because": "b"}, "both sides stand in the same text"),
    ({"at": ["B1", "F1"], "because": "b"}, "both sides stand in the brief"),
    ({"at": ["M2", "M3"], "because": "b"}, "both sides stand in the same text"),
    ({"at": [], "because": "b"}, "both sides stand in the same text"),
    ({"at": [None, 7], "because": "b"}, "names an id that is not in the prompt"),
    ({"at": ["M2", "C2"], "because": ""}, "gives no reason"),
]


@pytest.mark.parametrize(("row", "reason"), HOSTILE_ROWS)
async def test_rows_that_cannot_be_true_are_refused_and_counted(
    tmp_path: Path, row: dict[str, Any], reason: str
) -> None:
    rows = [{"label": "contradiction", **row}, "not a row", {"label": "compatible", "at": []}]
    judge = Judge(TEXTS, finder=[Answer(json.dumps({"findings": rows}))])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.contradictions == ()
    assert run.comparison is not None
    assert run.comparison.rejected[reason] == 1
    assert run.comparison.rejected["not a finding"] == 1
    assert run.comparison.close_calls == 1


async def test_a_repeated_finding_is_shown_once(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[TWO_DATES, TWO_DATES])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert len(run.contradictions) == 1
    assert run.comparison is not None
    assert run.comparison.rejected["reported twice"] == 1


async def test_a_decision_with_an_invented_figure_is_not_taken(tmp_path: Path) -> None:
    invented = {**TWO_DATES, "decision": "Launch on 18 May 2027, in between."}
    judge = Judge(TEXTS, findings=[invented])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    decision = run.contradictions[0].decision
    assert decision is not None
    assert "18 May" not in decision.text
    assert decision.keep == MESSAGES


async def test_a_hard_limit_that_keeps_no_side_falls_to_the_topics_owner(tmp_path: Path) -> None:
    claimed = a_finding(
        "nobody calls an account before it pays",
        "Every account gets a demo call before its first invoice.",
        keep=None,
        rule="hard_limit",
        topic="motion",
    )
    judge = Judge(TEXTS, findings=[claimed])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    decision = run.contradictions[0].decision
    assert decision is not None
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, CHANNELS)


async def test_what_nobody_owns_is_left_open_and_marked_so(tmp_path: Path) -> None:
    unowned = a_finding(
        "nobody calls an account before it pays",
        "Every account gets a demo call before its first invoice.",
        topic="no such topic",
    )
    judge = Judge(TEXTS, findings=[unowned])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    decision = run.contradictions[0].decision
    assert decision is not None
    assert (decision.basis, decision.keep) == (Basis.NEEDS_YOU, "none")
    assert run.plan is not None
    assert "[R1]" in run.plan.sections[0].markdown


async def test_if_the_writer_fails_code_builds_the_plan_and_says_so(tmp_path: Path) -> None:
    writer = faulty(Status(500, {"error": "gone"}))
    judge = Judge(TEXTS, findings=[TWO_DATES], writer=writer)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.plan is not None
    assert run.status is RunStatus.COMPLETE
    assert {section.origin for section in run.plan.sections} == {SectionOrigin.CODE}
    timeline = run.plan.sections[2].markdown
    assert "Launch on 11 May 2027. [R1]" in timeline
    assert "25 May 2027" not in timeline
    assert "16,000" in run.plan.sections[1].markdown
    assert run.plan.violations == ()
    assert any("Code put" in note for note in run.plan.notes)


async def test_a_section_that_breaks_off_is_replaced_whole(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[TWO_DATES], writer=faulty(ErrorLine(after=5)))
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.plan is not None
    assert all("More words" not in section.markdown for section in run.plan.sections)
    assert not any("The public launch is on" in one.markdown for one in run.plan.sections)


async def test_a_plan_that_keeps_a_replaced_value_is_reported(tmp_path: Path) -> None:
    wrong = {"Timeline": "The public launch is on May 25, 2027 [R1]."}
    judge = Judge(TEXTS, findings=[TWO_DATES], sections=wrong)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.plan is not None
    assert {(one.number, one.kind.value) for one in run.plan.violations} == {
        (1, "kept_value_missing"),
        (1, "losing_value_left"),
    }
    assert run.status is RunStatus.COMPLETE


async def test_the_same_date_may_stand_in_the_plan_for_something_else(tmp_path: Path) -> None:
    right = {
        "Timeline": "The public launch is on 11 May 2027 [R1].\n\nThe office moves on 25 May 2027."
    }
    judge = Judge(TEXTS, findings=[TWO_DATES], sections=right)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.plan is not None
    assert run.plan.violations == ()


async def test_a_mark_the_writer_dropped_is_put_back_and_an_invented_one_removed(
    tmp_path: Path,
) -> None:
    sections = {"Timeline": "The public launch is on 11 May 2027. The team rests [R7]."}
    judge = Judge(TEXTS, findings=[TWO_DATES], sections=sections)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.plan is not None
    timeline = run.plan.sections[2]
    assert timeline.markdown == "The public launch is on 11 May 2027. [R1] The team rests."
    assert timeline.marks == (1,)
    assert Phase.PLAN in {one.purpose.phase for one in run.calls}
