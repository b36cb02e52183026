from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from tests.ui.markdown.nasty import WORDS, linked_texts, texts, texts_in_chunks
from ui.markdown.leaves import Align, Kind, Leaf, Look
from ui.markdown.stream import MarkdownStream

_CODE = "total = add(first, second)  # a comment\n"
_ITEM = "- an item with **bold** words and some more\n"


def leaves_of(*chunks: str, marks: bool = True) -> list[Leaf]:
    stream = MarkdownStream(marks)
    leaves: list[Leaf] = []
    for chunk in chunks:
        change = stream.feed(chunk)
        leaves[change.kept :] = change.leaves
    change = stream.feed("", is_last=True)
    leaves[change.kept :] = change.leaves
    assert leaves == stream.leaves
    assert stream.source == "".join(chunks)
    return leaves


@given(texts_in_chunks())
@settings(max_examples=400, deadline=None)
def test_how_a_text_is_cut_into_chunks_makes_no_difference(case: tuple[str, Sequence[str]]) -> None:
    text, chunks = case
    assert leaves_of(*chunks) == leaves_of(text)


def test_a_list_item_that_would_be_a_table_alone_stays_an_item() -> None:
    text = "\n- \n- a | b\n---|---\nword\n"
    assert leaves_of(*text) == leaves_of(text)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_no_word_is_lost(text: str) -> None:
    shown = " ".join(leaf.text for leaf in leaves_of(text))
    for word in WORDS:
        assert shown.count(word) >= text.count(word)


@given(linked_texts)
@settings(max_examples=400, deadline=None)
def test_each_piece_of_text_knows_its_place(text: str) -> None:
    for leaf in leaves_of(text):
        assert 0 <= leaf.start <= leaf.end <= len(text)
        for run in leaf.all_runs:
            assert leaf.start <= run.start <= run.end <= leaf.end
            if run.is_literal and run.text.isascii() and run.text.isalnum() and not run.mark:
                assert text[run.start : run.end] == run.text


@pytest.mark.parametrize(
    "text",
    ["a <br> b", "use <placeholder> now", "a List<String> b", "<!-- note -->", "<div>\nx\n</div>"],
)
def test_what_looks_like_html_is_text(text: str) -> None:
    assert leaves_of(text)[0].text == text.replace("\n", " ")


def test_a_link_definition_stays_text_and_so_does_its_use() -> None:
    use, definition = leaves_of("See [the plan][p].\n\n", "[p]: https://example.org 'Plan'\n")
    assert use.text == "See [the plan][p]."
    assert definition.text == "[p]: https://example.org 'Plan'"


def test_a_link_elsewhere_than_to_the_web_shows_its_address() -> None:
    (leaf,) = leaves_of("[keys](file:///etc/passwd) and [plan](https://example.org)")
    assert leaf.text == "[keys](file:///etc/passwd) and plan"
    assert [run.href for run in leaf.runs if run.href] == ["https://example.org"]


def test_an_image_is_a_link_that_shows_its_description() -> None:
    (leaf,) = leaves_of("![A *chart*](https://example.org/a.png)![](https://example.org/b.png)")
    assert leaf.text == "A charthttps://example.org/b.png"
    assert all(run.href for run in leaf.runs)


def test_ordered_lists_count_on_from_their_start() -> None:
    leaves = leaves_of(*"3. three\n3. four\n9. five\n\n7) seven\n")
    assert [leaf.markers[0].text for leaf in leaves] == ["3.", "4.", "5.", "7)"]


def test_a_row_with_too_many_cells_keeps_them() -> None:
    _, row = leaves_of("| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |\n")
    assert row.text == "12 | 3 | 4"


def test_the_label_of_a_code_block_is_shown() -> None:
    label, line = leaves_of("```python title\nx = 1\n")
    assert (label.kind, label.text) == (Kind.LABEL, "python title")
    assert (line.kind, line.text) == (Kind.CODE, "x = 1")


def test_a_bold_part_knows_its_markup() -> None:
    (leaf,) = leaves_of("a **bold *and* more** b")
    spans = {run.span for run in leaf.runs if Look.BOLD in run.look}
    assert spans == {(2, 21)}


def test_marks_are_marks_only_where_they_are_wanted() -> None:
    text = "Launch in May. [R3] Not `[R4]`."
    assert [run.mark for run in leaves_of(text)[0].runs if run.mark] == [3]
    assert not any(run.mark for run in leaves_of(text, marks=False)[0].runs)


def test_half_a_line_end_at_the_end_is_not_lost() -> None:
    assert [leaf.text for leaf in leaves_of("one\r", "\ntwo\r")] == ["one two"]


@pytest.mark.parametrize("sign", ["[", "*", "> ", "- ", "`", "![", "~~", "<", "&", "1. ", "|"])
def test_hostile_repetition_is_survived(sign: str) -> None:
    shown = "".join(leaf.text for leaf in leaves_of(sign * 2000 + "word"))
    assert "word" in shown


@pytest.mark.parametrize(
    ("opening", "line"), [("```py\n", _CODE), ("", _ITEM), ("| a |\n|---|\n", "| 1 |\n")]
)
def test_what_is_finished_in_an_open_block_is_not_read_again(opening: str, line: str) -> None:
    stream = MarkdownStream()
    stream.feed(opening + 200 * line)
    change = stream.feed(line[:-1])
    assert change.kept >= 199
    assert len(change.leaves) <= 2


@pytest.mark.parametrize("cell", ["16,000", "**38,000**", "EUR 9", "\u22123.5 %", "€12", "12 €"])
def test_a_column_of_figures_is_set_to_the_right(cell: str) -> None:
    text = f"| Channel | Much |\n|---|---|\n| Search | {cell} |\n| Rest | unknown |\n"
    for leaf in leaves_of(*text):
        assert [one.align for one in leaf.cells] == [Align.LEFT, Align.RIGHT]


@pytest.mark.parametrize("cell", ["end of June", "11 May 2027", "9 a month", ""])
def test_other_columns_are_not(cell: str) -> None:
    text = f"| Channel | Until |\n|---|---|\n| Search | {cell} |\n| Rest | 12 |\n"
    for leaf in leaves_of(*text):
        assert [one.align for one in leaf.cells] == [Align.LEFT, Align.LEFT]


def test_an_alignment_that_is_written_holds() -> None:
    header, _ = leaves_of("| a | b |\n|:--|:-:|\n| 1 | 2 |\n")
    assert [one.align for one in header.cells] == [Align.LEFT, Align.CENTER]
