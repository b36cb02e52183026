"""What is said about the plan, and where its sentences stand."""

from dataclasses import replace

import pytest

from engine.export.report_plan import weave_in_words
from models.contradiction import Basis, Decision
from models.contribution import Origin
from models.documents import StatementRef
from models.events import ContributionMuted, ContributionVersioned
from models.plan import Plan, PlanSection, SectionState, Weave
from models.run import Run
from tests.builders import a_run, a_run_with, the_contradictions
from tests.ui.dock import runs, verified
from ui.plan import words
from ui.plan.coverage import Staleness, clock_time, coverage_of, staleness_of
from ui.plan.markdown import plan_markdown
from ui.plan.outcome import Remedy, outcome_of
from ui.plan.sentences import sentences_with_mark
from ui.plan.situation import Situation, situation_of

TAIL = (
    ", after this plan was written. Nothing has been changed or thrown away; dashed parts may no "
    "longer hold."
)


def sentence(run: Run) -> str:
    return words.stale_sentence(run, staleness_of(run))


def plan_of(run: Run) -> Plan:
    assert run.plan is not None
    return run.plan


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"basis": Basis.BRIEF}, "Public launch date: Launch on 11 May 2027. Brief"),
        ({"text": "Public launch date: 11 May 2027"}, "Public launch date: 11 May 2027. Brief"),
        ({"basis": Basis.NEEDS_YOU}, "Public launch date. Needs you"),
        ({"basis": Basis.USER, "is_left_open": True}, "Public launch date. Left open"),
    ],
)
def test_a_mark_is_explained_by_title_decision_and_rule(
    changes: dict[str, object], hint: str
) -> None:
    decision = Decision(text="Launch on 11 May 2027.", basis=Basis.BRIEF).model_copy(update=changes)
    found = the_contradictions()[0].model_copy(update={"decision": decision})
    assert words.mark_hint(found) == hint


@pytest.mark.parametrize(
    ("run", "is_live", "situation"),
    [
        (runs.consulting(), True, Situation.WORKING),
        (runs.consulting(), False, Situation.INTERRUPTED),
        (runs.consulted(), True, Situation.WORKING),
        (runs.planning(), True, Situation.WORKING),
        (runs.planning(), False, Situation.INTERRUPTED),
        (runs.planned(), False, Situation.READY),
        (runs.planned(), True, Situation.READY),
        (runs.planned_again(), False, Situation.READY),
        (runs.under_way_again(runs.planned()), True, Situation.READY),
        (runs.under_way_again(runs.planned()), False, Situation.READY),
        (runs.stopped(), False, Situation.STOPPED),
        (runs.failed(), False, Situation.FAILED),
    ],
)
def test_where_a_run_is(run: Run, is_live: bool, situation: Situation) -> None:
    assert situation_of(run, is_live=is_live) is situation


def test_a_run_interrupted_while_workers_wrote_works_once_its_plan_is_written() -> None:
    interrupted = runs.consulting()  # its first activity never ends
    again = runs.fold(
        interrupted,
        runs.finished(runs.CHANNELS, 900),
        runs.finished(runs.TIMELINE, 900),
        runs.finished(runs.METRICS, 900),
    )
    plan = runs.planned().plan
    assert situation_of(again.model_copy(update={"plan": plan}), is_live=False) is Situation.READY


def test_a_re_run_an_edit_and_a_mute_are_told_apart() -> None:
    run = runs.planned()
    assert sentence(runs.rerun(run)) == "Timeline Planner was re-run at 10:58" + TAIL
    edited = ContributionVersioned(
        at_s=1080, slot=runs.TIMELINE, version=2, origin=Origin.USER, text="# Timeline"
    )
    assert sentence(runs.fold(run, edited)) == "Timeline Planner was edited at 10:59" + TAIL
    muted = ContributionMuted(at_s=1080, slot=runs.TIMELINE, muted=True)
    assert sentence(runs.fold(run, muted)) == "Timeline Planner was left out" + TAIL
    assert sentence(run) == ""


def test_causes_of_all_kinds_make_one_sentence_whichever_comes_last() -> None:
    run = runs.planned()
    muted = ContributionMuted(at_s=1080, slot=runs.TIMELINE, muted=True)
    accepted = ContributionVersioned(
        at_s=1080, slot=runs.METRICS, version=2, origin=Origin.ACCEPTED_PARTIAL, text="# Metrics"
    )
    changed = runs.fold(run, muted, accepted)
    partial = "Metrics Designer's partial text was accepted at 10:59"
    assert sentence(changed) == f"Timeline Planner was left out and {partial}{TAIL}"
    one = verified.ruled().contradictions[0]
    ruled = replace(
        staleness_of(changed), decided=(one, one.model_copy(update={"number": 5, "rulings": ()}))
    )
    said = words.stale_sentence(changed, ruled)
    assert said == (
        f"Timeline Planner was left out, {partial}, R5 was decided anew and you ruled on R1{TAIL}"
    )


def test_rulings_since_the_plan_are_said_together() -> None:
    one = verified.ruled().contradictions[0]
    ruled = Staleness(frozenset({"timeline"}), decided=(one, one.model_copy(update={"number": 5})))
    assert words.stale_sentence(runs.planned(), ruled) == "You ruled on R1 and R5" + TAIL


def test_several_causes_stand_in_one_sentence() -> None:
    run = runs.rerun(runs.rerun(runs.planned(), runs.TIMELINE), runs.METRICS)
    assert sentence(run).startswith(
        "Timeline Planner was re-run at 10:58 and Metrics Designer was re-run at 10:58, after"
    )


