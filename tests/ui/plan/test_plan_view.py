"""The plan alone: its column, its decisions, its signals."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from models.unfinished import as_left
from tests.builders import a_run
from tests.ui.dock import runs, verified
from tests.ui.dock.screens import button, clipped, said, settle, shown
from ui.components.button_base import PaintedButton
from ui.components.labels import WrapLabel
from ui.plan.mark_button import MarkButton
from ui.plan.plan_view import PlanView
from ui.plan.section_text import SectionText
from ui.theme.style import Look
from ui.theme.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PlanView:
    return shown(qtbot, PlanView(theme), 1200, 800)


def test_decisions_stand_in_a_table_above_the_sections(view: PlanView) -> None:
    view.show_run(a_run())
    words = said(view)
    assert "Decisions" in words
    assert "Launch on 11 May 2027." in words
    assert "Who talks to new accounts. Suggested: Call those who ask." in words
    assert "Needs you" in words
    settle()
    table, first = view.decisions, view.pane.document.panes[0]
    assert (
        table.mapTo(view, table.rect().bottomLeft()).y()
        < first.mapTo(view, first.rect().topLeft()).y()
    )


def test_the_column_is_560_wide_and_in_the_middle(view: PlanView) -> None:
    view.show_run(a_run())
    settle()
    table = view.decisions
    left = table.mapTo(view, table.rect().topLeft()).x()
    assert table.width() == 560
    assert abs(left - (view.width() - left - table.width())) <= 12  # the scroll bar


def test_a_decision_in_the_table_selects_its_contradiction(view: PlanView, qtbot: QtBot) -> None:
    view.show_run(a_run())
    with qtbot.waitSignal(view.contradiction_selected) as chosen:
        button(view, "Decision 1: Launch on 11 May 2027.").click()
    assert chosen.args == [1]


def test_mark_decision_and_rule_of_a_row_stand_on_one_line(view: PlanView) -> None:
    view.show_run(a_run())
    settle()

    def middle(part: QWidget, height: int) -> float:
        return part.mapTo(view, QPoint(0, 0)).y() + height / 2

    texts = [one for one in view.decisions._grid.findChildren(WrapLabel) if one.isVisible()]
    marks = view.decisions.findChildren(MarkButton)
    line = min(one.height() for one in texts)
    for mark, text, rule in zip(marks, texts[::2], texts[1::2], strict=True):
        assert abs(middle(mark, mark.height()) - middle(text, line)) <= 1
        assert middle(text, line) == middle(rule, line)


def test_a_mark_says_what_it_stands_for_when_the_mouse_rests_on_it(
    view: PlanView, look: Look, qtbot: QtBot
) -> None:
    view.show_run(a_run())
    settle()
    text = view.pane.document.panes[2].text
    start = text.markdown.index("[R1]")
    (span,) = text.positions_of(start, start + len("[R1]"))
    cursor = text.textCursor()
    cursor.setPosition(span.start + 1)
    place = text.cursorRect(cursor).center()
    _rest_on(text, place)
    assert QToolTip.text() == "Public launch date: Launch on 11 May 2027. Brief"
    _rest_on(text, QPoint(text.viewport().width() - 2, place.y()))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def _rest_on(text: SectionText, place: QPoint) -> None:
    hover = QHelpEvent(QEvent.Type.ToolTip, place, text.viewport().mapToGlobal(place))
    QApplication.sendEvent(text.viewport(), hover)


def test_a_mark_selects_its_contradiction(view: PlanView, qtbot: QtBot) -> None:
    view.show_run(a_run())
    with qtbot.waitSignal(view.contradiction_selected) as chosen:
        view.pane.document.panes[2].text.mark_activated.emit(1)
    assert chosen.args == [1]


def test_coming_back_to_a_selected_decision_shows_its_sentence(
    view: PlanView, qtbot: QtBot
) -> None:
    sections = {"Audience": "Words.\n\n" * 80, "Timeline": "It opens on 11 May 2027 [R1]."}
    view.show_run(a_run(sections=sections))
    view.select_contradiction(1)
    bar = view.pane.document.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    bar.setValue(0)
    view.scroll_to_selected()
    qtbot.waitUntil(lambda: bar.value() > 0)


def test_banner_and_buttons_are_those_of_the_dock(view: PlanView, qtbot: QtBot) -> None:
    view.show_run(runs.rerun(runs.three_of_four()))
    assert "Plan from 3 of 4 workers" in said(view)
    with qtbot.waitSignal(view.retry_failed_requested):
        button(view, "Retry failed").click()
    with qtbot.waitSignal(view.update_requested):
        button(view, "Update 4 sections").click()
    with qtbot.waitSignal(view.write_again_requested):
        button(view, "Compare again and write the whole plan").click()


def test_a_plan_that_broke_off_can_be_finished(view: PlanView, qtbot: QtBot) -> None:
    view.show_run(as_left(runs.planning()))
    with qtbot.waitSignal(view.update_requested):
        button(view, "Update 3 sections").click()


def test_a_plan_that_was_written_and_not_checked_can_be_checked(
    view: PlanView, qtbot: QtBot
) -> None:
    run = runs.planned()
    assert run.plan is not None
    unchecked = run.plan.model_copy(update={"checked": False})
    view.show_run(run.model_copy(update={"plan": unchecked}))
    with qtbot.waitSignal(view.update_requested):
        button(view, "Check the plan").click()


def test_the_plan_is_copied(view: PlanView, qtbot: QtBot) -> None:
    view.show_run(a_run())
    with qtbot.waitSignal(view.copied):
        view.copy_plan()
    assert QGuiApplication.clipboard().text().startswith("# Launch plan for Ledgerling 1.0")


def test_before_the_plan_is_begun_it_says_what_will_come(view: PlanView) -> None:
    view.show_run(runs.comparing(), is_live=True)
    assert "The plan is written here, one section after the other" in said(view)
    assert "Decisions" not in said(view)


def test_without_a_plan_it_says_why(view: PlanView) -> None:
    view.show_run(runs.failed())
    assert "None of the 4 specialists gave an answer to plan with." in said(view)
    assert "There is no plan" in said(view)


@pytest.mark.parametrize(("width", "scale"), [(900, 1.0), (1200, 1.0), (900, 1.5)])
def test_no_word_is_clipped(
    qtbot: QtBot, theme: Theme, look: Look, width: int, scale: float
) -> None:
    theme.set_font_scale(scale)
    view = shown(qtbot, PlanView(theme), width, 800)
    view.show_run(runs.rerun(runs.three_of_four()))
    settle()
    assert clipped(view) == []


def test_every_button_has_a_name(view: PlanView) -> None:
    view.show_run(runs.with_violations())
    settle()
    for one in view.findChildren(QWidget):
        if isinstance(one, PaintedButton) and one.isVisible():
            assert one.accessibleName() or one.text(), one
    names = [pane.text.accessibleName() for pane in view.pane.document.panes]
    assert names == ["Audience", "Channels", "Timeline", "Metrics"]


def test_a_sentence_says_which_statements_it_rests_on(view: PlanView, qtbot: QtBot) -> None:
    view.show_run(verified.verified())
    settle()
    assert "Point at a sentence of the plan" in said(view.rests_on)
    timeline = view.pane.document.panes[2].text
    _point_at(timeline, "public launch")
    words = said(view.rests_on)
    assert "“The public launch is on 11 May 2027 [R1].”" in words
    assert "Timeline Planner: “The public launch is on 25 May 2027.”" in words
    with qtbot.waitSignal(view.place_shown) as asked:
        button(view, "Timeline Planner: “The public launch is on 25 May 2027.”").click()
    assert asked.args[0].document_id == f"specialist/{runs.TIMELINE}"


def test_a_sentence_that_no_worker_says_was_added_by_the_synthesizer(view: PlanView) -> None:
    view.show_run(verified.verified())
    settle()
    audience = view.pane.document.panes[0].text
    _point_at(audience, "headline")
    assert "Added by the synthesizer: no worker and no part of the brief says this." in said(
        view.rests_on
    )


def test_the_caret_points_as_the_mouse_does_and_stays_when_it_leaves(view: PlanView) -> None:
    view.show_run(verified.verified())
    settle()
    audience, _, timeline, _ = (one.text for one in view.pane.document.panes)
    audience.setFocus()
    cursor = audience.textCursor()
    cursor.setPosition(3)
    audience.setTextCursor(cursor)
    assert "Added by the synthesizer" in said(view.rests_on)
    _point_at(timeline, "public launch")
    assert "Timeline Planner" in said(view.rests_on)
    timeline.pointed.emit(-1)
    assert "Added by the synthesizer" in said(view.rests_on)


def test_pointing_changes_no_height(view: PlanView) -> None:
    view.show_run(verified.verified())
    settle()
    before = view.rests_on.height(), view.pane.height()
    _point_at(view.pane.document.panes[2].text, "public launch")
    settle()
    assert (view.rests_on.height(), view.pane.height()) == before


def test_a_low_view_says_in_one_line_what_a_sentence_rests_on(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, PlanView(theme), 900, 500)
    view.show_run(verified.verified())
    settle()
    assert view.rests_on.height() == 36
    assert "Point at a sentence of the plan" in said(view.rests_on)
    _point_at(view.pane.document.panes[2].text, "public launch")
    assert "Timeline Planner: “The public launch is on 25 May 2027.”" in said(view.rests_on)
    with qtbot.waitSignal(view.place_shown) as asked:
        button(view, "Show where it stands").click()
    assert asked.args[0].document_id == f"specialist/{runs.TIMELINE}"
    view.resize(900, 800)
    settle()
    assert view.rests_on.height() == 104
    words = said(view.rests_on)
    assert "“The public launch is on 11 May 2027 [R1].”" in words
    assert "Timeline Planner: “The public launch is on 25 May 2027.”" in words


def test_a_plan_without_provenance_has_no_such_place(view: PlanView) -> None:
    view.show_run(a_run())
    assert not view.rests_on.isVisible()


def test_tables_stand_under_the_plan_and_their_cells_are_text(view: PlanView) -> None:
    view.show_run(verified.verified())
    words = said(view)
    for part in ("Dates", "11 May 2027", "Budget", "Creators | search", "EUR 12,000"):
        assert part in words
    assert "These tables are made from the data by code; no model wrote them." in words
    assert "Owners" not in words  # nothing is known of them
    assert words.count("Decided by") == 1  # the decisions stand above


def test_what_breaks_the_brief_or_the_plan_itself_has_no_number(view: PlanView) -> None:
    view.show_run(verified.with_unnumbered_violations())
    words = said(view)
    assert "The plan breaks the brief" in words
    assert "The plan asks for 4,000 paying accounts; the brief says 360." in words
    assert "The plan contradicts itself" in words
    assert "R0" not in words


def test_how_far_the_plan_is_one_document_and_what_was_repaired(view: PlanView) -> None:
    view.show_run(verified.verified())
    words = said(view)
    assert (
        "3 of 4 sections rest on two workers or more · longest run copied from one worker: 9 words"
        in words
    )
    assert "A paragraph of Timeline was written again to reflect R1." in words


def _point_at(text: SectionText, words: str) -> None:
    start = text.markdown.index(words)
    text.pointed.emit(start)
