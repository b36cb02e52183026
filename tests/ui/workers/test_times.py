"""What is measured while a run is watched."""

from models.contribution import WaitingReason
from tests.ui.workers import staging as on
from ui.workers.times import RunTimes

NAME = "Channel Strategist"
SLOT = "channel-strategist"


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_seconds_go_on_while_nothing_happens() -> None:
    clock = Clock()
    times = RunTimes(clock)
    run = on.a_live_run()
    times.watch(run, is_live=True)
    run = on.after(run, on.waiting(NAME, WaitingReason.LOADING, at_s=2))
    times.watch(run, is_live=True)
    assert times.elapsed(SLOT).in_situation_s == 0
    clock.now += 13
    assert times.elapsed(SLOT).in_situation_s == 13
    run = on.after(run, on.waiting(NAME, WaitingReason.SLOT, at_s=20))
    times.watch(run, is_live=True)
    assert times.elapsed(SLOT).in_situation_s == 0


def test_nobody_claims_to_know_when_writing_began_unseen() -> None:
    times = RunTimes(Clock())
    times.watch(on.after(on.a_live_run(), on.writing(NAME)), is_live=True)
    assert times.elapsed(SLOT).in_situation_s is None
    assert times.elapsed(SLOT).tokens_per_s is None


def test_the_pace_is_that_of_the_last_seconds() -> None:
    clock = Clock()
    times = RunTimes(clock)
    run = on.a_live_run()
    for second in range(12):
        letters = 400 if second < 3 else 120
        run = on.after(run, on.writing(NAME, "x" * letters, at_s=20 + second))
        times.watch(run, is_live=True)
    pace = times.elapsed(SLOT).tokens_per_s
    assert pace is not None
    assert round(pace) == 30
    clock.now += 55
    slower = times.elapsed(SLOT).tokens_per_s
    assert slower is not None
    assert slower < 4, "a worker that has fallen silent gets slower"


def test_the_pace_counts_as_the_server_does_once_it_has_told() -> None:
    first = "Messaging Specialist"
    times = RunTimes(Clock())
    run = on.after(on.a_live_run(), on.writing(first, "x" * 806), on.finished(first))
    for second in range(3):
        run = on.after(run, on.writing(NAME, "x" * 50, at_s=70 + second))
        times.watch(run, is_live=True)
    assert times.elapsed(SLOT).tokens_per_s == 50


def test_a_stored_run_has_no_seconds() -> None:
    times = RunTimes(Clock())
    times.watch(on.a_live_run(), is_live=False)
    assert times.elapsed(SLOT).in_situation_s is None
