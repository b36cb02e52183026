from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.brief import Fact
from tests.ui.ready.builders import DRAFT, NOBODY, READY, TEAM
from tests.ui.ready.handling import (
    buttons,
    editor_of,
    pick,
    press,
    run_button,
    shown_texts,
    type_words,
)
from ui.ready.draft import Draft, FactLine
from ui.ready.page import ReadyPage

QUESTION = "What should be planned? Dates, budgets and limits you state here always win."


def test_the_empty_brief_asks_its_question(page: ReadyPage) -> None:
    page.show_draft(Draft())
    assert QUESTION in shown_texts(page)
    page.setFocus()
    type_words(page, "a")
    assert QUESTION not in shown_texts(page)


def test_a_run_is_prepared_by_keyboard_alone(qtbot: QtBot, page: ReadyPage) -> None:
    page.show_draft(Draft())
    page.setFocus()
    assert editor_of(page).hasFocus()
    type_words(page, "Plan it.")
    press(page, Qt.Key.Key_Return)
    type_words(page, "Soon.")
    assert page.draft.text == "Plan it.\nSoon."
    with qtbot.assertNotEmitted(page.run_wanted):
        press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.draft.text == "Plan it.\nSoon.", "Ctrl+Enter is the window's, and no new line"
    seen: list[QWidget | None] = []
    while QApplication.focusWidget() is not run_button(page):
        assert len(seen) < 20
        press(page, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    with qtbot.waitSignal(page.run_wanted):
        press(page, Qt.Key.Key_Space)


def test_facts_are_asked_for_once_typing_has_stopped(qtbot: QtBot, page: ReadyPage) -> None:
    wanted: list[str] = []
    page.show_draft(Draft())
    page.facts_wanted.connect(wanted.append)
    page.setFocus()
    with qtbot.waitSignal(page.facts_wanted):
        type_words(page, "By 1 May 2027")
        assert wanted == []
    assert wanted == ["By 1 May 2027"]


def test_a_restored_draft_is_looked_through_for_facts(qtbot: QtBot, page: ReadyPage) -> None:
    with qtbot.waitSignal(page.facts_wanted) as wanted:
        page.show_draft(DRAFT)
    assert wanted.args == [DRAFT.text]


def test_an_empty_brief_has_no_proposals(page: ReadyPage) -> None:
    page.show_proposed_facts((Fact(subject="Price", value="EUR 9"),))
    assert buttons(page, "Keep")
    editor_of(page).clear()
    assert buttons(page, "Keep") == []
    page.show_proposed_facts((Fact(subject="Price", value="EUR 9"),))
    assert buttons(page, "Keep") == [], "an answer that comes late"


def test_nothing_typed_is_lost(empty_page: ReadyPage) -> None:
    draft = Draft(
        text="# Plan\n\n  <b>indented</b> & 公開日\n",
        facts=(FactLine(subject="Price", value="EUR 9"), FactLine(subject="half")),
        settled=("11 may 2027",),
        team_id="other",
        llm="llama3:70b",
        at_once=3,
    )
    empty_page.show_draft(draft)
    assert empty_page.draft == draft, "before teams and server are known"
    empty_page.show_teams((TEAM,))
    empty_page.show_server(NOBODY)
    empty_page.show_server(READY)
    empty_page.show_busy("Busy.")
    empty_page.show_problem("Refused.")
    assert empty_page.draft == draft, "whatever becomes known"


def test_every_change_is_told_to_who_stores_the_draft(qtbot: QtBot, page: ReadyPage) -> None:
    page.setFocus()
    changes: tuple[Callable[[], None], ...] = (
        lambda: type_words(page, "a"),
        lambda: buttons(page, "Remove this fact")[0].click(),
        lambda: buttons(page, "Put it back")[0].click(),
        lambda: pick(page, "Model", "gemma3:12b · 8.1 GB"),
        lambda: pick(page, "Workers at once", "3"),
        lambda: pick(page, "Team", "Other team"),
    )
    for change in changes:
        before = page.draft
        with qtbot.waitSignal(page.draft_changed):
            change()
        assert page.draft != before


def test_what_is_typed_can_be_undone_but_not_the_look_of_it(page: ReadyPage) -> None:
    editor = editor_of(page)
    assert not editor.document().isUndoAvailable()
    editor.append_text("From a file.")
    assert page.draft.text.endswith("\n\nFrom a file.")
    editor.undo()
    assert page.draft.text == DRAFT.text


def _drop(page: ReadyPage, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    viewport, place = editor_of(page).viewport(), QPoint(20, 20)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    no_key = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, *how, no_key)
    QGuiApplication.sendEvent(viewport, entering)
    assert entering.isAccepted()
    QGuiApplication.sendEvent(viewport, QDropEvent(QPointF(place), *how, no_key))


def test_a_dropped_text_file_is_loaded(page: ReadyPage, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# Notes\n\nFrom a file.\n", encoding="utf-8")
    page.show_draft(Draft())
    _drop(page, [path])
    assert page.draft.text == "# Notes\n\nFrom a file.\n"


def test_a_file_comes_below_what_is_typed(page: ReadyPage, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("From a file.", encoding="utf-8")
    _drop(page, [path, path])
    assert page.draft.text == f"{DRAFT.text}\n\nFrom a file.\n\nFrom a file."


def test_a_file_that_is_no_text_is_refused_in_words(page: ReadyPage, tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_bytes(b"\xff\xfe\x00")
    _drop(page, [path])
    assert "notes.pdf is not plain text in UTF-8." in shown_texts(page)
    assert page.draft.text == DRAFT.text


def test_a_file_that_is_too_large_is_refused_in_words(page: ReadyPage, tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(b"a" * 1_200_000)
    _drop(page, [path])
    assert "book.txt has 1.2 MB; a brief may have at most 1 MB." in shown_texts(page)


def test_what_was_refused_is_no_longer_said_once_the_brief_is_another(page: ReadyPage) -> None:
    page.show_draft(Draft())
    page.run()
    assert "The brief is empty." in shown_texts(page)
    page.setFocus()
    type_words(page, "a")
    assert "The brief is empty." not in shown_texts(page)


def test_a_file_that_is_not_taken_is_said_beside_one_that_is(
    page: ReadyPage, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Plan it.")
    bad.write_text("")
    page.show_draft(Draft())
    page._left.add_files([bad, good])
    assert page.draft.text == "Plan it."
    assert "bad.txt is empty." in shown_texts(page)
