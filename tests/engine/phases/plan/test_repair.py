"""What breaks a decision is written again, twice at most; a text is taken only if it is proven."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from engine.orchestrator import update_plan
from engine.phases.plan.paragraphs import paragraphs_of
from engine.phases.plan.repair.acceptance import refusal
from models.contradiction import Basis
from models.run import Run
from tests.engine.phases.plan.updates import edited, section, stopped_at
from tests.engine.phases.staging import DATES as PLANNER
from tests.engine.phases.staging import a_world, decided
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
from tests.judges import Judge, paragraph_of, prompt_of
from tests.scripted_ollama import Answer, ScriptedOllama, Status

WRONG = "The public launch is on 25 May 2027. [R1]"
RIGHT = "The public launch is on 11 May 2027. [R1]"
QUIET = "Two people run the rehearsal for EUR 5,000."


@dataclass
class Editor:
    """Writes paragraphs again: the answers one after the other, the last one stays."""

    answers: list[str | Answer]
    prompts: list[str] = field(default_factory=list)

    def __call__(self, call: dict[str, Any]) -> Answer:
        self.prompts.append(prompt_of(call))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer if isinstance(answer, Answer) else Answer(answer)


async def a_run_with(
    folder: Path, timeline: str, *answers: str | Answer, channels: str = ""
) -> tuple[Run, Editor]:
    """A run whose timeline is wrong, and how the editor fared."""
    editor = Editor(list(answers) or ["never asked"])
    sections = {"Timeline": timeline, **({"Channels": channels} if channels else {})}
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES], sections=sections, editor=editor)
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, folder)
    return run, editor


def kinds(run: Run) -> list[tuple[int, str]]:
    return [(one.number, one.kind.value) for one in (run.plan.violations if run.plan else ())]


async def test_only_the_paragraph_that_breaks_a_decision_is_written_again(tmp_path: Path) -> None:
    around = "Before it all is quiet.\n\n{}\n\n- Afterwards\n  - all rest.\n"
    run, editor = await a_run_with(tmp_path, around.format(f"{WRONG} {QUIET}"), f"{RIGHT} {QUIET}")
    assert section(run, "timeline").markdown == around.format(f"{RIGHT} {QUIET}").strip()
    assert kinds(run) == []
    assert len(editor.prompts) == 1
    assert "Before it all is quiet" not in editor.prompts[0]
    assert "R1 (public launch date): Launch on 11 May 2027." in editor.prompts[0]
    assert run.plan is not None
    (repair,) = run.plan.repairs
    assert (repair.section_id, repair.numbers, repair.attempt) == ("timeline", (1,), 1)
    assert (repair.before, repair.after) == (f"{WRONG} {QUIET}", f"{RIGHT} {QUIET}")


async def test_a_second_attempt_is_told_why_the_first_was_not_taken(tmp_path: Path) -> None:
    run, editor = await a_run_with(tmp_path, WRONG, "The public launch is on 18 May 2027.", RIGHT)
    assert section(run, "timeline").markdown == RIGHT
    assert len(editor.prompts) == 2
    assert "it says 18 May 2027, which nobody has decided" in editor.prompts[1]
    assert run.plan is not None
    assert [(one.attempt, one.after) for one in run.plan.repairs] == [(1, WRONG), (2, RIGHT)]


async def test_after_two_attempts_the_text_stays_and_is_shown(tmp_path: Path) -> None:
    run, editor = await a_run_with(tmp_path, WRONG, WRONG)
    assert section(run, "timeline").markdown == WRONG
    assert len(editor.prompts) == 2
    assert kinds(run) == [(1, "kept_value_missing"), (1, "losing_value_left")]
    assert run.plan is not None
    assert run.plan.is_complete


@pytest.mark.parametrize(
    "worse",
    [
        "",
        "Soon.",
        f"# Launch\n\n{RIGHT}\n\n{QUIET}",
        f"{RIGHT} Two people run the rehearsal.",
        f"{RIGHT} {QUIET} It costs EUR 9,000 more.",
        f"{RIGHT.replace(' [R1]', '')} {QUIET} Every account gets a demo call before its first "
        "invoice.",
        f"| When | What |\n| --- | --- |\n| 11 May 2027 | public launch {QUIET} |",
    ],
)
async def test_a_paragraph_that_is_wrong_otherwise_is_not_taken(tmp_path: Path, worse: str) -> None:
    run, _ = await a_run_with(tmp_path, f"{WRONG} {QUIET}", worse)
    assert section(run, "timeline").markdown == f"{WRONG} {QUIET}"


async def test_remarks_and_fences_of_small_models_are_taken_off(tmp_path: Path) -> None:
    remark = f"Here is the corrected paragraph:\n\n{RIGHT}"
    run, _ = await a_run_with(tmp_path, WRONG, remark)
    assert section(run, "timeline").markdown == RIGHT
    run, _ = await a_run_with(tmp_path / "fenced", f"- {WRONG}", f"```markdown\n{RIGHT}\n```")
    assert section(run, "timeline").markdown == f"- {RIGHT}"


async def test_a_table_is_repaired_as_a_table(tmp_path: Path) -> None:
    table = (
        "| What | When |\n| --- | --- |\n| Public launch | {} [R1] |\n| Rehearsal | 4 May 2027 |"
    )
    run, _ = await a_run_with(tmp_path, table.format("25 May 2027"), table.format("11 May 2027"))
    assert section(run, "timeline").markdown == table.format("11 May 2027")
    assert kinds(run) == []


async def test_a_decision_that_is_absent_goes_to_the_paragraph_nearest_to_it(
    tmp_path: Path,
) -> None:
    near = "The launch follows the review in public."
    run, editor = await a_run_with(
        tmp_path, f"Creators rest.\n\n{near}", f"{near[:-1]}, on 11 May 2027. [R1]"
    )
    assert section(run, "timeline").markdown.endswith("in public, on 11 May 2027. [R1]")
    assert section(run, "timeline").markdown.startswith("Creators rest.")
    assert len(editor.prompts) == 1


async def test_what_the_model_does_not_take_up_is_added_by_code_and_said(tmp_path: Path) -> None:
    near = "The launch follows the review in public."
    run, editor = await a_run_with(tmp_path, near, near)
    timeline = section(run, "timeline")
    assert timeline.markdown == f"{near}\n\nLaunch on 11 May 2027. [R1]"
    assert timeline.notes[-1] == "The model did not take up R1, so code added it to Timeline."
    assert timeline.marks == (1,)
    assert kinds(run) == []
    assert len(editor.prompts) == 2
    assert run.plan is not None
    assert timeline.notes[0] in run.plan.notes


async def test_nothing_is_asked_where_no_paragraph_is_near_what_is_absent(tmp_path: Path) -> None:
    run, editor = await a_run_with(tmp_path, "Creators rest.")
    assert editor.prompts == []
    assert section(run, "timeline").markdown == "Creators rest.\n\nLaunch on 11 May 2027. [R1]"


@pytest.mark.parametrize("fence", ["```", "~~~~"])
async def test_what_code_adds_is_not_swallowed_by_a_code_fence_left_open(
    tmp_path: Path, fence: str
) -> None:
    run, _ = await a_run_with(tmp_path, f"We plan the day.\n\n{fence}text\nrun of show")
    added = "Launch on 11 May 2027. [R1]"
    assert section(run, "timeline").markdown.endswith(f"run of show\n{fence}\n\n{added}")
    assert kinds(run) == []


async def test_a_mark_that_stands_alone_makes_way_for_what_was_decided(tmp_path: Path) -> None:
    run, _ = await a_run_with(tmp_path, RIGHT, channels="Money is tight.\n\n[R2]")
    assert section(run, "channels").markdown.startswith("Money is tight.\n\n")
    assert not section(run, "channels").markdown.endswith("\n[R2]")
    assert kinds(run) == []


async def test_beside_a_value_that_was_replaced_nothing_is_added(tmp_path: Path) -> None:
    run, _ = await a_run_with(tmp_path, WRONG, WRONG)
    assert "11 May 2027" not in section(run, "timeline").markdown


async def test_a_call_that_fails_leaves_the_paragraph_and_says_so(tmp_path: Path) -> None:
    failing = Answer(fault=Status(500, {"error": "the runner has died"}))
    run, _ = await a_run_with(tmp_path, WRONG, failing)
    assert section(run, "timeline").markdown == WRONG
    assert run.plan is not None
    assert any("could not be written again" in note for note in run.plan.notes)
    assert run.plan.repairs == ()


async def test_the_same_date_for_something_else_is_left_alone(tmp_path: Path) -> None:
    fine = f"{RIGHT}\n\nThe office moves on 25 May 2027."
    run, editor = await a_run_with(tmp_path, fine)
    assert editor.prompts == []
    assert section(run, "timeline").markdown == fine


async def test_an_update_repairs_what_it_wrote_and_nothing_else(tmp_path: Path) -> None:
    """The wrong timeline stays to the byte while the channels are written and repaired."""
    editor = Editor([WRONG])
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES], sections={"Timeline": WRONG}, editor=editor)
    async with ScriptedOllama(judge) as server:
        before = await a_finished_run(server, tmp_path)
        text = TEXTS[CHANNELS] + "\nCreators begin on 4 May 2027.\n"
        before = await edited(server, tmp_path, before, "channel-strategist", text)
        asked = len(server.chats)
        run = await resumed(server, tmp_path, before.id, update_plan)
        new = server.chats[asked:]
    assert not any(paragraph_of(one.json) for one in new)
    assert section(run, "timeline") == section(before, "timeline")
    assert kinds(run) == kinds(before) != []


async def test_a_repair_that_is_cancelled_leaves_a_whole_plan(tmp_path: Path) -> None:
    stalling = Answer("Half a paragraph that", gate=asyncio.Event(), gate_after=1)
    judge = Judge(TEXTS, findings=[TWO_DATES])
    async with ScriptedOllama(judge) as server:
        before = await a_finished_run(server, tmp_path)
        text = TEXTS[DATES] + "\nThe crew rests.\n"
        before = await edited(server, tmp_path, before, "timeline-planner", text)
        judge.sections = {"Timeline": WRONG}
        judge.editor = stalling
        job = stopped_at(server, lambda: any(paragraph_of(one.json) for one in server.chats))
        run = await resumed(server, tmp_path, before.id, job)
    assert section(run, "timeline").markdown == WRONG
    assert (1, "losing_value_left") in kinds(run)
    assert run.plan is not None
    assert run.plan.is_complete


async def test_a_run_that_is_stopped_while_it_repairs_has_a_plan_that_code_has_checked(
    tmp_path: Path,
) -> None:
    stalling = Answer("Half a paragraph that", gate=asyncio.Event(), gate_after=1)
    judge = Judge(TEXTS, findings=[TWO_DATES], sections={"Timeline": WRONG}, editor=stalling)
    async with ScriptedOllama(judge) as server, a_session(server, tmp_path) as session:
        await server.until(lambda: any(paragraph_of(one.json) for one in server.chats))
        session.stop_all()
        async for _ in session:
            pass
        run = session.run
    assert section(run, "timeline").markdown == WRONG
    assert (1, "losing_value_left") in kinds(run)
    assert run.plan is not None
    assert run.plan.tables
    assert any("The check of the plan was stopped" in note for note in run.plan.notes)


LAUNCH = decided(
    a_world(
        {
            MESSAGES: "The public launch is on 11 May 2027.",
            PLANNER: "The public launch is on 25 May 2027.",
        }
    ),
    "11 May",
    "25 May",
    rule=Basis.TOPIC_OWNER,
)


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        ("Launch on 11 May 2027 for EUR 5.", "Launch on May 25, 2027 for EUR 5.", ""),
        ("Launch on Tuesday, 11 May 2027.", "Launch on 25 May 2027. [R1]", ""),
        ("Launch on 11 May 2027 for EUR 5.", "Launch on 25 May 2027.", "it no longer says EUR 5"),
        ("Launch on 11 May 2027.", "Launch on 1 June 2027.", "it says 1 June 2027"),
        ("- a\n- 11 May 2027", "On 25 May 2027", "no longer the same list"),
        (
            "| a | b |\n| --- | --- |\n| Launch | 11 May 2027 |",
            "| a | b |\n| --- | --- |\n| Launch | 11 May 2027 | 25 May 2027 |",
            "no longer the same list or table",
        ),
        ("公開日は 11 May 2027 です。", "公開日は 25 May 2027 です。", ""),
        ("Launch on 11 May 2027.", "", "not one paragraph"),
        ("Launch on 11 May 2027.", "```\n25 May 2027\n```", "not one paragraph"),
    ],
)
def test_a_new_paragraph_must_say_what_the_old_one_said_and_nothing_invented(
    old: str, new: str, refused: str
) -> None:
    found = refusal(paragraphs_of(old)[0], new, [LAUNCH])
    assert refused in found
    assert bool(found) == bool(refused)
