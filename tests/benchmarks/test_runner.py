import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.benchmarks.__main__ import Benchmark, main
from tests.benchmarks.served import Chat, Served, union_s


@dataclass
class Fake:
    """A benchmark that measures nothing."""

    NAME: str
    GOAL: str
    run: Callable[[], tuple[dict[str, float], bool]]


def fakes() -> dict[str, Callable[[], Benchmark]]:
    fast = Fake("fast", "took_s ≤ 2", lambda: ({"took_s": 1.5}, True))
    slow = Fake("slow", "took_s ≤ 2", lambda: ({"took_s": 2.5, "plain_took_s": 1.0}, False))
    return {"fast": lambda: fast, "slow": lambda: slow}


def test_without_a_name_all_run_and_a_missed_goal_is_a_result(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([], fakes()) == 0
    said = capsys.readouterr().out
    assert "fast: met" in said
    assert "slow: NOT met" in said


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slow", "--json"], fakes()) == 0
    assert json.loads(capsys.readouterr().out) == {
        "name": "slow",
        "figures": {"took_s": 2.5, "plain_took_s": 1.0},
        "goal": "took_s ≤ 2",
        "met": False,
    }


def test_an_unknown_name_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quick"], fakes()) == 2
    assert capsys.readouterr().err == "There is no benchmark 'quick'; there are: fast, slow.\n"


def test_a_benchmark_that_crashes_is_a_bug() -> None:
    def crash() -> tuple[dict[str, float], bool]:
        raise RuntimeError("oops")

    with pytest.raises(RuntimeError, match="oops"):
        main([], {"crashing": lambda: Fake("crashing", "", crash)})


def chat(arrived_s: float, ended_s: float, *, is_worker: bool = False) -> Chat:
    prompt = "The brief.\nYou are the Planner.\n" if is_worker else "Find."
    return Chat({"messages": [{"content": prompt}]}, arrived_s, ended_s, tokens=10)


def test_calls_side_by_side_count_once() -> None:
    assert union_s([chat(0, 3), chat(1, 2), chat(2, 5), chat(7, 8)]) == 6


def test_figures_follow_from_what_the_server_saw() -> None:
    workers = (chat(1, 11, is_worker=True), chat(1.5, 11, is_worker=True))
    served = Served((*workers, chat(11.25, 13), chat(13, 16), chat(13, 15)))
    assert (served.spread_ms, served.handover_ms, served.tokens) == (500, 250, 50)
    assert served.overlap == 1.95
    assert served.wall_ratio == 15 / (10 + 4.75)
