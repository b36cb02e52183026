"""What is said of a model that was tested, and how it is tested."""

import pytest
from pytestqt.qtbot import QtBot

from models.report_card import ReportCard
from tests.ui.dock import runs, verified
from tests.ui.dock.screens import button, said, shown
from ui.contradictions.focus_view import FocusView
from ui.dock.dock import SynthesizerDock
from ui.report_card.line import ReportCardLine
from ui.report_card.state import CardState, card_line, expectation_line
from ui.theme.theme import Theme

CARD = verified.CARD


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> ReportCardLine:
    return shown(qtbot, ReportCardLine(theme), 300, 120)


def with_changes(**changes: object) -> ReportCard:
    return CARD.model_copy(update=changes)


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (CARD, "finds 5 of 8, 1 false alarm, answers readable 97 %, a run takes about 14 minutes"),
        (
            with_changes(false_alarms=0, expected_run_s=70.0),
            "finds 5 of 8, no false alarm, answers readable 97 %, a run takes about 1 minute",
        ),
        (
            with_changes(false_alarms=2, questions=0, calls=0, expected_run_s=None),
            "finds 5 of 8, 2 false alarms",
        ),
        (
            with_changes(cases=0, planted=0, found=0, expected_run_s=None),
            "no case was finished in the time of the test, answers readable 97 %",
        ),
        (
            with_changes(questions=0),
            "finds 5 of 8, 1 false alarm, valid JSON 40 %, a run takes about 14 minutes",
        ),
        (
            with_changes(questions_read=199),
            "finds 5 of 8, 1 false alarm, answers readable 99 %, a run takes about 14 minutes",
        ),
    ],
)
def test_what_to_expect_is_said_in_words(card: ReportCard, words: str) -> None:
    assert card_line(card) == words


def test_a_model_that_was_not_tested_can_be(line: ReportCardLine, qtbot: QtBot) -> None:
    line.show_state(CardState("qwen3:8b"))
    with qtbot.waitSignal(line.test_wanted) as asked:
        button(line, "Test this model (3 minutes)").click()
    assert asked.args == ["qwen3:8b"]


def test_a_test_says_how_far_it_is_and_can_be_stopped(line: ReportCardLine, qtbot: QtBot) -> None:
    line.show_state(CardState("qwen3:8b", is_testing=True, done=2, total=6))
    assert "Testing qwen3:8b: 2 of 6 cases" in said(line)
    assert "Test this model (3 minutes)" not in said(line)
    with qtbot.waitSignal(line.stop_wanted):
        button(line, "Stop the test").click()


def test_a_card_is_shown_and_the_model_can_be_tested_again(line: ReportCardLine) -> None:
    line.show_state(CardState("qwen3:8b", CARD))
    words = "Finds 5 of 8, 1 false alarm, answers readable 97 %, a run takes about 14 minutes."
    assert words in said(line)
    assert "Test again (3 minutes)" in said(line)


def test_a_card_that_does_not_count_says_why(line: ReportCardLine) -> None:
    line.show_state(CardState("qwen3:8b", problem="The report card is one of other weights."))
    assert "The report card is one of other weights." in said(line)


def test_while_a_run_is_at_work_nothing_is_tested(line: ReportCardLine, qtbot: QtBot) -> None:
    line.show_state(CardState("qwen3:8b"), "A run is already at work. Wait until it ends.")
    assert line.test_button.toolTip() == "A run is already at work. Wait until it ends."
    with qtbot.assertNotEmitted(line.test_wanted):
        line.test()


def test_without_a_model_there_is_nothing_to_test(line: ReportCardLine) -> None:
    line.show_state(CardState())
    assert not line.isVisible()


def test_beside_none_found_stands_what_the_model_found_in_its_test(
    qtbot: QtBot, theme: Theme
) -> None:
    words = "In its test here qwen3:8b found 5 of 8."
    assert expectation_line(CARD) == words
    dock = shown(qtbot, SynthesizerDock(theme))
    view = shown(qtbot, FocusView(theme), 1000, 700)
    for place in (dock, view):
        place.show_run(runs.quick(()))
        place.show_report_card(CARD)
        assert words in said(place)
        place.show_report_card(None)
        assert words not in said(place)
    dock.show_run(runs.quick())
    dock.show_report_card(CARD)
    assert words not in said(dock)
