"""The prompts of the finders and of the second look.

What calls share stands first and is the same to the letter, so that the server can reuse what it
has read: rules, brief, then the text that several pairs have in common; the task comes last.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engine.backends.protocol import Message
from engine.finder_limits import CLAIMS_LIMIT
from engine.numbering import CutDocument, NumberedDocuments, shown_line, untagged
from engine.phases.compare.finding import Place
from engine.phases.compare.schema import NO_ID
from engine.prompts import topic_lines
from engine.resources import PromptLibrary
from models.documents import StatementRef
from models.team import Team, TeamTopic, Topic

_FINDING = {
    "because": "The kitchen plans 80 covers, the seating plan has 60 chairs.",
    "label": "contradiction",
    "subject": "covers per evening",
}

GROUP_WORDS = {
    Topic.WHO: "who is addressed and what is promised",
    Topic.HOW: "how customers come, what is in, what is always or never done",
    Topic.WHEN: "dates and order",
    Topic.MUCH: "money, targets and capacity",
    Topic.OWN: "who decides and who does it, and what is taken for granted about others",
}


def pair_messages(
    library: PromptLibrary,
    team: Team,
    numbered: NumberedDocuments,
    limit: int,
    masked: Collection[StatementRef] = (),
    *,
    in_lines: bool = False,
) -> tuple[Message, ...]:
    """Two texts side by side, or one with the brief alone.

    Args:
        library: where the texts are.
        team: its topics.
        numbered: the brief and the one or two texts.
        limit: at most so many findings.
        masked: statements that have been found already.
        in_lines: ask for plain lines instead of JSON.
    """
    texts = [one.document.title for one in numbered.documents if not one.belongs_to_brief]
    names = f"the text by the {texts[0]}"
    if len(texts) > 1:
        names = f"the texts by the {texts[0]} (the first) and the {texts[1]} (the second)"
    shared = {
        "names": untagged(names),
        "limit": str(limit),
        "topics": topic_lines(team.topics, team),
    }
    first_topic = team.topics[0].id
    if in_lines:
        task = library.filled("read-pair-lines", **shared, example_topic=first_topic)
    else:
        example = {"a": "K3", "b": "L9", **_FINDING, "topic": first_topic}
        row = json.dumps({"findings": [example]})
        task = library.filled("read-pair", **shared, example=row)
    return _after(library, numbered.text(masked=masked), task)


def claims_messages(library: PromptLibrary, numbered: NumberedDocuments) -> tuple[Message, ...]:
    """The commitments of one text."""
    example = {
        "at": "K3",
        "facet": "capacity",
        "force": "plan",
        "says": "80 covers per evening",
        "subject": "covers per evening",
    }
    row = json.dumps({"claims": [example]})
    task = library.filled("list-claims", limit=str(CLAIMS_LIMIT), example=row)
    return _after(library, numbered.text(), task)


def sheet_messages(
    library: PromptLibrary,
    numbered: NumberedDocuments,
    questions: Mapping[str, str],
    *,
    in_lines: bool = False,
) -> tuple[Message, ...]:
    """A fixed list of questions about one text.

    Args:
        library: where the texts are.
        numbered: the brief and the text.
        questions: by the word that stands for each in the answer.
        in_lines: ask for plain lines instead of JSON.
    """
    asked = "\n".join(f'- "{key}": {question}' for key, question in questions.items())
    if in_lines:
        task = library.filled("answer-sheet-lines", questions=asked)
    else:
        rows = [
            {"answer": "60 guests an evening", "question": "capacity", "sentence": "K3"},
            {"answer": "", "question": "price", "sentence": NO_ID},
        ]
        example = json.dumps({"answers": rows})
        task = library.filled("answer-sheet", questions=asked, example=example)
    return _after(library, numbered.text(), task)


@dataclass(frozen=True, slots=True)
class BoardTask:
    """What is asked about commitments that stand side by side.

    Attributes:
        prompt: the name of the prompt.
        about: what all of them are about, in words.
        topics: what a finding may fall under.
        limit: at most so many findings.
        most_lines: more commitments are not compared at once; ``None`` where the window decides.
    """

    prompt: str
    about: str
    topics: tuple[TeamTopic, ...]
    limit: int
    most_lines: int | None = None


def board_messages(
    library: PromptLibrary, team: Team, brief: str, lines: Sequence[str], task: BoardTask
) -> tuple[Message, ...]:
    """Commitments of several texts side by side."""
    example = {"at": ["K3", "L9"], **_FINDING, "topic": task.topics[0].id}
    words = library.filled(
        task.prompt,
        group=task.about,
        limit=str(task.limit),
        topics=topic_lines(task.topics, team),
        example=json.dumps({"findings": [example]}),
    )
    return _after(library, _board(brief, lines), words)


def board_lines_messages(
    library: PromptLibrary, team: Team, brief: str, lines: Sequence[str], task: BoardTask
) -> tuple[Message, ...]:
    """The same for LLMs that cannot keep to JSON."""
    words = library.filled(
        "find-contradictions-lines",
        limit=str(task.limit),
        topics=topic_lines(task.topics, team),
        example_topic=task.topics[0].id,
    )
    return _after(library, _board(brief, lines), words)


def look_messages(
    library: PromptLibrary, brief: str, sides: tuple[Place, Place], *, plainly: bool = False
) -> tuple[Message, ...]:
    """One candidate by itself, without a word about who suspects what."""
    example = {
        "a_means": "The kitchen cooks for 80 guests each evening.",
        "about_same": "yes",
        "b_means": "The room seats 60 guests.",
        "because": "Only 60 of the 80 guests could sit down.",
        "both_possible": "no",
        "label": "contradiction",
        "severity": "high",
    }
    if plainly:
        example = {
            "a_asks": "Cook for 80 guests each evening.",
            "b_asks": "Seat 60 guests.",
            "because": "Only 60 of the 80 guests could sit down.",
            "can_follow_both": "no",
        }
    task = library.filled(
        "look-again-plainly" if plainly else "look-again",
        statements=_statements(sides),
        example=json.dumps({"looks": [example]}),
    )
    return _after(library, brief, task)


def look_lines_messages(
    library: PromptLibrary, brief: str, sides: tuple[Place, Place]
) -> tuple[Message, ...]:
    """The same for LLMs that cannot keep to JSON."""
    task = library.filled("look-again-lines", statements=_statements(sides))
    return _after(library, brief, task)


def _board(brief: str, lines: Sequence[str]) -> str:
    return "\n".join([brief, "<commitments>", *lines, "</commitments>"])


def _after(library: PromptLibrary, material: str, task: str) -> tuple[Message, ...]:
    return (
        Message("system", library.text("synthesis-rules")),
        Message("user", f"{material}\n\n{task}"),
    )


def _statements(sides: tuple[Place, Place]) -> str:
    return "\n\n".join(_statement(number, side) for number, side in enumerate(sides, start=1))


def _statement(number: int, place: Place) -> str:
    """A statement with whose it is, its heading, and one statement before and after."""
    statements = place.cut.statements
    at = statements.index(place.statement)
    under = f', under "{untagged(place.statement.heading)}"' if place.statement.heading else ""
    lines = [f"Statement {number}, {_whose(place.cut)}{under}:"]
    if at > 0:
        lines.append(f"(before it: {shown_line(statements[at - 1])})")
    lines.append(f"{number}: {shown_line(place.statement)}")
    if at + 1 < len(statements):
        lines.append(f"(after it: {shown_line(statements[at + 1])})")
    return "\n".join(lines)


def _whose(cut: CutDocument) -> str:
    title = untagged(cut.document.title)
    return "from the brief" if cut.belongs_to_brief else f"by the {title}"
