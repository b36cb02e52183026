"""How fast this machine writes."""

import pytest

from engine.pace import measured_tokens_per_s, words_share
from models.call import Call, CallMetrics, CallOutcome, CallPurpose, Phase


def a_call(tokens: int, seconds: float, llm: str = "qwen3:8b") -> Call:
    return Call(
        purpose=CallPurpose(phase=Phase.CONSULT),
        llm=llm,
        outcome=CallOutcome.COMPLETE,
        metrics=CallMetrics(answer_tokens=tokens, answer_s=seconds),
    )


def test_the_speed_is_the_median_of_the_calls_to_that_model() -> None:
    calls = [a_call(100, 10), a_call(100, 5), a_call(100, 2), a_call(900, 1, llm="gemma3:4b")]
    assert measured_tokens_per_s(calls, "qwen3:8b") == 20


def test_calls_that_say_nothing_do_not_count() -> None:
    assert measured_tokens_per_s([a_call(5, 10), a_call(100, 0)], "qwen3:8b") is None


@pytest.mark.parametrize(("speed", "share"), [(None, 1), (45, 1), (12, 1), (6, 0.5), (1, 0.4)])
def test_a_slow_machine_is_asked_for_less(speed: float | None, share: float) -> None:
    assert words_share(speed) == share
