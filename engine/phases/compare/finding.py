"""A finding: what a finder reports, after code has checked that it can be true of these texts."""

from dataclasses import dataclass, replace

from engine.numbering import CutDocument
from models.contradiction import Basis, FoundBy, Label, Severity
from models.documents import Statement


@dataclass(frozen=True, slots=True)
class Place:
    """A statement in its document."""

    cut: CutDocument
    statement: Statement


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a finder would settle it; the decide phase checks it and may settle it otherwise.

    Attributes:
        text: the decision in one sentence; empty if the finder made none.
        rule: the basis it claims; ``None`` if it claims none.
        evidence: the statement of the brief it leans on.
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
        sides: at least two, in document order, each of another document.
        explanation: why they do not hold together.
        label: what kind of finding it is.
        severity: how much harm it would do.
        subject: a few words that say what it is about.
        team_topic: id of the team topic it falls under; ``None`` if unknown.
        found_by: who proposed it.
        proposal: how to settle it.
    """

    sides: tuple[Place, ...]
    explanation: str
    label: Label
    severity: Severity
    subject: str
    team_topic: str | None
    found_by: FoundBy
    proposal: Proposal = Proposal()

    def also_by_code(self) -> "Finding":
        """The same finding, which code had noticed as well."""
        return replace(self, found_by=FoundBy.BOTH)

    @property
    def key(self) -> frozenset[tuple[str, int]]:
        """Equal for two findings about the very same statements."""
        return frozenset(
            (one.statement.ref.document_id, one.statement.ref.start) for one in self.sides
        )
