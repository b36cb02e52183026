"""What the demo answers to each kind of question, with the ids of the prompt for its quotes."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.backends.demo.plan_answers import check_json, repaired
from engine.backends.demo.script import (
    DemoScript,
    ScriptFinding,
    ScriptLook,
    ScriptQuote,
    ScriptSuspicion,
)
from engine.backends.protocol import ChatRequest
from engine.statements import plain_text
from models.call import Phase, Step

_NUMBERED_LINE = re.compile(r"^\[([A-Za-z]+\d+)\] (.*)$", re.MULTILINE)
_STATEMENT_LINE = re.compile(r"^([12]): (.*)$", re.MULTILINE)
_DECISION_LINE = re.compile(r"^(?:[-*] )?\[?R(\d+)\]? \(([^)\n]*)\)", re.MULTILINE)
_SETTLED_LINE = re.compile(r"^These statements do not hold together: (.+)\.$", re.MULTILINE)
_MARK = re.compile(r"\s*\[R:([a-z0-9-]+)\]")
_MARKDOWN_SIGNS = re.compile(r"^(?:#+|[-*+>|]|\d+[.)])\s+|\s*\|$")

_FITTING = ScriptLook(label="compatible", because="They speak of different things.")


def answer_to(request: ChatRequest, script: DemoScript) -> str | None:
    """The answer to a request; ``None`` if the script has none."""
    purpose, prompt = request.purpose, "\n".join(one.content for one in request.messages)
    match step := purpose.step or _step_of(purpose.phase):
        case Step.ANSWER:
            return script.answers.get(purpose.slots[0]) if purpose.slots else None
        case Step.SECTION:
            section = script.sections.get(purpose.section_id or "")
            return section and _with_marks(section, script.findings, prompt)
        case Step.CHECK:
            return check_json(script, prompt)
        case Step.REPAIR:
            return repaired(prompt)
        case Step.VERIFY:
            return _look_json(script, request, prompt)
        case Step.CLAIMS:
            return _claims_json(script, purpose.slots[0], prompt)
        case _:
            rows = _ROWS_OF.get(step) if step else None
            # The phases that ask for more settle it by rule where they are told nothing.
            return rows(script, prompt) if rows else _nothing(request.schema)


def _step_of(phase: Phase) -> Step | None:
    """What a call without a step does."""
    steps = {Phase.CONSULT: Step.ANSWER, Phase.COMPARE: Step.FIND, Phase.PLAN: Step.SECTION}
    return steps.get(phase)


def _nothing(schema: Mapping[str, Any] | None) -> str | None:
    """An empty list of rows, where rows are asked for."""
    if schema is None:
        return None
    return json.dumps({key: [] for key in schema["required"]})


def _findings_json(script: DemoScript, prompt: str) -> str:
    """The finder's answer: rows whose sides all stand in the prompt, by the ids found there."""
    lines = _lines(prompt)
    rows = []
    for finding in script.findings:
        sides = [_id_of(side, lines) for side in finding.at]
        if None not in sides:
            row = finding.model_dump(mode="json", exclude={"key", "must_change"})
            row["at"] = sides
            row["evidence"] = _id_of(finding.evidence, lines) or "none"
            row["keep"] = _id_of(finding.keep, lines) or "none"
            rows.append(row)
    return json.dumps({"findings": rows}, ensure_ascii=False)


def _pair_json(script: DemoScript, prompt: str) -> str:
    """The rows whose two sides stand in the prompt."""
    rows = [
        {"a": ids[0], "b": ids[1], **_told(one)}
        for one in _reported(script)
        if (ids := _ids_of(one.at[:2], prompt))
    ]
    # Close calls come last.
    return json.dumps(
        {"findings": sorted(rows, key=lambda row: row["label"] == "compatible")},
        ensure_ascii=False,
    )


def _board_json(script: DemoScript, prompt: str) -> str:
    """The rows whose two sides are commitments in the prompt."""
    says = {claim.quote: claim.says for claims in script.claims.values() for claim in claims}
    lines = _NUMBERED_LINE.findall(prompt)

    def id_of(quote: str) -> str | None:
        said = says.get(quote)
        return next((key for key, text in lines if said and text.endswith(said)), None)

    rows = []
    for one in _reported(script):
        ids = [id_of(side.quote) for side in one.at[:2]]
        if None not in ids:
            rows.append({"at": ids, **_told(one)})
    return json.dumps({"findings": rows}, ensure_ascii=False)


def _reported(script: DemoScript) -> list[ScriptFinding | ScriptSuspicion]:
    """All that the demo's finder reports, whether it holds or not."""
    return [*script.findings, *script.suspicions]


def _told(one: ScriptFinding | ScriptSuspicion) -> dict[str, str]:
    return {
        "because": one.because,
        "label": one.label,
        "subject": one.subject,
        "topic": one.topic,
    }


def _claims_json(script: DemoScript, slot: str, prompt: str) -> str:
    """The commitments of one text, by the ids of the prompt."""
    lines = _lines(prompt)
    rows = [
        {
            "at": alias,
            "facet": claim.facet.value,
            "force": claim.force.value,
            "says": claim.says,
            "subject": claim.subject,
        }
        for claim in script.claims.get(slot, ())
        if (alias := _id_of(ScriptQuote(document=slot, quote=claim.quote), lines))
    ]
    return json.dumps({"claims": rows}, ensure_ascii=False)


