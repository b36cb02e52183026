"""What is shown of the contradictions of a run, apart from any widget."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from models.alignment import Alignment
from models.candidate import Candidate, Look
from models.claim import Ledger
from models.comparison import Comparison
from models.contradiction import (
    BRIEF_SIDE,
    Contradiction,
    ContradictionStatus,
    Severity,
    Side,
    Verdict,
)
from models.plan import Violation
from models.run import Run
from ui.markdown.badges import QuoteStatus
from ui.workers.quotes import status_of

LETTERS = "ABCDEFGH"
"""What sides are called, in their order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction, and what the run says about it.

    Attributes:
        found: the contradiction.
        is_out_of_date: whether a text it rests on has changed since.
        has_house_rule: whether house rules hold for the run.
        violations: where the plan does not reflect its decision.
        looks: what was said when its sentences were looked at by themselves.
    """

    found: Contradiction
    is_out_of_date: bool = False
    has_house_rule: bool = False
    violations: tuple[Violation, ...] = ()
    looks: tuple[Look, ...] = ()

    @property
    def number(self) -> int:
        """Its number in the run."""
        return self.found.number

    @property
    def needs_you(self) -> bool:
        """Whether no rule settles it, and the user has not said that it stays so."""
        return self.found.waits_for_user

    @property
    def is_left_open(self) -> bool:
        """Whether it is open by the user's word."""
        return self.found.decision is not None and self.found.decision.is_left_open

    @property
    def is_dismissed(self) -> bool:
        """Whether it is no contradiction by the user's word, in this run or an earlier one."""
        return self.found.status is ContradictionStatus.DISMISSED

    @property
    def is_worth_a_look(self) -> bool:
        """Whether the looks at it disagreed, and nobody has ruled on it."""
        is_open = self.found.status is ContradictionStatus.OPEN
        return is_open and self.found.verdict is Verdict.WORTH_A_LOOK

    @property
    def is_withdrawn(self) -> bool:
        """Whether a side it rested on is gone."""
        return self.found.status is ContradictionStatus.WITHDRAWN

    @property
    def is_minor(self) -> bool:
        """Whether it may be folded away: it does little harm, and asks for nothing."""
        return self.found.severity is Severity.LOW and not self.needs_you and not self.is_withdrawn


class Order(StrEnum):
    """In which order contradictions are walked, within each group."""

    NUMBER = "number"
    SEVERITY = "severity"
    NEEDS_YOU = "needs_you"


