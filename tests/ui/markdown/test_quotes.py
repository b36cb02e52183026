from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.team import Topic
from tests.ui.markdown.looks import LIGHT
from ui.markdown.badges import QuoteStatus
from ui.markdown.quotes import QuoteMark
from ui.markdown.view import MarkdownView

_QUOTE = "The launch is on 11 May 2027."
_ROW = "| Search | 12,000 |"
_TEXT = (
    f"{_QUOTE} More words.\n\n| Channel | EUR |\n|---|--:|\n{_ROW}\n\n"
    + "".join(f"Paragraph {number} with some words in it.\n\n" for number in range(60))
    + "The end is near."
)
_TINT, _STRONG, _BASE = "#e7f4f3", "#c3e5e2", "#08615f"


@pytest.fixture
def view(qtbot: QtBot) -> MarkdownView:
    view = MarkdownView(LIGHT)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_markdown(_TEXT)
    view.show()
    return view


def quote(words: str = _QUOTE, number: int = 3) -> QuoteMark:
    start = _TEXT.index(words)
    return QuoteMark(number, "A", start, start + len(words), Topic.WHEN)


def colours(view: MarkdownView, quotes: Sequence[QuoteMark]) -> set[str]:
    view.show_quotes(quotes)
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_a_quiet_quote_has_a_quiet_fill(view: MarkdownView) -> None:
    seen = colours(view, [quote()])
    assert _TINT in seen
    assert _STRONG not in seen


def test_a_selected_quote_has_a_strong_fill_and_line(view: MarkdownView) -> None:
    seen = colours(view, [replace(quote(), selected=True)])
    assert _STRONG in seen
    assert _BASE in seen


def test_the_others_keep_a_line_only(view: MarkdownView) -> None:
    seen = colours(view, [replace(quote(), dimmed=True)])
    assert not seen & {_TINT, _STRONG}


def test_a_quote_out_of_date_is_grey_without_fill(view: MarkdownView) -> None:
    seen = colours(view, [replace(quote(), status=QuoteStatus.OUT_OF_DATE)])
    assert not seen & {_TINT, _STRONG, _BASE}
    assert LIGHT.colours.text3.lower() in seen


def test_high_contrast_has_no_tints(view: MarkdownView) -> None:
    view.set_style(replace(LIGHT, is_high_contrast=True))
    seen = colours(view, [quote()])
    assert _TINT not in seen
    assert _BASE in seen


def test_a_quote_that_is_not_there_is_not_painted(view: MarkdownView) -> None:
    missing = QuoteMark(9, "B", len(_TEXT) + 10, len(_TEXT) + 20, Topic.WHO)
    assert not colours(view, [missing]) & {_TINT, _STRONG, _BASE}
    assert not view.scroll_to_quote(9)


def test_words_of_a_quote_activate_it(view: MarkdownView, qtbot: QtBot) -> None:
    view.show_quotes([quote()])
    cursor = view.textCursor()
    cursor.setPosition(8)
    place = view.cursorRect(cursor).center()
    with qtbot.waitSignal(view.quote_activated) as activated:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert activated.args == [3]


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_its_badge_activates_a_quote(
    view: MarkdownView, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    view.setLayoutDirection(direction)
    view.show_quotes([quote()])
    is_mirrored = view.isRightToLeft()
    x = view.viewport().width() - 17 if is_mirrored else 17
    with qtbot.waitSignal(view.quote_activated) as activated:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    assert activated.args == [3]


def test_any_cell_activates_a_quoted_row(view: MarkdownView, qtbot: QtBot) -> None:
    view.show_quotes([quote(_ROW, 5)])
    (row,) = view.positions_of(_TEXT.index(_ROW), _TEXT.index(_ROW) + len(_ROW))
    for position in (row.start, row.end):
        cursor = view.textCursor()
        cursor.setPosition(position)
        place = view.cursorRect(cursor).center() - QPoint(2, 0) * (position == row.end)
        with qtbot.waitSignal(view.quote_activated) as activated:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert activated.args == [5]


def test_badges_on_one_line_do_not_cover_each_other(view: MarkdownView, qtbot: QtBot) -> None:
    view.show_quotes([quote(number=3), quote("11 May", number=4)])
    numbers = []
    for y in (20, 39):
        with qtbot.waitSignal(view.quote_activated) as activated:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(17, y))
        numbers += activated.args
    assert numbers == [3, 4]


def test_a_quote_is_scrolled_to_with_the_caret_on_it(view: MarkdownView) -> None:
    view.show_quotes([quote("Paragraph 40", 7)])
    assert view.scroll_to_quote(7)
    cursor = view.textCursor()
    assert cursor.block().text().startswith("Paragraph 40")
    assert abs(view.cursorRect(cursor).top() - 0.4 * view.viewport().height()) < 6


def test_scrolling_to_a_quote_glides_unless_motion_is_reduced(
    view: MarkdownView, qtbot: QtBot
) -> None:
    view.set_style(replace(LIGHT, is_still=False))
    view.show_quotes([quote("Paragraph 40", 7)])
    view.scroll_to_quote(7)
    assert view.verticalScrollBar().value() < 100
    qtbot.waitUntil(
        lambda: abs(view.cursorRect().top() - 0.4 * view.viewport().height()) < 6, timeout=20_000
    )


def test_quotes_stay_on_their_words_while_more_arrives(view: MarkdownView) -> None:
    view.show_quotes([quote("The end is near.", 2)])
    view.append(" Or is it?\n\nMore.")
    assert view.scroll_to_quote(2)
    assert view.textCursor().block().text() == "The end is near. Or is it?"