def _alignment_json(script: DemoScript, prompt: str) -> str:
    """Which line speaks of which activity, by the ids of the prompt."""
    lines = _lines(prompt)
    rows = []
    for fit in script.fits:
        ids = {
            key: _id_of(ScriptQuote(document="", quote=words), lines) if words else None
            for key, words in fit.model_dump().items()
        }
        if ids["about"]:
            rows.append({key: alias or "none" for key, alias in ids.items()})
    return json.dumps({"rows": rows}, ensure_ascii=False)


def _decision_json(script: DemoScript, prompt: str) -> str:
    """How the one contradiction in the prompt is settled; nothing, if the script has it not."""
    lines = _lines(prompt)
    asked = _SETTLED_LINE.search(prompt)
    sides = {alias: lines.get(alias, "") for alias in asked[1].split(", ")} if asked else {}
    rows: list[dict[str, Any]] = []
    for finding in script.findings:
        if all(_id_of(side, sides) for side in finding.at):
            row = {
                "argument": finding.because,
                "basis": "ask_user" if finding.rule == "needs_you" else finding.rule,
                "brief_sentence": _id_of(finding.evidence, lines) or "none",
                "decision": finding.decision,
                "keep": _id_of(finding.keep, sides) or "none",
                "must_change": [
                    {"change": one.text, "worker": one.worker} for one in finding.must_change
                ],
            }
            rows.append(row)
    return json.dumps({"decisions": rows[:1]}, ensure_ascii=False)


def _look_json(script: DemoScript, request: ChatRequest, prompt: str) -> str:
    """What is said of two statements; those the script says nothing of fit."""
    shown = {number: _bare(text) for number, text in _STATEMENT_LINE.findall(prompt)}
    first, second = shown.get("1", ""), shown.get("2", "")
    is_plain = "can_follow_both" in str(request.schema)
    look, severity = _look_at(script, first, second, is_plain=is_plain)
    fits = look.label != "contradiction"
    if is_plain:
        row = {
            "a_asks": first[:160],
            "b_asks": second[:160],
            "because": look.because,
            "can_follow_both": "yes" if fits else "no",
        }
    else:
        row = {
            "a_means": first[:160],
            "about_same": "yes" if look is not _FITTING else "no",
            "b_means": second[:160],
            "because": look.because,
            "both_possible": "yes" if fits else "no",
            "label": look.label,
            "severity": severity,
        }
    return json.dumps({"looks": [row]}, ensure_ascii=False)


def _look_at(
    script: DemoScript, first: str, second: str, *, is_plain: bool
) -> tuple[ScriptLook, str]:
    for finding in script.findings:
        lost = [one for one in finding.at if one != finding.keep]
        others = [*finding.at, *([finding.evidence] if finding.evidence else [])]
        if finding.label != "compatible" and any(
            _is_pair(first, second, (one, other))
            for one in lost
            for other in others
            if one != other
        ):
            return ScriptLook(label=finding.label, because=finding.because), finding.severity.value
    for suspicion in script.suspicions:
        if _is_pair(first, second, suspicion.at):
            is_swapped = not _says(first, suspicion.at[0])
            number = 2 if is_plain else int(is_swapped)
            return suspicion.looks[min(number, len(suspicion.looks) - 1)], "low"
    return _FITTING, "low"


def _is_pair(first: str, second: str, quotes: tuple[ScriptQuote, ScriptQuote]) -> bool:
    a, b = quotes
    return (_says(first, a) and _says(second, b)) or (_says(first, b) and _says(second, a))


def _says(shown: str, quote: ScriptQuote) -> bool:
    return _bare(quote.quote) in shown


def _ids_of(quotes: Iterable[ScriptQuote], prompt: str) -> list[str]:
    """The ids of quotes that all stand in the prompt; else none."""
    lines = _lines(prompt)
    ids = [_id_of(one, lines) for one in quotes]
    return [one for one in ids if one is not None] if None not in ids else []


def _lines(prompt: str) -> dict[str, str]:
    return {key: _bare(text) for key, text in _NUMBERED_LINE.findall(prompt)}


def _id_of(quote: ScriptQuote | None, lines: Mapping[str, str]) -> str | None:
    if quote is None:
        return None
    wanted = _bare(quote.quote)
    return next((key for key, text in lines.items() if wanted in text), None)


def _bare(text: str) -> str:
    """A statement's plain words, without the signs of lists, headings and tables around them."""
    return _MARKDOWN_SIGNS.sub("", plain_text(text))


def _with_marks(section: str, findings: tuple[ScriptFinding, ...], prompt: str) -> str:
    """The section with the prompt's numbers in its marks, and without marks the prompt lacks."""
    numbers = {subject.casefold(): number for number, subject in _DECISION_LINE.findall(prompt)}
    subjects = {one.key: one.subject.casefold() for one in findings}

    def mark(match: re.Match[str]) -> str:
        number = numbers.get(subjects.get(match[1], ""))
        return f" [R{number}]" if number else ""

    return _MARK.sub(mark, section)


_ROWS_OF: Mapping[Step, Callable[[DemoScript, str], str]] = {
    Step.FIND: _findings_json,
    Step.PAIR: _pair_json,
    Step.BOARD: _board_json,
    Step.ALIGN: _alignment_json,
    Step.DECIDE: _decision_json,
}
