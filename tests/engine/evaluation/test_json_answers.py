"""What counts as the JSON that was asked for."""

import pytest

from engine.evaluation.json_answers import is_valid_json

SCHEMA = {
    "type": "object",
    "properties": {"rows": {"type": "array"}, "says": {"type": "string"}},
    "required": ["rows"],
}


@pytest.mark.parametrize("answer", ['{"rows": []}', ' {"says": "no", "rows": [1]}\n'])
def test_the_shape_asked_for_is_valid(answer: str) -> None:
    assert is_valid_json(answer, SCHEMA)


@pytest.mark.parametrize(
    "answer",
    ["", "None found.", '{"rows": [', "[]", '{"row": []}', '{"rows": "none"}', "[" * 100_000],
)
def test_anything_else_is_not(answer: str) -> None:
    assert not is_valid_json(answer, SCHEMA)
