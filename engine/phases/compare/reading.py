"""Reads what a finder answered: data that may be broken, so every row is checked by itself."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from engine.answers import UnreadableAnswer, text_of
from engine.finder_limits import MOST_ROWS_READ
from engine.numbering import CutDocument
from engine.phases.compare.finding import Finding, Place, Proposal
from engine.phases.compare.same import is_same
from models.contradiction import Basis, FoundBy, Label, Severity
from models.documents import Statement
from models.team import Team

_COMPATIBLE = "compatible"
_Choice = TypeVar("_Choice", Label, Severity)
_ID = re.compile(r"\b[A-Za-z]{1,2}\d{1,4}\b")


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

    def add(self, finding: Finding) -> None:
        """Keep a finding unless the same has been reported of the same statements already."""
        if any(one.key == finding.key and is_same(one, finding) for one in self.findings):
            self.rejected["reported twice"] += 1
        else:
            self.findings.append(finding)


class Findable(Protocol):
    """Whatever knows what the ids in a prompt stand for."""

    def find(self, alias: str) -> tuple[CutDocument, Statement] | None:
        """What an id stands for; ``None`` for one that is not in the prompt."""


def findings_in(rows: Sequence[Any], numbered: Findable, team: Team) -> Readings:
    """The findings in rows that may hold anything."""
    readings = Readings()
    for row in rows[:MOST_ROWS_READ]:
        if isinstance(row, Mapping):
            _read_row(row, numbered, team, readings)
        else:
            readings.rejected["not a finding"] += 1
    if too_many := rows[MOST_ROWS_READ:]:
        readings.rejected["too many"] += len(too_many)
    return readings


def rows_of_lines(answer: str, is_cut: bool) -> list[dict[str, Any]]:
    """Plain lines as rows; a torn last line does not count. Raises: UnreadableAnswer."""
    whole = without_torn_line(answer, is_cut)
    rows: list[dict[str, Any]] = []
    for line in whole.splitlines():
        if len(ids := ids_in(line.partition("|")[0])) >= 2:
            _, _, rest = line.partition("|")
            topic, _, why = rest.partition("|") if "|" in rest else ("", "", rest)
            row = {"at": ids, "because": why, "label": "contradiction", "topic": topic.strip()}
            rows.append(row)
    if not rows and not re.fullmatch(r"\W*none\W*", whole, re.IGNORECASE):
        raise UnreadableAnswer("it has no line of the form asked for")
    return rows


def without_torn_line(answer: str, is_cut: bool) -> str:
    """An answer without its last line, if that was cut at the length limit."""
    return answer.rpartition("\n")[0] if is_cut else answer


def ids_in(text: str) -> list[str]:
    """What looks like the id of a statement."""
    return _ID.findall(text)


def _read_row(row: Mapping[str, Any], numbered: Findable, team: Team, readings: Readings) -> None:
    label = text_of(row.get("label")).casefold()
    if label == _COMPATIBLE:
        readings.close_calls += 1
        return
    ids = row.get("at")
    wanted = [text_of(one) for one in ids] if isinstance(ids, list) else ids_in(text_of(ids))
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
    topic = text_of(row.get("topic"))
    subject = text_of(row.get("subject"))[:80]
    because = text_of(row.get("because"))
    if not because:
        readings.rejected["gives no reason"] += 1
        return
    readings.add(
        Finding(
            sides=sides,
            explanation=because,
            label=_member(Label, label, Label.CONTRADICTION),
            severity=_member(Severity, text_of(row.get("severity")).casefold(), Severity.MEDIUM),
            subject=subject or _first_words(because),
            team_topic=topic if team.topic(topic) else None,
            found_by=FoundBy.LLM,
            proposal=_proposal(row, numbered),
        )
    )


def _proposal(row: Mapping[str, Any], numbered: Findable) -> Proposal:
    rule = text_of(row.get("rule")).casefold()
    evidence = _place(text_of(row.get("evidence")), numbered)
    return Proposal(
        text=text_of(row.get("decision")),
        rule=Basis(rule) if rule in {one.value for one in Basis} - {Basis.USER} else None,
        evidence=evidence if evidence and (evidence.is_binding or evidence.is_house_rule) else None,
        keep=_place(text_of(row.get("keep")), numbered),
    )


def _place(alias: str, numbered: Findable) -> Place | None:
    found = numbered.find(alias)
    return Place(*found) if found else None


def _one_per_document(places: Iterable[Place]) -> tuple[Place, ...]:
    """The first place in each document, in the order named."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.cut.document.document_id, place)
    return tuple(first.values())


def _first_words(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]).rstrip(".,;:")


def _member(kind: type[_Choice], value: str, default: _Choice) -> _Choice:
    return kind(value) if value in {one.value for one in kind} else default
