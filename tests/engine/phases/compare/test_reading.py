"""A finder's answer may be broken in any way; what is sound in it still counts."""

import json
from typing import Any

import pytest

from engine.answers import UnreadableAnswer, read_rows
from engine.finder_limits import FINDINGS_LIMIT, MOST_ROWS_READ
from engine.numbering import NumberedDocuments
from engine.phases.compare.reading import Readings, findings_in, rows_of_lines
from tests.engine.phases.staging import CHANNELS, DATES, TEAM, a_world

WORLD = a_world(
    {
        CHANNELS: "\n\n".join(f"Channel {number} opens." for number in range(9)),
        DATES: "\n\n".join(f"Date {number} holds." for number in range(9)),
    }
)


def a_row(a: int = 1, b: int = 1, **row: Any) -> dict[str, Any]:
    return {"at": [f"C{a}", f"T{b}"], "because": "They differ.", "label": "contradiction", **row}


def read(answer: str, world: NumberedDocuments = WORLD, *, is_cut: bool = False) -> Readings:
    return findings_in(read_rows(answer, "findings", is_cut=is_cut), world, TEAM)


def an_answer(*rows: dict[str, Any]) -> str:
    return json.dumps({"findings": rows})


def test_half_an_emoji_becomes_a_sign_that_can_be_stored() -> None:
    row = a_row(because="Rocket \ud83d half", decision="Go \ude80", subject="\ud83d start")
    finding = read(an_answer(row)).findings[0]
    texts = (finding.explanation, finding.proposal.text, finding.subject)
    assert texts == ("Rocket \ufffd half", "Go \ufffd", "\ufffd start")


def test_a_whole_emoji_stays() -> None:
    assert read(an_answer(a_row(because="Rocket 🚀"))).findings[0].explanation == "Rocket 🚀"


@pytest.mark.parametrize("lost", [1, 20, 60])
def test_of_an_answer_that_was_cut_the_complete_rows_count(lost: int) -> None:
    whole = an_answer(a_row(1, 1), a_row(2, 2), a_row(3, 3, because="[{ This } is ] torn."))
    readings = read(whole[: -2 - lost], is_cut=True)
    assert [one.key for one in readings.findings] == [one.key for one in read(whole).findings][:2]


def test_a_cut_answer_in_a_code_fence_is_read_too() -> None:
    cut = "```json\n" + an_answer(a_row(1, 1), a_row(2, 2))[:-20]
    assert len(read(cut, is_cut=True).findings) == 1


@pytest.mark.parametrize("answer", ["", "{", '{"findings": [', '{"findings": [{"at": ["C1"'])
def test_an_answer_cut_within_its_first_row_is_unreadable(answer: str) -> None:
    with pytest.raises(UnreadableAnswer, match="cut at its length limit"):
        read(answer, is_cut=True)


def test_a_repeated_row_is_counted_once_and_the_rest_not_even_read() -> None:
    readings = read(an_answer(*[a_row()] * 5_000))
    assert len(readings.findings) == 1
    assert readings.rejected["reported twice"] == MOST_ROWS_READ - 1
    assert readings.rejected["too many"] == 5_000 - MOST_ROWS_READ
    assert MOST_ROWS_READ >= FINDINGS_LIMIT


def lines(answer: str, *, is_cut: bool = False) -> Readings:
    return findings_in(rows_of_lines(answer, is_cut), WORLD, TEAM)


@pytest.mark.parametrize("answer", ["none", "None.", "**none**", "\n none \n"])
def test_the_one_word_none_means_no_finding(answer: str) -> None:
    assert lines(answer).findings == []


@pytest.mark.parametrize("answer", ["None of this is in my power.", "I have none to add", "", "-"])
def test_none_somewhere_in_prose_means_nothing(answer: str) -> None:
    with pytest.raises(UnreadableAnswer):
        lines(answer)


def test_the_torn_last_line_of_a_cut_answer_does_not_count() -> None:
    answer = "C1 / T1 | dates | They differ.\nC2 / T2 | dates | They dif"
    assert len(lines(answer).findings) == 2
    assert len(lines(answer, is_cut=True).findings) == 1


def test_too_many_lines_are_not_read() -> None:
    readings = lines("C1 / T1 | dates | They differ.\n" * (MOST_ROWS_READ + 7))
    assert readings.rejected["too many"] == 7


def test_two_rows_on_the_same_sentences_are_two_where_they_are_about_two_values() -> None:
    world = a_world(
        {
            CHANNELS: "The fair opens on 3 May 2027 with 40 stands.",
            DATES: "The fair opens on 9 May 2027 with 60 stands.",
        }
    )
    opening = a_row(subject="opening of the fair", because="3 May 2027 or 9 May 2027.")
    stands = a_row(subject="size of the fair", because="40 stands or 60 stands.")
    again = a_row(subject="first day", because="It opens on 3 May or on 9 May.")
    readings = read(an_answer(opening, stands, again), world)
    assert [one.subject for one in readings.findings] == ["opening of the fair", "size of the fair"]
    assert readings.rejected["reported twice"] == 1
