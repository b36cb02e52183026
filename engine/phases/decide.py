"""Decide: settle every finding as data, before any prose is written."""

from engine.context import RunContext
from engine.phases.compare import Compared, Finding
from engine.phases.settling import settle
from models.contradiction import Contradiction, Side
from models.events import ActivityKind, ContradictionFound, DecisionMade
from models.team import Team, Topic


def decide(context: RunContext, compared: Compared) -> tuple[Contradiction, ...]:
    """Number the findings and settle each by the visible order of precedence."""
    team = context.started.team
    contradictions = []
    with context.activity(ActivityKind.DECIDE):
        for number, finding in enumerate(compared.findings, start=1):
            found = _contradiction(number, finding, team)
            context.emit(ContradictionFound(contradiction=found))
            decision = settle(finding, team, compared.numbered)
            context.emit(DecisionMade(number=number, decision=decision))
            contradictions.append(found.model_copy(update={"decision": decision}))
    return tuple(contradictions)


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
