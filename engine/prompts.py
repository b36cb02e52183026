"""Builds the prompts.

What is shared comes first and is the same to the letter, so that the server can reuse it
(OLLAMA.md, prefix reuse); what differs comes last.
"""

import json
from collections.abc import Sequence

from engine.backends.protocol import Message
from engine.numbering import NumberedDocuments
from engine.resources import PromptLibrary
from models.brief import Brief
from models.documents import Statement
from models.rules import HouseRule
from models.team import SectionSpec, Specialist, Team, TeamTopic

_NONE = "- none"


def worker_messages(
    library: PromptLibrary,
    brief: Brief,
    team: Team,
    specialist: Specialist,
    words: int,
    house_rules: Sequence[HouseRule] = (),
) -> tuple[Message, ...]:
    """A specialist's prompt: rules, brief and facts first, the same for all; the role last."""
    owned = [team.topic(topic_id) for topic_id in specialist.topics]
    role = library.filled(
        "worker-role",
        name=specialist.name,
        topics=topic_lines([topic for topic in owned if topic]),
        prompt=specialist.prompt.strip(),
        words=str(words),
    )
    return (
        Message("system", library.text("worker-rules")),
        Message("user", f"{_task(library, brief, house_rules)}\n\n{role}"),
    )


def _task(library: PromptLibrary, brief: Brief, house_rules: Sequence[HouseRule]) -> str:
    facts = "\n".join(f"- {fact.sentence}" for fact in brief.facts)
    parts = [fenced("brief", brief.text.strip())]
    parts += [
        fenced("attachment", f"{one.name}\n\n{one.text.strip()}") for one in brief.attachments
    ]
    if facts:
        parts.append(fenced("fixed_facts", facts))
    if house_rules:
        lines = "\n".join(f"- {rule.text}" for rule in house_rules)
        parts.append(library.filled("house-rules", rules=fenced("house_rules", lines)))
    return "\n\n".join(parts)


def fenced(tag: str, text: str) -> str:
    """``text`` between tags that it cannot close itself: the tag grows until it is unique."""
    name, count = tag, 1
    while f"</{name}" in text or f"<{name}>" in text:
        count += 1
        name = f"{tag}_{count}"
    return f"<{name}>\n{text}\n</{name}>"


def findings_messages(
    library: PromptLibrary,
    team: Team,
    numbered: NumberedDocuments,
    candidates: Sequence[tuple[tuple[str, ...], str]],
    limit: int,
) -> tuple[Message, ...]:
    """The finder's prompt.

    Args:
        library: where the texts are.
        team: its topics.
        numbered: the documents.
        candidates: what code noticed: ids and a reason each.
        limit: at most so many findings.
    """
    noticed = ""
    if candidates:
        lines = [f"- {' / '.join(ids)}: {reason}" for ids, reason in candidates]
        noticed = "\n".join(
            [
                "",
                "A calculation noticed these. Each may be harmless; report only real clashes.",
                *lines,
                "",
            ]
        )
    example = {
        "at": ["K3", "L9"],
        "because": "The kitchen plans 80 covers, the seating plan has 60 chairs.",
        "decision": "Plan for 60 covers.",
        "evidence": "none",
        "keep": "L9",
        "label": "contradiction",
        "rule": "hard_limit",
        "severity": "high",
        "subject": "covers per evening",
        "topic": team.topics[0].id,
    }
    task = library.filled(
        "find-contradictions",
        limit=str(limit),
        topics=topic_lines(team.topics, team),
        candidates=noticed,
        example=json.dumps({"findings": [example]}),
    )
    return _synthesis(library, numbered.text(), task)


def finding_lines_messages(
    library: PromptLibrary, team: Team, numbered: NumberedDocuments, limit: int
) -> tuple[Message, ...]:
    """The finder's prompt for LLMs that cannot keep to JSON."""
    task = library.filled(
        "find-contradictions-lines",
        limit=str(limit),
        topics=topic_lines(team.topics, team),
        example_topic=team.topics[0].id,
    )
    return _synthesis(library, numbered.text(), task)


def section_messages(
    library: PromptLibrary,
    team: Team,
    spec: SectionSpec,
    numbered: NumberedDocuments,
    own: str,
    others: str,
    words: int,
    missing: Sequence[str] = (),
    only: Sequence[Statement] | None = None,
) -> tuple[Message, ...]:
    """The prompt for one plan section.

    Args:
        library: where the texts are.
        team: its topics and the synthesizer's guidance.
        spec: the section.
        numbered: the documents.
        own: the decisions that this section applies, one a line.
        others: the other ones that it touches.
        words: how long it should be.
        missing: names of specialists whose texts are missing.
        only: show only these statements of the specialists, where all would not fit the window.
    """
    absent = ""
    if missing:
        names = ", ".join(missing)
        absent = f"\n- The texts of {names} are missing. Do not make up what they would have said."
    topics = [topic for topic in map(team.topic, spec.topics) if topic]
    task = library.filled(
        "plan-section",
        guidance=team.synthesizer.prompt.strip(),
        title=spec.title,
        topics="; ".join(topic.meaning for topic in topics) or "the plan as a whole",
        decisions=own or _NONE,
        others=others or _NONE,
        words=str(words),
        missing=absent,
    )
    return _synthesis(library, numbered.text(only), task)


def _synthesis(library: PromptLibrary, documents: str, task: str) -> tuple[Message, ...]:
    return (
        Message("system", library.text("synthesis-rules")),
        Message("user", f"{documents}\n\n{task}"),
    )


def topic_lines(topics: Sequence[TeamTopic], team: Team | None = None) -> str:
    """One line a topic, with who decides it where ``team`` is given."""
    lines = []
    for topic in topics:
        owner = team.owner_of(topic.id) if team else None
        lines.append(f"- {topic.id}: {topic.meaning}" + (f" ({owner.name})" if owner else ""))
    return "\n".join(lines) or _NONE
