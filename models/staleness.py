"""What no longer rests on what it was made from."""

from collections.abc import Iterator

from models.base import Record
from models.contradiction import Contradiction, ContradictionStatus, Decision
from models.contribution import Contribution, Origin
from models.documents import StatementRef, specialist_document_id
from models.plan import Plan, PlanSection, SectionState
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.sections import contradictions_of


class StaleSection(Record):
    """A plan section that rests on texts or decisions that have changed since.

    Attributes:
        section_id: which one.
        changed: the contributions as they are now, in team order.
        decided: the contradictions whose decision is another now, as they are now, by number.
        is_unfinished: whether it was never written to its end.
    """

    section_id: str
    changed: tuple[Contribution, ...] = ()
    decided: tuple[Contradiction, ...] = ()
    is_unfinished: bool = False

    @property
    def causes(self) -> tuple[str, ...]:
        """What happened, each as a sentence begins: "You ruled on R3"."""
        texts = (cause_of(one) for one in self.changed)
        decisions = (decision_cause(one) for one in self.decided)
        unfinished = ("Writing was broken off",) if self.is_unfinished else ()
        return (*texts, *decisions, *unfinished)


def stale_sections(run: Run) -> tuple[StaleSection, ...]:
    """The plan sections that are out of date, in the plan's order, with what changed.

    A section is out of date if a text that it or its decisions rest on has a newer version or was
    left out since, if a text that was missing when the plan was made is there now, if a decision
    that it leans on is another one now, or if nobody writes it any more and it was never finished.
    What nobody had decided when it was written, it leans on no less: where it was to apply a
    decision that there is now, or where it says what has lost since.
    """
    if run.plan is None:
        return ()
    found = []
    for section in run.plan.sections:
        changed = tuple(one for one in run.contributions if _has_changed(one, section, run))
        decided = tuple(_decided_otherwise(section, run.plan, run))
        is_unfinished = section.state is SectionState.WRITING and not run.is_planning
        if changed or decided or is_unfinished:
            stale = StaleSection(
                section_id=section.id,
                changed=changed,
                decided=decided,
                is_unfinished=is_unfinished,
            )
            found.append(stale)
    return tuple(found)


def sections_affected_by(run: Run, number: int, decision: Decision | None) -> tuple[str, ...]:
    """Ids of the sections that a ruling would make out of date, in the plan's order.

    Args:
        run: the run as it is now.
        number: the contradiction that would be ruled on.
        decision: what would hold then; ``None`` if the sides are no contradiction.

    Raises:
        EventOutOfPlace: if the run has no such contradiction.
    """
    ruled = run.contradiction(number).ruled(_ruling_like(decision), decision)
    contradictions = tuple(ruled if one.number == number else one for one in run.contradictions)
    then = run.model_copy(update={"contradictions": contradictions})
    return tuple(
        one.section_id
        for one in stale_sections(then)
        if any(decided.number == number for decided in one.decided)
    )


def _ruling_like(decision: Decision | None) -> Ruling:
    if decision is None:
        return Ruling(kind=RulingKind.NOT_A_CONTRADICTION)
    if decision.is_open:
        return Ruling(kind=RulingKind.LEAVE_OPEN)
    return Ruling(kind=RulingKind.KEEP, side=0)


def _has_changed(one: Contribution, section: PlanSection, run: Run) -> bool:
    document_id = specialist_document_id(one.slot)
    versions = {ref.version for ref in section.sources if ref.document_id == document_id}
    if versions:
        return one.muted or one.version not in versions
    if one.muted:
        return _leans_on_text(section, document_id, run)
    plan = run.plan
    owns = set(run.team.specialist_in(one.slot).topics)
    covers = next((set(spec.topics) for spec in run.team.sections if spec.id == section.id), set())
    is_about_it = not covers or bool(owns & covers)
    return plan is not None and is_about_it and one.is_evidence and one.settled_s > plan.texts_s


def _leans_on_text(section: PlanSection, document_id: str, run: Run) -> bool:
    """Whether a decision that the section applies rests on a text."""
    numbers = {*section.marks, *(one.number for one in section.leans_on)}
    return any(
        side.ref.document_id == document_id
        for one in run.contradictions
        if one.number in numbers
        for side in one.sides
    )


def _decided_otherwise(section: PlanSection, plan: Plan, run: Run) -> Iterator[Contradiction]:
    """The contradictions whose decision is not the one that the section was written with."""
    if section.state is SectionState.WRITING:
        return
    leans_on = {one.number: one.fingerprint for one in section.leans_on}
    spec = next((one for one in run.team.sections if one.id == section.id), None)
    own = contradictions_of(spec, run.team, run.contradictions) if spec else ()
    knows_leaning = any(one.leans_on for one in plan.sections)
    for one in run.contradictions:
        now = _fingerprint(one)
        if one.number in leans_on:
            is_other = now != leans_on[one.number]
        elif one.number in section.marks:
            # Not written down what it leans on: then on what held before the first ruling.
            is_other = bool(one.rulings) and now != _fingerprint_before_rulings(one)
        elif now is not None and one.rulings and section.rests_on(_losing_sides(one)):
            is_other = now != _fingerprint_before_rulings(one)
        elif one in own and now is not None:
            was = _fingerprint_before_rulings(one) if one.rulings else None
            is_other = now != was and (bool(one.rulings) or knows_leaning)
        else:
            is_other = False
        if is_other:
            yield one


def _losing_sides(one: Contradiction) -> frozenset[StatementRef]:
    """Where the sides stand that are not kept; all of them, where none is."""
    keep = one.decision.keep if one.decision else ""
    return frozenset(side.ref for side in one.sides if side.specialist != keep)


def _fingerprint(one: Contradiction) -> str | None:
    """Of the decision that the plan must reflect now; ``None`` where there is none."""
    return one.decision.fingerprint if one.is_of_plan and one.decision else None


def _fingerprint_before_rulings(one: Contradiction) -> str | None:
    first = one.rulings[0]
    changes = {
        "decision": first.decision_before, "status": first.status_before, "rulings": ()
    }  # fmt: skip
    return _fingerprint(one.model_copy(update=changes))


def cause_of(one: Contribution) -> str:
    """What happened to a text, as a sentence begins: "Timeline Planner was re-run"."""
    if one.muted:
        return f"{one.specialist} was left out"
    if one.was_taken_back_in:
        return f"{one.specialist} was taken back in"
    return {
        Origin.LLM: f"{one.specialist} was re-run",
        Origin.USER: f"{one.specialist} was edited",
        Origin.ACCEPTED_PARTIAL: f"The partial text of {one.specialist} was accepted",
    }[one.origin]


def decision_cause(one: Contradiction) -> str:
    """What happened to a decision, as a sentence begins: "You ruled on R3"."""
    if one.rulings:
        return f"You ruled on R{one.number}"
    if one.status is ContradictionStatus.WITHDRAWN:
        return f"R{one.number} was withdrawn"
    return f"R{one.number} was decided otherwise"
