"""What is shown of the contradictions of a run, apart from any widget."""

from dataclasses import dataclass

from models.comparison import Comparison
from models.contradiction import BRIEF_SIDE, Contradiction, ContradictionStatus, Severity, Side
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
    """

    found: Contradiction
    is_out_of_date: bool = False
    has_house_rule: bool = False
    violations: tuple[Violation, ...] = ()

    @property
    def number(self) -> int:
        """Its number in the run."""
        return self.found.number

    @property
    def needs_you(self) -> bool:
        """Whether no rule settles it."""
        return self.found.status is ContradictionStatus.NEEDS_YOU

    @property
    def is_withdrawn(self) -> bool:
        """Whether a side it rested on is gone."""
        return self.found.status is ContradictionStatus.WITHDRAWN

    @property
    def is_minor(self) -> bool:
        """Whether it may be folded away: it does little harm, and asks for nothing."""
        return self.found.severity is Severity.LOW and not self.needs_you and not self.is_withdrawn


@dataclass(frozen=True, slots=True)
class Findings:
    """All contradictions of a run, by number.

    Attributes:
        all: also the withdrawn ones.
        comparison: what was compared, once it was.
        is_settled: whether nobody looks for more now.
    """

    all: tuple[Finding, ...] = ()
    comparison: Comparison | None = None
    is_settled: bool = True

    @property
    def standing(self) -> tuple[Finding, ...]:
        """Those whose sides are all there."""
        return tuple(one for one in self.all if not one.is_withdrawn)

    @property
    def main(self) -> tuple[Finding, ...]:
        """Those that are always shown."""
        return tuple(one for one in self.standing if not one.is_minor)

    @property
    def minor(self) -> tuple[Finding, ...]:
        """Those that are folded."""
        return tuple(one for one in self.standing if one.is_minor)

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
            )
            for one in sorted(run.contradictions, key=lambda found: found.number)
        ),
        comparison=run.comparison,
        is_settled=is_settled,
    )


def place_of(side: Side) -> str:
    """The slot whose panel shows a side, or "brief"."""
    kind, _, slot = side.ref.document_id.partition("/")
    return slot if kind == "specialist" else BRIEF_SIDE


def _is_out_of_date(found: Contradiction, run: Run) -> bool:
    is_withdrawn = found.status is ContradictionStatus.WITHDRAWN
    return not is_withdrawn and status_of(found, run) is QuoteStatus.OUT_OF_DATE
