"""What the comparator finds in a case, without an LLM."""

from engine.comparator import propose
from engine.evaluation.cases import Case
from engine.evaluation.scoring import Report, report_of
from engine.statements import cut


def reports_by_code(case: Case) -> tuple[Report, ...]:
    """Each proposal of the comparator as a report, the likeliest first."""
    proposals = propose([(one, cut(one)) for one in case.documents])
    return tuple(report_of(case, [side.statement.ref for side in one.sides]) for one in proposals)
