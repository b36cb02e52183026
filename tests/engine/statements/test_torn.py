import pytest

from engine.statements import drop_torn_last
from tests.engine.statements.builders import statements


def kept_of(text: str) -> list[str]:
    return [one.quote for one in drop_torn_last(statements(text), text)]


@pytest.mark.parametrize(
    "text",
    [
        "One. Two and a ha",
        "One. It costs EUR 1.",
        "One. This is, e.g.",
        "One.\n\n- a bul",
        "One.\n\n## A head",
        "One.\n\n```\ncode",
        "One.\n\n| a | b |\n|---|---|\n| 1 | 2",
        "One.\n\n| a | b |\n|---|---|\n| 1 |",
        "One.\n\n| a | b |\n|---|---|\n| 1 | 2 \\|",
    ],
)
def test_a_torn_last_statement_is_dropped(text: str) -> None:
    assert kept_of(text) == ["One."]


@pytest.mark.parametrize(
    "text",
    [
        "One. Two.",
        "One. “Two.”",
        "One. Two\n\n",
        "One.\n- a bullet\n",
        "One.\n- a bullet.",
        "One.\n## Head\n",
        "One.\n\n```\ncode\n```",
        "One.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "One.\n\na | b\n---|---\n1 | 2\n",
    ],
)
def test_a_whole_last_statement_stays(text: str) -> None:
    assert len(kept_of(text)) == 2


def test_nothing_stays_nothing() -> None:
    assert kept_of("") == []
