"""Runs benchmarks and prints their figures."""

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol, cast

MODULES = ("fanout", "startup", "streaming", "render", "comparator", "synthesis")
"""The benchmarks' modules, each called as its ``NAME``."""


class Benchmark(Protocol):
    """What a benchmark's module holds.

    Attributes:
        NAME: what it is called on the command line.
        GOAL: what its figures should be, in words.
    """

    NAME: str
    GOAL: str

    def run(self) -> tuple[dict[str, float], bool]:
        """Measure; returns the figures, and whether the goal is met."""


def main(words: Sequence[str], benchmarks: Mapping[str, Callable[[], Benchmark]]) -> int:
    """Run the benchmarks that ``words`` name, or all; returns the exit code.

    A goal that is missed is a result and no failure; a benchmark that crashes is a bug. Each is
    loaded when its turn comes: to the operating system, a child's memory is never less than its
    parent's was at the start, so Qt must not be in here while others are measured.
    """
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=f"Measures whole programs. Benchmarks: {', '.join(benchmarks)}.",
    )
    parser.add_argument("names", metavar="NAME", nargs="*", help="all, if none is named")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    arguments = parser.parse_args(words)
    unknown = [name for name in arguments.names if name not in benchmarks]
    if unknown:
        known = ", ".join(benchmarks)
        print(f"There is no benchmark {unknown[0]!r}; there are: {known}.", file=sys.stderr)
        return 2
    for name in arguments.names or benchmarks:
        benchmark = benchmarks[name]()
        figures, is_met = benchmark.run()
        if arguments.json:
            result = {"name": name, "figures": figures, "goal": benchmark.GOAL, "met": is_met}
            print(json.dumps(result, ensure_ascii=False), flush=True)
        else:
            print("\n".join(_table(benchmark, figures, is_met)), flush=True)
    return 0


def _table(benchmark: Benchmark, figures: Mapping[str, float], is_met: bool) -> Iterator[str]:
    yield f"{benchmark.NAME}: {'met' if is_met else 'NOT met'}"
    yield f"  goal: {benchmark.GOAL}"
    width = max((len(name) for name in figures), default=0)
    for name, value in figures.items():
        yield f"  {name:<{width}}  {value:>12,.4f}"


def _loaded(name: str) -> Benchmark:
    return cast(Benchmark, importlib.import_module(f"tests.benchmarks.{name}"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], {name: partial(_loaded, name) for name in MODULES}))
