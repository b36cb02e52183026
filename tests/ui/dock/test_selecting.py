"""Selecting a contradiction: from the list, from the plan, from outside, by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.contradiction import Change
from tests.builders import a_run, the_decisions
from tests.ui.dock import runs
from tests.ui.dock.screens import button, said, settle, shown
from ui.components.button_base import PaintedButton
from ui.components.rule_ladder import RuleLadder
from ui.components.topic_badge import TopicBadge
from ui.contradictions.row import ContradictionRow
from ui.dock.dock import SynthesizerDock
from ui.markdown.view import MarkdownView
from ui.theme.theme import Theme


@pytest.fixture
def dock(qtbot: QtBot, theme: Theme) -> SynthesizerDock:
    dock = shown(qtbot, SynthesizerDock(theme))
    dock.show_run(a_run())
    settle()
    return dock


def row(dock: SynthesizerDock, number: int) -> ContradictionRow:
    return dock.found.list.item(number).row


def lit(dock: SynthesizerDock) -> list[str]:
    """The sentences of the plan that are lit."""
    return [
        pane.text.markdown[mark.start : mark.end]
        for pane in dock.plan.document.panes
        for mark in pane.text._quotes.marks
    ]


def test_a_click_opens_the_card_with_both_sentences(dock: SynthesizerDock, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dock.contradiction_selected) as chosen:
        QTest.mouseClick(row(dock, 1), Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    words = said(dock.found)
    for part in (
        "“The launch e-mail goes live on 11 May 2027 at nine in the morning.”",
        "Messaging Specialist",
        "“The public launch is on 25 May 2027.”",
        "Timeline Planner",
        "Contradiction · When",
        "High",
        "Two launch dates; the brief fixes 11 May 2027.",
        "Launch on 11 May 2027 (A, Messaging Specialist)",
        "“The public launch is fixed for 11 May 2027.” (Brief)",
    ):
        assert part in words
    assert lit(dock) == ["The public launch is on 11 May 2027 [R1]."]


def test_only_one_card_is_open(dock: SynthesizerDock) -> None:
    row(dock, 1).click()
    row(dock, 2).click()
    assert dock.found.list.item(1).card is None
    assert dock.found.list.item(2).card is not None


def test_a_card_says_what_the_others_have_to_change(dock: SynthesizerDock) -> None:
    changes = tuple(
        Change(worker=worker, text=text)
        for worker, text in (("Timeline Planner", "Move it."), ("Metrics Designer", "Count anew."))
    )
    first, second = the_decisions()
    dock.show_run(a_run(decisions=[first.model_copy(update={"must_change": changes}), second]))
    row(dock, 1).click()
    words = said(dock.found)
    assert "To change\nTimeline Planner: Move it.\nMetrics Designer: Count anew.\n" in words


def test_what_waits_for_the_user_shows_what_is_suggested_and_no_quote_twice(
    dock: SynthesizerDock,
) -> None:
    row(dock, 2).click()
    words = said(dock.found).splitlines()
    assert words[words.index("Suggested") + 1] == "Call those who ask."
    assert sum("gets a demo call" in one for one in words) == 1


def test_what_waits_without_a_suggestion_has_no_row_for_one(
    dock: SynthesizerDock,
) -> None:
    bare = the_decisions()[1].model_copy(update={"suggestion": ""})
    dock.show_run(a_run(decisions=[the_decisions()[0], bare]))
    row(dock, 2).click()
    assert "Suggested" not in said(dock.found)


def test_a_second_click_closes_it(dock: SynthesizerDock, qtbot: QtBot) -> None:
    row(dock, 1).click()
    with qtbot.waitSignal(dock.contradiction_selected) as chosen:
        row(dock, 1).click()
    assert chosen.args == [None]
    assert dock.selected_number is None
    assert lit(dock) == []


def test_a_selection_from_outside_says_nothing_back(dock: SynthesizerDock, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dock.contradiction_selected):
        dock.select_contradiction(2)
    assert dock.selected_number == 2
    assert lit(dock) == ["People sign up on the site with no call [R2]."]
    dock.select_contradiction(None)
    assert dock.selected_number is None


def test_a_mark_in_the_plan_opens_its_contradiction(dock: SynthesizerDock, qtbot: QtBot) -> None:
    view = dock.plan.document.panes[2].text
    with qtbot.waitSignal(dock.contradiction_selected) as chosen:
        view.mark_activated.emit(1)
    assert chosen.args == [1]
    assert dock.selected_number == 1


def test_a_mark_is_reached_and_entered_by_keys(dock: SynthesizerDock, qtbot: QtBot) -> None:
    view = dock.plan.document.panes[2].text
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(dock.contradiction_selected) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [1]


def test_the_plan_scrolls_to_the_sentence(qtbot: QtBot, theme: Theme) -> None:
    sections = {"Audience": "Words.\n\n" * 80, "Timeline": "It opens on 11 May 2027 [R1]."}
    dock = shown(qtbot, SynthesizerDock(theme))
    dock.show_run(a_run(sections=sections))
    settle()
    bar = dock.plan.document.verticalScrollBar()
    assert bar.value() == 0
    dock.select_contradiction(1)
    qtbot.waitUntil(lambda: bar.value() > 0)
    view = dock.plan.document.panes[1].text
    place = view.mapTo(dock.plan.document.viewport(), view.rect().topLeft()).y()
    assert 0 <= place < dock.plan.document.viewport().height()


def test_the_plan_scrolls_until_the_end_of_the_sentence_and_its_mark_are_seen(
    qtbot: QtBot, theme: Theme
) -> None:
    sentence = f"It opens {'soon, and very ' * 12}on 11 May 2027 [R1]."
    sections = {"Audience": "Words.\n\n" * 80, "Timeline": f"{sentence}\n\n{'Words. ' * 900}"}
    dock = shown(qtbot, SynthesizerDock(theme))
    dock.show_run(a_run(sections=sections))
    settle()
    document = dock.plan.document
    pane, height = document.panes[1], document.viewport().height()

    def extent() -> tuple[float, float]:
        """Where in the view the sentence begins and ends."""
        found = pane.extent_of_mark(1)
        assert found is not None
        y = pane.mapTo(document.viewport(), pane.rect().topLeft()).y()
        return y + found[0], y + found[1]

    document.verticalScrollBar().setValue(int(extent()[0]) - height + 40)
    assert 0 < extent()[0] < height < extent()[1]
    dock.select_contradiction(1)
    qtbot.waitUntil(lambda: extent()[1] <= height)
    assert extent()[0] >= 0


@pytest.mark.parametrize(("letter", "slot"), [("A", runs.MESSAGING), ("B", runs.TIMELINE)])
def test_a_side_leads_to_its_panel(
    dock: SynthesizerDock, qtbot: QtBot, letter: str, slot: str
) -> None:
    row(dock, 1).click()
    settle()
    name = {"A": "Messaging Specialist", "B": "Timeline Planner"}[letter]
    with qtbot.waitSignal(dock.show_in_panel_requested) as asked:
        button(dock, f"Show in panel: {letter}, {name}").click()
    assert asked.args == [slot, 1]


def test_rows_are_walked_opened_and_closed_by_keys(dock: SynthesizerDock, qtbot: QtBot) -> None:
    dock.focus_first()
    assert focused() is row(dock, 2)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert focused() is row(dock, 1)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert dock.selected_number == 1
    settle()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert isinstance(focused(), PaintedButton)
    with qtbot.waitSignal(dock.contradiction_selected) as chosen:
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert chosen.args == [None]
    assert focused() is row(dock, 1)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is row(dock, 2)


def test_esc_without_an_open_card_does_nothing(dock: SynthesizerDock, qtbot: QtBot) -> None:
    row(dock, 1).setFocus()
    with qtbot.assertNotEmitted(dock.contradiction_selected):
        QTest.keyClick(row(dock, 1), Qt.Key.Key_Escape)


def test_an_open_card_follows_the_run(dock: SynthesizerDock) -> None:
    dock.select_contradiction(1)
    dock.show_run(runs.rerun(a_run()))
    assert dock.selected_number == 1
    assert "Out of date" in said(dock.found.list.item(1))
    assert "“The public launch is on 25 May 2027.”" in said(dock.found)


def test_badges_rows_and_marks_have_names(dock: SynthesizerDock) -> None:
    dock.select_contradiction(1)
    settle()
    assert row(dock, 1).accessibleName() == (
        "Contradiction 1, When, decided by brief: Public launch date"
    )
    assert row(dock, 2).accessibleDescription() == "Needs you"
    for one in dock.findChildren(QWidget):
        is_drawn = isinstance(one, (PaintedButton, TopicBadge, RuleLadder, ContradictionRow))
        if one.isVisible() and (is_drawn or isinstance(one, MarkdownView)):
            text = one.text() if isinstance(one, PaintedButton) else ""
            assert one.accessibleName() or text, one


def test_everything_that_takes_the_focus_has_a_name(dock: SynthesizerDock) -> None:
    dock.select_contradiction(1)
    settle()
    for one in dock.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            text = one.text() if isinstance(one, PaintedButton) else ""
            assert one.accessibleName() or text, one


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
