"""Every plan has its alignment, drawn beside it."""

import json
from pathlib import Path
from typing import Any

from engine.orchestrator import update_plan, write_again
from engine.rulings import rule_on
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from models.alignment import Aspect
from models.call import Step
from models.comparison import CompareMode
from models.ruling import Ruling, RulingKind
from models.settings import Settings
from tests.engine.phases.align.staging import a_row
from tests.engine.runs.staging import DATES, NOW, TEXTS, a_finished_run, resumed
from tests.engine.runs.test_whole_run import TWO_DATES
from tests.judges import Judge, prompt_of, section_of
from tests.scripted_ollama import Answer, ScriptedOllama

CALENDAR = "## Calendar\n\n- Store listing sent: 3 May 2027\n- Public launch: 25 May 2027\n"
QUICK = Settings(mode=CompareMode.QUICK)


async def test_a_plan_has_its_alignment_with_what_was_decided(tmp_path: Path) -> None:
    two_dates = {**TWO_DATES, "at": [TWO_DATES["at"][0], "Public launch: 25 May 2027"]}
    judge = Judge({**TEXTS, DATES: CALENDAR}, findings=[two_dates])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path, settings=QUICK)
    assert run.alignment is not None
    dates = {one.activity: one.cell(Aspect.DATE) for one in run.alignment.rows}
    launch = dates["Public launch"]
    assert launch is not None
    assert launch.says == "11 May 2027 (R1)"
    assert dates["Store listing sent"] is not None


async def test_a_plan_written_again_draws_its_alignment_again(tmp_path: Path) -> None:
    judge = Judge(TEXTS)
    async with ScriptedOllama(judge) as server:
        first = await a_finished_run(server, tmp_path, settings=QUICK)
        again = await resumed(server, tmp_path, first.id, write_again)
    assert again.alignment == first.alignment
    journal = (tmp_path / first.id / "events.jsonl").read_text(encoding="utf-8")
    assert journal.count('"alignment_drawn"') == 2


async def test_an_updated_plan_has_an_alignment_with_what_was_ruled(tmp_path: Path) -> None:
    two_dates = {**TWO_DATES, "at": [TWO_DATES["at"][0], "Public launch: 25 May 2027"]}
    judge = Judge({**TEXTS, DATES: CALENDAR}, findings=[two_dates])
    async with ScriptedOllama(judge) as server:
        first = await a_finished_run(server, tmp_path, settings=QUICK)
        rules = RuleStore(tmp_path / "rules")
        keep_second = Ruling(kind=RulingKind.KEEP, side=1)
        rule_on(RunStore(tmp_path), rules, first.id, 1, keep_second, NOW)
        after = await resumed(server, tmp_path, first.id, update_plan)
    assert after.alignment is not None
    dates = {one.activity: one.cell(Aspect.DATE) for one in after.alignment.rows}
    launch = dates["Public launch"]
    assert launch is not None
    assert launch.says == "25 May 2027"


class Fitting(Judge):
    """A judge that also says which commitment gives the launch its date."""

    def __call__(self, call: dict[str, Any]) -> Answer:
        prompt = prompt_of(call)
        if "Make a table of the activities" not in prompt:
            return super().__call__(call)
        launch = next(line for line in prompt.splitlines() if "25 May 2027" in line)
        return Answer(json.dumps({"rows": [a_row(launch.partition("]")[0].strip("["))]}))


async def test_one_call_asks_whether_the_parts_fit_once_all_sections_have_been_asked_for(
    tmp_path: Path,
) -> None:
    judge = Fitting(TEXTS, findings=[TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=8) as server:
        run = await a_finished_run(server, tmp_path, settings=Settings(mode=CompareMode.PAIR))
        calls = [one.json for one in server.chats]
    assert run.alignment is not None
    assert not run.alignment.is_by_code
    (row,) = run.alignment.rows
    assert [cell.says for cell in row.cells] == ["11 May 2027 (R1)"]
    assert [one.purpose.step for one in run.calls].count(Step.ALIGN) == 1
    asked = [at for at, call in enumerate(calls) if "Make a table of" in prompt_of(call)]
    assert asked[0] > max(at for at, call in enumerate(calls) if section_of(call))
