"""Decisions without figures are read against the plan by the LLM, in one call."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from engine.orchestrator import update_plan
from engine.rulings import ruling_made
from models.call import Step
from models.comparison import CompareMode
from models.events import DocumentsCompared, PlanChecked
from models.plan import Violation, ViolationKind
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.staleness import stale_sections
from tests.engine.phases.plan.updates import after, edited, section
from tests.engine.runs.staging import CHANNELS, TEXTS, a_finished_run, resumed
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, a_finding, paragraph_of, prompt_of
from tests.scripted_ollama import Answer, ScriptedOllama

BAD = "Every new customer is rung up on the first day. [R2]"
GOOD = "New customers begin without anybody ringing them. [R2]"

LISTING = a_finding(
    "Somebody writes the store listing.",
    "nobody calls an account before it pays",
    decision="Let somebody write the store listing.",
    subject="listing in the store",
    severity="low",
    topic="motion",
)


@dataclass
class Reader:
    """A judge whose looks at the plan are scripted: one list of rows after the other."""

    judge: Judge
    looks: list[list[dict[str, Any]] | str]
    prompts: list[str] = field(default_factory=list)

    def __call__(self, call: dict[str, Any]) -> Answer:
        if not prompt_of(call).startswith("Read the plan against"):
            return self.judge(call)
        self.prompts.append(prompt_of(call))
        look = self.looks.pop(0) if len(self.looks) > 1 else self.looks[0]
        return Answer(look if isinstance(look, str) else json.dumps({"rows": look}))


def row(status: str, paragraph: str = "none", resolution: str = "R2") -> dict[str, Any]:
    because = "It says that everybody is rung up."
    return {
        "because": because, "paragraph": paragraph, "resolution": resolution, "status": status,
    }  # fmt: skip


async def updated(
    folder: Path,
    channels: str,
    *looks: list[dict[str, Any]] | str,
    mode: CompareMode = CompareMode.PAIR,
    editor: str = "",
    findings: Sequence[dict[str, Any]] = (CALLS, TWO_DATES),
) -> tuple[Run, Reader]:
    """A run whose channels are written anew, after it was compared in a mode."""
    message = {"Message": "The launch e-mail goes live in the morning."}
    judge = Judge(TEXTS, findings=findings, sections=message)
    reader = Reader(judge, [[]])
    async with ScriptedOllama(reader) as server:
        run = await a_finished_run(server, folder)
        assert run.comparison is not None
        compared = run.comparison.model_copy(update={"mode": mode})
        await after(server, folder, run, DocumentsCompared(comparison=compared))
        text = TEXTS[CHANNELS] + "\nCreators begin on 4 May 2027.\n"
        run = await edited(server, folder, run, "channel-strategist", text)
        judge.sections = {"Channels": channels}
        judge.editor = lambda call: Answer(editor or paragraph_of(call))
        reader.prompts.clear()
        reader.looks = list(looks)
        run = await resumed(server, folder, run.id, update_plan)
    return run, reader


def found(run: Run) -> list[tuple[int, str, str]]:
    violations = run.plan.violations if run.plan else ()
    return [(one.number, one.kind.value, one.section_id) for one in violations]


def seen_wrong(run: Run, number: int) -> PlanChecked:
    """A look has found that the channels do not keep a decision."""
    assert run.plan is not None
    wrong = Violation(
        number=number,
        kind=ViolationKind.NOT_HONOURED,
        section_id="channels",
        message="The model reads it as not kept.",
        quote=section(run, "channels").markdown.strip().splitlines()[0],
    )
    return PlanChecked(violations=(*run.plan.violations, wrong), weave=run.plan.weave)


def the_id_of(prompt: str, text: str) -> str:
    line = next(line for line in prompt.splitlines() if text in line)
    return line.partition("]")[0].strip("[")


async def test_what_the_look_finds_kept_is_kept(tmp_path: Path) -> None:
    run, reader = await updated(tmp_path, GOOD, [row("honoured", "P2")])
    assert found(run) == []
    assert len(reader.prompts) == 1
    assert GOOD in reader.prompts[0]
    assert "R2 (calls to new accounts)" in reader.prompts[0]
    assert "R1 (" not in reader.prompts[0]
    (call,) = [one for one in run.calls if one.purpose.step is Step.CHECK]
    assert call.purpose.section_id is None


async def test_a_paragraph_read_as_not_kept_is_written_again_and_read_again(
    tmp_path: Path,
) -> None:
    probe, reader = await updated(tmp_path / "probe", BAD, [row("honoured")])
    place = the_id_of(reader.prompts[0], BAD)
    run, reader = await updated(
        tmp_path, BAD, [row("violated", place)], [row("honoured", place)], editor=GOOD
    )
    assert section(run, "channels").markdown == GOOD
    assert found(run) == []
    assert len(reader.prompts) == 2
    assert probe.plan is not None
    assert run.plan is not None
    assert [(one.before, one.after) for one in run.plan.repairs] == [(BAD, GOOD)]


async def test_where_the_second_look_is_no_better_the_old_paragraph_comes_back(
    tmp_path: Path,
) -> None:
    _, reader = await updated(tmp_path / "probe", BAD, [row("honoured")])
    place = the_id_of(reader.prompts[0], BAD)
    run, reader = await updated(tmp_path, BAD, [row("violated", place)], editor=GOOD)
    assert section(run, "channels").markdown == BAD
    assert found(run) == [(2, "not_honoured", "channels")]
    assert len(reader.prompts) == 3
    assert run.plan is not None
    assert run.plan.violations[0].quote == BAD
    assert [one.after for one in run.plan.repairs] == [BAD, BAD]


async def test_a_paragraph_that_comes_back_breaks_all_that_it_broke_before(tmp_path: Path) -> None:
    both = f"{BAD} Nobody writes the listing of the store. [R3]"
    better = f"{GOOD} Somebody writes the listing of the store. [R3]"
    found_too = (CALLS, TWO_DATES, LISTING)
    _, reader = await updated(tmp_path / "probe", both, [row("honoured")], findings=found_too)
    place = the_id_of(reader.prompts[0], BAD)
    looks = [row("violated", place), row("violated", place, "R3")]
    half = [row("violated", place), row("honoured", place, "R3")]
    run, _ = await updated(tmp_path, both, looks, half, editor=better, findings=found_too)
    assert section(run, "channels").markdown == both
    assert [number for number, _, _ in found(run)] == [2, 3]


async def test_the_quick_mode_spares_the_call_and_says_so(tmp_path: Path) -> None:
    run, reader = await updated(tmp_path, BAD, [row("violated")], mode=CompareMode.QUICK)
    assert reader.prompts == []
    assert found(run) == []
    assert run.plan is not None
    assert any("No model has read the plan against R2" in note for note in run.plan.notes)


async def test_an_answer_that_cannot_be_read_blames_nobody_and_is_said(tmp_path: Path) -> None:
    run, _ = await updated(tmp_path, GOOD, "I think it is all fine.")
    assert found(run) == []
    assert run.plan is not None
    assert any("could not be asked whether the plan keeps R2" in one for one in run.plan.notes)


async def test_a_decision_the_answer_leaves_out_is_named(tmp_path: Path) -> None:
    run, _ = await updated(tmp_path, GOOD, [])
    assert run.plan is not None
    assert "The model did not say whether the plan keeps R2." in run.plan.notes
    assert found(run) == []


async def test_rows_on_other_decisions_and_invented_paragraphs_do_no_harm(tmp_path: Path) -> None:
    rows = [
        row("violated", "P99"),
        row("violated", "P1", "R7"),
        row("perhaps", "P1"),
        row("honoured", "P1"),
    ]
    run, _ = await updated(tmp_path, GOOD, rows)
    assert found(run) == []


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(kind=RulingKind.NOT_A_CONTRADICTION),
        Ruling(kind=RulingKind.LEAVE_OPEN),
        Ruling(kind=RulingKind.OWN_WORDS, text="Only the trainers ring up new customers."),
    ],
)
async def test_what_a_look_found_is_forgotten_once_it_is_decided_otherwise(
    tmp_path: Path, ruling: Ruling
) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[CALLS, TWO_DATES])) as server:
        run = await a_finished_run(server, tmp_path)
        run = await after(server, tmp_path, run, seen_wrong(run, 2), ruling_made(run, 2, ruling))
        run = await resumed(server, tmp_path, run.id, update_plan)
    assert "not_honoured" not in [kind for _, kind, _ in found(run)]


async def test_what_a_look_found_stays_until_the_decision_is_read_again(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS, findings=[CALLS, TWO_DATES])) as server:
        run = await a_finished_run(server, tmp_path)
        other = Ruling(kind=RulingKind.OWN_WORDS, text="The public launch is on 18 May 2027.")
        run = await after(server, tmp_path, run, seen_wrong(run, 2), ruling_made(run, 1, other))
        assert [one.section_id for one in stale_sections(run)] == ["message", "timeline"]
        run = await resumed(server, tmp_path, run.id, update_plan)
    assert (2, "not_honoured", "channels") in found(run)


async def test_a_decision_that_nobody_has_read_is_named_until_somebody_does(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    reader = Reader(judge, [[row("honoured")]])
    async with ScriptedOllama(reader) as server:
        first = await a_finished_run(server, tmp_path)
        quick = await resumed(server, tmp_path, first.id, update_plan)
        assert first.comparison is not None
        closer = first.comparison.model_copy(update={"mode": CompareMode.PAIR})
        await after(server, tmp_path, first, DocumentsCompared(comparison=closer))
        reader.looks = ["I think it is all fine."]
        failed = await resumed(server, tmp_path, first.id, update_plan)
        reader.looks = [[row("honoured")]]
        read = await resumed(server, tmp_path, first.id, update_plan)
        asked = len(server.chats)
        again = await resumed(server, tmp_path, first.id, update_plan)
    assert len(server.chats) == asked
    before, quickly, failing, reading, last = (
        one.plan for one in (first, quick, failed, read, again) if one.plan is not None
    )
    assert any("No model has read the plan against R2" in one for one in before.notes)
    assert quickly.notes == before.notes
    assert any("could not be asked whether the plan keeps R2" in one for one in failing.notes)
    assert [one.unread for one in (before, quickly, failing)] == [(2,)] * 3
    assert (reading.notes, reading.unread) == (last.notes, last.unread) == ((), ())
    assert reading.sections == before.sections
