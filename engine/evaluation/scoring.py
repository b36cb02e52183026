"""Holds reports of contradictions against those that are known (CONTRADICTIONS.md §7)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeAlias

from engine.evaluation.cases import Case, Quote
from models.base import Record
from models.documents import StatementRef


class ReportSide(Record):
    """A place that a report quotes.

    Attributes:
        worker: who wrote it; ``BRIEF_WORKER`` for the brief.
        start: where it begins in the worker's document.
        end: one past its last character.
    """

    worker: str
    start: int
    end: int


Report: TypeAlias = tuple[ReportSide, ...]
"""One contradiction as it was reported: all the places it names."""


class Outcome(StrEnum):
    """What became of a known conflict."""

    FOUND = "found"
    """One report names the right place in at least two workers' texts."""
    PARTIAL = "partial"
    """No report names more than one of its places."""
    MISSED = "missed"


class ConflictScore(Record):
    """What became of one known conflict."""

    id: str
    type: str
    is_deterministic: bool
    outcome: Outcome


class CaseScore(Record):
    """How the reports on one case did.

    Attributes:
        case_id: the case.
        conflicts: each known conflict.
        distractors_reported: numbers of the distractors reported, from 1.
        distractors: how many there are.
        reports: how many reports there were.
        false_reports: how many of them find no known conflict; one that is true and was not known
            counts among them.
    """

    case_id: str
    conflicts: tuple[ConflictScore, ...]
    distractors_reported: tuple[int, ...]
    distractors: int
    reports: int
    false_reports: int


class TotalScore(Record):
    """How the reports on several cases did; ``None`` where there was nothing to measure.

    Attributes:
        recall: share of the known conflicts that were found.
        recall_deterministic: the same of those that values alone show.
        recall_by_type: the same by type of conflict.
        partial: known conflicts of which only one side was reported.
        precision: share of the reports that find a known conflict.
        distractors_reported: how many.
        proposals_per_case: reports per case.
        false_alarms_per_clean_case: reports per case that has no conflict.
    """

    recall: float | None
    recall_deterministic: float | None
    recall_by_type: dict[str, float]
    partial: int
    precision: float | None
    distractors_reported: int
    proposals_per_case: float | None
    false_alarms_per_clean_case: float | None


def report_of(case: Case, places: Iterable[StatementRef]) -> Report:
    """A report that quotes places in the documents of a case. Raises: KeyError, for others."""
    return tuple(
        ReportSide(worker=case.worker_of(one.document_id), start=one.start, end=one.end)
        for one in places
    )


def score_case(case: Case, reports: Sequence[Report]) -> CaseScore:
    """Hold the reports on a case against what is known of it."""
    conflicts = tuple(
        ConflictScore(
            id=one.id,
            type=one.type,
            is_deterministic=one.is_deterministic,
            outcome=_outcome(one.sides, reports),
        )
        for one in case.conflicts
    )
    return CaseScore(
        case_id=case.id,
        conflicts=conflicts,
        distractors_reported=tuple(
            number
            for number, one in enumerate(case.distractors, 1)
            if any(_workers_matched(one.sides, report) >= 2 for report in reports)
        ),
        distractors=len(case.distractors),
        reports=len(reports),
        false_reports=sum(not _finds_any(case, report) for report in reports),
    )


def total_of(scores: Sequence[CaseScore]) -> TotalScore:
    """All cases together; each conflict counts the same."""
    conflicts = [one for score in scores for one in score.conflicts]
    reports = sum(one.reports for one in scores)
    clean = [one for one in scores if not one.conflicts]
    return TotalScore(
        recall=_recall(conflicts),
        recall_deterministic=_recall([one for one in conflicts if one.is_deterministic]),
        recall_by_type=_recall_by_type(conflicts),
        partial=sum(one.outcome is Outcome.PARTIAL for one in conflicts),
        precision=_share(reports - sum(one.false_reports for one in scores), reports),
        distractors_reported=sum(len(one.distractors_reported) for one in scores),
        proposals_per_case=_share(reports, len(scores)),
        false_alarms_per_clean_case=_share(sum(one.reports for one in clean), len(clean)),
    )


def _outcome(sides: Sequence[Quote], reports: Sequence[Report]) -> Outcome:
    best = max((_workers_matched(sides, report) for report in reports), default=0)
    return Outcome.FOUND if best >= 2 else Outcome.PARTIAL if best == 1 else Outcome.MISSED


def _finds_any(case: Case, report: Report) -> bool:
    return any(_workers_matched(one.sides, report) >= 2 for one in case.conflicts)


def _workers_matched(quotes: Sequence[Quote], report: Report) -> int:
    """How many workers' passages a report names; one of several alternatives is enough."""
    return len({quote.worker for quote in quotes if any(_matches(quote, one) for one in report)})


def _matches(quote: Quote, side: ReportSide) -> bool:
    """Whether both are mostly the same place: half of the shorter one at least."""
    if side.worker != quote.worker:
        return False
    shared = min(quote.end, side.end) - max(quote.start, side.start)
    shorter = min(quote.end - quote.start, side.end - side.start)
    return shared > 0 and shared * 2 >= shorter


def _recall(conflicts: Sequence[ConflictScore]) -> float | None:
    return _share(sum(one.outcome is Outcome.FOUND for one in conflicts), len(conflicts))


def _recall_by_type(conflicts: Sequence[ConflictScore]) -> dict[str, float]:
    known = Counter(one.type for one in conflicts)
    found = Counter(one.type for one in conflicts if one.outcome is Outcome.FOUND)
    return {name: found[name] / count for name, count in sorted(known.items())}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
