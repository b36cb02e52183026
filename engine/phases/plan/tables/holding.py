"""What the texts say and no decision has replaced."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.numbering import CutDocument, NumberedDocuments, is_binding
from engine.phases.plan.reflection import losing_sides
from engine.phases.plan.replaced import still_says_dropped
from engine.phases.plan.statements import without_marks
from engine.statements import in_words
from models.claim import Claim, Ledger
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind

_SAID_KINDS = (StatementKind.SENTENCE, StatementKind.BULLET, StatementKind.TABLE_ROW)
_MOST_CHARS = 90
MOST_ROWS = 20
"""Longer tables are not read; what does not fit is counted in a last row."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the text it stands in, and the commitment it is, if it is one."""

    cut: CutDocument
    statement: Statement
    claim: Claim | None = None

    @property
    def source(self) -> str:
        """Who says it: a worker's name, or "Brief"."""
        return "Brief" if self.cut.belongs_to_brief else self.cut.document.title

    @property
    def words(self) -> str:
        """What it says, on one line, without marks that would look like decisions."""
        return one_line(in_words(self.statement))

    @property
    def subject(self) -> str:
        """What it is about, shortly: as the commitment calls it, else its own words."""
        return one_line(self.claim.subject) if self.claim and self.claim.subject else self.words


def holding(
    numbered: NumberedDocuments,
    contradictions: Sequence[Contradiction],
    ledgers: Sequence[Ledger] = (),
) -> tuple[Said, ...]:
    """The statements of the brief, its facts and all texts that lost no decision.

    What stands against each other in an open decision does not hold yet either, and what is
    nothing but signs and marks says nothing.
    """
    decided = [one for one in contradictions if one.decision and not one.decision.is_open]
    undecided = [one for one in contradictions if one.decision and one.decision.is_open]
    lost = {side.ref for one in decided for side in losing_sides(one)}
    lost |= {
        side.ref for one in undecided for side in one.sides if not is_binding(side.ref.document_id)
    }
    claims = {claim.ref: claim for ledger in ledgers for claim in ledger.claims}
    return tuple(
        Said(cut, statement, claims.get(statement.ref))
        for cut in numbered.documents
        if not cut.belongs_to_brief or is_binding(cut.document.document_id)
        for statement in cut.statements
        if statement.kind in _SAID_KINDS
        and any(sign.isalnum() for sign in without_marks(statement.quote))
        and statement.ref not in lost
        # A value that lost may stand in other sentences too.
        and not any(still_says_dropped(statement, one) for one in decided)
    )


def one_line(text: str) -> str:
    """Text on one line, without marks that would look like decisions."""
    return " ".join(without_marks(text).split())


def shortened(text: str) -> str:
    """At most so much of a text as is read in a table; an ellipsis says where it goes on."""
    if len(text) <= _MOST_CHARS:
        return text
    return text[:_MOST_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:·") + "…"


def with_rest_counted(
    rows: Sequence[tuple[str, ...]], kept: Sequence[tuple[str, ...]], what: str
) -> tuple[tuple[str, ...], ...]:
    """``kept`` of all ``rows``, and a last row that counts the others."""
    left_out = len(rows) - len(kept)
    if not left_out:
        return tuple(kept)
    width = len(kept[0])
    return (*kept, (f"… and {left_out} more {what}", *("",) * (width - 1)))
