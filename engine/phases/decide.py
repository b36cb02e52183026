"""Decide: settle every finding as data, before any prose is written."""

from collections.abc import Iterator, Sequence

from engine.context import RunContext
from engine.numbering import is_of_brief
from engine.phases.compare import Compared, Finding
from engine.phases.settle import is_small, settle
from engine.subjects import content_words
from models.comparison import CompareLevel
from models.contradiction import Basis, Contradiction, ContradictionStatus, FoundBy, Side
from models.documents import specialist_document_id
from models.events import (
    ActivityKind,
    ContradictionFound,
    ContradictionRevised,
    ContradictionWithdrawn,
    DecisionMade,
)
from models.settings import SYNTHESIZER_ROLE
from models.team import Team, Topic


def decide(
    context: RunContext, compared: Compared, known: Sequence[Contradiction] = ()
) -> tuple[Contradiction, ...]:
    """Number the findings and settle each by the visible order of precedence.

    Args:
        context: the run.
        compared: the findings.
        known: contradictions found before; one found again keeps its number, and the decision if
            that is the user's own. One that is gone is withdrawn, if it was really looked for.

    Returns:
        All that stand, with their decisions, by number.
    """
    team = context.run.team
    is_small_llm = is_small(context.seat(SYNTHESIZER_ROLE).parameter_size)
    standing = []
    earlier = _Earlier(known)
    with context.activity(ActivityKind.DECIDE):
        for finding in compared.findings:
            same = earlier.take(finding)
            if same is not None and _adds_nothing(finding, same):
                standing.append(same)
                continue
            found = _contradiction(same.number if same else earlier.new_number(), finding, team)
            event = ContradictionRevised if same else ContradictionFound
            context.emit(event(contradiction=found))
            ruling = same.decision if same and _is_ruled(same) else None
            decision = ruling or settle(finding, team, compared.numbered, is_small_llm=is_small_llm)
            context.emit(DecisionMade(number=found.number, decision=decision))
            standing.append(found.model_copy(update={"decision": decision}))
        for one in earlier.rest():
            if _was_looked_for(one, compared):
                reason = "It was not found again in the new texts."
                context.emit(ContradictionWithdrawn(number=one.number, reason=reason))
            else:
                standing.append(one)
    return tuple(sorted(standing, key=lambda one: one.number))


class _Earlier:
    """The contradictions found before, and the next free number."""

    def __init__(self, known: Sequence[Contradiction]) -> None:
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


def _adds_nothing(finding: Finding, known: Contradiction) -> bool:
    """Whether only code saw again, in the very same texts, what an LLM had looked at before."""
    places = {side.statement.ref for side in finding.sides}
    is_in_same_texts = places <= {side.ref for side in known.sides}
    return (
        finding.found_by is FoundBy.CODE
        and known.found_by is not FoundBy.CODE
        and known.decision is not None
        and is_in_same_texts
    )


def _was_looked_for(one: Contradiction, compared: Compared) -> bool:
    """Whether an LLM compared all texts it stands in; what the user ruled on must be gone too."""
    comparison = compared.comparison
    texts = {specialist_document_id(slot) for slot in comparison.slots}
    sides = [side for side in one.sides if not is_of_brief(side.ref.document_id)]
    if comparison.level is CompareLevel.CODE_ONLY:
        return False
    if not all(side.ref.document_id in texts for side in sides):
        return False
    return not (_is_ruled(one) and all(_still_stands(side, compared) for side in sides))


def _still_stands(side: Side, compared: Compared) -> bool:
    return any(
        side.quote == statement.quote
        for document in compared.numbered.documents
        if document.document.document_id == side.ref.document_id
        for statement in document.statements
    )


def _is_ruled(one: Contradiction) -> bool:
    return one.decision is not None and one.decision.basis is Basis.USER


def _contradiction(number: int, finding: Finding, team: Team) -> Contradiction:
    topic = team.topic(finding.team_topic) if finding.team_topic else None
    return Contradiction(
        number=number,
        title=finding.subject,
        topic=topic.group if topic else Topic.HOW,
        team_topic=finding.team_topic,
        label=finding.label,
        severity=finding.severity,
        sides=tuple(
            Side.of(one.cut.side_name, one.statement.quote, one.statement.ref)
            for one in finding.sides
        ),
        explanation=finding.explanation,
        found_by=finding.found_by,
    )
