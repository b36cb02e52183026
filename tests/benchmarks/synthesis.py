"""What each finder costs, and how much of the pair reading is done while workers still write.

The whole program reads the demo's brief against a stand-in that writes as fast as a usual machine,
with teams of four and eight workers whose texts end one after another: the first has half the
length of the last, which is the slowest by far. A judge that knows the demo's contradictions
answers, so there is something to look at again.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.resources import RESOURCES
from models.call import Step
from tests.benchmarks.processes import measured, serving
from tests.benchmarks.served import Chat, Served, union_s
from tests.judges import prompt_of, step_of

NAME = "synthesis"

_LEAST_EARLY = 0.8
_PACE = ("--tokens-per-second", "200", "--prompt-tokens-per-second", "6000")
"""Four times a usual machine's, so that the benchmark takes a minute and not four."""

_MODES = ("quick", "pair", "ledger")
_FINDING = (Step.FIND, Step.CLAIMS, Step.PAIR, Step.BOARD, Step.VERIFY)

GOAL = (
    f"with 4 workers and slots to spare, {_LEAST_EARLY:.0%} of the pairs that do not need the "
    "slowest worker's text have been read before it ends"
)


def run() -> tuple[dict[str, float], bool]:
    """Measure; the figures, and whether the goal is met."""
    figures: dict[str, float] = {}
    with TemporaryDirectory() as name:
        for workers in (4, 8):
            for mode in _MODES:
                folder = Path(name) / f"{mode}-{workers}"
                folder.mkdir()
                served = _served(folder, mode, workers)
                figures |= _named(_cost_of(served), f"{mode}_{workers}")
                if mode == "pair":
                    figures |= _named(early_reading(served), f"{mode}_{workers}")
    return figures, figures["pair_4_early_share"] >= _LEAST_EARLY


def _named(figures: Mapping[str, float], prefix: str) -> dict[str, float]:
    return {f"{prefix}_{name}": round(value, 3) for name, value in figures.items()}


def _served(folder: Path, mode: str, workers: int) -> Served:
    """A run of the whole program with a team of so many workers."""
    team = folder / "team.toml"
    team.write_text(a_team_of(workers), encoding="utf-8")
    options = ["--slots", str(workers + 4), "--judged", "--spread", "0.5"]
    options += ["--workers", str(workers), *_PACE]
    with serving(folder, mode, *options) as server:
        measured(
            [
                "main.py",
                "run",
                str(RESOURCES / "demo" / "brief.md"),
                *("--host", server.url, "--team", str(team), "--mode", mode),
                *("--data-dir", str(folder / "data"), "--out", str(folder / "plan.md")),
            ]
        )
    return Served.read(server.journal)


def a_team_of(workers: int) -> str:
    """The team that ships, with so many specialists; more than its own decide nothing."""
    text = (RESOURCES / "teams" / "product-launch.toml").read_text(encoding="utf-8")
    more = [
        f'\n[[specialists]]\nname = "Helper {number}"\nprompt = "Help with the launch."\n'
        for number in range(workers - 4)
    ]
    return text + "".join(more)


def _cost_of(served: Served) -> dict[str, float]:
    """Calls, tokens and the server's time of the finder and its second looks."""
    chats = [one for one in served.synthesis if step_of(one.body) in _FINDING]
    return {
        "calls": len(chats),
        "prompt_tokens": sum(one.prompt_tokens for one in chats),
        "answer_tokens": sum(one.tokens for one in chats),
        "server_s": union_s(chats),
        "after_workers_s": _after(served, chats),
    }


def _after(served: Served, chats: list[Chat]) -> float:
    """How long the finder still took when the last worker had ended."""
    end_s = max(one.ended_s for one in served.workers)
    return max(0.0, max(one.ended_s for one in chats) - end_s)


def early_reading(served: Served) -> dict[str, float]:
    """How many pairs had been read for the first time before the slowest worker had ended.

    Returns:
        ``early_share``: of the pairs that do not need its text; ``early_of_all``: of all pairs;
        ``cached_share``: of the prompts' tokens, how many the server had read before.
    """
    last = max(served.workers, key=lambda one: one.ended_s)
    name = last.body["messages"][-1]["content"].rpartition("You are the ")[2].partition(".\n")[0]
    pairs = [
        one
        for one in served.synthesis
        if step_of(one.body) is Step.PAIR and "] [already noted]" not in prompt_of(one.body)
    ]
    early = [one for one in pairs if one.ended_s <= last.ended_s]
    possible = [one for one in pairs if f'by="{name}"' not in prompt_of(one.body)]
    return {
        "early_share": len(early) / max(1, len(possible)),
        "early_of_all": len(early) / max(1, len(pairs)),
        "cached_share": sum(one.cached_tokens for one in pairs)
        / max(1, sum(one.prompt_tokens for one in pairs)),
    }
