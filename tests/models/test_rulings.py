import pytest

from models.base import EventOutOfPlace
from models.contradiction import Basis, ContradictionStatus
from models.events import DecisionMade, PlanUpdateStarted, RulingMade, RulingUndone
from models.plan import SectionState
from models.ruling import Ruling, RulingKind
from tests.builders import a_run, the_decisions

KEEP_FIRST = Ruling(kind=RulingKind.KEEP, side=0)
NONE_AT_ALL = Ruling(kind=RulingKind.NOT_A_CONTRADICTION)


def test_undoing_a_ruling_brings_back_what_the_rules_had_decided() -> None:
    run = a_run()
    before = run.contradictions[0]
    ruled = run.after(RulingMade(number=before.number, ruling=NONE_AT_ALL))

    undone = ruled.after(RulingUndone(number=before.number))

    assert ruled.contradiction(before.number).status is ContradictionStatus.DISMISSED
    assert not ruled.contradiction(before.number).is_of_plan
    assert undone.contradiction(before.number) == before


def test_rulings_are_undone_one_by_one() -> None:
    run = a_run()
    number = run.contradictions[0].number
    first = run.after(RulingMade(number=number, ruling=KEEP_FIRST, decision=the_decisions()[1]))
    second = first.after(RulingMade(number=number, ruling=NONE_AT_ALL))

    assert second.after(RulingUndone(number=number)).contradictions == first.contradictions


def test_a_contradiction_without_a_ruling_has_nothing_to_undo() -> None:
    run = a_run()

    with pytest.raises(EventOutOfPlace, match="no ruling to undo"):
        run.after(RulingUndone(number=run.contradictions[0].number))


def test_a_decision_has_the_same_fingerprint_whatever_rule_it_rests_on() -> None:
    one, other = the_decisions()
    same_in_another_way = one.model_copy(update={"basis": Basis.ARITHMETIC})

    assert one.fingerprint == same_in_another_way.fingerprint
    assert one.fingerprint != other.fingerprint


def test_an_update_keeps_the_plan_before_it_and_all_other_sections() -> None:
    run = a_run()
    assert run.plan is not None
    first, *others = run.plan.sections

    updating = run.after(PlanUpdateStarted(section_ids=(first.id,)))

    assert updating.earlier_plans[-1] == run.plan
    assert updating.plan is not None
    assert updating.plan.sections[0].state is SectionState.WRITING
    assert updating.plan.sections[1:] == tuple(others)
    assert not updating.plan.checked


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "keep"},
        {"kind": "own_words", "text": "  "},
        {"kind": "leave_open", "side": 1},
        {"kind": "keep", "side": 0, "text": "and more"},
    ],
)
def test_a_ruling_that_does_not_say_what_its_kind_needs_is_refused(
    wrong: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match="a ruling"):
        Ruling.model_validate(wrong)


def test_a_decision_can_follow_an_undone_ruling() -> None:
    run = a_run()
    number = run.contradictions[0].number
    ruled = run.after(RulingMade(number=number, ruling=NONE_AT_ALL))
    undone = ruled.after(RulingUndone(number=number))

    decided = undone.after(DecisionMade(number=number, decision=the_decisions()[1]))

    assert decided.contradiction(number).decision == the_decisions()[1]
