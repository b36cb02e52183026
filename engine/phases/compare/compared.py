"""What comparing gives to the next phases."""

from dataclasses import dataclass

from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare.finding import Finding
from engine.statements import cut, drop_torn_last
from models.claim import Ledger
from models.comparison import Comparison
from models.contribution import Contribution, ContributionState


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing gave.

    Attributes:
        numbered: the brief and all evidence, cut and numbered.
        findings: the most harmful first; those confirmed by second looks before the others.
        comparison: what was compared.
        ledgers: the commitments of each text, in team order.
    """

    numbered: NumberedDocuments
    findings: tuple[Finding, ...]
    comparison: Comparison
    ledgers: tuple[Ledger, ...] = ()


def cut_contribution(contribution: Contribution) -> CutDocument:
    """A contribution as evidence; an answer cut at its limit loses its torn last statement."""
    document = contribution.document
    statements = cut(document)
    if contribution.state is ContributionState.CUT:
        statements = drop_torn_last(statements, document.text)
    return CutDocument(document, statements)


def evidence_in(contribution: Contribution) -> CutDocument | None:
    """What can be quoted of a contribution that has ended; ``None`` if nothing can."""
    text = cut_contribution(contribution) if contribution.is_evidence else None
    return text if text is not None and text.statements else None


def slot_in(cut_document: CutDocument) -> str:
    """Whose text a specialist's document is."""
    return cut_document.document.document_id.partition("/")[2]
