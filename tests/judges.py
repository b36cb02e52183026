"""What a scripted server answers in whole runs: workers, a judge, and plan sections."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.statements import plain_text
from models.call import Step
from tests.scripted_ollama import Answer

_LINE = re.compile(r"^\[([A-Z]{1,2}\d+)\] (.*)$", re.MULTILINE)
_ROLE = re.compile(r"^You are the (.+)\.$", re.MULTILINE)
_SECTION = re.compile(r'^Write the section "(.+)" of', re.MULTILINE)
_PARAGRAPH = re.compile(
    r"^One paragraph of the plan .*^<paragraph>\n(.*)\n</paragraph>", re.MULTILINE | re.DOTALL
)
_SAID_PLAINLY = re.compile(r"^\[(?![BFH]\d)[A-Z]+\d+\] ([^#|\d\n:]{20,})$", re.MULTILINE)
"""A worker's sentence without figures."""
_DECISION = re.compile(r"^R(\d+) \((.+?)\)(?: \(open.*?\))?: (.*)$", re.MULTILINE)

_STEPS = {
    Step.ALIGN: "Make a table of the activities",
    Step.BOARD: "<commitments>",
    Step.FIND: "Read all texts against each other",
    Step.PAIR: "side by side, and against the brief",
    Step.CLAIMS: "You are a clerk without opinions.",
    Step.VERIFY: "\nStatement 1, ",
    Step.DECIDE: "\nThese statements do not hold together: ",
}
"""Words of each kind of prompt. What also has words of a later kind stands before it."""

_SETTLED = re.compile(r"^These statements do not hold together: (.+)\.$", re.MULTILINE)
_SHOWN = re.compile(r"^([12]): (.*)$", re.MULTILINE)

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


def step_of(call: Mapping[str, Any]) -> Step | None:
    """What a call of the synthesizer does; ``None`` for one that is none of the finders'."""
    prompt = prompt_of(call)
    return next((step for step, words in _STEPS.items() if words in prompt), None)


def is_finder(call: Mapping[str, Any]) -> bool:
    """Whether a call looks for contradictions."""
    return step_of(call) in (Step.FIND, Step.PAIR, Step.BOARD)


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
        "facet": "date",
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
        findings: rows with quotes where ids belong; what is not among them fits.
        sections: what each section says, by title; others apply their decisions word for word.
        workers: replaces a worker's answer, by name.
        finder: replaces the finder's answers, one after the other; the last one stays.
        looks: replaces all second looks.
        clerk: replaces all lists of commitments.
        writer: replaces all sections.
        editor: replaces the paragraphs that are to be written again, which else stay as they are.
    """

    texts: Mapping[str, str]
    findings: Sequence[dict[str, Any]] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    workers: Mapping[str, Override] = field(default_factory=dict)
    finder: list[Override] = field(default_factory=list)
    looks: Override | None = None
    clerk: Override | None = None
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
        if is_finder(call) and self.finder:
            return _made(self.finder.pop(0) if len(self.finder) > 1 else self.finder[0], call)
        return self._judged(call)

    def _judged(self, call: dict[str, Any]) -> Answer:
        match step_of(call):
            case Step.FIND:
                return _rows("findings", [_with_ids(row, call) for row in self.findings])
            case Step.PAIR:
                return _rows("findings", [*pair_rows(self.findings, call)])
            case Step.CLAIMS:
                return _made(self.clerk or _clerk_of(self.findings), call)
            case Step.BOARD:
                rows = [*board_rows(self.findings, call)]
                return _rows("findings", rows) if "format" in call else Answer(_lines_of(rows))
            case Step.VERIFY:
                row = look_row(call, clashes=is_clash(self.findings, call))
                return _made(self.looks or _rows("looks", [row]), call)
            case Step.DECIDE:
                return _rows("decisions", [*decision_rows(self.findings, call)])
            case _:
                return nothing_for(call)


def nothing_for(call: Mapping[str, Any]) -> Answer:
    """Empty rows, where rows are asked for; else the one word that means none."""
    wanted = call.get("format")
    return Answer(json.dumps({key: [] for key in wanted["required"]}) if wanted else "none")


def _rows(key: str, rows: Sequence[Mapping[str, Any]]) -> Answer:
    return Answer(json.dumps({key: rows}))


def lines_of(call: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The numbered lines of a prompt: id and text."""
    return _LINE.findall(prompt_of(call))


def _clerk_of(findings: Sequence[Mapping[str, Any]]) -> Override:
    """Lists what the findings say of a text, or answers the questions about it."""

    def answer(call: dict[str, Any]) -> Answer:
        if not is_sheet(call):
            return _rows("claims", [*claim_rows(findings, call)])
        rows = [*sheet_rows(findings, call)]
        return _rows("answers", rows) if "format" in call else Answer(sheet_lines(rows))

    return answer


def is_sheet(call: Mapping[str, Any]) -> bool:
    """Whether a text is asked fixed questions, in rows or in lines."""
    return "The questions, each with the word that stands for it" in prompt_of(call)


