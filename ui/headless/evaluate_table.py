"""What an evaluation gave, for people."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.evaluation.measured import Measured
from engine.evaluation.scoring import Outcome
from engine.export.words import count
from ui.headless.table import in_columns

_UNKNOWN = "–"
_COLUMNS = ("Case", "Mode", "Found", "False alarms", "Distractors", "Grounded", "Calls", "Seconds")


def progress_of(measured: Measured, done: int, of: int) -> str:
    """One line about a case that has been measured."""
    conflicts = measured.score.conflicts
    found = sum(one.outcome is Outcome.FOUND for one in conflicts)
    told = f"{found} of {len(conflicts)} found" if conflicts else "nothing to find"
    alarms = count(measured.score.false_reports, "false alarm")
    line = f"  {done} of {of}  {measured.case_id} · {told}, {alarms}"
    return "\n".join([line, *(f"      {notice}" for notice in measured.notices)])


def lines_of(result: Mapping[str, Any]) -> list[str]:
    """The whole result: a table of the cases, then the numbers of all together."""
    return [
        *in_columns([_COLUMNS, *(_row(case) for case in result["cases"])]),
        "",
        *in_columns(_total(result["total"], result.get("range", {}))),
    ]


def _row(case: Mapping[str, Any]) -> tuple[str, ...]:
    seeds = case.get("seeds", [case])
    return (
        case["id"],
        ", ".join(sorted({one["mode"] for one in seeds})),
        f"{_number(case['found'])} of {case['planted']}",
        _number(case["false_alarms"]),
        f"{_number(case['distractors_reported'])} of {case['distractors']}",
        _percent(case["grounding"]),
        _number(case["calls"]),
        _number(case["seconds"]),
    )


def _total(total: Mapping[str, Any], ranges: Mapping[str, Any]) -> list[tuple[str, ...]]:
    def row(title: str, name: str, said: Callable[[Any], str]) -> tuple[str, ...]:
        spread = ranges.get(name)
        return (
            title,
            said(total[name]),
            f"({said(spread[0])} to {said(spread[1])})" if spread else "",
        )

    rows = [
        row("Recall", "recall", _percent),
        row("Recall where values show it", "recall_deterministic", _percent),
    ]
    rows += [(f"  {name}", _percent(one), "") for name, one in total["recall_by_type"].items()]
    return [
        *rows,
        row("Precision", "precision", _percent),
        row("Distractors reported", "distractors_reported", _number),
        row("Proposals per case", "proposals_per_case", _number),
        row("False alarms per clean case", "false_alarms_per_clean_case", _number),
        row("Quotes that stand where they are said to", "grounding", _percent),
        row("Decisions honoured in the plan", "decisions_honoured", _percent),
        row("Losing values left in the plan", "losing_values_left", _number),
        row("Calls", "calls", _number),
        row("Tokens", "tokens", _number),
        row("Seconds", "seconds", _number),
        row("Invalid JSON", "invalid_json", _percent),
    ]


def _number(number: float | None) -> str:
    if number is None:
        return _UNKNOWN
    return f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"


def _percent(share: float | None) -> str:
    return _UNKNOWN if share is None else f"{share:.0%}".replace("%", " %")
