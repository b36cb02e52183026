"""Which contradictions belong to which section of the plan."""

from collections.abc import Iterable

from models.contradiction import Contradiction
from models.team import SectionSpec, Team


def contradictions_of(
    spec: SectionSpec, team: Team, contradictions: Iterable[Contradiction]
) -> tuple[Contradiction, ...]:
    """The contradictions whose decisions a section applies: those of its topics.

    One whose topic no section covers goes to the first section, so that none is lost.
    """
    covered = {topic for section in team.sections for topic in section.topics}
    is_first = spec.id == team.sections[0].id
    return tuple(
        one
        for one in contradictions
        if one.team_topic in spec.topics or (is_first and one.team_topic not in covered)
    )
