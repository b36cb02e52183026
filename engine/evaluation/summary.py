"""From single measurements to the numbers of an evaluation, as data for JSON.

A number that has nothing to rest on is ``None``: no share is made of nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from statistics import mean
from typing import Any

from engine.evaluation.measured import Measured
from engine.evaluation.scoring import Outcome, total_of

_DIGITS = 4

Numbers = dict[str, Any]
"""Numbers by name; ``None`` where there is none."""


def evaluation_of(seeds: Sequence[Sequence[Measured]]) -> dict[str, Any]:
    """The whole result.

    Args:
        seeds: for each seed, what was measured on each case.

    Returns:
        ``cases`` and ``total``; with several seeds their means, the single results in ``seeds`` of
        each case, and the smallest and largest numbers in ``range``.
    """
    totals = [_total(measured) for measured in seeds]
    result = {
        "cases": [_case(list(of_one)) for of_one in zip(*seeds, strict=True)],
        "total": _combined(totals, _mean),
    }
    if len(seeds) > 1:
        result["range"] = _combined(totals, _range)
    return result


def _total(measured: Sequence[Measured]) -> Numbers:
    found = total_of([one.score for one in measured])
    return {
        "recall": _rounded(found.recall),
        "recall_deterministic": _rounded(found.recall_deterministic),
        "recall_by_type": {name: _rounded(one) for name, one in found.recall_by_type.items()},
        "precision": _rounded(found.precision),
        "distractors_reported": found.distractors_reported,
        "proposals_per_case": _rounded(found.proposals_per_case),
        "false_alarms_per_clean_case": _rounded(found.false_alarms_per_clean_case),
        **_beyond_finding(measured),
    }


def _beyond_finding(measured: Sequence[Measured]) -> Numbers:
    plans = [one.plan for one in measured if one.plan is not None]
    return {
        "grounding": _share(
            sum(one.grounding.verbatim for one in measured),
            sum(one.grounding.sides for one in measured),
        ),
        "decisions_honoured": _share(
            sum(one.honoured for one in plans), sum(one.decisions for one in plans)
        ),
        "losing_values_left": sum(one.losing_values_left for one in plans) if plans else None,
        "calls": sum(one.spent.calls for one in measured),
        "tokens": sum(one.spent.tokens for one in measured),
        "seconds": _sum(one.spent.seconds for one in measured),
        "invalid_json": _share(
            sum(one.spent.invalid_json_calls for one in measured),
            sum(one.spent.json_calls for one in measured),
        ),
    }


def _case(of_seeds: list[Measured]) -> dict[str, Any]:
    first = of_seeds[0]
    head = {"id": first.case_id, "domain": first.domain}
    if len(of_seeds) == 1:
        return {**head, **_numbers(first), **_details(first)}
    numbers = [_numbers(one) for one in of_seeds]
    return {
        **head,
        **_combined(numbers, _mean),
        "seeds": [
            {"seed": one.seed, **its, **_details(one)}
            for one, its in zip(of_seeds, numbers, strict=True)
        ],
    }


def _numbers(one: Measured) -> Numbers:
    score = one.score
    found = sum(conflict.outcome is Outcome.FOUND for conflict in score.conflicts)
    return {
        "planted": len(score.conflicts),
        "found": found,
        "recall": _share(found, len(score.conflicts)),
        "partial": sum(conflict.outcome is Outcome.PARTIAL for conflict in score.conflicts),
        "reports": score.reports,
        "false_alarms": score.false_reports,
        "duplicates": score.duplicates,
        "worth_a_look": one.worth_a_look,
        "distractors": score.distractors,
        "distractors_reported": len(score.distractors_reported),
        **_beyond_finding([one]),
    }


def _details(one: Measured) -> dict[str, Any]:
    return {
        "mode": one.mode,
        "conflicts": [
            {
                "id": conflict.id,
                "type": conflict.type,
                "deterministic": conflict.is_deterministic,
                "outcome": conflict.outcome.value,
            }
            for conflict in one.score.conflicts
        ],
        "notices": list(one.notices),
    }


def _combined(all_numbers: Sequence[Numbers], combine: Callable[[list[Any]], Any]) -> Numbers:
    """The numbers of several seeds as one, name by name, also within groups of numbers."""
    names = dict.fromkeys(chain.from_iterable(all_numbers))
    return {
        name: _combined([one[name] for one in all_numbers], combine)
        if isinstance(all_numbers[0][name], dict)
        else combine([one[name] for one in all_numbers if one[name] is not None])
        for name in names
    }


def _mean(numbers: list[Any]) -> Any:
    if len(set(numbers)) <= 1:
        return numbers[0] if numbers else None
    return _rounded(mean(numbers))


def _range(numbers: list[Any]) -> list[Any] | None:
    return [min(numbers), max(numbers)] if numbers else None


def _sum(numbers: Iterable[float | None]) -> float | None:
    known = [one for one in numbers if one is not None]
    return _rounded(sum(known)) if known else None


def _share(part: int, whole: int) -> float | None:
    return _rounded(part / whole) if whole else None


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)
