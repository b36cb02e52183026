"""A finding: what a finder reports, after code has checked that it can be true of these texts."""

from dataclasses import dataclass, replace

from engine.numbering import CutDocument, is_binding, is_house_rule
from models.contradiction import Basis, FoundBy, Label, Severity, Verdict
from models.documents import Statement

SEVERITY_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
"""The most harmful first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A statement in its document."""

    cut: CutDocument
    statement: Statement

    @property
    def document_id(self) -> str:
        """The document it stands in."""
        return self.cut.document.document_id

    @property
    def is_binding(self) -> bool:
        """Whether it always holds: a statement of the brief or a fixed fact."""
        return is_binding(self.document_id)

    @property
    def is_house_rule(self) -> bool:
        """Whether it is a standing rule of the user, which ranks just below the brief."""
        return is_house_rule(self.document_id)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a finder would settle it; the decide phase checks it and may settle it otherwise.

    Attributes:
        text: the decision in one sentence; empty if the finder made none.
        rule: the basis it claims; ``None`` if it claims none.
        evidence: the statement of the brief, the fixed fact, or the house rule it leans on.
        keep: the side it would keep.
    """

    text: str = ""
    rule: Basis | None = None
    evidence: Place | None = None
    keep: Place | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Statements of different documents that do not hold together.

    Attributes:
        sides: at least two, in the order named, each of another document.
        explanation: why they do not hold together.
        label: what kind of finding it is.
        severity: how much harm it would do.
        subject: a few words that say what it is about.
        team_topic: id of the team topic it falls under; ``None`` if unknown.
        found_by: who proposed it.
        proposal: how to settle it.
        verdict: what a second look gave.
        candidate_id: which candidate of the run it was; 0 where there were none, as in quick mode.
    """

    sides: tuple[Place, ...]
    explanation: str
    label: Label
    severity: Severity
    subject: str
    team_topic: str | None
    found_by: FoundBy
    proposal: Proposal = Proposal()
    verdict: Verdict = Verdict.UNCHECKED
    candidate_id: int = 0

    def also_by_code(self) -> "Finding":
        """The same finding, which code had noticed as well."""
        return replace(self, found_by=FoundBy.BOTH)

    @property
    def named_side(self) -> Place | None:
        """The side whose version the finder would keep."""
        keep = self.proposal.keep
        if keep is None:
            return None
        return next((one for one in self.sides if one.document_id == keep.document_id), None)

    @property
    def key(self) -> frozenset[tuple[str, int]]:
        """Equal for two findings about the very same statements."""
        return frozenset((one.document_id, one.statement.ref.start) for one in self.sides)
