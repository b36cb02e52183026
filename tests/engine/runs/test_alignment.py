"""Every plan has its alignment, drawn beside it."""

from pathlib import Path

from engine.orchestrator import update_plan, write_again
from engine.rulings import rule_on
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from models.alignment import Aspect
from models.comparison import CompareMode
from models.ruling import Ruling, RulingKind
from models.settings import Settings
from tests.engine.runs.staging import DATES, NOW, TEXTS, a_finished_run, resumed
from tests.engine.runs.test_whole_run import TWO_DATES
from tests.judges import Judge
from tests.scripted_ollama import ScriptedOllama

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
