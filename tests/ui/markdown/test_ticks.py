import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from models.team import Topic
from tests.ui.markdown.looks import LIGHT
from ui.markdown.quotes import QuoteMark
from ui.markdown.view import MarkdownView

_LONG = "".join(f"Paragraph {number} with some words in it.\n\n" for number in range(60))
_SHORT = "One paragraph.\n\nAnother paragraph.\n\nA third paragraph."
_STRIP_PX = 10
_HEIGHT_PX = 400
_BASE = QColor(LIGHT.colours.topics[Topic.WHEN].base).name()


@pytest.fixture
def view(qtbot: QtBot) -> MarkdownView:
    view = MarkdownView(LIGHT)
    qtbot.addWidget(view)
    view.resize(400, _HEIGHT_PX)
    view.show()
    return view


def light(view: MarkdownView, text: str, words: str) -> None:
    view.show_markdown(text)
    start = text.index(words)
    view.show_quotes([QuoteMark(3, "A", start, start + len(words), Topic.WHEN)])


def tick_rows(view: MarkdownView) -> list[int]:
    """The rows of the strip beside the scroll bar that are in the topic's colour."""
    image = view.grab().toImage()
    bar = view.verticalScrollBar()
    edge = view.width() - (bar.width() if bar.isVisible() else 0)
    strip = range(edge - _STRIP_PX, edge)
    return [
        y
        for y in range(view.height())
        if any(QColor(image.pixel(x, y)).name() == _BASE for x in strip)
    ]


@pytest.mark.parametrize("width", [400, 1100])
@pytest.mark.parametrize("scrolled", [0, 300])
def test_a_tick_stays_beside_the_scroll_bar_when_the_text_is_scrolled(
    view: MarkdownView, width: int, scrolled: int
) -> None:
    view.resize(width, _HEIGHT_PX)
    view.setViewportMargins(0, 0, max(0, width - 720), 0)
    light(view, _LONG, "Paragraph 30")
    view.grab()
    view.verticalScrollBar().setValue(scrolled)
    assert tick_rows(view) == pytest.approx([200, 201], abs=4)


def test_the_tick_of_a_text_without_scroll_bar_stands_beside_its_quote(
    view: MarkdownView,
) -> None:
    light(view, _SHORT, "Another")
    cursor = view.textCursor()
    cursor.setPosition(view.document().toPlainText().index("Another"))
    line = view.cursorRect(cursor)
    assert all(line.top() - 4 <= y <= line.bottom() for y in tick_rows(view))
    assert tick_rows(view)


def test_a_click_goes_through_the_ticks(view: MarkdownView) -> None:
    light(view, _LONG, "Paragraph 30")
    hit = view.childAt(view.viewport().geometry().right() - 4, 200)
    assert hit is view.viewport()


def test_ticks_stand_left_where_text_runs_from_right_to_left(view: MarkdownView) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    light(view, _SHORT, "Another")
    image = view.grab().toImage()
    columns = [
        x
        for x in range(view.width())
        for y in range(view.height())
        if QColor(image.pixel(x, y)).name() == _BASE and x < _STRIP_PX
    ]
    assert columns
