import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython

from tests.ui.markdown.looks import DARK, LIGHT
from ui.markdown.view import MarkdownView

_LONG = "".join(f"Paragraph {number} with some words in it.\n\n" for number in range(60))


@pytest.fixture
def view(qtbot: QtBot) -> MarkdownView:
    view = MarkdownView(LIGHT, marks=True)
    qtbot.addWidget(view)
    view.resize(360, 300)
    view.show()
    return view


def wheel(view: MarkdownView, steps: int, ctrl: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(50, 50),
        view.mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def is_at_end(view: MarkdownView) -> bool:
    bar = view.verticalScrollBar()
    return bar.maximum() > 0 and bar.value() == bar.maximum()


def top_text(view: MarkdownView) -> str:
    return view.cursorForPosition(QPoint(100, 4)).block().text()


def pill(view: MarkdownView) -> QPushButton:
    (button,) = view.findChildren(QPushButton)
    return button


def test_streaming_text_is_followed(view: MarkdownView) -> None:
    view.append(_LONG)
    assert is_at_end(view)
    view.append(_LONG)
    assert is_at_end(view)
    assert not pill(view).isVisible()


def test_scrolling_up_ends_following_and_the_pill_resumes_it(
    view: MarkdownView, qtbot: QtBot
) -> None:
    view.append(_LONG)
    with qtbot.waitSignal(view.followed, check_params_cb=lambda follows: not follows):
        wheel(view, 1)
    value = view.verticalScrollBar().value()
    view.append(_LONG)
    assert view.verticalScrollBar().value() == value
    assert pill(view).isVisible()
    with qtbot.waitSignal(view.followed, check_params_cb=lambda follows: follows):
        QTest.mouseClick(pill(view), Qt.MouseButton.LeftButton)
    assert is_at_end(view)
    assert not pill(view).isVisible()


def test_scrolling_back_to_the_end_follows_again(view: MarkdownView) -> None:
    view.append(_LONG)
    wheel(view, 2)
    wheel(view, -20)
    view.append(_LONG)
    assert is_at_end(view)


@pytest.mark.parametrize("key", [Qt.Key.Key_PageUp, Qt.Key.Key_Home])
def test_keys_end_following(view: MarkdownView, key: Qt.Key) -> None:
    view.append(_LONG)
    QTest.keyClick(view, key)
    view.append("More.")
    assert not is_at_end(view)


def test_a_selection_ends_following_and_stays(view: MarkdownView) -> None:
    view.append(_LONG)
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    view.setTextCursor(cursor)
    selected = cursor.selectedText()
    view.append(_LONG)
    assert view.textCursor().selectedText() == selected
    assert not is_at_end(view)


def test_the_end_of_a_stream_scrolls_nobody_back(view: MarkdownView) -> None:
    view.append(_LONG)
    wheel(view, 3)
    value = view.verticalScrollBar().value()
    view.append("The very last words\r")
    view.finish()
    assert view.verticalScrollBar().value() == value
    assert view.toPlainText().endswith("The very last words")
    assert not pill(view).isVisible()


def test_the_caret_stays_where_it_is_while_text_arrives(view: MarkdownView) -> None:
    view.append("One")
    view.append(" two")
    assert view.textCursor().position() == 0
    assert not view.textCursor().hasSelection()


def test_hiding_and_showing_keeps_the_place(view: MarkdownView) -> None:
    view.append(_LONG)
    wheel(view, 5)
    value = view.verticalScrollBar().value()
    view.hide()
    view.append(_LONG)
    view.show()
    assert view.verticalScrollBar().value() == value


def test_a_whole_text_is_shown_from_its_beginning(view: MarkdownView) -> None:
    view.append(_LONG)
    view.show_markdown(_LONG)
    assert view.verticalScrollBar().value() == 0
    assert view.markdown == _LONG


def test_another_style_keeps_words_place_and_selection(view: MarkdownView) -> None:
    view.show_markdown(_LONG)
    view.verticalScrollBar().setValue(500)
    cursor = view.textCursor()
    cursor.setPosition(700)
    cursor.setPosition(720, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(500)
    before, words, top = view.toPlainText(), cursor.selectedText(), top_text(view)
    view.set_style(DARK)
    assert view.verticalScrollBar().value() == 500
    view.set_zoom(160)
    assert view.toPlainText() == before
    assert view.textCursor().selectedText() == words
    assert top_text(view) == top


def test_another_width_keeps_the_place_of_who_has_scrolled(view: MarkdownView) -> None:
    view.show_markdown(_LONG)
    view.verticalScrollBar().setValue(700)
    top = top_text(view)
    view.resize(200, 300)
    assert top_text(view) == top


def test_zoom_has_limits(view: MarkdownView) -> None:
    view.set_zoom(1000)
    assert view.reading_style.zoom_percent == 200
    view.set_zoom(10)
    assert view.reading_style.zoom_percent == 80


def test_the_wheel_with_ctrl_asks_for_zoom(view: MarkdownView, qtbot: QtBot) -> None:
    view.show_markdown(_LONG)
    with qtbot.waitSignal(view.zoom_requested) as asked:
        wheel(view, -1, ctrl=True)
    assert asked.args == [-1]
    assert view.reading_style.zoom_percent == 100


def test_nothing_is_ever_fetched(view: MarkdownView) -> None:
    view.show_markdown("![picture](https://example.org/a.png)")
    image = QTextDocument.ResourceType.ImageResource
    assert view.document().resource(image.value, QUrl("https://example.org/a.png")) is None
    assert "picture" in view.toPlainText()


def test_a_web_link_is_passed_on_and_a_file_is_not(view: MarkdownView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.link_activated) as followed:
        view.anchorClicked.emit(QUrl("https://example.org"))
    assert followed.args == [QUrl("https://example.org")]
    with qtbot.assertNotEmitted(view.link_activated):
        view.anchorClicked.emit(QUrl("file:///etc/passwd"))


def test_a_link_says_where_it_leads(view: MarkdownView) -> None:
    view.show_markdown("[plan](https://example.org/plan)")
    cursor = view.textCursor()
    cursor.setPosition(2)
    assert cursor.charFormat().toolTip() == "https://example.org/plan"


def test_a_decision_mark_is_activated_by_click_and_by_key(view: MarkdownView, qtbot: QtBot) -> None:
    view.show_markdown("[R3] Launch in May. [R4] Then rest.")
    inside = view.cursorForPosition(QPoint(0, 0))
    inside.setPosition(2)
    place = view.cursorRect(inside).center()
    with qtbot.waitSignal(view.mark_activated) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [3]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.mark_activated) as entered:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert entered.args == [4]


def test_copying_gives_markdown(view: MarkdownView) -> None:
    view.show_markdown("## Title\n\nSome **bold** words.\n")
    view.selectAll()
    view.copy()
    assert QApplication.clipboard().text() == "## Title\n\nSome **bold** words."


def test_find_goes_to_any_place(view: MarkdownView) -> None:
    view.show_markdown("One word.\n\nAnother **wo**rd.\n\n" + _LONG + "Last WORD.")
    assert view.find_all("word ") == 0
    assert view.find_all("word.") == 3
    places = []
    for index in range(3):
        place = view.show_hit(index)
        assert place is not None
        assert view.viewport().rect().contains(place)
        places.append(view.textCursor().position())
    assert places == sorted(places)
    view.show_hit(1)
    assert view.textCursor().position() == places[1]
    assert view.show_hit(None) is None
    assert view.find_all("") == 0


def test_what_was_found_stays_marked_in_another_look(view: MarkdownView) -> None:
    view.show_markdown("One word.\n\nAnother word.")
    view.find_all("word")
    view.show_hit(1)
    before = [one.cursor.selectedText() for one in view.extraSelections()]
    view.set_style(DARK)
    assert [one.cursor.selectedText() for one in view.extraSelections()] == before
    view.set_zoom(150)
    assert [one.cursor.selectedText() for one in view.extraSelections()] == before
    (current,) = (
        one
        for one in view.extraSelections()
        if one.format.background().color() == QColor(DARK.colours.accent_fill)
    )
    assert current.cursor.blockNumber() == 1


def test_from_right_to_left_the_gutter_is_on_the_right(view: MarkdownView) -> None:
    view.show_markdown("words")
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = view.document().rootFrame().frameFormat()
    assert (page.leftMargin(), page.rightMargin()) == (18, 44)


def test_what_a_view_rests_on_was_made_by_python(view: MarkdownView) -> None:
    """What Qt makes leaves a wrapper behind that can be taken for a later object at its place."""
    parts = (view.document(), view.viewport(), view.verticalScrollBar(), view.horizontalScrollBar())
    assert all(map(createdByPython, parts))
