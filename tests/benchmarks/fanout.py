"""Four workers at once, measured from the server's side and by the operating system.

The whole program runs as its users run it, each token stored, against a stand-in with four slots
at 40 tokens a second. ``plain_…`` is the ``ollama`` library alone, making the same four calls in
the same run of this benchmark and keeping nothing. All workers end at the same moment here, which
is the hardest case for the handover: nothing of one text can be read while another is written. The
data folder holds two short runs, so reading longer earlier ones is not in the time to start.
"""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from engine.resources import RESOURCES
from tests.benchmarks.processes import Cost, Server, interrupt, measured, serving
from tests.benchmarks.served import Served

NAME = "fanout"

_AT_MOST = {
    "wall_ratio": 1.005,
    "spread_ms": 5.0,
    "handover_ms": 10.0,
    "stop_ms": 50.0,
    "first_request_s": 0.35,
    "rss_mb": 60.0,
    "cpu_ms_per_token": 0.4,
}
_LEAST_OVERLAP = 3.98

GOAL = ", ".join(
    [*(f"{name} ≤ {most:g}" for name, most in _AT_MOST.items()), f"overlap ≥ {_LEAST_OVERLAP:g}"]
)

_FEW_WORDS = ("--words", "8", "--section-words", "8")
_INTERRUPTED = 130

Program = Callable[[Server, Path], Cost]


def run() -> tuple[dict[str, float], bool]:
    """Measure; the figures, and whether all goals are met."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours, served = _measure(_application, folder, "ours")
        bodies = folder / "bodies.json"
        bodies.write_text(json.dumps([one.body for one in served.workers]), encoding="utf-8")
        stop_ms = _stop_ms(folder)
        plain, _ = _measure(_plain_client, folder, "plain")
    ours |= {"handover_ms": served.handover_ms, "stop_ms": stop_ms}
    figures: dict[str, float] = {}
    for figure, value in ours.items():
        figures[figure] = value
        if figure in plain:
            figures[f"plain_{figure}"] = plain[figure]
            figures[f"{figure}_to_plain"] = value / plain[figure]
    is_met = all(ours[figure] <= most for figure, most in _AT_MOST.items())
    return _rounded(figures), is_met and ours["overlap"] >= _LEAST_OVERLAP


def _measure(program: Program, folder: Path, name: str) -> tuple[dict[str, float], Served]:
    """The figures of one program, from a run with short answers and one with long ones.

    What the run with a few words an answer costs is subtracted to get that of a token: starting,
    prompts and exporting are in both, and all that grows with the texts is in the difference. It
    comes first, and so compiles the program's modules as well.
    """
    with serving(folder, f"{name}-short", *_FEW_WORDS) as server:
        program(server, folder)
        short_cost = program(server, folder)
    with serving(folder, name) as server:
        cost = program(server, folder)
    served, short = Served.read(server.journal), Served.read(folder / f"{name}-short.json")
    more_tokens = served.tokens - short.tokens // 2
    figures = {
        "wall_ratio": served.wall_ratio,
        "overlap": served.overlap,
        "spread_ms": served.spread_ms,
        "first_request_s": served.first_request_s - cost.started_s,
        "rss_mb": cost.rss_mb,
        "cpu_ms_per_token": (cost.cpu_s - short_cost.cpu_s) * 1000 / more_tokens,
    }
    return figures, served


def _application(server: Server, folder: Path) -> Cost:
    return measured(_arguments(server, folder))


def _plain_client(server: Server, folder: Path) -> Cost:
    bodies = str(folder / "bodies.json")
    return measured(["-m", "tests.benchmarks.plain_client", server.url, bodies])


def _arguments(server: Server, folder: Path) -> list[str]:
    brief = str(RESOURCES / "demo" / "brief.md")
    data_folder, plan = str(folder / "data"), str(folder / "plan.md")
    where = ["--host", server.url, "--data-dir", data_folder, "--out", plan]
    # In quick mode nothing is asked of the synthesizer before all workers have ended.
    return ["main.py", "run", brief, "--mode", "quick", *where]


def _stop_ms(folder: Path) -> float:
    """From Ctrl+C, while all workers write, to when the last slot at the server is free."""
    pressed_s = 0.0

    def press_when_all_write(process_id: int, said: IO[str]) -> None:
        nonlocal pressed_s
        writing = set()
        for line in said:
            event = json.loads(line)
            if event["kind"] == "text_added":
                writing.add(event["slot"])
            if len(writing) == 4:
                pressed_s = interrupt(process_id)
                return

    with serving(folder, "stop") as server:
        measured([*_arguments(server, folder), "--json"], press_when_all_write, _INTERRUPTED)
    left_s = max(one.ended_s for one in Served.read(server.journal).chats)
    return (left_s - pressed_s) * 1000


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}
