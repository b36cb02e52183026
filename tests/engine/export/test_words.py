from datetime import UTC, datetime

import pytest

from engine.export.words import compared_in_words, duration_in_words, time_in_words
from models.comparison import CompareLevel, CompareMode, Comparison

SLOTS = ("a", "b", "c", "d")


def compared(**changes: object) -> Comparison:
    values: dict[str, object] = {
        "mode": CompareMode.AUTO,
        "level": CompareLevel.SCHEMA,
        "slots": SLOTS,
        "pairs_read": 6,
        "pairs_total": 6,
        **changes,
    }
    return Comparison.model_validate(values)


@pytest.mark.parametrize(
    ("comparison", "found", "words"),
    [
        (None, 0, "The texts were not compared."),
        (compared(), 0, "None found. 6 of 6 pairs were read."),
        (
            compared(close_calls=1),
            3,
            "3 found. 6 of 6 pairs were read; 1 close call turned out compatible.",
        ),
        (
            compared(pairs_read=4),
            0,
            "None found. 4 of 6 pairs were read. 2 pairs could not be read.",
        ),
        (
            compared(mode=CompareMode.QUICK, pairs_total=0, pairs_read=0),
            0,
            "None found. One call read all 4 texts together.",
        ),
        (compared(slots=("a",)), 0, "None found. There were not two texts to compare."),
        (
            compared(level=CompareLevel.CODE_ONLY),
            0,
            "None found. No model could compare the texts; "
            "code compared typed values only, such as dates and amounts.",
        ),
        (
            compared(rejected={"both sides the same worker": 2}),
            0,
            "None found. 6 of 6 pairs were read. Not counted: both sides the same worker (2).",
        ),
    ],
)
def test_what_was_compared_is_told_honestly(
    comparison: Comparison | None, found: int, words: str
) -> None:
    assert compared_in_words(comparison, found) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59.6, "1 min 0 s"), (372, "6 min 12 s"), (3720, "1 h 2 min")],
)
def test_durations_have_two_units_at_most(seconds: float, words: str) -> None:
    assert duration_in_words(seconds) == words


def test_a_moment_names_its_zone() -> None:
    assert time_in_words(datetime(2026, 11, 24, 9, 5, tzinfo=UTC)) == "2026-11-24 09:05 (UTC+00:00)"
