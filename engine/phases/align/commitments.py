"""The workers' commitments with ids, as the prompt shows them: ``[C7] (Treasurer) …``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.numbering import CutDocument, NumberedDocuments
from models.claim import Claim, Force, Ledger
from models.documents import Statement

_BINDING_FIRST = (Force.MUST, Force.PLAN, Force.AVOID, Force.ASSUME)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A claim and the statement that makes it.

    Attributes:
        alias: its id in one prompt.
        claim: what the text commits to.
        cut: the text.
        statement: the exact place.
    """

    alias: str
    claim: Claim
    cut: CutDocument
    statement: Statement


class Commitments:
    """The commitments that stand in the texts as they are now, the most binding first.

    Args:
        ledgers: one per text; claims about a text that is gone or has changed are left out.
        numbered: the texts.
    """

    def __init__(self, ledgers: Iterable[Ledger], numbered: NumberedDocuments) -> None:
        """Number the claims."""
        places = {
            statement.ref: (cut, statement)
            for cut in numbered.documents
            for statement in cut.statements
        }
        claims = [
            (claim, *places[claim.ref])
            for ledger in ledgers
            for claim in ledger.claims
            if claim.ref in places
        ]
        claims.sort(key=lambda one: _BINDING_FIRST.index(one[0].force))
        self.all = tuple(
            Commitment(f"C{number}", claim, cut, statement)
            for number, (claim, cut, statement) in enumerate(claims, start=1)
        )
        self._by_alias = {one.alias: one for one in self.all}

    def find(self, alias: object) -> Commitment | None:
        """What an id stands for; ``None`` for anything that is no id of the prompt."""
        return self._by_alias.get(bare_id(alias))


def bare_id(alias: object) -> str:
    """An id as prompts write it, whatever an LLM put around it; empty for what is no text."""
    return alias.strip().strip("[]").upper() if isinstance(alias, str) else ""


def lines_of(commitments: Sequence[Commitment]) -> str:
    """The commitments as the prompt shows them, one a line."""
    return "\n".join(
        f"[{one.alias}] ({_line(one.cut.document.title)}) {_line(one.claim.subject)}: "
        f"{_line(one.claim.says)}"
        for one in commitments
    )


def _line(text: str) -> str:
    """Text that can neither leave its line nor be taken for a tag."""
    return " ".join(text.split()).replace("<", "\u2039").replace(">", "\u203a")
