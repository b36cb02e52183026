"""What was learned about answers outlives the run, and is never worth failing for."""

import json
from pathlib import Path

import pytest

from engine.answer_forms import AnswerForm
from engine.stores.form_store import FORMS_NAME, FormStore

KEY = "500a1f067a9f on 0.33.0"
FORMS = (AnswerForm.SCHEMA, AnswerForm.UNSWITCHED, AnswerForm.LINES)


def a_store(folder: Path) -> FormStore:
    return FormStore(folder / "data" / FORMS_NAME)


def test_what_worked_is_tried_first_in_the_next_run(tmp_path: Path) -> None:
    memory = a_store(tmp_path).memory()
    memory.note(KEY, AnswerForm.SCHEMA, worked=False)
    memory.note(KEY, AnswerForm.UNSWITCHED, worked=True)
    later = a_store(tmp_path).memory()
    assert later.order(KEY, FORMS)[0] is AnswerForm.UNSWITCHED
    assert later.order("another LLM", FORMS) == list(FORMS)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"a": {"schema": 3}}', '{"a": {"magic": {"tried": 1}}}', "\x00" * 9],
)
def test_a_broken_file_counts_as_none_and_is_said_once(tmp_path: Path, content: str) -> None:
    path = tmp_path / FORMS_NAME
    path.write_text(content, encoding="utf-8")
    memory = FormStore(path).memory()
    assert "learned anew" in memory.remark
    memory.note(KEY, AnswerForm.SCHEMA, worked=True)
    assert FormStore(path).memory().remark == ""
    assert list(json.loads(path.read_text(encoding="utf-8"))) == [KEY]


def test_without_a_file_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert a_store(tmp_path).memory().remark == ""


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    a_store(tmp_path).memory().note(KEY, AnswerForm.SCHEMA, worked=True)
