from engine.comparator import Proposal, propose
from engine.statements import cut
from models.documents import BRIEF_ID, Document

BRIEF = (
    "Open a second bicycle shop. The opening is fixed for 3 March 2031. The budget is EUR 90,000."
)


def proposals(*texts: str, brief: str = BRIEF, most: int = 12) -> tuple[Proposal, ...]:
    """What is proposed on a brief and what workers a, b, c … wrote."""
    ids = [BRIEF_ID, *(f"specialist/{letter}" for letter, _ in zip("abcdef", texts, strict=False))]
    documents = [
        Document(document_id=id_, title=id_, text=text)
        for id_, text in zip(ids, (brief, *texts), strict=True)
    ]
    return propose([(one, cut(one)) for one in documents], most=most)


def documents_of(proposal: Proposal) -> list[str]:
    return [side.statement.ref.document_id for side in proposal.sides]
