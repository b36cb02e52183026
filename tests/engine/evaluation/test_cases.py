import json
from pathlib import Path
from typing import Any

import pytest

from engine.errors import InputError
from engine.evaluation import load_cases
from engine.resources import RESOURCES

CASES = RESOURCES / "evaluation" / "cases"


def content(**changes: Any) -> dict[str, Any]:
    sides = [
        {"worker": "Anna Baker", "quote": "Open in May."},
        {"worker": "Ben", "quote": "Open in June."},
    ]
    conflict = {"id": "c1", "type": "date", "sides": sides, "deterministic": True}
    texts = [
        {"worker": "Anna Baker", "markdown": "# Plan\n\nOpen in May. Hire two."},
        {"worker": "Ben", "markdown": "Open in June."},
    ]
    case = {"id": "1", "brief": "Open a shop.", "documents": texts, "conflicts": [conflict]}
    return case | changes


def folder_with(tmp_path: Path, **files: Any) -> Path:
    for name, value in files.items():
        text = value if isinstance(value, str) else json.dumps(value)
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    return tmp_path


def fault_of(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_cases(folder)
    assert caught.value.remedy
    return caught.value.message


def test_the_shipped_cases_are_those_the_design_describes() -> None:
    cases = load_cases(CASES)

    assert len(cases) == 12
    assert sum(len(one.conflicts) for one in cases) == 56
    assert sum(conflict.is_deterministic for one in cases for conflict in one.conflicts) == 27
    assert sum(len(one.distractors) for one in cases) == 36


def test_the_documents_of_a_case_have_the_ids_of_a_run(tmp_path: Path) -> None:
    (case,) = load_cases(folder_with(tmp_path, one=content()))

    assert [one.document_id for one in case.documents] == [
        "brief",
        "specialist/anna-baker",
        "specialist/ben",
    ]
    assert [case.worker_of(one.document_id) for one in case.documents] == [
        "brief",
        "Anna Baker",
        "Ben",
    ]


def test_every_quote_is_a_slice_of_its_document() -> None:
    for case in load_cases(CASES):
        texts = {case.worker_of(one.document_id): one.text for one in case.documents}
        sides = [side for one in case.conflicts for side in one.sides]
        sides += [side for one in case.distractors for side in one.sides]
        assert all(texts[one.worker][one.start : one.end] == one.text for one in sides)


def test_a_side_may_stand_in_the_brief(tmp_path: Path) -> None:
    sides = [{"worker": "brief", "quote": "shop"}, {"worker": "Ben", "quote": "Open in June."}]
    conflict = {"id": "c1", "type": "date", "sides": sides}
    (case,) = load_cases(folder_with(tmp_path, one=content(conflicts=[conflict])))

    assert case.conflicts[0].sides[0].start == 7


def test_a_case_may_have_nothing_wrong(tmp_path: Path) -> None:
    (case,) = load_cases(folder_with(tmp_path, one=content(conflicts=[])))

    assert case.conflicts == ()


def test_hints_and_notes_are_no_cases(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Notes")
    folder = folder_with(tmp_path, one=content(note="mine"), resolution_hints={"1/c1": {}})

    assert [one.id for one in load_cases(folder)] == ["1"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"brief": 7.5, "documents": None}, "documents"),
        ({"documents": []}, "documents"),
        ({"documents": [{"worker": "Ben"}]}, "documents.0.markdown"),
        ({"documents": [{"worker": "Ben", "markdown": "Open in June."}] * 2}, "specialist/ben"),
        ({"documents": [{"worker": "Brief", "markdown": "x"}]}, "no worker can be named “Brief”"),
        ({"documents": [{"worker": "Ben", "markdown": "Open in June."}]}, "“Anna Baker”, who"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    message = fault_of(folder_with(tmp_path, one=content(**changes)))

    assert message.startswith("one.json is not a usable case: ")
    assert fault in message


def test_a_quote_that_is_not_word_for_word_is_refused(tmp_path: Path) -> None:
    case = content()
    case["conflicts"][0]["sides"][0]["quote"] = "open in may"

    assert "“open in may” does not stand in Anna Baker's document" in fault_of(
        folder_with(tmp_path, one=case)
    )


def test_a_quote_that_stands_twice_may_be_found_at_either_place(tmp_path: Path) -> None:
    case = content()
    case["documents"][1]["markdown"] = "Open in June. Hire two. Open in June."
    (read,) = load_cases(folder_with(tmp_path, one=case))

    assert [(one.worker, one.start) for one in read.conflicts[0].sides] == [
        ("Anna Baker", 8),
        ("Ben", 0),
        ("Ben", 24),
    ]


def test_what_need_not_be_there_may_be_missing_or_null(tmp_path: Path) -> None:
    case = content(distractors=None, domain=None, id=7)
    del case["brief"]
    for key in ("type", "deterministic"):
        del case["conflicts"][0][key]
    (read,) = load_cases(folder_with(tmp_path, one=case))

    assert (read.id, read.domain, read.brief.text, read.distractors) == ("7", "", "", ())
    assert (read.conflicts[0].type, read.conflicts[0].is_deterministic) == ("other", False)


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, one="\ufeff" + json.dumps(content()))

    assert [one.id for one in load_cases(folder)] == ["1"]


def test_a_conflict_of_one_worker_is_refused(tmp_path: Path) -> None:
    case = content()
    del case["conflicts"][0]["sides"][0]

    assert "conflict c1 needs sides of two workers" in fault_of(folder_with(tmp_path, one=case))


@pytest.mark.parametrize("text", ["", "{", "[]", "\ud800".encode("utf-8", "replace").decode()])
def test_what_is_no_case_at_all_is_refused(tmp_path: Path, text: str) -> None:
    assert "one.json is not a usable case" in fault_of(folder_with(tmp_path, one=text))


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    assert "holds no case files" in fault_of(tmp_path)
    assert "cannot be read" in fault_of(tmp_path / "nowhere")


def test_two_cases_with_one_id_are_refused(tmp_path: Path) -> None:
    assert "have the id “1”" in fault_of(folder_with(tmp_path, a=content(), b=content()))
