"""What comparing finds, and what is decided about it."""

from typing import Literal

from pydantic import Field

from models.alignment import Alignment
from models.candidate import Candidate, Look
from models.claim import Ledger
from models.comparison import Comparison, FinderChoice
from models.contradiction import Contradiction, Decision, Verdict
from models.events.base import Event
from models.ruling import Ruling


class FinderChosen(Event):
    """It is settled how contradictions are looked for."""

    kind: Literal["finder_chosen"] = "finder_chosen"
    choice: FinderChoice


class ClaimsListed(Event):
    """The commitments of one text are known; a newer list of the same worker replaces an older."""

    kind: Literal["claims_listed"] = "claims_listed"
    ledger: Ledger


class PairRead(Event):
    """Two texts were read side by side, perhaps while others were still being written."""

    kind: Literal["pair_read"] = "pair_read"
    slots: tuple[str, str]
    found: int = Field(default=0, ge=0)


class CandidateFound(Event):
    """A finder proposes something; nobody has looked twice yet."""

    kind: Literal["candidate_found"] = "candidate_found"
    candidate: Candidate


class CandidateChecked(Event):
    """A candidate was looked at by itself."""

    kind: Literal["candidate_checked"] = "candidate_checked"
    candidate_id: int = Field(ge=1)
    verdict: Verdict
    looks: tuple[Look, ...] = ()


class DocumentsCompared(Event):
    """Comparing ended; says what was compared, whether or not anything was found."""

    kind: Literal["documents_compared"] = "documents_compared"
    comparison: Comparison


class ContradictionFound(Event):
    """A contradiction got its number."""

    kind: Literal["contradiction_found"] = "contradiction_found"
    contradiction: Contradiction


class ContradictionRevised(Event):
    """Something about it changed; the number stays."""

    kind: Literal["contradiction_revised"] = "contradiction_revised"
    contradiction: Contradiction


class ContradictionWithdrawn(Event):
    """A side it rested on is gone."""

    kind: Literal["contradiction_withdrawn"] = "contradiction_withdrawn"
    number: int = Field(ge=1)
    reason: str


class DecisionMade(Event):
    """A contradiction was settled, or left open for the user."""

    kind: Literal["decision_made"] = "decision_made"
    number: int = Field(ge=1)
    decision: Decision


class RulingMade(Event):
    """The user decided.

    Attributes:
        number: the contradiction's number.
        ruling: what the user decided.
        decision: what holds now; ``None`` if the sides are no contradiction.
    """

    kind: Literal["ruling_made"] = "ruling_made"
    number: int = Field(ge=1)
    ruling: Ruling
    decision: Decision | None = None


class RulingUndone(Event):
    """The user took the last ruling on a contradiction back; what it replaced holds again."""

    kind: Literal["ruling_undone"] = "ruling_undone"
    number: int = Field(ge=1)


class ContradictionDismissed(Event):
    """It is like one the user has called none in an earlier run; it is shown last, not hidden."""

    kind: Literal["contradiction_dismissed"] = "contradiction_dismissed"
    number: int = Field(ge=1)


class AlignmentDrawn(Event):
    """It is known whether the parts fit."""

    kind: Literal["alignment_drawn"] = "alignment_drawn"
    alignment: Alignment
