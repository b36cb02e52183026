"""Reads what a finder answered: data that may be broken, so every row is checked by itself."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from engine.finder_limits import MOST_ROWS_READ
from engine.numbering import NumberedDocuments
from engine.phases.compare.finding import Finding, Place, Proposal
from engine.unicode import storable
from models.contradiction import Basis, FoundBy, Label, Severity
from models.team import Team

_MAX_TEXT_CHARS = 300
_COMPATIBLE = "compatible"
_Choice = TypeVar("_Choice", Label, Severity)
_ID = re.compile(r"\b[A-Za-z]{1,2}\d{1,4}\b")
_ROW_BEGIN = re.compile(r"[\s,]*\{")


class UnreadableAnswer(ValueError):
    """The answer as a whole is not what was asked for; the message says why, without quoting it."""


@dataclass(slots=True)
class Readings:
    """Findings read so far.

    Attributes:
        findings: those that can be true of these texts, without repeats.
        close_calls: rows the finder itself called compatible.
        rejected: why rows were refused, and how often.
    """

    findings: list[Finding] = field(default_factory=list)
    close_calls: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    _keys: set[frozenset[tuple[str, int]]] = field(default_factory=set)

    def add(self, finding: Finding) -> None:
        """Keep a finding unless the same statements have been reported already."""
        if finding.key in self._keys:
            self.rejected["reported twice"] += 1
        else:
            self._keys.add(finding.key)
            self.findings.append(finding)


def read_json(
    answer: str, numbered: NumberedDocuments, team: Team, *, is_cut: bool = False
) -> Readings:
    """Read an answer that should follow the schema; of one that was cut, its complete rows.

    Raises:
        UnreadableAnswer: if it is something else, or cut within its first row.
    """
    readings = Readings()
    rows = _complete_rows(answer) if is_cut else _rows(answer)
    for row in rows[:MOST_ROWS_READ]:
        if isinstance(row, Mapping):
            _read_row(row, numbered, team, readings)
        else:
            readings.rejected["not a finding"] += 1
    if too_many := rows[MOST_ROWS_READ:]:
        readings.rejected["too many"] += len(too_many)
    return readings


def read_lines(
    answer: str, numbered: NumberedDocuments, team: Team, *, is_cut: bool = False
) -> Readings:
    """Read plain lines, ``K3 / L9 | topic | why``; lines without two ids are passed over.

    Raises:
        UnreadableAnswer: if there is neither such a line nor the one word "none".
    """
    readings = Readings()
    whole = answer.rpartition("\n")[0] if is_cut else answer
    lines = [line for line in whole.splitlines() if len(_ids_of(line)) >= 2]
    for line in lines[:MOST_ROWS_READ]:
        _, _, rest = line.partition("|")
        topic, _, why = rest.partition("|") if "|" in rest else ("", "", rest)
        row = {"at": _ids_of(line), "because": why, "label": "contradiction"}
        _read_row({**row, "topic": topic.strip()}, numbered, team, readings)
    if too_many := lines[MOST_ROWS_READ:]:
        readings.rejected["too many"] += len(too_many)
    if not lines and not re.fullmatch(r"\W*none\W*", whole, re.IGNORECASE):
        raise UnreadableAnswer("it has no line of the form asked for")
    return readings


def _ids_of(line: str) -> list[str]:
    """The ids before the first bar of a line."""
    return _ID.findall(line.partition("|")[0])


def _rows(answer: str) -> list[Any]:
    """The rows of a whole answer. Raises: UnreadableAnswer."""
    try:
        whole = json.loads(_without_fence(answer))
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswer("it is not valid JSON") from error
    rows = whole.get("findings") if isinstance(whole, dict) else whole
    if not isinstance(rows, list):
        raise UnreadableAnswer("it has no list of findings")
    return rows


def _complete_rows(answer: str) -> list[Any]:
    """The rows of an answer that were complete before it was cut. Raises: UnreadableAnswer."""
    decoder = json.JSONDecoder()
    rows: list[Any] = []
    position = answer.find("[") + 1
    while position and (begin := _ROW_BEGIN.match(answer, position)):
        try:
            row, position = decoder.raw_decode(answer, begin.end() - 1)
        except (ValueError, RecursionError):
            break
        rows.append(row)
    if not rows:
        raise UnreadableAnswer("it was cut at its length limit")
    return rows


def _without_fence(answer: str) -> str:
    """The answer without the code fence that some LLMs put around JSON."""
    fenced = re.fullmatch(r"\s*```\w*\s*\n(.*?)\n?\s*```\s*", answer, re.DOTALL)
    return fenced[1] if fenced else answer


def _read_row(
    row: Mapping[str, Any], numbered: NumberedDocuments, team: Team, readings: Readings
) -> None:
    label = _text(row.get("label")).casefold()
    if label == _COMPATIBLE:
        readings.close_calls += 1
        return
    ids = row.get("at")
    wanted = [_text(one) for one in ids] if isinstance(ids, list) else _ID.findall(_text(ids))
    places = [_place(one, numbered) for one in wanted]
    if any(place is None for place in places):
        readings.rejected["names an id that is not in the prompt"] += 1
        return
    sides = _one_per_document(place for place in places if place is not None)
    if len(sides) < 2:
        readings.rejected["both sides stand in the same text"] += 1
        return
    if all(one.cut.belongs_to_brief for one in sides):
        readings.rejected["both sides stand in the brief"] += 1
        return
    topic = _text(row.get("topic"))
    subject = _text(row.get("subject"))[:80]
    because = _text(row.get("because"))
    if not because:
        readings.rejected["gives no reason"] += 1
        return
    readings.add(
        Finding(
            sides=sides,
            explanation=because,
            label=_member(Label, label, Label.CONTRADICTION),
            severity=_member(Severity, _text(row.get("severity")).casefold(), Severity.MEDIUM),
            subject=subject or _first_words(because),
            team_topic=topic if team.topic(topic) else None,
            found_by=FoundBy.LLM,
            proposal=_proposal(row, numbered),
        )
    )


def _proposal(row: Mapping[str, Any], numbered: NumberedDocuments) -> Proposal:
    rule = _text(row.get("rule")).casefold()
    evidence = _place(_text(row.get("evidence")), numbered)
    return Proposal(
        text=_text(row.get("decision")),
        rule=Basis(rule) if rule in {one.value for one in Basis} - {Basis.USER} else None,
        evidence=evidence if evidence and (evidence.is_binding or evidence.is_house_rule) else None,
        keep=_place(_text(row.get("keep")), numbered),
    )


def _place(alias: str, numbered: NumberedDocuments) -> Place | None:
    found = numbered.find(alias)
    return Place(*found) if found else None


def _one_per_document(places: Iterable[Place]) -> tuple[Place, ...]:
    """The first place in each document, in the order named."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.cut.document.document_id, place)
    return tuple(first.values())


def _text(value: object) -> str:
    """A short single line that can be stored; anything but text counts as empty."""
    return storable(" ".join(value.split())[:_MAX_TEXT_CHARS]) if isinstance(value, str) else ""


def _first_words(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]).rstrip(".,;:")


def _member(kind: type[_Choice], value: str, default: _Choice) -> _Choice:
    return kind(value) if value in {one.value for one in kind} else default
