"""Small cases with known contradictions, and servers that know them, or do not."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.evaluation.cases import Case, Conflict, Quote, load_cases
from engine.statements import cut, plain_text
from tests.judges import Judge, a_finding, prompt_of
from tests.scripted_ollama import Answer

FAIR: dict[str, Any] = {
    "id": "fair",
    "domain": "village fair",
    "brief": "Plan the village fair. It takes place on 14 June 2027. It may cost EUR 9,000.",
    "documents": [
        {
            "worker": "Programme Maker",
            "markdown": "# Programme\n\nThe fair opens on 14 June 2027 at ten. "
            "A brass band plays on the square.\n\n- Entry is free for everybody.\n",
        },
        {
            "worker": "Treasurer",
            "markdown": "# Money\n\nThe fair opens on 21 June 2027, once the grant is paid. "
            "Every visitor pays EUR 4 at the gate.\n\n| Item | EUR |\n| --- | --- |\n"
            "| Band | 1,200 |\n",
        },
    ],
    "conflicts": [
        {
            "id": "c1",
            "type": "date",
            "sides": [
                {"worker": "Programme Maker", "quote": "The fair opens on 14 June 2027 at ten."},
                {
                    "worker": "Treasurer",
                    "quote": "The fair opens on 21 June 2027, once the grant is paid.",
                },
            ],
            "explanation": "Two opening days.",
            "deterministic": True,
        },
        {
            "id": "c2",
            "type": "policy",
            "sides": [
                {"worker": "Programme Maker", "quote": "Entry is free for everybody."},
                {"worker": "Treasurer", "quote": "Every visitor pays EUR 4 at the gate."},
            ],
            "explanation": "Free, and paid.",
            "deterministic": False,
        },
    ],
    "distractors": [
        {
            "sides": [
                {"worker": "Programme Maker", "quote": "A brass band plays on the square."},
                {"worker": "Treasurer", "quote": "| Band | 1,200 |"},
            ],
            "why_compatible": "It plays, and it is paid.",
        }
    ],
}

CHOIR: dict[str, Any] = {
    "id": "choir",
    "brief": "Plan a choir evening in the small hall.",
    "documents": [
        {"worker": "Conductor", "markdown": "The choir sings six songs by candle light.\n"},
        {"worker": "Host", "markdown": "Guests sit on cushions and drink mint tea.\n"},
        {"worker": "Printer", "markdown": "The leaflet is folded once and printed in green.\n"},
    ],
}
"""Nothing in it contradicts anything; only what every case must have is there."""


BY_THE_BRIEF: dict[str, dict[str, Any]] = {
    "c1": {
        "decision": "Open the fair on 14 June 2027.",
        "evidence": "It takes place on 14 June 2027.",
        "keep": "The fair opens on 14 June 2027 at ten.",
        "rule": "brief",
        "subject": "opening of the fair",
    }
}
"""How the brief of the fair settles its dates."""


def folder_of(folder: Path, *cases: dict[str, Any]) -> Path:
    """A folder with these cases; by default the fair and the choir."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases or (FAIR, CHOIR):
        path = folder / f"{case['id']}.json"
        path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    return folder


def the_cases(folder: Path) -> tuple[Case, ...]:
    """The fair and the choir as they are read; by name of file."""
    return load_cases(folder_of(folder / "known-cases"))


class KnowingJudge:
    """Answers every finder with exactly the known contradictions, and applies all decisions.

    Args:
        cases: what it knows.
        also_says: rows it reports on each case beyond that, with quotes where ids belong.
        settles: how it would settle conflicts, by their ids; with quotes where ids belong.
    """

    def __init__(
        self,
        cases: Sequence[Case],
        also_says: Sequence[dict[str, Any]] = (),
        settles: Mapping[str, dict[str, Any]] | None = None,
    ) -> None:
        self._cases = cases
        self._also_says = also_says
        self._settles = settles or {}

    def __call__(self, call: dict[str, Any]) -> Answer:
        """Answer one call."""
        case = self._case_of(call)
        findings = [{**_row(case, one), **self._settles.get(one.id, {})} for one in case.conflicts]
        said = [row for row in self._also_says if all(_stands(one, call) for one in row["at"])]
        return Judge({}, findings=[*findings, *said])(call)

    def _case_of(self, call: dict[str, Any]) -> Case:
        return next(one for one in self._cases if _stands(cut(one.brief)[0].quote, call))


def _stands(quote: str, call: dict[str, Any]) -> bool:
    return plain_text(quote) in plain_text(prompt_of(call))


def _row(case: Case, conflict: Conflict) -> dict[str, Any]:
    first = {side.worker: side for side in reversed(conflict.sides)}
    return a_finding(
        *(_statement(case, side) for side in first.values()),
        topic="figures",
        subject=conflict.id,
        because=conflict.explanation,
    )


def _statement(case: Case, side: Quote) -> str:
    """The statement that a side stands in."""
    document = next(one for one in case.documents if case.worker_of(one.document_id) == side.worker)
    return max(
        cut(document),
        key=lambda one: min(one.ref.end, side.end) - max(one.ref.start, side.start),
    ).quote


def quoting_judge(case: Case, *invented: tuple[str, str]) -> Answer:
    """The baseline's answer: the known contradictions by heart, and one more with these sides."""
    findings = [
        {
            "because": one.explanation,
            "quotes": [{"document": side.worker, "quote": side.text} for side in one.sides],
        }
        for one in case.conflicts
    ]
    if invented:
        sides = [{"document": worker, "quote": quote} for worker, quote in invented]
        findings.append({"because": "So it is.", "quotes": sides})
    return Answer(json.dumps({"findings": findings}))