def sheet_rows(
    findings: Sequence[Mapping[str, Any]], call: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The rows of an answer sheet: what the findings say of the one text in the prompt."""
    for row in claim_rows(findings, call):
        yield {"answer": row["says"][:100], "question": row["facet"], "sentence": row["at"]}


def sheet_lines(rows: Sequence[Mapping[str, Any]]) -> str:
    """The same as plain lines, in the form asked for."""
    return "\n".join(f"{one['question']} | {one['sentence']} | {one['answer']}" for one in rows)


def pair_rows(
    findings: Sequence[Mapping[str, Any]], call: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The rows of a pair call: findings of which two sides stand in the prompt."""
    lines = lines_of(call)
    for finding in findings:
        wanted = [plain_text(quote) for quote in finding["at"]]
        ids = [next((one for one, text in lines if quote in text), None) for quote in wanted]
        there = [one for one in ids if one is not None]
        if len(there) >= 2:
            yield {"a": there[0], "b": there[1], **_told(finding)}


def claim_rows(
    findings: Sequence[Mapping[str, Any]], call: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The rows of a clerk: what the findings say of the one text in the prompt."""
    lines = lines_of(call)
    for finding in findings:
        for quote in finding["at"]:
            found = next((one for one, text in lines if plain_text(quote) in text), None)
            if found is not None and found[0] not in "BFA":
                yield {
                    "at": found,
                    "facet": finding.get("facet", "date"),
                    "force": "must",
                    "says": plain_text(quote)[:150],
                    "subject": finding["subject"],
                }


def board_rows(
    findings: Sequence[Mapping[str, Any]], call: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The rows of a board: findings of which two sides are commitments in the prompt."""
    lines = lines_of(call)
    for finding in findings:
        wanted = [plain_text(quote)[:100] for quote in finding["at"]]
        ids = [next((one for one, text in lines if quote in text), None) for quote in wanted]
        there = [one for one in ids if one is not None]
        if len(there) >= 2:
            yield {"at": there[:4], **_told(finding)}


def _lines_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Findings as plain lines, in the form asked for."""
    return (
        "\n".join(f"{' / '.join(one['at'])} | {one['topic']} | {one['because']}" for one in rows)
        or "none"
    )


def decision_rows(
    findings: Sequence[Mapping[str, Any]], call: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The row that settles the one contradiction in the prompt as its finding says."""
    texts = dict(lines_of(call))
    asked = _SETTLED.search(prompt_of(call))
    sides = [texts.get(one, "") for one in asked[1].split(", ")] if asked else []
    for finding in findings:
        if all(any(plain_text(quote) in side for side in sides) for quote in finding["at"]):
            yield {
                "argument": finding["because"],
                "basis": {"needs_you": "ask_user"}.get(finding["rule"], finding["rule"]),
                "brief_sentence": _id_or_none(finding.get("evidence"), call),
                "decision": finding["decision"],
                "keep": _id_or_none(finding.get("keep"), call),
                "must_change": [],
            }
            return


def _id_or_none(quote: str | None, call: Mapping[str, Any]) -> str:
    return id_of(call, quote) if quote else "none"


def _told(finding: Mapping[str, Any]) -> dict[str, Any]:
    return {key: finding[key] for key in ("because", "label", "subject", "topic")}


def shown_in(call: Mapping[str, Any]) -> tuple[str, str]:
    """The two statements that a second look is about."""
    shown = dict(_SHOWN.findall(prompt_of(call)))
    return shown["1"], shown["2"]


def is_clash(findings: Sequence[Mapping[str, Any]], call: Mapping[str, Any]) -> bool:
    """Whether a look's statements are two sides of a finding, or a losing one and its evidence."""
    shown = shown_in(call)
    for finding in findings:
        sides = [plain_text(quote) for quote in finding["at"]]
        if finding.get("evidence"):
            sides.append(plain_text(finding["evidence"]))
        if finding["label"] in ("contradiction", "tension") and all(
            any(side in text for side in sides) for text in shown
        ):
            keep = finding.get("keep")
            return not (keep and finding.get("evidence")) or any(
                plain_text(quote) in text
                for quote in finding["at"]
                if quote != keep
                for text in shown
            )
    return False


def look_row(call: Mapping[str, Any], *, clashes: bool) -> dict[str, str]:
    """The row of a second look, in the form asked for."""
    first, second = shown_in(call)
    because = "They name two different things." if clashes else "Both can be done."
    if '"can_follow_both"' in prompt_of(call):
        follows = "no" if clashes else "yes"
        asks = {"a_asks": first[:100], "b_asks": second[:100]}
        return {**asks, "because": because, "can_follow_both": follows}
    return {
        "a_means": first[:100],
        "about_same": "yes",
        "b_means": second[:100],
        "because": because,
        "both_possible": "no" if clashes else "yes",
        "label": "contradiction" if clashes else "compatible",
        "severity": "high",
    }


def _made(override: Override, call: dict[str, Any]) -> Answer:
    return override if isinstance(override, Answer) else override(call)


def _with_ids(row: dict[str, Any], call: Mapping[str, Any]) -> dict[str, Any]:
    ids = {key: id_of(call, row[key]) if row.get(key) else "none" for key in ("evidence", "keep")}
    return {**row, **ids, "at": [id_of(call, quote) for quote in row["at"]]}


def _applied(call: Mapping[str, Any]) -> str:
    """A section that applies each of its decisions in a marked sentence.

    Without any, it says what a worker says: what is made up altogether would be written twice.
    """
    own = prompt_of(call).partition("Decisions of other sections")[0]
    lines = [f"{text} [R{number}]" for number, _, text in _DECISION.findall(own)]
    said = [] if lines else _SAID_PLAINLY.findall(own)[:1]
    return "\n\n".join([*(said or ["The team starts on 1 March 2027."]), *lines])
