"""The dock when a run has ended: banner, contradictions, plan."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.run import Run
from tests.builders import a_run
from tests.ui.dock import runs, verified
from tests.ui.dock.screens import button, said, shown
from ui.dock.dock import SynthesizerDock
from ui.theme.theme import Theme

STALE = (
    "Timeline Planner was re-run at 10:58, after this plan was written. Nothing has been changed "
    "or thrown away; dashed parts may no longer hold."
)


@pytest.fixture
def dock(qtbot: QtBot, theme: Theme) -> SynthesizerDock:
    return shown(qtbot, SynthesizerDock(theme))


def test_a_whole_run_has_no_banner(dock: SynthesizerDock) -> None:
    dock.show_run(a_run())
    assert not dock.banner.isVisible()
    words = said(dock)
    assert "2 found, 1 needs you" in words
    assert "From 4 of 4 workers · 1 decided, 1 open" in words
    assert "Needs you" in words


def test_three_of_four_says_who_is_missing_and_what_has_no_source(
    dock: SynthesizerDock, qtbot: QtBot
) -> None:
    dock.show_run(runs.three_of_four())
    words = said(dock)
    assert "Plan from 3 of 4 workers" in words
    assert "Metrics Designer failed, so the section Metrics has no source." in words
    assert "From 3 of 4 workers" in words
    assert "Missing" in words
    assert "No source. Metrics Designer failed, so nothing is stated here." in words
    with qtbot.waitSignal(dock.retry_failed_requested):
        button(dock, "Retry failed").click()


def test_a_stopped_worker_can_be_retried_too(dock: SynthesizerDock) -> None:
    dock.show_run(runs.three_of_four("stopped"))
    assert "Metrics Designer was stopped" in said(dock.banner)
    assert button(dock, "Retry stopped").isVisible()


def test_the_banner_stays_after_the_missing_worker_has_written(dock: SynthesizerDock) -> None:
    dock.show_run(runs.rerun(runs.three_of_four(), runs.METRICS))
    words = said(dock)
    assert "Plan from 3 of 4 workers" in words
    assert "Metrics Designer wrote only after this plan" in words
    assert "Retry failed" not in words
    assert "Update 4 sections" in words


def test_a_stopped_run_says_what_is_complete(dock: SynthesizerDock, qtbot: QtBot) -> None:
    dock.show_run(runs.stopped())
    assert "Stopped by you" in said(dock.banner)
    assert "1 of 4 workers are complete. What had arrived is kept." in said(dock.banner)
    assert "There is no plan: the run ended before one was written." in said(dock.plan)
    with qtbot.waitSignal(dock.retry_failed_requested):
        button(dock, "Continue the other 3").click()


def test_an_interrupted_run_says_so(dock: SynthesizerDock) -> None:
    dock.show_run(runs.consulting(), is_live=False)
    assert "This run stopped when the app closed" in said(dock.banner)
    assert "1 of 4 workers are complete." in said(dock.banner)
    assert not dock.progress.isVisible()
    assert "The texts were not compared." in said(dock.found)


def test_without_a_plan_failure_and_remedy_are_said(dock: SynthesizerDock, qtbot: QtBot) -> None:
    dock.show_run(runs.failed())
    words = said(dock.banner)
    assert "None of the 4 specialists gave an answer to plan with." in words
    assert "Run again and let at least one specialist finish." in words
    with qtbot.waitSignal(dock.write_again_requested):
        button(dock, "Write plan").click()


def test_a_plan_that_was_interrupted_says_how_far_it_is(dock: SynthesizerDock) -> None:
    dock.show_run(runs.planning(), is_live=False)
    words = said(dock.plan)
    assert "This plan was not finished: 1 of 4 sections are written." in words
    assert "Not finished" in words
    assert "Waiting" not in words


def test_none_found_says_what_was_compared(dock: SynthesizerDock) -> None:
    dock.show_run(runs.quick(()))
    assert (
        "None found. One call read all 4 texts together; 2 close calls turned out compatible."
        in said(dock.found)
    )


def test_findings_of_code_alone_are_labelled(dock: SynthesizerDock) -> None:
    dock.show_run(runs.by_code_only())
    dock.select_contradiction(1)
    words = said(dock.found)
    assert "Compared by code only" in words
    assert "No model could compare the texts; code compared typed values only" in words
    assert "Code that compares values; no model has looked at it" in words


def test_minor_ones_are_folded(dock: SynthesizerDock) -> None:
    dock.show_run(runs.with_minor())
    assert "3 minor" in said(dock.found)
    assert "No. 3" not in said(dock.found)
    button(dock, "3 minor").click()
    assert "No. 3" in said(dock.found)


def test_selecting_a_minor_one_unfolds_it(dock: SynthesizerDock) -> None:
    dock.show_run(runs.with_minor())
    dock.select_contradiction(4)
    assert "No. 4" in said(dock.found)
    assert dock.selected_number == 4


def test_a_stale_plan_says_why_and_what_is_stale_can_be_updated(
    dock: SynthesizerDock, qtbot: QtBot
) -> None:
    dock.show_run(runs.rerun(runs.planned()))
    assert STALE in said(dock.plan)
    assert "2 found, 2 out of date, 1 needs you" in said(dock.found)
    assert all("Out of date" in said(pane) for pane in dock.plan.document.panes)
    with qtbot.waitSignal(dock.update_requested):
        button(dock, "Update 4 sections").click()


def test_where_texts_have_changed_they_can_be_compared_again(
    dock: SynthesizerDock, qtbot: QtBot
) -> None:
    dock.show_run(runs.rerun(runs.planned()))
    with qtbot.waitSignal(dock.write_again_requested):
        button(dock, "Compare again and write the whole plan").click()


def test_a_plan_that_holds_cannot_be_written_again(dock: SynthesizerDock) -> None:
    dock.show_run(a_run())
    assert "Write plan again" not in said(dock)


def test_decisions_the_plan_does_not_reflect_are_named(dock: SynthesizerDock) -> None:
    dock.show_run(runs.with_violations())
    words = said(dock.plan)
    assert "R1 not fully reflected" in words
    assert "25 May 2027 still stands in Timeline." in words
    assert "“The public launch is on 25 May 2027.”" in words
    assert "R2 not fully reflected" in words
    dock.select_contradiction(2)
    assert "R2 not fully reflected. No sentence is marked [R2]." in said(dock.found)


def test_a_violation_leads_to_its_contradiction(dock: SynthesizerDock, qtbot: QtBot) -> None:
    dock.show_run(runs.with_violations())
    with qtbot.waitSignal(dock.contradiction_selected) as chosen:
        button(dock, "R2 not fully reflected").click()
    assert chosen.args == [2]
    assert dock.selected_number == 2


def test_notices_are_one_line_and_the_rest_on_request(dock: SynthesizerDock) -> None:
    dock.show_run(a_run().model_copy(update={"notices": ("First.", "Second.", "Third.")}))
    assert "Third." in said(dock.notices)
    assert "First." not in said(dock.notices)
    button(dock, "2 more").click()
    assert "First." in said(dock.notices)


def test_an_earlier_plan_can_be_read_and_is_labelled(dock: SynthesizerDock) -> None:
    dock.show_run(runs.planned_again())
    assert "Second plan" in said(dock.plan)
    menu = dock.plan.header.menu()
    labels = [action.text() for action in menu.actions() if action.text()]
    assert labels == ["Newest plan", "Plan 1, written at 10:42"]
    menu.actions()[-1].trigger()
    words = said(dock.plan)
    assert "Earlier plan" in words
    assert "Plan 1, written at 10:42. A newer one has replaced it." in words
    assert "Launch plan" in words
    button(dock, "Back to the newest plan").click()
    assert "Second plan" in said(dock.plan)


def test_the_plan_in_the_dock_begins_without_statistics(dock: SynthesizerDock) -> None:
    dock.show_run(verified.verified())
    assert "rest on two workers" not in said(dock)


def test_there_is_no_menu_without_earlier_plans(dock: SynthesizerDock) -> None:
    dock.show_run(a_run())
    assert not dock.plan.header.more.isVisible()


def test_the_plan_is_copied_as_markdown(dock: SynthesizerDock, qtbot: QtBot) -> None:
    dock.show_run(a_run())
    with qtbot.waitSignal(dock.plan_copied):
        button(dock, "Copy plan").click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("# Launch plan for Ledgerling 1.0\n\n## Audience\n")
    assert "The public launch is on 11 May 2027 [R1]." in copied


@pytest.mark.parametrize("run", [a_run(), runs.consulting(), runs.failed(), runs.with_minor()])
def test_another_run_replaces_everything(dock: SynthesizerDock, run: Run) -> None:
    dock.show_run(runs.with_violations())
    dock.select_contradiction(1)
    dock.show_run(run.model_copy(update={"id": "another"}))
    assert dock.selected_number is None
    assert "R2 not fully reflected" not in said(dock)


def test_where_there_is_no_room_one_part_is_shown_at_a_time(dock: SynthesizerDock) -> None:
    dock.set_segmented(True)
    dock.show_run(a_run())
    assert (dock.found.isVisible(), dock.plan.isVisible()) == (True, False)
    assert "Contradictions 2" in said(dock.tabs)
    assert "1 needs you" in said(dock.tabs)
    button(dock.tabs, "Plan").click()
    assert (dock.found.isVisible(), dock.plan.isVisible()) == (False, True)
    dock.plan.mark_activated.emit(1)
    assert dock.found.isVisible()
    assert dock.selected_number == 1
