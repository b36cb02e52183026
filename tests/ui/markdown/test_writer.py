from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from PySide6.QtWidgets import QApplication

from tests.ui.markdown.documents import restyled, shown
from tests.ui.markdown.nasty import WORDS, texts, texts_in_chunks

pytestmark = pytest.mark.usefixtures("qapp")

_TABLE = "Before\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |\n\nAfter\n"


@given(texts_in_chunks())
@settings(max_examples=150, deadline=None)
def test_streamed_words_and_formats_are_those_of_the_whole_text(
    case: tuple[str, Sequence[str]],
) -> None:
    text, chunks = case
    assert shown(chunks).paragraphs() == shown([text]).paragraphs()


@given(texts_in_chunks())
@settings(max_examples=100, deadline=None)
def test_restyling_to_the_same_style_changes_nothing(case: tuple[str, Sequence[str]]) -> None:
    _, chunks = case
    assert restyled(shown(chunks)).paragraphs() == shown(chunks).paragraphs()


@given(texts_in_chunks())
@settings(max_examples=100, deadline=None)
def test_all_leaves_are_where_they_are_said_to_be(case: tuple[str, Sequence[str]]) -> None:
    assert shown(case[1]).misplaced() == []


@given(texts)
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost_on_the_way_into_the_document(text: str) -> None:
    plain = shown([text]).document.toPlainText()
    for word in WORDS:
        assert plain.count(word) >= text.count(word)


@pytest.mark.parametrize("chunks", [[_TABLE], list(_TABLE)], ids=["at once", "streamed"])
def test_rows_are_rows_of_one_table(chunks: Sequence[str], qapp: QApplication) -> None:
    one = shown(chunks)
    (table,) = one.document.rootFrame().childFrames()
    assert [line for line in one.document.toPlainText().split("\n") if line] == [
        *("Before", "a", "b", "1", "2", "3", "4", "After")
    ]
    assert table.firstPosition() < table.lastPosition()


def test_a_table_may_begin_a_text_and_follow_another() -> None:
    table = "| a |\n|---|\n| 1 |\n\n"
    one = shown([table, table])
    assert len(one.document.rootFrame().childFrames()) == 2
