"""What the comparator finds in the cases that ship, and what it costs, without any LLM.

Costs are ratios of times within one run, so they say the same on every machine: comparing against
reading the same documents once, and twice as many documents against half of them.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from engine.comparator import propose, read
from engine.evaluation import Case, load_cases, total_of
from engine.evaluation.examiner import measure_by_code
from engine.resources import RESOURCES
from engine.statements import cut
from models.documents import Document, Statement

NAME = "comparator"
GOAL = (
    "on the twelve cases that ship at least 25 of 27 deterministic contradictions, at most 12 "
    "proposals a case and 5 of 36 distractors; comparing 8 documents of 1,000 words costs at most "
    "3 times as much as reading them once, and at most 5 times as much as comparing 4 of them"
)
_DETERMINISTIC, _PROPOSALS, _DISTRACTORS = 25 / 27, 12, 5
_COST, _GROWTH = 3.0, 5.0
_WORDS, _DOCUMENTS, _TIMES = 1_000, 8, 5


def run() -> tuple[dict[str, float], bool]:
    """Measure what it costs, then what is found."""
    cases = load_cases(RESOURCES / "evaluation" / "cases")
    # First, while nothing of the texts is remembered.
    costs = _costs(cases)
    shipped = _figures(cases, "")
    own = _figures(load_cases(RESOURCES / "evaluation" / "own-cases"), "own_")
    is_met = (
        shipped["recall_deterministic"] >= _DETERMINISTIC
        and shipped["most_proposals"] <= _PROPOSALS
        and shipped["distractors_reported"] <= _DISTRACTORS
        and costs["cost_ratio"] <= _COST
        and costs["growth_ratio"] <= _GROWTH
    )
    return {**shipped, **own, **costs}, is_met


def _figures(cases: Sequence[Case], prefix: str) -> dict[str, float]:
    scores = [measure_by_code(case).score for case in cases]
    total = total_of(scores)
    figures = {
        "recall": total.recall,
        "recall_deterministic": total.recall_deterministic,
        "precision": total.precision,
        "proposals_per_case": total.proposals_per_case,
        "most_proposals": max(one.reports for one in scores),
        "distractors_reported": total.distractors_reported,
        "false_alarms_per_clean_case": total.false_alarms_per_clean_case,
    }
    measured = {name: value for name, value in figures.items() if value is not None}
    return {f"{prefix}{name}": round(value, 4) for name, value in measured.items()}


def _costs(cases: Sequence[Case]) -> dict[str, float]:
    sections = (part for case in cases for one in case.texts for part in one.text.split("\n## "))
    documents = [
        Document(document_id=f"specialist/{number}", title=f"Worker {number}", text=text)
        for number, text in enumerate(islice(_long_texts(sections), _DOCUMENTS))
    ]
    began_s = time.perf_counter()
    every = [(one, cut(one)) for one in (cases[0].brief, *documents)]
    read(every)
    reading_s = time.perf_counter() - began_s
    half = every[: _DOCUMENTS // 2 + 1]
    all_s, half_s = _median_s(lambda: _compare(every)), _median_s(lambda: _compare(half))
    return {
        "cost_ratio": round(all_s / reading_s, 2),
        "growth_ratio": round(all_s / half_s, 2),
    }


def _long_texts(sections: Iterable[str]) -> Iterator[str]:
    """The sections together, in texts of a thousand words."""
    parts: list[str] = []
    for section in sections:
        parts.append(section)
        if sum(len(part.split()) for part in parts) >= _WORDS:
            yield "\n\n## ".join(parts)
            parts = []


def _compare(documents: Sequence[tuple[Document, Sequence[Statement]]]) -> None:
    propose(documents)


def _median_s(work: Callable[[], None]) -> float:
    times_s = []
    for _ in range(_TIMES):
        began_s = time.perf_counter()
        work()
        times_s.append(time.perf_counter() - began_s)
    return statistics.median(times_s)
