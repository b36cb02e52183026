"""How soon the window is there, and how much memory it takes, against an empty window."""

import json
from statistics import median
from typing import IO

from tests.benchmarks.processes import Cost, measured

NAME = "startup"
GOAL = (
    "the first paint comes after at most 1.5 times the time an empty window takes, and with 8 "
    "texts of 50,000 characters the window takes at most 2.4 times the memory of an empty one"
)
_PAINT_RATIO, _RSS_RATIO = 1.5, 2.4
_TIMES = 5


def run() -> tuple[dict[str, float], bool]:
    """Start both windows in turn, several times; the medians count."""
    empty, ours = [], []
    for _ in range(_TIMES):
        empty.append(_started("empty"))
        ours.append(_started("ours"))
    _, full = _started("full")
    figures = {
        "empty_paint_s": median(paint_s for paint_s, _ in empty),
        "paint_s": median(paint_s for paint_s, _ in ours),
        "empty_rss_mb": median(cost.rss_mb for _, cost in empty),
        "rss_mb": median(cost.rss_mb for _, cost in ours),
        "full_rss_mb": full.rss_mb,
    }
    figures["paint_ratio"] = figures["paint_s"] / figures["empty_paint_s"]
    figures["full_rss_ratio"] = figures["full_rss_mb"] / figures["empty_rss_mb"]
    is_met = figures["paint_ratio"] <= _PAINT_RATIO and figures["full_rss_ratio"] <= _RSS_RATIO
    return {name: round(value, 3) for name, value in figures.items()}, is_met


def _started(what: str) -> tuple[float, Cost]:
    """Seconds from the start of a process to its first paint, and what it cost."""
    painted: list[float] = []

    def read(_process_id: int, said: IO[str]) -> None:
        painted.append(json.loads(said.readline())["painted_s"])

    cost = measured(["-m", "tests.benchmarks.window_probe", what], read)
    return painted[0] - cost.started_s, cost
