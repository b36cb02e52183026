"""Contradictions found before: which finding is one of them, and what was not found again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.numbering import is_of_brief
from engine.phases.compare import Compared, Finding, is_same
from engine.subjects import content_words
from engine.values import same_value, values_in
from models.comparison import CompareLevel
from models.contradiction import Basis, Contradiction, ContradictionStatus, FoundBy, Side
from models.documents import specialist_document_id

_SAME_WORDS = 0.5
"""Two subjects are the same from this share of all their words on."""


class Earlier:
    """The contradictions found before, those found again among them, and the next free number.

    Args:
        known: all of them, also those that were withdrawn.
        findings: what was found now.
    """

    def __init__(self, known: Sequence[Contradiction], findings: Sequence[Finding]) -> None:
        """Tell which finding is which of them: the surest first, and never by their order."""
        self._findings = findings
        self._open = [one for one in known if one.status is not ContradictionStatus.WITHDRAWN]
        self._next = 1 + max((one.number for one in known), default=0)
        self._again: dict[int, Contradiction] = {}
        alike = [
            (likeness, one, at)
            for at, finding in enumerate(findings)
            for one in self._open
            if (likeness := _likeness(one, finding)) is not None
        ]
        for _, one, at in sorted(alike, key=lambda match: (match[0], match[1].number, match[2])):
            if at not in self._again and one in self._open:
                self._again[at] = one
                self._open.remove(one)

    def matched(self) -> Iterator[tuple[Finding, Contradiction | None]]:
        """Every finding in its order, with the contradiction it is; ``None`` for a new one."""
        for at, finding in enumerate(self._findings):
            yield finding, self._again.get(at)

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


def _likeness(one: Contradiction, finding: Finding) -> tuple[int, float] | None:
    """How surely a finding is a contradiction, the surest being the least; ``None`` if it is not.

    Between the same documents: with all sentences the same, with two of them, or on the same topic
    and thing with one of them or none.
    """
    quotes = {side.ref.document_id: side.quote for side in one.sides}
    places = {side.document_id: side for side in finding.sides}
    shared = quotes.keys() & places.keys()
    if len(shared) < 2:
        return None
    changed = [key for key in shared if quotes[key] != places[key].statement.quote]
    same = len(shared) - len(changed)
    words = _common_words(one.title, finding.subject)
    if same >= 2:
        # The same sentences may clash twice, over two values.
        as_before = replace(finding, subject=one.title, explanation=one.explanation)
        is_all = len(quotes) == len(places) == same
        return (0 if is_all else 1, -words) if is_same(as_before, finding) else None
    is_on_same_thing = words >= _SAME_WORDS or all(
        _say_one_value(quotes[key], places[key].statement.quote) for key in changed
    )
    if one.team_topic != finding.team_topic or not is_on_same_thing:
        return None
    return (2 if same else 3, -words)


def _common_words(title: str, subject: str) -> float:
    """The share of the words of two subjects that are in both, from 0 to 1."""
    ours, theirs = ({word for word, _ in content_words(text)} for text in (title, subject))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else float(title == subject)


def _say_one_value(before: str, now: str) -> bool:
    """Whether a value of a sentence stands in another."""
    return any(same_value(one, other) for one in values_in(before) for other in values_in(now))


def _still_stands(side: Side, compared: Compared) -> bool:
    return any(
        side.quote == statement.quote
        for document in compared.numbered.documents
        if document.document.document_id == side.ref.document_id
        for statement in document.statements
    )
