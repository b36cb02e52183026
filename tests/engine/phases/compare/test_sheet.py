"""Answer sheets: the same questions to every text, and a board for each that two texts answer."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers import UnreadableAnswer
from engine.finder_limits import ANSWERS_COMPARED, SHEET_QUESTIONS
from engine.llm_size import is_tiny
from engine.phases.compare.boards import board_schema
from engine.phases.compare.claims import claims_schema
from engine.phases.compare.pairs import pair_schema
from engine.phases.compare.prompts import BoardTask
from engine.phases.compare.sheet import QUESTIONS, answer_boards, rows_of_sheet, sheet_schema
from models.claim import Claim, Facet, Force, Ledger
from models.team import Topic
from tests.engine.phases.staging import CHANNELS, DATES, MESSAGES, TEAM, a_world

NAMES = {"m": MESSAGES, "c": CHANNELS, "t": DATES}
PIECES = ["date", "price", " | ", "|", "T3", "none", "\n", "[", "] ", "25 May", "\ud83d"]
IDS = [f"MM{number}" for number in range(300)]


@pytest.mark.parametrize(
    ("size", "tiny"),
    [
        ("1.5B", True),
        ("3.2B", True),
        ("4.5B", True),
        ("494.03M", True),
        ("6.7B", False),
        ("8x7B", False),
        ("", False),
    ],
)
def test_what_is_asked_questions_lies_below_5b(size: str, tiny: bool) -> None:
    assert is_tiny(size) is tiny


def test_no_two_questions_are_about_the_same() -> None:
    assert len({one.facet for one in QUESTIONS}) == len(QUESTIONS) == SHEET_QUESTIONS
    assert len({one.subject for one in QUESTIONS}) == len(QUESTIONS)
    assert all(one.asks.endswith("?") for one in QUESTIONS)


@pytest.mark.parametrize(
    "schema",
    [
        sheet_schema(IDS),
        claims_schema(IDS),
        board_schema(IDS, ["dates"], 8),
        pair_schema(a_world({MESSAGES: "One. Two.", DATES: "Three. Four."}), ["dates"]),
    ],
    ids=["sheet", "claims", "board", "pair"],
)
def test_schemas_are_plain_and_say_the_reason_before_the_verdict(schema: dict[str, Any]) -> None:
    (rows,) = schema["properties"].values()
    row = rows["items"]
    assert list(row["properties"]) == sorted(row["properties"]) == row["required"]
    text = json.dumps(schema)
    assert len(text) < 16_000
    assert not any(word in text for word in ("pattern", "uniqueItems", "anyOf", "$ref"))


def test_a_sheet_has_a_row_for_each_question_and_none_among_its_ids() -> None:
    rows = sheet_schema(["M1"])["properties"]["answers"]
    assert rows["minItems"] == rows["maxItems"] == len(QUESTIONS)
    assert list(rows["items"]["properties"]) == ["answer", "question", "sentence"]
    assert rows["items"]["properties"]["sentence"]["enum"] == ["M1", "none"]


def test_lines_are_read_whatever_is_put_around_the_words() -> None:
    said = "Here:\n- **date** | [T3] | 25 May 2027\n1. price | none\nowner | t4\nfoo | T1 | x\n"
    rows = [(one["question"], one["sentence"], one["answer"]) for one in rows_of_sheet(said, False)]
    assert rows == [("date", "T3", "25 May 2027"), ("price", "none", ""), ("owner", "t4", "")]


def test_the_torn_end_of_lines_does_not_count() -> None:
    said = "date | T3 | 25 May 2027\nprice | T1"
    assert [one["question"] for one in rows_of_sheet(said, True)] == ["date"]


@pytest.mark.parametrize("said", ["", "Hm.", "none", "T3 | date | 25 May", "| | |"])
def test_lines_of_another_form_are_no_answers(said: str) -> None:
    with pytest.raises(UnreadableAnswer):
        rows_of_sheet(said, False)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.booleans())
def test_any_lines_are_rows_of_known_questions_or_unreadable(said: str, is_cut: bool) -> None:
    try:
        rows = rows_of_sheet(said, is_cut)
    except UnreadableAnswer:
        return
    assert rows
    assert {one["question"] for one in rows} <= {one.facet.value for one in QUESTIONS}
    assert all(one["sentence"] for one in rows)


def boards_of(
    texts: dict[str, str], *answers: tuple[str, Facet, str]
) -> list[tuple[BoardTask, list[str]]]:
    """The boards for answers, each by a text, to a question, with a sentence."""
    world = a_world({NAMES[key]: text for key, text in texts.items()})
    cuts = {one.document.document_id.partition("/")[2]: one for one in world.documents[1:]}
    ledgers = [
        Ledger(
            slot=slot,
            version=1,
            claims=tuple(
                Claim(
                    ref=statement.ref,
                    quote=statement.quote,
                    facet=facet,
                    force=Force.PLAN,
                    subject="x",
                    says=sentence,
                )
                for key, facet, sentence in answers
                if NAMES[key] == cut.document.title
                for statement in cut.statements
                if statement.quote == sentence
            ),
        )
        for slot, cut in cuts.items()
    ]
    return [
        (task, [one.claim.says for one in lines])
        for task, lines in answer_boards(TEAM, cuts, ledgers)
    ]


def test_a_question_that_two_texts_answer_has_a_board_of_its_own() -> None:
    boards = boards_of(
        {
            "m": "We open on 2 May.",
            "c": "We open on 9 May. It costs 5 euros.",
            "t": "Dr. Day leads.",
        },
        ("m", Facet.DATE, "We open on 2 May."),
        ("c", Facet.DATE, "We open on 9 May."),
        ("c", Facet.PRICE, "It costs 5 euros."),
        ("t", Facet.OWNER, "Dr. Day leads."),
    )
    ((task, lines),) = boards
    assert lines == ["We open on 2 May.", "We open on 9 May."]
    assert "On which date" in task.about
    assert task.most_lines == ANSWERS_COMPARED


def test_two_answers_of_one_text_are_nothing_to_compare() -> None:
    answers = [("m", Facet.DATE, "We open on 2 May."), ("m", Facet.DATE, "We close on 3 May.")]
    assert boards_of({"m": "We open on 2 May. We close on 3 May.", "c": "Hm."}, *answers) == []


def test_what_a_single_text_answers_is_held_against_the_brief() -> None:
    assert len(boards_of({"m": "It costs 5 euros."}, ("m", Facet.PRICE, "It costs 5 euros."))) == 1


def test_a_finding_falls_under_a_topic_of_its_question_or_any_if_there_is_none() -> None:
    text = "We open on 2 May."
    (task, _), *_ = boards_of({"m": text}, ("m", Facet.DATE, text))
    assert [one.group for one in task.topics] == [Topic.WHEN]
    (task, _), *_ = boards_of({"m": text}, ("m", Facet.BUDGET, text))
    assert task.topics == TEAM.topics
