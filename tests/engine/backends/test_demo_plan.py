"""The demo's plan is written beforehand; where the user rules otherwise, it follows."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.backends.demo import DemoBackend, DemoScript, Pace
from engine.backends.demo.plan_answers import check_json, repaired
from engine.orchestrator import update_plan
from engine.preparation import RunRequest, prepare
from engine.resources import RESOURCES
from engine.rulings import rule_on
from engine.session import open_session, resume_session
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from engine.stores.team_store import TeamStore
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.settings import Settings

SCRIPT = DemoScript.load(RESOURCES / "demo")
NOW = datetime(2026, 11, 24, 10, 41, tzinfo=UTC)
DECISIONS = (
    "R1 (public launch date): Launch on 21 September 2027.\n"
    f"R2 (how a trial starts): {SCRIPT.findings[1].decision}\n"
)


async def a_demo(folder: Path, title: str, words: str) -> tuple[Run, Run]:
    """The demo's run, and the same after the side with some words was kept."""
    backend = DemoBackend(SCRIPT, Pace.instant())
    team = TeamStore([RESOURCES / "teams"]).load("product-launch")
    started = await prepare(backend, RunRequest(SCRIPT.brief, team, Settings()), NOW)
    store = RunStore(folder)
    async with open_session(store, backend, started) as session:
        async for _ in session:
            pass
    first = session.run
    found = next(one for one in first.contradictions if one.title == title)
    side = next(number for number, one in enumerate(found.sides) if words in one.quote)
    ruling = Ruling(kind=RulingKind.KEEP, side=side)
    rule_on(store, RuleStore(folder / "rules"), first.id, found.number, ruling, NOW)
    later = NOW + timedelta(minutes=5)
    async with resume_session(store, backend, first.id, update_plan, later) as session:
        async for _ in session:
            pass
    return first, session.run


async def test_the_demos_plan_keeps_its_decisions_and_needs_no_second_text(tmp_path: Path) -> None:
    first, _ = await a_demo(tmp_path, "public launch date", "21 September 2027")
    assert first.plan is not None
    assert first.plan.violations == ()
    assert first.plan.repairs == ()
    assert {one.kind.value for one in first.plan.tables} == {
        "decisions", "dates", "owners", "budget",
    }  # fmt: skip
    assert first.plan.weave is not None
    assert first.plan.weave.woven_sections == first.plan.weave.sections == 6


async def test_a_ruling_on_a_date_reaches_the_demos_plan(tmp_path: Path) -> None:
    first, ruled = await a_demo(tmp_path, "public launch date", "21 September 2027")
    assert first.plan is not None
    assert ruled.plan is not None
    assert ruled.plan.violations == ()
    summary = ruled.plan.sections[0].markdown
    assert "21 September 2027" in summary
    assert "on 14 September 2027" not in summary
    assert all(one.before != one.after for one in ruled.plan.repairs)
    stale = {"summary", "channels", "timeline"}
    for old, new in zip(first.plan.sections, ruled.plan.sections, strict=True):
        assert old.id in stale or old == new


async def test_a_ruling_without_figures_reaches_the_demos_plan(tmp_path: Path) -> None:
    _, ruled = await a_demo(tmp_path, "order of audiences", "Executives come first")
    assert ruled.plan is not None
    assert ruled.plan.violations == ()
    assert "Executives come first" in ruled.plan.sections[1].markdown


def test_the_demo_reads_a_plan_against_other_decisions_than_its_own() -> None:
    prompt = (
        "<plan>\n[P1] We open in May. [R1]\n\n[P2] Nobody is called. [R2]\n</plan>\n\n"
        f"{DECISIONS}R3 (budget) (open: the user has not decided yet): Spend little.\n"
    )
    rows = json.loads(check_json(SCRIPT, prompt))["rows"]
    assert [(row["resolution"], row["paragraph"], row["status"]) for row in rows] == [
        ("R1", "P1", "violated"),
        ("R2", "P2", "honoured"),
        ("R3", "none", "absent"),
    ]


def test_the_demo_puts_a_decision_in_place_of_the_sentence_marked_with_it() -> None:
    def prompt(paragraph: str) -> str:
        return f"{DECISIONS}What is wrong with it now:\n\n<paragraph>\n{paragraph}\n</paragraph>"

    launch, trial = "Launch on 21 September 2027. [R1]", f"{SCRIPT.findings[1].decision} [R2]"
    assert repaired(prompt("We rest. We open in May. [R1] All is well. [R2]")) == (
        f"We rest. {launch} {trial}"
    )
    assert repaired(prompt("- We open in May. [R1]\n- Rest. [R2]")) == f"- {launch}\n- {trial}"
    table = "| a |\n| --- |\n| b |"
    assert repaired(prompt(table)) == table
    assert repaired("nothing") is None
