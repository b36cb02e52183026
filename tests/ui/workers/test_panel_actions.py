"""What can be done with a panel: stop, re-run, copy, read earlier versions, jump to quotes."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.contribution import WaitingReason
from models.events import RunEvent
from models.failure import Failure, FailureKind
from models.run import Run
from tests.builders import a_run
from tests.ui.workers import staging as on
from tests.ui.workers.conftest import ShowPanel
from ui.workers.panel import WorkerPanel

NAME = "Channel Strategist"
SLOT = "channel-strategist"

BUSY: list[list[RunEvent]] = [
    [],
    [on.waiting(NAME, WaitingReason.LOADING)],
    [on.waiting(NAME, WaitingReason.SLOT)],
    [on.thinking(NAME, "Hm.")],
    [on.writing(NAME)],
]
ENDED: list[list[RunEvent]] = [
    [on.writing(NAME), on.finished(NAME)],
    [on.writing(NAME), on.finished(NAME, is_cut=True)],
    [on.writing(NAME), on.stopped(NAME)],
    [on.writing(NAME), on.failed(NAME)],
    [on.failed(NAME)],
]


def _live(*events: RunEvent) -> Run:
    return on.after(on.a_live_run(), *events)


@pytest.mark.parametrize("events", BUSY)
def test_a_busy_worker_can_be_stopped_and_not_run_again(
    qtbot: QtBot, show: ShowPanel, events: list[RunEvent]
) -> None:
    panel = show(_live(*events), NAME)
    assert panel.header.stop.isVisible()
    assert panel.header.rerun.isHidden()
    with qtbot.waitSignal(panel.stop_requested) as stopped:
        panel.header.stop.click()
    assert stopped.args == [SLOT]
    with qtbot.assertNotEmitted(panel.rerun_requested):
        panel.rerun()
    menu = panel.menu()
    assert (menu.stop.isEnabled(), menu.rerun.isEnabled()) == (True, False)


@pytest.mark.parametrize("events", ENDED)
def test_a_worker_that_has_ended_can_be_run_again_and_not_stopped(
    qtbot: QtBot, show: ShowPanel, events: list[RunEvent]
) -> None:
    panel = show(_live(*events), NAME)
    assert panel.header.stop.isHidden()
    with qtbot.assertNotEmitted(panel.stop_requested):
        panel.stop()
    menu = panel.menu()
    assert (menu.stop.isEnabled(), menu.rerun.isEnabled()) == (False, True)
    with qtbot.waitSignal(panel.rerun_requested) as asked:
        menu.rerun.trigger()
    assert asked.args == [SLOT]


@pytest.mark.parametrize("events", ENDED[1:])
def test_a_worker_without_a_whole_text_can_be_run_again_from_its_header(
    qtbot: QtBot, show: ShowPanel, events: list[RunEvent]
) -> None:
    panel = show(_live(*events), NAME)
    with qtbot.waitSignal(panel.rerun_requested) as asked:
        panel.header.rerun.click()
    assert asked.args == [SLOT]


def test_a_finished_worker_offers_to_copy_and_has_the_rest_in_its_menu(show: ShowPanel) -> None:
    header = show(_live(on.writing(NAME), on.finished(NAME)), NAME).header
    assert header.copy.isVisible()
    assert header.more.isVisible()
    assert header.rerun.isHidden()


def test_a_failed_worker_is_retried_from_its_card(qtbot: QtBot, show: ShowPanel) -> None:
    panel = show(_live(on.failed(NAME)), NAME)
    with qtbot.waitSignal(panel.rerun_requested) as asked:
        panel.body.card.retry.click()
    assert asked.args == [SLOT]


def test_where_nothing_can_run_the_buttons_say_why(qtbot: QtBot, show: ShowPanel) -> None:
    panel = show(_live(on.failed(NAME)), NAME)
    panel.block_rerun("Ollama is not running.")
    for button in (panel.header.rerun, panel.body.card.retry):
        assert not button.isEnabled()
        assert button.toolTip() == "Ollama is not running."
    assert not panel.menu().rerun.isEnabled()
    with qtbot.assertNotEmitted(panel.rerun_requested):
        panel.rerun()
    panel.block_rerun("")
    assert panel.header.rerun.isEnabled()


def test_another_model_can_be_chosen_for_a_worker_that_has_ended(
    qtbot: QtBot, show: ShowPanel
) -> None:
    panel = show(_live(on.failed(NAME)), NAME)
    assert not panel.menu().llms.menuAction().isVisible(), "none is known"
    panel.offer_llms(("qwen3:8b", "gemma3:4b", "phi4:14b"))
    llms = panel.menu().llms
    assert llms.menuAction().isVisible()
    assert [one.text() for one in llms.actions()] == ["gemma3:4b", "phi4:14b"]
    with qtbot.waitSignal(panel.rerun_with_requested) as asked:
        llms.actions()[1].trigger()
    assert asked.args == [SLOT, "phi4:14b"]
    panel.block_rerun("Ollama is not running.")
    assert not panel.menu().llms.isEnabled()
    with qtbot.assertNotEmitted(panel.rerun_with_requested):
        panel.rerun_with("phi4:14b")
    panel.block_rerun("")
    assert panel.menu().llms.isEnabled()


def test_where_the_model_is_missing_the_card_offers_one_that_is_there(
    qtbot: QtBot, show: ShowPanel, panel: WorkerPanel
) -> None:
    missing = Failure(kind=FailureKind.LLM_MISSING, message="qwen3:8b is not installed.")
    card = show(_live(on.failed(NAME, missing)), NAME).body.card
    assert not card.another.isVisible()
    panel.offer_llms(("qwen3:8b", "gemma3:4b", "phi4:14b"))
    assert (card.another.isVisible(), card.another.text()) == (True, "Use gemma3:4b")
    with qtbot.waitSignal(panel.rerun_with_requested) as asked:
        card.another.click()
    assert asked.args == [SLOT, "gemma3:4b"]
    show(_live(on.failed(NAME)), NAME)
    assert not card.another.isVisible()


@pytest.mark.parametrize("events", BUSY)
def test_no_other_model_is_offered_while_a_worker_is_at_work(
    qtbot: QtBot, show: ShowPanel, events: list[RunEvent]
) -> None:
    panel = show(_live(*events), NAME)
    panel.offer_llms(("qwen3:8b", "gemma3:4b"))
    assert not panel.menu().llms.menuAction().isVisible()
    with qtbot.assertNotEmitted(panel.rerun_with_requested):
        panel.rerun_with("gemma3:4b")


def test_in_a_sample_run_there_is_no_other_model(show: ShowPanel) -> None:
    panel = show(_live(on.failed(NAME)).model_copy(update={"is_demo": True}), NAME)
    panel.offer_llms(("qwen3:8b", "gemma3:4b"))
    assert not panel.menu().llms.menuAction().isVisible()


NASTY = "# Title\r\n\r\n* a <br> b\n\n```\nx = List<T>\n```\n\n“quoted” — 公開日 🎈\t\n"


def test_copy_puts_exactly_what_arrived_on_the_clipboard(show: ShowPanel) -> None:
    panel = show(_live(on.writing(NAME, NASTY), on.finished(NAME)), NAME)
    panel.header.copy.click()
    assert QGuiApplication.clipboard().text() == NASTY
    QGuiApplication.clipboard().clear()
    panel.menu().copy.trigger()
    assert QGuiApplication.clipboard().text() == NASTY


def test_nothing_is_offered_to_copy_before_there_is_text(show: ShowPanel) -> None:
    QGuiApplication.clipboard().setText("kept")
    panel = show(_live(), NAME)
    assert panel.header.copy.isHidden()
    assert not panel.menu().copy.isEnabled()
    panel.copy_text()
    assert QGuiApplication.clipboard().text() == "kept"


def test_in_a_narrow_header_the_name_wins_over_the_second_action(
    qtbot: QtBot, show: ShowPanel, panel: WorkerPanel
) -> None:
    show(_live(on.writing(NAME), on.finished(NAME, is_cut=True)), NAME)
    assert panel.header.rerun.isVisible()
    panel.resize(panel.minimumWidth(), 300)
    assert panel.header.copy.isVisible()
    assert panel.header.more.isVisible()
    assert panel.header.rerun.isHidden() or not panel.header.is_name_elided


def _run_again() -> Run:
    run = _live(on.writing(NAME, "First answer."), on.finished(NAME))
    return on.after(run, on.asked_again(run, NAME))


def test_a_new_version_begins_with_an_empty_panel(show: ShowPanel) -> None:
    before = _live(on.writing(NAME, "First answer."), on.finished(NAME))
    show(before, NAME)
    run = _run_again()
    panel = show(run, NAME)
    assert panel.view is None
    assert "version 2 of 2" in panel.header.meta
    run = on.after(run, on.writing(NAME, "Second", at_s=1030))
    panel = show(run, NAME)
    assert panel.view is not None
    assert panel.view.toPlainText() == "Second"


def test_earlier_versions_can_be_read_and_left_again(show: ShowPanel) -> None:
    run = on.after(_run_again(), on.writing(NAME, "Second", at_s=1030))
    panel = show(run, NAME)
    labels = [action.text() for action in panel.menu().versions.actions()]
    assert [label.split(",")[0] for label in labels] == ["Version 2", "Version 1"]
    panel.menu().versions.actions()[1].trigger()
    assert panel.view is not None
    assert panel.view.toPlainText() == "First answer."
    assert panel.header.meta.startswith("version 1 of 2")
    assert panel.body.note.text == "Version 1 of 2, to be read only."
    assert panel.header.stop.isVisible(), "the newest still writes, and can be stopped"
    run = on.after(run, on.writing(NAME, " answer.", at_s=1031))
    show(run, NAME)
    assert panel.view.toPlainText() == "First answer.", "what arrives does not tear it away"
    panel.body.note.followed.emit()
    assert panel.view.toPlainText() == "Second answer."
    assert panel.body.note.isHidden()


def test_a_newer_version_takes_over_from_an_earlier_one(show: ShowPanel) -> None:
    run = on.after(_run_again(), on.writing(NAME, "Second.", at_s=1030), on.finished(NAME))
    panel = show(run, NAME)
    panel.show_version(1)
    run = on.after(run, on.asked_again(run, NAME, at_s=2000))
    show(run, NAME)
    assert panel.view is None
    assert "version 3 of 3" in panel.header.meta


def test_copying_an_earlier_version_copies_what_is_shown(show: ShowPanel) -> None:
    panel = show(_run_again(), NAME)
    panel.show_version(1)
    panel.copy_text()
    assert QGuiApplication.clipboard().text() == "First answer."


def test_the_menu_lists_the_quotes_in_words(qtbot: QtBot, show: ShowPanel) -> None:
    run = a_run()
    panel = show(run, "Timeline Planner")
    panel.show_contradictions(run.contradictions)
    labels = [action.text() for action in panel.menu().quotes.actions()]
    assert labels == [
        "1 B   public launch date: “The public launch is on 25 May 2027.”",
        "2 B   who talks to new accounts: “Every account gets a demo call.”",
    ]
    with qtbot.waitSignal(panel.quote_activated) as chosen:
        panel.menu().quotes.actions()[1].trigger()
    assert chosen.args == [2]
