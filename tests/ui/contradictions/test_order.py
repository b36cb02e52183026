"""In which order contradictions are listed and walked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.contradiction import Severity
from models.run import Run
from tests.builders import a_run
from tests.ui.dock.screens import button, said, settle, shown
from ui.contradictions.findings import Order, findings_of
from ui.contradictions.focus_view import FocusView
from ui.theme.theme import Theme


def run_of_three() -> Run:
    """A medium one, the open one, and a high one; the second needs the user."""
    run = a_run()
    date, motion = run.contradictions
    medium = date.model_copy(update={"severity": Severity.MEDIUM})
    high = date.model_copy(update={"number": 3, "severity": Severity.HIGH})
    return run.model_copy(update={"contradictions": (medium, motion, high)})


@pytest.mark.parametrize(
    ("order", "numbers"),
    [(Order.NUMBER, [1, 2, 3]), (Order.SEVERITY, [3, 1, 2]), (Order.NEEDS_YOU, [2, 1, 3])],
)
def test_they_are_walked_in_the_order_that_was_chosen(order: Order, numbers: list[int]) -> None:
    assert [one.number for one in findings_of(run_of_three()).in_order(order).walked] == numbers


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> FocusView:
    view = shown(qtbot, FocusView(theme), 1100, 800)
    view.show_run(run_of_three())
    settle()
    return view


def choose(view: FocusView, times: int) -> None:
    for _time in range(times):
        QTest.keyClick(view.list.order, Qt.Key.Key_Down)
    settle()


def test_the_list_and_the_place_follow_the_picker(view: FocusView) -> None:
    view.select(1)
    assert "1 of 3" in said(view)
    choose(view, 1)
    tops = [view.list.row(number).mapTo(view, view.rect().topLeft()).y() for number in (3, 1, 2)]
    assert tops == sorted(tops)
    assert "2 of 3" in said(view)
    button(view, "Next contradiction").click()
    assert view.selected_number == 2


def test_the_order_stays_when_the_run_changes(view: FocusView) -> None:
    choose(view, 2)
    view.show_run(run_of_three())
    assert view.order is Order.NEEDS_YOU
    assert view.selected_number == 2
    assert "1 of 3" in said(view)


def test_one_contradiction_needs_no_order(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, FocusView(theme), 1100, 800)
    view.show_run(a_run().model_copy(update={"contradictions": a_run().contradictions[:1]}))
    settle()
    assert not view.list.order.isVisible()
