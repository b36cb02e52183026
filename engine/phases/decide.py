"""Decide: settle every finding as data, before any prose is written."""

from collections.abc import Iterator, Sequence

from engine.context import RunContext
from engine.phases.compare import Compared, Finding
from engine.phases.settling import settle
from engine.subjects import content_words
from models.contradiction import Contradiction, ContradictionStatus, Side
from models.events import (
    ActivityKind,
    ContradictionFound,
    ContradictionRevised,
    ContradictionWithdrawn,
    DecisionMade,
)
from models.team import Team, Topic


def decide(
    context: RunContext, compared: Compared, known: Sequence[Contradiction] = ()
) -> tuple[Contradiction, ...]:
    """Number the findings and settle each by the visible order of precedence.

    Args:
        context: the run.
        compared: the findings.
        known: contradictions found before; one found again keeps its number, one that is gone is
            withdrawn.
    """
    team = context.run.team
    contradictions = []
    numbering = _Numbering(known)
    with context.activity(ActivityKind.DECIDE):
        for finding in compared.findings:
            number, is_new = numbering.number_of(finding)
            found = _contradiction(number, finding, team)
            event = ContradictionFound if is_new else ContradictionRevised
            context.emit(event(contradiction=found))
            decision = settle(finding, team, compared.numbered)
            context.emit(DecisionMade(number=number, decision=decision))
            contradictions.append(found.model_copy(update={"decision": decision}))
        for gone in numbering.not_found_again():
            reason = "It was not found again in the new texts."
            context.emit(ContradictionWithdrawn(number=gone.number, reason=reason))
    return tuple(contradictions)


class _Numbering:
    """Gives each finding the number of the same contradiction found before, else the next one."""

    def __init__(self, known: Sequence[Contradiction]) -> None:
        self._open = [one for one in known if one.status is not ContradictionStatus.WITHDRAWN]
        self._next = 1 + max((one.number for one in known), default=0)

    def number_of(self, finding: Finding) -> tuple[int, bool]:
        """The number, and whether it is new."""
        same = next((one for one in self._open if _is_same(one, finding)), None)
        if same is not None:
            self._open.remove(same)
            return same.number, False
        self._next += 1
        return self._next - 1, True

    def not_found_again(self) -> Iterator[Contradiction]:
        """The contradictions found before that no finding matched."""
        yield from self._open


def _is_same(one: Contradiction, finding: Finding) -> bool:
    """Between the same documents, on the same topic, and with a common sentence or subject."""
    quotes = {side.ref.document_id: side.quote for side in one.sides}
    places = {side.cut.document.document_id: side.statement.quote for side in finding.sides}
    if len(quotes.keys() & places.keys()) < 2 or one.team_topic != finding.team_topic:
        return False
    shares_a_sentence = any(quotes[key] == places[key] for key in quotes.keys() & places.keys())
    words = {word for word, _ in content_words(one.title)}
    return shares_a_sentence or bool(words & {word for word, _ in content_words(finding.subject)})


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
