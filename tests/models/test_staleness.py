"""Which sections of a plan are out of date after a ruling, and why."""

from models.contradiction import Basis, Contradiction, Decision
from models.events import ContradictionFound, RulingMade, RulingUndone, SectionWritten
from models.plan import LeanedOn, PlanSection, SentenceSource
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.staleness import sections_affected_by, stale_sections
from tests.builders import a_run, the_contradictions

OTHERWISE = Decision(text="Launch on 25 May 2027.", basis=Basis.USER, keep="Timeline Planner")
KEEP = Ruling(kind=RulingKind.KEEP, side=1)
NONE_AT_ALL = Ruling(kind=RulingKind.NOT_A_CONTRADICTION)


def a_leaning_run(**leaning: tuple[int, ...]) -> Run:
    """A run whose sections lean on the decisions with these numbers."""
    run = a_run()
    for section_id, numbers in leaning.items():
        section = section_of(run, section_id)
        leans_on = tuple(_leaned(run.contradiction(number)) for number in numbers)
        run = run.after(SectionWritten(section=section.model_copy(update={"leans_on": leans_on})))
    return run


def section_of(run: Run, section_id: str) -> PlanSection:
    assert run.plan is not None
    return next(one for one in run.plan.sections if one.id == section_id)


def _leaned(one: Contradiction) -> LeanedOn:
    assert one.decision is not None
    return LeanedOn(number=one.number, fingerprint=one.decision.fingerprint)


def stale_ids(run: Run) -> list[str]:
    return [one.section_id for one in stale_sections(run)]


def test_a_ruling_makes_out_of_date_just_the_sections_that_lean_on_it() -> None:
    run = a_leaning_run(audience=(1, 2), timeline=(1,), channels=(2,))

    ruled = run.after(RulingMade(number=1, ruling=KEEP, decision=OTHERWISE))

    assert stale_ids(run) == []
    assert stale_ids(ruled) == ["audience", "timeline"]
    assert [one.causes for one in stale_sections(ruled)] == [("You ruled on R1",)] * 2


def test_what_a_ruling_would_touch_is_known_before_it_is_made() -> None:
    run = a_leaning_run(audience=(1, 2), timeline=(1,), channels=(2,))
    held = run.contradiction(1).decision

    assert sections_affected_by(run, 1, OTHERWISE) == ("audience", "timeline")
    assert sections_affected_by(run, 1, None) == ("audience", "timeline")
    assert held is not None
    assert sections_affected_by(run, 1, held.model_copy(update={"basis": Basis.USER})) == ()


def test_a_section_that_is_out_of_date_already_is_rewritten_for_the_next_ruling_too() -> None:
    run = a_leaning_run(audience=(1, 2), timeline=(1,), channels=(2,))
    ruled = run.after(RulingMade(number=1, ruling=KEEP, decision=OTHERWISE))

    assert sections_affected_by(ruled, 2, None) == ("audience", "channels")


def test_ruling_what_held_already_touches_nothing() -> None:
    run = a_leaning_run(audience=(1, 2), timeline=(1,))
    held = run.contradiction(1).decision
    assert held is not None
    same = held.model_copy(update={"basis": Basis.USER})

    assert stale_ids(run.after(RulingMade(number=1, ruling=KEEP, decision=same))) == []


def test_leaving_open_what_was_open_touches_nothing() -> None:
    run = a_leaning_run(audience=(1, 2), channels=(2,))
    open_one = run.contradiction(2).decision
    assert open_one is not None
    left = open_one.model_copy(update={"basis": Basis.USER, "is_left_open": True})
    ruling = Ruling(kind=RulingKind.LEAVE_OPEN)

    assert stale_ids(run.after(RulingMade(number=2, ruling=ruling, decision=left))) == []


def test_undoing_a_ruling_makes_the_sections_right_again() -> None:
    run = a_leaning_run(audience=(1, 2), timeline=(1,))
    ruled = run.after(RulingMade(number=1, ruling=NONE_AT_ALL))

    assert stale_ids(ruled) == ["audience", "timeline"]
    assert stale_ids(ruled.after(RulingUndone(number=1))) == []


def test_undoing_a_ruling_that_a_section_was_written_with_makes_it_out_of_date() -> None:
    ruled = a_leaning_run(audience=(1, 2)).after(
        RulingMade(number=1, ruling=KEEP, decision=OTHERWISE)
    )
    audience = section_of(ruled, "audience")
    leaning = tuple(map(_leaned, ruled.contradictions))
    rewritten = SectionWritten(section=audience.model_copy(update={"leans_on": leaning}))
    run = ruled.after(rewritten)

    assert stale_sections(run) == ()
    (stale,) = stale_sections(run.after(RulingUndone(number=1)))
    assert (stale.section_id, stale.causes) == ("audience", ("R1 was decided otherwise",))


def test_a_plan_from_before_there_was_leaning_is_not_out_of_date_by_itself() -> None:
    assert stale_ids(a_run()) == []


def test_a_ruling_touches_an_old_plan_where_the_decision_belongs_or_is_marked() -> None:
    run = a_run()
    marked = section_of(run, "timeline").model_copy(update={"marks": (1,)})
    run = run.after(SectionWritten(section=marked))

    ruled = run.after(RulingMade(number=1, ruling=KEEP, decision=OTHERWISE))

    assert stale_ids(ruled) == ["audience", "timeline"]
    assert stale_ids(ruled.after(RulingUndone(number=1))) == []


def test_a_contradiction_that_was_only_worth_a_look_belongs_to_a_section_once_ruled_on() -> None:
    looked_at = the_contradictions()[0].model_copy(update={"number": 3})
    run = a_leaning_run(audience=(1, 2)).after(ContradictionFound(contradiction=looked_at))

    assert stale_ids(run) == []
    ruled = run.after(RulingMade(number=3, ruling=KEEP, decision=OTHERWISE))
    assert stale_ids(ruled) == ["audience"]
    assert stale_sections(ruled)[0].causes == ("You ruled on R3",)


def test_what_says_a_side_that_lost_once_it_was_ruled_on_is_out_of_date() -> None:
    run, (kept, lost) = a_run_with_one_worth_a_look(channels=0, timeline=1)
    decision = OTHERWISE.model_copy(update={"keep": kept})
    own_words = OTHERWISE.model_copy(update={"keep": "none"})

    assert stale_ids(run) == []
    assert sections_affected_by(run, 3, decision) == ("audience", "timeline")
    assert sections_affected_by(run, 3, OTHERWISE.model_copy(update={"keep": lost})) == (
        "audience",
        "channels",
    )
    assert sections_affected_by(run, 3, own_words) == ("audience", "channels", "timeline")
    assert sections_affected_by(run, 3, None) == ()
    ruled = run.after(RulingMade(number=3, ruling=KEEP, decision=decision))
    assert stale_ids(ruled) == ["audience", "timeline"]
    assert stale_ids(ruled.after(RulingUndone(number=3))) == []


def a_run_with_one_worth_a_look(**sides: int) -> tuple[Run, list[str]]:
    """A run with an R3 that nobody has decided; some sections have a sentence from a side of it."""
    looked_at = the_contradictions()[0].model_copy(update={"number": 3})
    run = a_leaning_run(audience=(1, 2), channels=(2,), timeline=(1,))
    run = run.after(ContradictionFound(contradiction=looked_at))
    for section_id, side in sides.items():
        source = SentenceSource(start=0, end=9, sources=(looked_at.sides[side].ref,))
        section = section_of(run, section_id).model_copy(update={"provenance": (source,)})
        run = run.after(SectionWritten(section=section))
    return run, [side.specialist for side in looked_at.sides]
