"""Contradictions found before: which finding is one of them, and what was not found again."""

from collections.abc import Iterator, Sequence

from engine.numbering import is_of_brief
from engine.phases.compare import Compared, Finding
from engine.subjects import content_words
from models.comparison import CompareLevel
from models.contradiction import Basis, Contradiction, ContradictionStatus, FoundBy, Side
from models.documents import specialist_document_id


class Earlier:
    """The contradictions found before, and the next free number.

    Args:
        known: all of them, also those that were withdrawn.
    """

    def __init__(self, known: Sequence[Contradiction]) -> None:
        """Nothing is given out yet."""
        self._open = [one for one in known if one.status is not ContradictionStatus.WITHDRAWN]
        self._next = 1 + max((one.number for one in known), default=0)

    def take(self, finding: Finding) -> Contradiction | None:
        """The same contradiction as a finding, which is given out once."""
        same = next((one for one in self._open if _is_same(one, finding)), None)
        if same is not None:
            self._open.remove(same)
        return same

    def new_number(self) -> int:
        """A number that no contradiction of the run has had."""
        self._next += 1
        return self._next - 1

    def rest(self) -> Iterator[Contradiction]:
        """Those that no finding matched."""
        yield from self._open


def adds_nothing(finding: Finding, known: Contradiction) -> bool:
    """Whether only code saw again, in the very same texts, what an LLM had looked at before."""
    places = {side.statement.ref for side in finding.sides}
    is_in_same_texts = places <= {side.ref for side in known.sides}
    return (
        finding.found_by is FoundBy.CODE
        and known.found_by is not FoundBy.CODE
        and (known.decision is not None or bool(known.rulings))
        and is_in_same_texts
    )


def was_looked_for(one: Contradiction, compared: Compared) -> bool:
    """Whether an LLM compared all texts it stands in; what the user ruled on must be gone too."""
    comparison = compared.comparison
    texts = {specialist_document_id(slot) for slot in comparison.slots}
    sides = [side for side in one.sides if not is_of_brief(side.ref.document_id)]
    if comparison.level is CompareLevel.CODE_ONLY:
        return False
    if not all(side.ref.document_id in texts for side in sides):
        return False
    return not (is_ruled(one) and all(_still_stands(side, compared) for side in sides))


def is_ruled(one: Contradiction) -> bool:
    """Whether the user has decided it."""
    return bool(one.rulings) or (one.decision is not None and one.decision.basis is Basis.USER)


def _is_same(one: Contradiction, finding: Finding) -> bool:
    """Between the same documents, with two common sentences; or on the same topic, with one.

    Instead of a sentence, a word of the subject may be the same.
    """
    quotes = {side.ref.document_id: side.quote for side in one.sides}
    places = {side.document_id: side.statement.quote for side in finding.sides}
    shared = quotes.keys() & places.keys()
    if len(shared) < 2:
        return False
    same_sentences = sum(quotes[key] == places[key] for key in shared)
    if same_sentences >= 2 or one.team_topic != finding.team_topic:
        return same_sentences >= 2
    words = {word for word, _ in content_words(one.title)}
    same_words = words & {word for word, _ in content_words(finding.subject)}
    return same_sentences == 1 or bool(same_words)


def _still_stands(side: Side, compared: Compared) -> bool:
    return any(
        side.quote == statement.quote
        for document in compared.numbered.documents
        if document.document.document_id == side.ref.document_id
        for statement in document.statements
    )
