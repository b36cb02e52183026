"""How soon the window is there, and how much memory it takes, against an empty window.

Everything is a process of its own, timed from its start by the one that starts it. Python's
compiled files are kept between the starts, as on any machine where the program ran once before.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO

from tests.benchmarks.processes import Cost, measured

NAME = "startup"
GOAL = (
    "the first paint comes after at most 1.5 times the time an empty window takes, and with 8 "
    "texts of 50,000 characters the window takes at most 2.4 times the memory of an empty one"
)
_PAINT_RATIO, _RSS_RATIO = 1.5, 2.4
_TIMES = 7


@dataclass(frozen=True, slots=True)
class Start:
    """What one start of a program came to.

    Attributes:
        paint_s: from the start of the process to the end of its first paint.
        typed_s: to the first letter in the brief; meaningless for an empty window.
        rss_mb: the most memory it held, in MiB.
    """

    paint_s: float
    typed_s: float
    rss_mb: float


def run() -> tuple[dict[str, float], bool]:
    """Start both windows in turn, several times; the medians count.

    Beside what the goal names, the figures say when the first letter could be typed, and what the
    whole program takes: the window with its engine, its HTTP library and all that was imported.
    """
    with _compiled_files() as environment:
        for what in ("empty", "ours", "full"):
            _started(what, environment)
        empty, ours = [], []
        for _ in range(_TIMES):
            empty.append(_started("empty", environment))
            ours.append(_started("ours", environment))
        program = _started("full", environment)
        window = _cost(["-m", "tests.benchmarks.window_probe", "full"], environment)[1]
    figures = {
        "empty_paint_s": median(one.paint_s for one in empty),
        "paint_s": median(one.paint_s for one in ours),
        "typed_s": median(one.typed_s for one in ours),
        "empty_rss_mb": median(one.rss_mb for one in empty),
        "program_rss_mb": median(one.rss_mb for one in ours),
        "full_program_rss_mb": program.rss_mb,
        "full_rss_mb": window.rss_mb,
    }
    figures["paint_ratio"] = figures["paint_s"] / figures["empty_paint_s"]
    figures["full_rss_ratio"] = figures["full_rss_mb"] / figures["empty_rss_mb"]
    is_met = figures["paint_ratio"] <= _PAINT_RATIO and figures["full_rss_ratio"] <= _RSS_RATIO
    return {name: round(value, 3) for name, value in figures.items()}, is_met


@contextmanager
def _compiled_files() -> Iterator[Mapping[str, str]]:
    """An environment in which Python keeps what it has compiled, for as long as this lasts."""
    with TemporaryDirectory() as folder:
        kept = {name: text for name, text in os.environ.items() if name != _KEEPS_NOTHING}
        yield {**kept, "PYTHONPYCACHEPREFIX": folder}


_KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"


def _started(what: str, environment: Mapping[str, str]) -> Start:
    with TemporaryDirectory() as data_folder:
        words = ["-m", "tests.benchmarks.start_probe", what, data_folder]
        said, cost = _cost(words, environment)
    return Start(said["painted_s"] - cost.started_s, said["typed_s"] - cost.started_s, cost.rss_mb)


def _cost(words: list[str], environment: Mapping[str, str]) -> tuple[dict[str, float], Cost]:
    said: dict[str, float] = {}

    def read(_process_id: int, lines: IO[str]) -> None:
        said.update(json.loads(lines.readline()))

    return said, measured(words, read, environment=environment)
