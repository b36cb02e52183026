"""Holds reports of contradictions against those that are known (CONTRADICTIONS.md §7)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeAlias

from engine.evaluation.cases import Case, Quote
from engine.evaluation.passages import Passages, ReportSide
from models.base import Record
from models.documents import StatementRef

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
        duplicates: how many find only what a report before them has found.
    """

    case_id: str
    conflicts: tuple[ConflictScore, ...]
    distractors_reported: tuple[int, ...]
    distractors: int
    reports: int
    false_reports: int
    duplicates: int


class TotalScore(Record):
    """How the reports on several cases did; ``None`` where there was nothing to measure.

    Attributes:
        recall: share of the known conflicts that were found.
        recall_deterministic: the same of those that values alone show.
        recall_by_type: the same by type of conflict.
        partial: known conflicts of which only one side was reported.
        precision: share of the reports that find a known conflict which none before has found.
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
    passages = Passages(case)
    found = [_found_by(case, report, passages) for report in reports]
    conflicts = tuple(
        ConflictScore(
            id=one.id,
            type=one.type,
            is_deterministic=one.is_deterministic,
            outcome=_outcome(one.sides, reports, passages),
        )
        for one in case.conflicts
    )
    return CaseScore(
        case_id=case.id,
        conflicts=conflicts,
        distractors_reported=tuple(
            number
            for number, one in enumerate(case.distractors, 1)
            if any(passages.workers_matched(one.sides, report) >= 2 for report in reports)
        ),
        distractors=len(case.distractors),
        reports=len(reports),
        false_reports=sum(not one for one in found),
        duplicates=_repeats(found),
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
        precision=_share(
            reports - sum(one.false_reports + one.duplicates for one in scores), reports
        ),
        distractors_reported=sum(len(one.distractors_reported) for one in scores),
        proposals_per_case=_share(reports, len(scores)),
        false_alarms_per_clean_case=_share(sum(one.reports for one in clean), len(clean)),
    )


def _outcome(sides: Sequence[Quote], reports: Sequence[Report], passages: Passages) -> Outcome:
    best = max((passages.workers_matched(sides, report) for report in reports), default=0)
    return Outcome.FOUND if best >= 2 else Outcome.PARTIAL if best == 1 else Outcome.MISSED


def _found_by(case: Case, report: Report, passages: Passages) -> set[str]:
    """The ids of the known conflicts that a report finds."""
    return {one.id for one in case.conflicts if passages.workers_matched(one.sides, report) >= 2}


def _repeats(found: Iterable[set[str]]) -> int:
    """How many reports find only what one before them has found."""
    before: set[str] = set()
    repeats = 0
    for one in found:
        repeats += bool(one) and one <= before
        before |= one
    return repeats


def _recall(conflicts: Sequence[ConflictScore]) -> float | None:
    return _share(sum(one.outcome is Outcome.FOUND for one in conflicts), len(conflicts))


def _recall_by_type(conflicts: Sequence[ConflictScore]) -> dict[str, float]:
    known = Counter(one.type for one in conflicts)
    found = Counter(one.type for one in conflicts if one.outcome is Outcome.FOUND)
    return {name: found[name] / count for name, count in sorted(known.items())}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
