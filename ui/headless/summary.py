"""Tells on the terminal how a run ended."""

from collections.abc import Collection, Sequence

from engine.export.outcomes import Group, group_of
from engine.export.report_plan import weave_in_words
from engine.export.words import (
    alignment_in_words,
    count,
    duration_in_words,
    violated_in_words,
)
from models.contradiction import ContradictionStatus
from models.plan import Plan
from models.run import Run
from ui.headless.console import Console


def say_how_it_ended(run: Run, console: Console) -> None:
    """Say what became of the plan, what is left to do, and where the run is kept."""
    console.say()
    if run.failure is not None:
        console.say(f"{run.failure.message} {run.failure.remedy}".strip())
    if run.plan is not None and run.plan.is_complete:
        _say_what_the_plan_is(run, console)
    elif run.failure is None:
        console.say("There is no plan.")
    console.say(f"Kept as run {run.id}, after {duration_in_words(run.last_s)}")


def say_what_is_kept(run: Run, why: str, console: Console) -> None:
    """Say of a run that did not come to its end what is there of it."""
    words = sum(len(one.text.split()) for one in run.contributions)
    finished = f"{len(run.evidence)} of {count(len(run.contributions), 'worker')} finished"
    console.say()
    console.say(
        f"{why} What had arrived is kept in the run {run.id}: {finished}, {count(words, 'word')}."
    )
    console.say(f"To read it: main.py export {run.id} --out FILE.md")


def _say_what_the_plan_is(run: Run, console: Console) -> None:
    plan = run.plan
    assert plan is not None
    if plan.coverage:
        console.say(plan.coverage)
    for note in plan.notes:
        console.say(note)
    _say_what_it_reflects(run, plan, console)
    for sentence in weave_in_words(plan):
        console.say(sentence)
    _say_what_is_left(run, console)


def _say_what_it_reflects(run: Run, plan: Plan, console: Console) -> None:
    decided = [one for one in run.contradictions if one.status is ContradictionStatus.DECIDED]
    if plan.violations:
        console.say(f"The plan does not reflect {count(len(plan.violations), 'point')} yet:")
        for violation in plan.violations:
            quote = f" “{violation.quote}”" if violation.quote not in violation.message else ""
            console.say(f"  {violated_in_words(violation)}  {violation.message}{quote}")
    elif decided:
        console.say(_what_is_known([one.number for one in decided], plan.unread))


def _what_is_known(decided: Sequence[int], unread: Collection[int]) -> str:
    """How many decisions a plan reflects in which nothing was found wrong."""
    missed = [number for number in decided if number in unread]
    if not missed:
        what = "its decision" if len(decided) == 1 else f"all {len(decided)} decisions"
        return f"The plan reflects {what}."
    why = f"no model has read it against {', '.join(f'R{number}' for number in missed)}"
    if len(missed) == len(decided):
        return f"Whether the plan reflects what was decided is not known: {why}."
    known = len(decided) - len(missed)
    return f"The plan reflects {known} of {len(decided)} decisions; {why}."


def _say_what_is_left(run: Run, console: Console) -> None:
    """What needs the user, what may be worth a look, and whether the parts fit."""
    for group, words in (
        (Group.NEEDS_YOU, "Left open, because only you can decide"),
        (Group.WORTH_A_LOOK, "Worth a look, and not decided"),
        (Group.DISMISSED, "Not counted, because you have called it no contradiction"),
    ):
        marks = [f"R{one.number}" for one in run.contradictions if group_of(one) is group]
        if marks:
            console.say(f"{words}: {', '.join(marks)}.")
    alignment = run.alignment
    if alignment is not None and (alignment.misalignments or alignment.gaps):
        console.say(f"Whether the parts fit: {alignment_in_words(alignment)}")
        for one in alignment.misalignments:
            console.say(f"  {one.text}")
        for gap in alignment.gaps:
            console.say(f"  {gap.text}")
