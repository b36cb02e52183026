"""Measures what is found in texts whose contradictions are known (CONTRADICTIONS.md §7)."""

from engine.evaluation.cases import Case, Conflict, Distractor, Quote, load_cases
from engine.evaluation.passages import ReportSide
from engine.evaluation.scoring import (
    CaseScore,
    ConflictScore,
    Outcome,
    Report,
    TotalScore,
    report_of,
    score_case,
    total_of,
)

__all__ = [
    "Case",
    "CaseScore",
    "Conflict",
    "ConflictScore",
    "Distractor",
    "Outcome",
    "Quote",
    "Report",
    "ReportSide",
    "TotalScore",
    "load_cases",
    "report_of",
    "score_case",
    "total_of",
]
