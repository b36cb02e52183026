"""A judge that is often wrong: half of what holds is missed, much is made up, JSON breaks.

Every answer follows from the seed and the prompt alone, so that a run can be repeated.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from models.call import Step
from models.claim import Facet
from tests.judges import (
    is_sheet,
    lines_of,
    look_row,
    nothing_for,
    prompt_of,
    sheet_lines,
    shown_in,
    step_of,
)
from tests.scripted_ollama import Answer

Truth = Callable[[str, str], bool]
"""Whether two statements, as prompts show them, really do not hold together."""

Asked = Callable[[str], Facet | None]
"""Which question a statement really answers."""

_QUESTIONS = tuple(one for one in Facet if one not in (Facet.DEFINITION, Facet.ASSUMPTION))

_BROKEN = (
    "Sure, here are the rows you asked for.",
    '{"findings": [{"a": "M1", "b": ',
    '{"result": "ok"}',
    '{"findings": [{"because": "?"}], "looks": [{"because": "?"}], "claims": [{}]}',
)


@dataclass(frozen=True)
class NoisyJudge:
    """Answers the finders' and the second looks' calls, badly.

    Attributes:
        truth: what really clashes.
        seed: another one makes other mistakes.
        asked: what is asked of a text and answered by a statement.
        recall: how much of what clashes is said to clash, and of what is asked is answered.
        false_alarms: how much of what fits is said to clash, and how often a list has a made-up
            row.
        bad_json: how many answers are no rows at all.
    """

    truth: Truth
    seed: int
    asked: Asked = lambda statement: None
    recall: float = 0.5
    false_alarms: float = 0.3
    bad_json: float = 0.2

    def __call__(self, call: Mapping[str, Any]) -> Answer:
        """Answer one call."""
        mind = random.Random(f"{self.seed} {prompt_of(call)} {call.get('think')}")
        if mind.random() < self.bad_json:
            return Answer(mind.choice(_BROKEN))
        match step_of(call):
            case Step.VERIFY:
                chance = self.recall if self.truth(*shown_in(call)) else self.false_alarms
                return _rows("looks", [look_row(call, clashes=mind.random() < chance)], call)
            case Step.PAIR:
                return _rows("findings", self._pairs(call, mind), call)
            case Step.CLAIMS if is_sheet(call):
                return _rows("answers", [*self._answers(call, mind)], call)
            case Step.BOARD:
                return _rows("findings", self._board(call, mind), call)
            case _:
                return nothing_for(call)

    def _answers(self, call: Mapping[str, Any], mind: random.Random) -> Iterator[dict[str, str]]:
        """The right sentence, another one, or none."""
        lines = [(alias, text) for alias, text in lines_of(call) if alias[0] not in "BFA"]
        for question in _QUESTIONS:
            right = [one for one in lines if self.asked(one[1]) is question]
            alias, text = "none", ""
            if right and mind.random() < self.recall:
                alias, text = mind.choice(right)
            elif mind.random() < self.false_alarms:
                alias, text = mind.choice(lines)
            yield {"answer": text[:100], "question": question.value, "sentence": alias}

    def _board(self, call: Mapping[str, Any], mind: random.Random) -> list[dict[str, Any]]:
        lines = [
            (alias, text.partition(" — ")[2])
            for alias, text in lines_of(call)
            if alias.startswith("C")
        ]
        pairs = list(combinations(lines, 2))
        rows = [
            _row(a, b)
            for (a, one), (b, other) in pairs
            if self.truth(one, other) and mind.random() < self.recall
        ]
        if pairs and mind.random() < self.false_alarms:
            (a, _), (b, _) = mind.choice(pairs)
            rows.append(_row(a, b))
        return [{"at": [row.pop("a"), row.pop("b")], **row} for row in rows[:3]]

    def _pairs(self, call: Mapping[str, Any], mind: random.Random) -> list[dict[str, str]]:
        texts: dict[str, list[tuple[str, str]]] = {}
        for alias, text in lines_of(call):
            if not text.startswith(("#", "[")) and alias[0] not in "BFA":
                texts.setdefault(alias.rstrip("0123456789"), []).append((alias, text))
        if len(texts) != 2:
            return []
        first, second = texts.values()
        rows = [
            _row(a, b)
            for a, one in first
            for b, other in second
            if self.truth(one, other) and mind.random() < self.recall
        ]
        if mind.random() < self.false_alarms:
            rows.append(_row(mind.choice(first)[0], mind.choice(second)[0]))
        return rows[:8]


def _row(a: str, b: str) -> dict[str, str]:
    told = {"because": "They differ.", "label": "contradiction", "subject": f"{a} against {b}"}
    return {"a": a, "b": b, **told, "topic": "dates"}


def _rows(key: str, rows: Sequence[Mapping[str, Any]], call: Mapping[str, Any]) -> Answer:
    """The rows as JSON, or as lines where only lines are asked for."""
    if "format" in call:
        return Answer(json.dumps({key: rows}))
    if key == "looks":
        is_clash = rows[0].get("label") == "contradiction"
        return Answer(f"{'clash' if is_clash else 'fit'} | Because.")
    if key == "answers":
        return Answer(sheet_lines(rows))
    sides = [row.get("at") or (row["a"], row["b"]) for row in rows]
    lines = [
        f"{a} / {b} | {row['topic']} | {row['because']}"
        for (a, b), row in zip(sides, rows, strict=True)
    ]
    return Answer("\n".join(lines) or "none")
