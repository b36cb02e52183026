"""What all sections of one plan are made from."""

from dataclasses import dataclass

from engine.context import RunContext
from engine.numbering import NumberedDocuments
from models.claim import Ledger
from models.comparison import CompareMode
from models.contradiction import Contradiction
from models.contribution import Contribution
from models.documents import Statement, specialist_document_id


@dataclass(frozen=True, slots=True)
class Material:
    """What all sections of one plan are made from.

    Attributes:
        context: the run.
        contributions: all of them, whatever became of them.
        numbered: the brief and all evidence.
        contradictions: those that the plan has to reflect.
        mode: how contradictions were looked for, which says how much may be asked.
        ledgers: the commitments of the texts, where they are known.
    """

    context: RunContext
    contributions: tuple[Contribution, ...]
    numbered: NumberedDocuments
    contradictions: tuple[Contradiction, ...]
    mode: CompareMode
    ledgers: tuple[Ledger, ...] = ()

    @property
    def there(self) -> tuple[Contribution, ...]:
        """Those that say something; a text may have ended without one whole statement."""
        said = {one.document.document_id for one in self.numbered.documents if one.statements}
        return tuple(one for one in self.contributions if specialist_document_id(one.slot) in said)

    @property
    def missing(self) -> tuple[Contribution, ...]:
        """Those that nothing can be taken from."""
        there = {one.slot for one in self.there}
        return tuple(one for one in self.contributions if one.slot not in there)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that a sentence of the plan may rest on."""
        return tuple(one for cut in self.numbered.documents for one in cut.statements)

    @property
    def coverage(self) -> str:
        """Whose texts are missing: "Plan from 3 of 4 — Metrics Designer missing"; else empty."""
        missing = [one.specialist for one in self.missing]
        if not missing:
            return ""
        there, all_there = len(self.there), len(self.contributions)
        return f"Plan from {there} of {all_there} — {', '.join(missing)} missing"
