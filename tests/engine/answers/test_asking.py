"""Rows are got out of an LLM that can give them in any form, and never silently."""

import json

import pytest

from engine.answer_forms import AnswerForm, FormMemory
from engine.answers import UnreadableAnswer
from engine.errors import ServerFault
from tests.engine.answers.staging import GOOD, asking, forms_of
from tests.scripted_ollama import Answer, Status

USUAL, UNSWITCHED, WORDS = (True, True), (True, False), (False, True)


async def test_a_good_answer_takes_one_call_with_the_schema() -> None:
    asked = await asking(GOOD)
    assert asked.rows == [{"colour": "red", "id": "K1"}]
    assert forms_of(asked.calls) == [USUAL]
    assert asked.notices == []


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("Sure! Here you are:", "it is not valid JSON"),
        ('{"findings": []}', "it is not the list that was asked for"),
        ('{"rows": [{"colour": "red"}]}', 'its rows are without "id"'),
        ('{"rows": [{"colour": "green", "id": "K1"}]}', '"colour" is not one of the choices'),
        ('{"rows": [{"colour": "red", "id": ["K1"]}]}', '"id" is not one of the choices'),
        ('{"rows": ["red"]}', "its rows are not a row"),
        ("[" * 10_000, "it is not valid JSON"),
    ],
)
async def test_one_repair_says_what_was_wrong_and_not_what_was_said(bad: str, why: str) -> None:
    asked = await asking(bad, GOOD)
    assert asked.rows == [{"colour": "red", "id": "K1"}]
    assert forms_of(asked.calls) == [USUAL, USUAL]
    repair = asked.calls[1]["messages"][-1]["content"]
    assert why in repair
    assert "Sure" not in repair
    assert repair.startswith("Rows.")


async def test_after_a_failed_repair_the_switch_is_left_out_with_room_to_think() -> None:
    asked = await asking("no", "no", GOOD)
    assert forms_of(asked.calls) == [USUAL, USUAL, UNSWITCHED]
    assert asked.answer is not None
    assert asked.answer.form is AnswerForm.UNSWITCHED
    assert len(asked.notices) == 1
    assert "it is not valid JSON" in asked.notices[0]


async def test_then_json_is_asked_for_in_words_alone() -> None:
    asked = await asking("no", "no", "no", GOOD)
    assert forms_of(asked.calls) == [USUAL, USUAL, UNSWITCHED, WORDS]
    assert asked.rows


async def test_or_plain_lines_where_the_caller_can_read_them() -> None:
    asked = await asking("no", "no", "no", "blue K2", with_lines=True)
    assert asked.rows == [{"colour": "blue", "id": "K2"}]
    assert asked.calls[-1]["messages"][-1]["content"] == "Lines, please."
    assert asked.answer is not None
    assert asked.answer.form is AnswerForm.LINES


async def test_a_schema_the_server_refuses_is_not_sent_again_with_a_repair() -> None:
    refused = Answer(fault=Status(400, {"error": "invalid schema"}))
    asked = await asking(refused, refused, GOOD)
    assert forms_of(asked.calls) == [USUAL, UNSWITCHED, WORDS]
    assert asked.rows


async def test_when_nothing_works_the_reason_comes_out() -> None:
    asked = await asking("no")
    assert isinstance(asked.error, UnreadableAnswer)
    assert len(asked.calls) == 4


async def test_a_failure_of_the_server_is_not_taken_for_one_of_the_form() -> None:
    asked = await asking(Answer(fault=Status(500, {"error": "gone"})))
    assert isinstance(asked.error, ServerFault)
    assert len(asked.calls) == 1


async def test_complete_rows_of_a_cut_answer_count_and_the_cut_is_said() -> None:
    row = json.dumps({"colour": "red", "id": "K1"})
    asked = await asking(Answer(f'{{"rows": [{row}, {{"colo', done_reason="length"))
    assert len(asked.rows) == 1
    assert any("cut at its length limit" in one for one in asked.notices)


async def test_rows_that_do_not_fit_are_left_out_and_counted() -> None:
    rows = [{"colour": "red", "id": "k1"}, {"colour": "red", "id": "K9"}, {"id": "K1"}]
    asked = await asking(json.dumps({"rows": rows}))
    assert [row["id"] for row in asked.rows] == ["k1"]
    assert asked.answer is not None
    assert asked.answer.rejected.total() == 2


async def test_what_works_is_tried_first_from_then_on_and_told_once() -> None:
    memory = FormMemory()
    first = await asking("no", "no", GOOD, forms=memory, times=3)
    assert forms_of(first.calls) == [USUAL, USUAL, *[UNSWITCHED] * 3]
    assert len(first.notices) == 1
    later = await asking(GOOD, forms=memory)
    assert forms_of(later.calls) == [UNSWITCHED]


async def test_bad_luck_now_and_then_does_not_change_the_form() -> None:
    memory = FormMemory()
    asked = await asking(GOOD, GOOD, "no", GOOD, "no", GOOD, GOOD, forms=memory, times=4)
    assert set(forms_of(asked.calls)) == {USUAL}
