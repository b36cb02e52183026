"""A brief and specialists' texts, and findings between their sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.phases.compare import Finding, Place, Proposal
from engine.phases.plan.check import violations_of
from engine.phases.settle import settle
from engine.statements import cut
from models.brief import Attachment, Brief, Fact
from models.contradiction import Contradiction, Decision, FoundBy, Label, Severity, Side, Verdict
from models.documents import Document, specialist_document_id
from models.plan import PlanSection
from models.rules import HouseRule
from models.team import Topic, slot_of
from tests.engine.runs.staging import CHANNELS, DATES, MESSAGES, TEAM

LAUNCH_FACT = Fact(subject="Public launch", value="11 May 2027")


def a_world(
    texts: Mapping[str, str],
    brief: str = "Plan it.",
    facts: Sequence[Fact] = (),
    attachments: Sequence[str] = (),
    rules: Sequence[str] = (),
) -> NumberedDocuments:
    """A brief, house rules, and what specialists wrote, by name."""
    old = tuple(Attachment(name="Old plan", text=text) for text in attachments)
    documents = brief_documents(
        Brief(text=brief, facts=tuple(facts), attachments=old),
        [HouseRule(team_id="launch", topic=Topic.HOW, text=text) for text in rules],
    )
    written = (
        Document(document_id=specialist_document_id(slot_of(name)), title=name, text=text)
        for name, text in texts.items()
    )
    return NumberedDocuments([CutDocument(one, cut(one)) for one in (*documents, *written)])


def place_of(world: NumberedDocuments, words: str) -> Place:
    """The first statement that has ``words``, specialists' texts before what the user has given."""
    for document in sorted(world.documents, key=lambda one: one.belongs_to_brief):
        for statement in document.statements:
            if words in statement.quote:
                return Place(document, statement)
    raise KeyError(words)


def a_finding(
    world: NumberedDocuments,
    *sides: str,
    subject: str = "public launch",
    topic: str | None = "dates",
    by: FoundBy = FoundBy.LLM,
    keep: str | None = None,
    evidence: str | None = None,
    verdict: Verdict = Verdict.UNCHECKED,
    **proposal: Any,
) -> Finding:
    """A finding between the statements that have these words."""
    return Finding(
        sides=tuple(place_of(world, words) for words in sides),
        explanation="They name two different things.",
        label=Label.CONTRADICTION,
        severity=Severity.HIGH,
        subject=subject,
        team_topic=topic,
        found_by=by,
        verdict=verdict,
        proposal=Proposal(
            keep=place_of(world, keep) if keep else None,
            evidence=place_of(world, evidence) if evidence else None,
            **proposal,
        ),
    )


def settled(world: NumberedDocuments, *sides: str, small: bool = False, **changes: Any) -> Decision:
    """The decision on a finding."""
    return settle(a_finding(world, *sides, **changes), TEAM, world, is_small_llm=small)


def decided(world: NumberedDocuments, *sides: str, **changes: Any) -> Contradiction:
    """The contradiction with its decision."""
    finding = a_finding(world, *sides, **changes)
    return Contradiction(
        number=1,
        title=finding.subject,
        topic=Topic.WHEN,
        team_topic=finding.team_topic,
        label=finding.label,
        severity=finding.severity,
        sides=tuple(
            Side.of(one.cut.side_name, one.statement.quote, one.statement.ref)
            for one in finding.sides
        ),
        explanation=finding.explanation,
        decision=settle(finding, TEAM, world),
    )


def faults_of(
    contradiction: Contradiction, *paragraphs: str, world: NumberedDocuments | None = None
) -> list[str]:
    """What the check says of a plan from this world with these paragraphs, each a section."""
    sections = [
        PlanSection(id=f"s{number}", title="Section", markdown=text)
        for number, text in enumerate(paragraphs)
    ]
    texts = [one for cut in world.documents for one in cut.statements] if world else []
    return [one.kind.value for one in violations_of(sections, [contradiction], texts)]


__all__ = [
    "CHANNELS",
    "DATES",
    "LAUNCH_FACT",
    "MESSAGES",
    "TEAM",
    "a_finding",
    "a_world",
    "decided",
    "faults_of",
    "place_of",
    "settled",
]