_SEVEREST_FIRST = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class Findings:
    """All contradictions of a run.

    Attributes:
        all: also the withdrawn ones, by number.
        comparison: what was compared, once it was.
        is_settled: whether nobody looks for more now.
        candidates: what finders proposed, checked or not.
        commitments: those of each text with its worker's name, while contradictions are sought.
        names: the slots of all workers, each with its name.
        alignment: whether the parts fit, once it is known.
        order: of those that are walked, within each group.
    """

    all: tuple[Finding, ...] = ()
    comparison: Comparison | None = None
    is_settled: bool = True
    candidates: tuple[Candidate, ...] = ()
    commitments: tuple[tuple[Ledger, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    alignment: Alignment | None = None
    order: Order = Order.NUMBER

    def in_order(self, order: Order) -> "Findings":
        """The same, walked in another order."""
        return replace(self, order=order)

    def _ordered(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        match self.order:
            case Order.NUMBER:
                return tuple(found)
            case Order.SEVERITY:
                return tuple(
                    sorted(found, key=lambda one: _SEVEREST_FIRST.index(one.found.severity))
                )
            case Order.NEEDS_YOU:
                return tuple(sorted(found, key=lambda one: not one.needs_you))

    @property
    def standing(self) -> tuple[Finding, ...]:
        """Those that count: their sides are there, and no look or word of the user is against."""
        return tuple(one for one in self.all if one.found.counts)

    @property
    def worth_a_look(self) -> tuple[Finding, ...]:
        """Those about which the looks disagreed."""
        return self._ordered(one for one in self.all if one.is_worth_a_look)

    @property
    def dismissed(self) -> tuple[Finding, ...]:
        """Those that are none by the user's word."""
        return self._ordered(one for one in self.all if one.is_dismissed)

    @property
    def walked(self) -> tuple[Finding, ...]:
        """All that can be looked at one by one, in the order of the lists."""
        return (*self.main, *self.worth_a_look, *self.minor, *self.dismissed)

    def group_of(self, finding: Finding) -> tuple[Finding, ...]:
        """Those among which one is counted: that stand, are worth a look, or were dismissed."""
        if finding.is_worth_a_look:
            return self.worth_a_look
        return self.dismissed if finding.is_dismissed else (*self.main, *self.minor)

    @property
    def proposed(self) -> tuple[Candidate, ...]:
        """Candidates that have not become contradictions, while more may come, or none will."""
        if self.is_settled and self.comparison is not None:
            return ()
        return tuple(
            one
            for one in self.candidates
            if one.verdict is not Verdict.DROPPED and not self._has_become_one(one)
        )

    @property
    def dropped(self) -> tuple[Candidate, ...]:
        """Candidates whose sentences turned out to fit."""
        return tuple(one for one in self.candidates if one.verdict is Verdict.DROPPED)

    def _has_become_one(self, candidate: Candidate) -> bool:
        return any(_shares_sides(candidate, one.found) for one in self.all)

    @property
    def main(self) -> tuple[Finding, ...]:
        """Those that are always shown."""
        return self._ordered(one for one in self.standing if not one.is_minor)

    @property
    def minor(self) -> tuple[Finding, ...]:
        """Those that are folded."""
        return self._ordered(one for one in self.standing if one.is_minor)

    @property
    def withdrawn(self) -> tuple[Finding, ...]:
        """Those that rested on a side that is gone."""
        return tuple(one for one in self.all if one.is_withdrawn)

    def get(self, number: int | None) -> Finding | None:
        """The one of that number."""
        return next((one for one in self.all if one.number == number), None)


def findings_of(run: Run, *, is_settled: bool = True) -> Findings:
    """What is to be shown of the contradictions of ``run``."""
    violations = run.plan.violations if run.plan is not None else ()
    return Findings(
        all=tuple(
            Finding(
                found=one,
                is_out_of_date=_is_out_of_date(one, run),
                has_house_rule=bool(run.house_rules),
                violations=tuple(bad for bad in violations if bad.number == one.number),
                looks=_looks_at(one, run.candidates),
            )
            for one in sorted(run.contradictions, key=lambda found: found.number)
        ),
        comparison=run.comparison,
        is_settled=is_settled,
        candidates=run.candidates,
        commitments=() if is_settled or run.contradictions else _commitments(run),
        names=tuple((one.slot, one.specialist) for one in run.contributions),
        alignment=run.alignment,
    )


def place_of(side: Side) -> str:
    """The slot whose panel shows a side, or "brief"."""
    kind, _, slot = side.ref.document_id.partition("/")
    return slot if kind == "specialist" else BRIEF_SIDE


def _is_out_of_date(found: Contradiction, run: Run) -> bool:
    is_withdrawn = found.status is ContradictionStatus.WITHDRAWN
    return not is_withdrawn and status_of(found, run) is QuoteStatus.OUT_OF_DATE


def _shares_sides(candidate: Candidate, found: Contradiction) -> bool:
    """Whether at least two sentences are the same."""
    refs = {side.ref for side in found.sides}
    return sum(side.ref in refs for side in candidate.sides) > 1


def _looks_at(found: Contradiction, candidates: tuple[Candidate, ...]) -> tuple[Look, ...]:
    same = (one for one in candidates if _shares_sides(one, found))
    return next((one.looks for one in same), ())


def _commitments(run: Run) -> tuple[tuple[Ledger, str], ...]:
    names = {one.slot: one.specialist for one in run.contributions}
    return tuple((one, names.get(one.slot, one.slot)) for one in run.ledgers)
