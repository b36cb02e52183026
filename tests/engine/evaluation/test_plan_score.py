"""How a plan did, also where its check never came to its end."""

import pytest

from engine.evaluation.cases import Conflict, Quote
from engine.evaluation.plan_score import Lost, score_plan
from models.plan import Plan, PlanSection, SectionState
from models.run import Run
from tests.builders import a_run

LAUNCH = Conflict(
    id="c1",
    type="date",
    sides=tuple(
        Quote(worker=name, text=text, start=0, end=len(text))
        for name, text in (
            ("Anna", "The public launch is on 11 May 2027."),
            ("Ben", "We open the public launch on 25 May 2027."),
        )
    ),
    explanation="Two days.",
    is_deterministic=True,
)


def with_plan(markdown: str, *, checked: bool = True) -> Run:
    section = PlanSection(id="t", title="T", markdown=markdown, state=SectionState.WRITTEN)
    plan = Plan(title="Plan", sections=(section,), checked=checked)
    return a_run().model_copy(update={"plan": plan})


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("The public launch is on 25 May 2027.", 1),
        ("On the fourth Tuesday of May 2027 the launch is made public.", 1),
        ("Launch: 25 May 2027", 1),
        ("The partner webinar is on 25 May 2027.", 0),
        ("The public launch is on 11 May 2027.", 0),
    ],
)
def test_a_value_has_lost_only_for_what_its_conflict_is_about(sentence: str, left: int) -> None:
    score = score_plan(with_plan(sentence), [Lost.of(LAUNCH, "25 May 2027")])
    assert score.losing_values_left == left


def test_what_has_no_value_is_looked_for_in_its_words() -> None:
    lost = [Lost.of(LAUNCH, "no sales calls")]
    assert score_plan(with_plan("There are no  sales calls."), lost).losing_values_left == 1


def test_a_plan_whose_check_never_ended_honours_nothing() -> None:
    whole, unchecked = with_plan("All is well."), with_plan("All is well.", checked=False)
    assert score_plan(whole, []).honoured == score_plan(whole, []).decisions > 0
    assert score_plan(unchecked, []).honoured == 0
    assert score_plan(unchecked, []).decisions == score_plan(whole, []).decisions


def test_where_no_plan_was_written_nothing_is_honoured() -> None:
    score = score_plan(a_run().model_copy(update={"plan": None}), [])
    assert (score.honoured, score.losing_values_left) == (0, 0)
    assert score.decisions > 0
