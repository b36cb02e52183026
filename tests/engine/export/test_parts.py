import pytest

from engine.errors import InputError
from engine.export.parts import ALL_PARTS, ExportPart, parse_parts


def test_parts_come_in_the_order_of_an_export_and_once() -> None:
    assert parse_parts(" Workers,plan, plan") == (ExportPart.PLAN, ExportPart.WORKERS)


def test_all_parts_can_be_named() -> None:
    assert parse_parts("facts,plan,decisions,contradictions,alignment,workers") == ALL_PARTS


@pytest.mark.parametrize("text", ["plan,summary", "", " , "])
def test_an_unknown_or_missing_name_is_answered_with_the_known_ones(text: str) -> None:
    known = "facts, plan, decisions, contradictions, alignment, workers"
    with pytest.raises(InputError, match=known):
        parse_parts(text)
