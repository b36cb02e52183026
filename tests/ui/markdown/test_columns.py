import pytest
from PySide6.QtGui import QTextDocument, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.markdown.looks import LIGHT
from ui.markdown.columns import Needs, shares
from ui.markdown.view import MarkdownView

_HEAD = "| Stage | Metric | Target | Date |\n|---|---|--:|---|\n"
_ROWS = (
    "| Awareness | Accounts that opened the first mail | 80 % | 30 September 2027 |\n"
    "| Activation | Accounts that ask **three questions** | 320 | 31 December 2027 |\n"
)


@pytest.fixture
def view(qtbot: QtBot) -> MarkdownView:
    view = MarkdownView(LIGHT)
    qtbot.addWidget(view)
    view.resize(366, 400)
    view.show()
    return view


def broken_words(document: QTextDocument) -> list[str]:
    """The words that begin on one line and end on another."""
    broken = []
    block = document.begin()
    while block.isValid():
        layout: QTextLayout = block.layout()
        ends = [layout.lineAt(number).textStart() for number in range(1, layout.lineCount())]
        text = block.text()
        broken += [text[: end + 1].split()[-1] for end in ends if text[end - 1] not in " -"]
        block = block.next()
    return broken


def test_no_word_in_a_table_breaks_in_a_panel(view: MarkdownView) -> None:
    view.show_markdown(_HEAD + _ROWS)
    assert broken_words(view.document()) == []


def test_no_word_breaks_while_a_table_is_written(view: MarkdownView) -> None:
    view.append(_HEAD)
    for line in _ROWS.splitlines(keepends=True):
        view.append(line[:20])
        view.append(line[20:])
        assert broken_words(view.document()) == []


def test_columns_are_shared_again_when_a_pane_gets_another_width(view: MarkdownView) -> None:
    view.resize(900, 400)
    view.show_markdown(_HEAD + _ROWS)
    view.resize(366, 400)
    assert broken_words(view.document()) == []


def test_a_long_text_is_laid_out_to_its_end_when_its_pane_gets_another_width(
    view: MarkdownView,
) -> None:
    view.show_markdown(_HEAD + _ROWS + "\n\nSome words to fill a line.\n\n" * 200 + "The end.")
    view.resize(900, 400)
    QApplication.processEvents()
    last = view.document().lastBlock()
    assert last.layout().lineCount() == 1
    assert view.document().documentLayout().blockBoundingRect(last).top() > 200 * 20


def test_a_word_longer_than_its_pane_breaks_and_the_others_do_not(view: MarkdownView) -> None:
    view.show_markdown(f"| Stage | Address |\n|---|---|\n| Awareness | {'x' * 90} |\n")
    assert broken_words(view.document())
    assert not any(word.startswith("A") for word in broken_words(view.document()))
    assert view.horizontalScrollBar().maximum() == 0


def test_each_column_gets_its_longest_word_and_long_cells_get_the_rest() -> None:
    needs = Needs().and_row([60, 80], [60, 500])
    assert shares(needs, 400) == [15, 85]


def test_equal_columns_remain_equal() -> None:
    assert shares(Needs().and_row([50, 50], [70, 70]), 400) == [50, 50]


def test_only_the_longest_word_gives_way() -> None:
    assert shares(Needs().and_row([40, 400, 60], [40, 400, 60]), 200) == [20, 50, 30]


def test_one_column_is_broken_rather_than_two() -> None:
    words = [82, 95, 64, 65]
    assert [round(2.76 * one) for one in shares(Needs().and_row(words, words), 276)] == [
        *(82, 65, 64, 65)
    ]


def test_two_words_far_too_long_are_cut_alike() -> None:
    assert shares(Needs().and_row([400, 390, 50], [400, 390, 50]), 250) == [40, 40, 20]


def test_empty_columns_share_evenly() -> None:
    assert shares(Needs().and_row([0, 0], [0, 0]), 200) == [50, 50]