def test_another_day_is_named() -> None:
    assert clock_time(a_run(), 60) == "10:42"
    assert clock_time(a_run(), 86_400) == "2026-11-25 10:41"


def test_whose_texts_a_plan_rests_on() -> None:
    run = runs.three_of_four()
    coverage = coverage_of(run, plan_of(run))
    assert [one.specialist for one in coverage.missing] == ["Metrics Designer"]
    assert (len(coverage.used), coverage.asked) == (3, 4)
    whole = a_run()
    assert coverage_of(whole, plan_of(whole)).missing == ()


def test_without_an_empty_section_nothing_was_made_up() -> None:
    run = a_run_with("failed")
    assert words.coverage_reason(run, plan_of(run)) == (
        "Metrics Designer failed. Nothing was made up in place of that text."
    )


@pytest.mark.parametrize(
    ("run", "is_live", "remedy"),
    [
        (a_run(), False, None),
        (runs.planning(), True, None),
        (runs.three_of_four(), False, Remedy.RETRY_FAILED),
        (runs.three_of_four("stopped"), False, Remedy.RETRY_STOPPED),
        (runs.rerun(runs.three_of_four(), runs.METRICS), False, Remedy.NONE),
        (runs.stopped(), False, Remedy.CONTINUE),
        (runs.consulting(), False, Remedy.CONTINUE),
        (runs.failed(), False, Remedy.WRITE_PLAN),
        (runs.consulted(), False, Remedy.WRITE_PLAN),
    ],
)
def test_what_can_be_done(run: Run, is_live: bool, remedy: Remedy | None) -> None:
    outcome = outcome_of(run, is_live=is_live)
    assert (outcome.remedy if outcome else None) is remedy


def test_the_header_counts_what_is_decided() -> None:
    run = a_run()
    assert words.header_line(run, plan_of(run)) == "From 4 of 4 workers · 1 decided, 1 open"
    none = runs.quick(())
    assert words.header_line(none, plan_of(none)) == "From 4 of 4 workers"


def test_of_a_single_worker_it_goes_without_saying() -> None:
    ref = StatementRef(document_id="specialist/one", version=1, start=0, end=9)
    section = PlanSection(id="s", title="S", sources=(ref,))
    weave = Weave(sections=1, sentences=3, longest_copy_words=1)
    plan = Plan(title="Plan", sections=(section,), weave=weave)
    run = a_run()
    one = run.model_copy(update={"contributions": run.contributions[:1], "contradictions": ()})
    assert words.header_line(one, plan) == ""
    assert words.weave_line(plan) == ""
    assert list(weave_in_words(plan)) == ["0 of 3 sentences were added by the synthesizer."]
    other = section.model_copy(
        update={"sources": (ref, ref.model_copy(update={"document_id": "x"}))}
    )
    both = plan.model_copy(update={"sections": (other,)})
    assert words.weave_line(both).startswith("0 of 1 sections rest on two workers")


@pytest.mark.parametrize(
    ("names", "line"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_listed(names: list[str], line: str) -> None:
    assert words.listed(names) == line


def test_the_plan_as_markdown() -> None:
    plan = Plan(
        title="Launch plan",
        coverage="Plan from 3 of 4 — Metrics Designer missing",
        notes=("Code put a section together.",),
        sections=(
            PlanSection(
                id="a", title="Dates", markdown="On 11 May [R1].\n", state=SectionState.WRITTEN
            ),
            PlanSection(id="b", title="Goals", markdown="No source.", state=SectionState.MISSING),
            PlanSection(id="c", title="Risks"),
        ),
        violations=plan_of(runs.with_violations()).violations,
    )
    assert plan_markdown(plan) == (
        "# Launch plan\n\n"
        "> Plan from 3 of 4 — Metrics Designer missing\n\n"
        "> Code put a section together.\n\n"
        "## Dates\n\nOn 11 May [R1].\n\n"
        "## Goals\n\n*Missing*\n\nNo source.\n\n"
        "## Risks\n\n*Not finished*\n\n"
        "## What the plan does not reflect yet\n\n"
        "- R1 not fully reflected: 25 May 2027 still stands in Timeline.\n"
        "- R2 not fully reflected: No sentence is marked [R2].\n"
    )


@pytest.mark.parametrize(
    ("markdown", "lit"),
    [
        ("It opens on 11 May [R1].", ["It opens on 11 May [R1]."]),
        ("First. It opens. [R1] Then more.", ["It opens. [R1]"]),
        ("First. It opens. [R2] [R1] Then more.", ["It opens. [R2] [R1]"]),
        ("- One.\n- It opens [R1]\n- Two.", ["It opens [R1]"]),
        ("1. **Launch.** It opens [R1].", ["It opens [R1]."]),
        ("| Date | Step |\n| --- | --- |\n| 11 May | Launch [R1] |", ["| 11 May | Launch [R1] |"]),
        (
            "A line that goes\non here [R1] and ends.\n\nNext.",
            ["A line that goes\non here [R1] and ends."],
        ),
        ("About EUR 60,000.50 is kept [R1]. More.", ["About EUR 60,000.50 is kept [R1]."]),
        ("One [R1].\n\nTwo [R1].", ["One [R1].", "Two [R1]."]),
        ("No mark. [R10] Here.", []),
        ("公開日は五月十一日です。[R1] 次。", ["公開日は五月十一日です。[R1]"]),
    ],
)
def test_a_mark_belongs_to_the_sentence_before_it(markdown: str, lit: list[str]) -> None:
    places = sentences_with_mark(markdown, 1)
    assert [markdown[start:end] for start, end in places] == lit
