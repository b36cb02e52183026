"""What a scripted server answers in whole runs: workers, a judge, and plan sections."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.statements import plain_text
from tests.scripted_ollama import Answer

_LINE = re.compile(r"^\[([A-Z]{1,2}\d+)\] (.*)$", re.MULTILINE)
_ROLE = re.compile(r"^You are the (.+)\.$", re.MULTILINE)
_SECTION = re.compile(r'^Write the section "(.+)" of', re.MULTILINE)
_PARAGRAPH = re.compile(
    r"^One paragraph of the plan .*^<paragraph>\n(.*)\n</paragraph>", re.MULTILINE | re.DOTALL
)
_DECISION = re.compile(r"^R(\d+) \((.+?)\)(?: \(open.*?\))?: (.*)$", re.MULTILINE)

Override = Answer | Callable[[dict[str, Any]], Answer]


def prompt_of(call: Mapping[str, Any]) -> str:
    """The last message of a call; empty while the call has not arrived as a whole."""
    messages = call.get("messages")
    return str(messages[-1]["content"]) if messages else ""


def role_of(call: Mapping[str, Any]) -> str:
    """Whose call it is; empty for a call of the synthesizer."""
    match = _ROLE.search(prompt_of(call))
    return match[1] if match else ""


def section_of(call: Mapping[str, Any]) -> str:
    """The title of the plan section a call writes; empty for any other call."""
    match = _SECTION.search(prompt_of(call))
    return match[1] if match else ""


def paragraph_of(call: Mapping[str, Any]) -> str:
    """The paragraph of the plan that a call writes again; empty for any other call."""
    match = _PARAGRAPH.search(prompt_of(call))
    return match[1] if match else ""


def is_finder(call: Mapping[str, Any]) -> bool:
    """Whether a call looks for contradictions."""
    others = (role_of(call), section_of(call), paragraph_of(call))
    return bool(prompt_of(call)) and not any(others)


def id_of(call: Mapping[str, Any], quote: str) -> str:
    """The id of the statement with a quote. Raises: AssertionError, if there is none."""
    wanted = plain_text(quote)
    for alias, line in _LINE.findall(prompt_of(call)):
        if wanted in line:
            return str(alias)
    raise AssertionError(f"The prompt has no statement with {quote!r}")


def a_finding(*quotes: str, **row: Any) -> dict[str, Any]:
    """A row of the finder's answer, with quotes where ids belong; ``Judge`` puts the ids in."""
    return {
        "at": list(quotes),
        "because": "They name two different things.",
        "decision": "",
        "evidence": None,
        "keep": quotes[0],
        "label": "contradiction",
        "rule": "topic_owner",
        "severity": "high",
        "subject": "public launch",
        "topic": "launch-date",
        **row,
    }


@dataclass
class Judge:
    """A script for a whole run.

    Attributes:
        texts: what each worker writes, by name.
        findings: rows with quotes where ids belong.
        sections: what each section says, by title; others apply their decisions word for word.
        workers: replaces a worker's answer, by name.
        finder: replaces the finder's answers, one after the other; the last one stays.
        writer: replaces all sections.
        editor: replaces the paragraphs that are to be written again, which else stay as they are.
    """

    texts: Mapping[str, str]
    findings: Sequence[dict[str, Any]] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    workers: Mapping[str, Override] = field(default_factory=dict)
    finder: list[Override] = field(default_factory=list)
    writer: Override | None = None
    editor: Override | None = None

    def __call__(self, call: dict[str, Any]) -> Answer:
        """Answer one call."""
        if role := role_of(call):
            return _made(self.workers.get(role, Answer(self.texts.get(role, ""))), call)
        if title := section_of(call):
            return _made(self.writer or Answer(self.sections.get(title) or _applied(call)), call)
        if paragraph := paragraph_of(call):
            return _made(self.editor or Answer(paragraph), call)
        if self.finder:
            return _made(self.finder.pop(0) if len(self.finder) > 1 else self.finder[0], call)
        return Answer(json.dumps({"findings": [_with_ids(row, call) for row in self.findings]}))


def _made(override: Override, call: dict[str, Any]) -> Answer:
    return override if isinstance(override, Answer) else override(call)


def _with_ids(row: dict[str, Any], call: Mapping[str, Any]) -> dict[str, Any]:
    ids = {key: id_of(call, row[key]) if row.get(key) else "none" for key in ("evidence", "keep")}
    return {**row, **ids, "at": [id_of(call, quote) for quote in row["at"]]}


def _applied(call: Mapping[str, Any]) -> str:
    """A section that applies each of its decisions in a marked sentence."""
    own = prompt_of(call).partition("Decisions of other sections")[0]
    lines = [f"{text} [R{number}]" for number, _, text in _DECISION.findall(own)]
    return "\n\n".join(["The team starts on 1 March 2027.", *lines])
