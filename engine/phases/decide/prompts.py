"""The prompt that settles one contradiction, and the schema of its answer."""

import json
from collections.abc import Mapping
from typing import Any

from engine.answers import (
    LineForm,
    UnreadableAnswer,
    array_of,
    one_of,
    rows_schema,
    text_up_to,
)
from engine.backends.protocol import Message
from engine.numbering import NumberedDocuments
from engine.phases.compare import Finding
from engine.resources import PromptLibrary
from models.contradiction import Basis
from models.team import Team

ROWS_KEY = "decisions"
NO_ID = "none"
ASK_USER = "ask_user"

BASES: Mapping[str, Basis] = {
    "brief": Basis.BRIEF,
    "house_rule": Basis.HOUSE_RULE,
    "hard_limit": Basis.HARD_LIMIT,
    "arithmetic": Basis.ARITHMETIC,
    "topic_owner": Basis.TOPIC_OWNER,
    ASK_USER: Basis.NEEDS_YOU,
}

ARGUMENT_CHARS = 300
DECISION_CHARS = 240
CHANGE_CHARS = 160
MOST_CHANGES = 3

_EXAMPLE = {
    "argument": "The kitchen plans 80 covers, and the hall has 60 chairs, which cannot grow.",
    "basis": "hard_limit",
    "brief_sentence": NO_ID,
    "decision": "Plan for 60 covers.",
    "keep": "L9",
    "must_change": [{"change": "Cook for 60 covers.", "worker": "Kitchen Chief"}],
}


def decide_messages(
    library: PromptLibrary, team: Team, numbered: NumberedDocuments, finding: Finding
) -> tuple[Message, ...]:
    """The prompt: the brief, the sides with their ids, and the order of precedence.

    Args:
        library: where the texts are.
        team: who decides which topic.
        numbered: the documents.
        finding: what to settle.
    """
    example = json.dumps({ROWS_KEY: [_EXAMPLE]})
    workers = ", ".join(_workers(finding))
    told = {**_told(team, numbered, finding), "workers": workers, "example": example}
    return _messages(library, numbered, finding, library.filled("decide", **told))


def decide_lines(
    library: PromptLibrary, team: Team, numbered: NumberedDocuments, finding: Finding
) -> LineForm:
    """The same for an LLM that cannot keep to JSON; arguments as in ``decide_messages``."""
    task = library.filled("decide-lines", **_told(team, numbered, finding))
    return LineForm(_messages(library, numbered, finding, task), _read_line)


def _read_line(answer: str, is_cut: bool) -> list[dict[str, Any]]:
    """The first line of the form asked for, as a row. Raises: UnreadableAnswer."""
    lines = answer.splitlines()
    for line in lines[:-1] if is_cut else lines:
        basis, *rest = (part.strip(" *`-") for part in line.split("|", 3))
        if basis.casefold() in BASES and len(rest) == 3:
            evidence, keep, decision = rest
            return [
                {
                    "basis": basis,
                    "brief_sentence": evidence,
                    "decision": decision,
                    "keep": keep,
                }
            ]
    raise UnreadableAnswer("it has no line of the form asked for")


def _told(team: Team, numbered: NumberedDocuments, finding: Finding) -> dict[str, str]:
    return {
        "ids": ", ".join(numbered.id_of(side.statement) for side in finding.sides),
        "subject": " ".join(finding.subject.split()),
        "because": " ".join(finding.explanation.split()),
        "owners": _owners(team, finding),
    }


def _messages(
    library: PromptLibrary, numbered: NumberedDocuments, finding: Finding, task: str
) -> tuple[Message, ...]:
    shown = numbered.text([side.statement for side in finding.sides])
    return (
        Message("system", library.text("synthesis-rules")),
        Message("user", f"{shown}\n\n{task}"),
    )


def decide_schema(numbered: NumberedDocuments, finding: Finding) -> dict[str, Any]:
    """The schema: one row; the order of its keys is that of thinking (CONTRADICTIONS.md §5)."""
    sides = [numbered.id_of(side.statement) for side in finding.sides]
    change = {"change": text_up_to(CHANGE_CHARS), "worker": one_of(_workers(finding))}
    changes = {"type": "object", "properties": change, "required": list(change)}
    row = {
        "argument": text_up_to(ARGUMENT_CHARS),
        "basis": one_of(list(BASES)),
        "brief_sentence": one_of([*numbered.binding_ids, NO_ID]),
        "decision": text_up_to(DECISION_CHARS),
        "keep": one_of([*sides, NO_ID]),
        "must_change": array_of(changes, 0, MOST_CHANGES),
    }
    return rows_schema(ROWS_KEY, row, 1, least=1)


def _workers(finding: Finding) -> list[str]:
    """The names of the sides' specialists."""
    return [side.cut.document.title for side in finding.sides if not side.cut.belongs_to_brief]


def _owners(team: Team, finding: Finding) -> str:
    """What the sides' specialists decide, and who decides the topic of the finding."""
    names = set(_workers(finding))
    lines = [
        f"- {one.name} decides: "
        + "; ".join(topic.meaning for topic in map(team.topic, one.topics) if topic)
        for one in team.specialists
        if one.name in names and one.topics
    ]
    owner = team.owner_of(finding.team_topic) if finding.team_topic else None
    if owner is not None:
        lines.append(f"- What this is about is decided by: {owner.name}")
    return "\n".join(lines) or "- nobody in particular"
