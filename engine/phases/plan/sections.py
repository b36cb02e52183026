"""Which decisions and statements belong to which section of the plan."""

import hashlib
import json
from collections.abc import Sequence

from engine.numbering import NumberedDocuments
from models.brief import Brief
from models.contradiction import Contradiction
from models.documents import Statement, specialist_document_id
from models.team import SectionSpec, Team


def decisions_of(
    spec: SectionSpec, team: Team, contradictions: Sequence[Contradiction]
) -> tuple[Contradiction, ...]:
    """The decided contradictions a section applies: those of its topics.

    One whose topic no section covers goes to the first section, so that none is lost.
    """
    covered = {topic for section in team.sections for topic in section.topics}
    is_first = spec.id == team.sections[0].id
    return tuple(
        one
        for one in contradictions
        if one.team_topic in spec.topics or (is_first and one.team_topic not in covered)
    )


def owner_slots(spec: SectionSpec, team: Team) -> tuple[str, ...]:
    """The slots of the specialists who decide a section's topics; all of them, if nobody does."""
    owners = (team.owner_of(topic) for topic in spec.topics)
    slots = tuple(dict.fromkeys(owner.slot for owner in owners if owner))
    return slots or tuple(one.slot for one in team.specialists)


def statements_of(
    spec: SectionSpec,
    team: Team,
    numbered: NumberedDocuments,
    own: Sequence[Contradiction],
) -> tuple[Statement, ...]:
    """What a section is written from: all its owners say, and all sides of its decisions."""
    owners = {specialist_document_id(slot) for slot in owner_slots(spec, team)}
    sides = {side.ref for one in own for side in one.sides}
    return tuple(
        statement
        for cut in numbered.documents
        if not cut.belongs_to_brief
        for statement in cut.statements
        if cut.document.document_id in owners or statement.ref in sides
    )


def inputs_hash(
    brief: Brief,
    team: Team,
    spec: SectionSpec,
    own: Sequence[Contradiction],
    sources: Sequence[Statement],
) -> str:
    """SHA-256 over what a section rests on: another value means that it is out of date."""
    inputs = {
        "brief": brief.model_dump(mode="json"),
        "guidance": team.synthesizer.prompt,
        "section": spec.model_dump(mode="json"),
        "decisions": [
            [one.number, one.decision.model_dump(mode="json") if one.decision else None]
            for one in own
        ],
        "sources": [one.quote for one in sources],
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
