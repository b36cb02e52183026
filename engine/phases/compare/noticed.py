"""What code notices without an LLM: typed values that differ, as candidates for the finder."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.comparator import Proposal as Noticing
from engine.comparator import propose, read
from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare.finding import Finding, Place
from engine.values import ValueKind
from models.contradiction import FoundBy, Label, Severity
from models.team import Team, TeamTopic, Topic


@dataclass(frozen=True, slots=True)
class Noticed:
    """A candidate.

    Attributes:
        ids: the statements' ids in the prompt.
        finding: the candidate as a finding, for the case that no LLM can judge it.
        score: how likely it is to be one, from 0 to 1; for ranking only.
    """

    ids: tuple[str, ...]
    finding: Finding
    score: float = 0.0


def notice(numbered: NumberedDocuments, team: Team) -> tuple[Noticed, ...]:
    """Compare dates, amounts and counts; it proposes, it never pronounces."""
    noticings = propose([(one.document, one.statements) for one in numbered.documents])
    return tuple(_noticed(one, numbered, team) for one in noticings)


def read_ahead(texts: Iterable[CutDocument]) -> None:
    """Read texts of which some are still being written; what was read is remembered."""
    read([(one.document, one.statements) for one in texts])


def _noticed(noticing: Noticing, numbered: NumberedDocuments, team: Team) -> Noticed:
    statements = [side.statement for side in noticing.sides]
    names = {numbered.document_of(one).document.title for one in statements}
    finding = Finding(
        sides=tuple(Place(numbered.document_of(one), one) for one in statements),
        explanation=noticing.reason,
        label=Label.CONTRADICTION,
        severity=Severity.MEDIUM,
        subject=noticing.subject,
        team_topic=_team_topic(noticing, names, team),
        found_by=FoundBy.CODE,
    )
    ids = tuple(numbered.id_of(one) for one in statements)
    return Noticed(ids, finding, noticing.score)


def _team_topic(noticing: Noticing, names: Collection[str], team: Team) -> str | None:
    """The topic of dates, or else of amounts, that one of the sides decides, if it is only one."""
    kinds = {value.kind for side in noticing.sides for value in side.values}
    if not kinds:
        # Two owners, say: nothing here tells which topic it falls under.
        return None
    group = Topic.WHEN if {ValueKind.DATE, ValueKind.TIME} & kinds else Topic.MUCH
    owned = [
        topic.id for topic in team.topics if topic.group is group and _owns(topic, names, team)
    ]
    return owned[0] if len(owned) == 1 else None


def _owns(topic: TeamTopic, names: Collection[str], team: Team) -> bool:
    owner = team.owner_of(topic.id)
    return owner is not None and owner.name in names
