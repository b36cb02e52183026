"""The contradictions alone: walking them, and what is said of each."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.run import Run
from tests.builders import a_run, a_run_with, a_side
from tests.ui.contradictions.quotes import quote_tops
from tests.ui.dock import runs
from tests.ui.dock.screens import button, clipped, said, settle, shown
from ui.components.button_base import PaintedButton
from ui.contradictions.focus_view import FocusView
from ui.contradictions.row import TallRow
from ui.contradictions.side_text import SideText
from ui.contradictions.sides_part import SidesPart
from ui.theme.style import Look
from ui.theme.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> FocusView:
    view = shown(qtbot, FocusView(theme), 1100, 800)
    view.show_run(a_run())
    settle()
    return view


def test_the_first_that_needs_the_user_is_shown_first(view: FocusView) -> None:
    assert view.selected_number == 2
    words = said(view)
    assert "2 contradictions" in words
    assert "2 of 2" in words
    assert "Decided by the brief" in words
    assert "Needs you" in words
    assert "Nobody calls, and every account is called." in words


def test_both_quotes_stand_at_the_same_height_in_their_whole_texts(view: FocusView) -> None:
    view.select(1)
    settle()
    tops = quote_tops(view)
    assert max(tops) - min(tops) <= 1
    words = said(view)
    assert "Launch day" in words  # the heading above the first
    assert "Every account gets a demo call." in words  # what stands above the second


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 60), (60, 60), (60, 0), (30, 5)])
@pytest.mark.parametrize(("width", "height"), [(1100, 800), (900, 470)])
def test_quotes_stand_at_the_same_height_wherever_they_are_in_long_texts(
    qtbot: QtBot, theme: Theme, first: int, second: int, width: int, height: int
) -> None:
    view = shown(qtbot, FocusView(theme), width, height)
    view.show_run(with_long_texts({runs.MESSAGING: first, runs.TIMELINE: second}))
    view.select(1)
    settle()
    tops = quote_tops(view)
    assert max(tops) - min(tops) <= 1
    (part,) = [one for one in view.findChildren(SidesPart) if one.isVisible()]
    top = part.mapTo(view, QPoint(0, 0)).y()
    assert all(top < each < top + part.height() - 20 for each in tops)


def test_a_click_on_another_quote_goes_to_its_contradiction(view: FocusView, qtbot: QtBot) -> None:
    (text,) = [one for one in view.findChildren(SideText) if "Timeline" in one.accessibleName()]
    with qtbot.waitSignal(view.contradiction_selected) as chosen:
        text.quote_activated.emit(1)
    assert chosen.args == [1]
    assert view.selected_number == 1


def test_a_quote_of_an_earlier_version_stands_in_that_version(view: FocusView) -> None:
    view.show_run(runs.rerun(a_run()))
    view.select(1)
    assert "The public launch is on 25 May 2027." in said(view)


def test_how_it_was_settled_is_said(view: FocusView) -> None:
    view.select(1)
    words = said(view)
    for part in (
        "Contradiction · When",
        "High",
        "Two launch dates; the brief fixes 11 May 2027.",
        "Launch on 11 May 2027 (A, Messaging Specialist).",
        "“The public launch is fixed for 11 May 2027.” (Brief)",
    ):
        assert part in words


def test_next_and_previous_go_round(view: FocusView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.contradiction_selected) as chosen:
        button(view, "Next contradiction").click()
    assert chosen.args == [1]
    assert view.selected_number == 1
    button(view, "Previous contradiction").click()
    assert view.selected_number == 2


def test_next_keeps_the_focus(view: FocusView) -> None:
    view.next_button.setFocus()
    view.next_button.click()
    settle()
    assert focused().accessibleName() == "Next contradiction"


def test_the_list_is_walked_by_keys(view: FocusView, qtbot: QtBot) -> None:
    view.focus_first()
    assert focused() is view.list.row(2)
    with qtbot.waitSignal(view.contradiction_selected) as chosen:
        QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert chosen.args == [1]
    assert focused() is view.list.row(1)
    assert view.list.row(1).isChecked()
    assert not view.list.row(2).isChecked()


def test_a_click_on_a_row_selects_it(view: FocusView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.contradiction_selected) as chosen:
        QTest.mouseClick(view.list.row(1), Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    QTest.mouseClick(view.list.row(1), Qt.MouseButton.LeftButton)
    assert view.list.row(1).isChecked()


def test_a_selection_from_outside_says_nothing_back(view: FocusView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.contradiction_selected):
        view.select(1)
        view.select(None)
        view.select(99)
    assert view.selected_number == 1


def test_a_side_leads_to_its_panel(view: FocusView, qtbot: QtBot) -> None:
    view.select(1)
    with qtbot.waitSignal(view.show_in_panel_requested) as asked:
        button(view, "Open panel: B, Timeline Planner").click()
    assert asked.args == [runs.TIMELINE, 1]


def test_what_is_shown_follows_the_run(view: FocusView) -> None:
    view.select(1)
    view.show_run(runs.rerun(a_run()))
    assert view.selected_number == 1
    assert "Out of date" in said(view)
    assert "The public launch is on 25 May 2027." in said(view)


@pytest.mark.parametrize(
    ("run", "is_live", "words"),
    [
        (
            runs.quick(()),
            False,
            "None found. One call read all 4 texts together; 2 close calls turned out compatible.",
        ),
        (runs.consulting(), True, "Nothing found yet"),
        (runs.stopped(), False, "The texts were not compared."),
    ],
)
def test_without_contradictions_it_says_why(
    qtbot: QtBot, theme: Theme, run: Run, is_live: bool, words: str
) -> None:
    view = shown(qtbot, FocusView(theme), 1100, 800)
    view.show_run(run, is_live=is_live)
    assert words in said(view)
    assert view.selected_number is None


@pytest.mark.parametrize("make", [a_run, runs.with_violations, runs.by_code_only])
@pytest.mark.parametrize(("width", "scale"), [(900, 1.0), (1100, 1.5)])
def test_no_word_is_clipped(
    qtbot: QtBot,
    theme: Theme,
    look: Look,
    make: Callable[[], Run],
    width: int,
    scale: float,
) -> None:
    theme.set_font_scale(scale)
    view = shown(qtbot, FocusView(theme), width, 800)
    view.show_run(make())
    view.select(1)
    settle()
    assert clipped(view) == []


def test_whose_texts_the_plan_rests_on_is_said_above_where_somebody_is_missing(
    view: FocusView,
) -> None:
    assert "Plan from" not in said(view)
    view.show_run(a_run_with("failed"))
    assert "Plan from 3 of 4 workers" in said(view)


def test_everything_has_a_name(view: FocusView) -> None:
    assert view.list.row(1).accessibleName() == (
        "Contradiction 1, When, decided by brief: Public launch date"
    )
    for one in view.findChildren(QWidget):
        if isinstance(one, (PaintedButton, TallRow)) and one.isVisible():
            assert one.accessibleName() or one.text(), one
    text = next(one for one in view.findChildren(SideText) if one.isVisible())
    assert text.accessibleName() == (
        "Contradiction 2, side A, How, open, Channel Strategist: "
        "The motion is product-led: nobody calls."
    )


def with_long_texts(before: dict[str, int]) -> Run:
    """The first contradiction, each quote behind so many paragraphs of 60 in its text."""
    run = a_run()
    first, *others = run.contradictions
    sides, texts = [], {}
    for slot, count in before.items():
        paragraphs = [f"Paragraph {number} with some words in it." for number in range(60)]
        one = run.contribution(slot)
        text = "\n\n".join([*paragraphs[:count], one.text, *paragraphs[count:]])
        texts[slot] = one.model_copy(update={"text": text})
        quote = next(side.quote for side in first.sides if side.specialist == one.specialist)
        sides.append(a_side(one.specialist, text, quote))
    found = first.model_copy(update={"sides": tuple(sides)})
    contributions = tuple(texts.get(one.slot, one) for one in run.contributions)
    return run.model_copy(
        update={"contributions": contributions, "contradictions": (found, *others)}
    )


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
