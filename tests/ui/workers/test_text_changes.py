"""What the user can make of a text: use a part as it is, leave a text out, take it back in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.contribution import Origin, TextChange
from models.events import ContributionMuted, ContributionVersioned, RunEvent
from models.run import Run
from tests.ui.workers import staging as on
from tests.ui.workers.conftest import ShowGrid, ShowPanel
from ui.components.buttons import LinkButton

NAME = "Channel Strategist"
SLOT = "channel-strategist"

TEXT = "The motion is product-led. Nobody"
WRITTEN = on.writing(NAME, TEXT)
DONE = on.finished(NAME)
MUTED = on.muted(NAME)
PARTIAL: list[list[RunEvent]] = [[WRITTEN, on.failed(NAME)], [WRITTEN, on.stopped(NAME)]]
ACCEPTED = ContributionVersioned(
    at_s=80, slot=SLOT, version=2, origin=Origin.ACCEPTED_PARTIAL, text=TEXT
)
BACK = ContributionMuted(at_s=90, slot=SLOT, muted=False)


def _live(*events: RunEvent) -> Run:
    return on.after(on.a_live_run(), *events)


@pytest.mark.parametrize(
    ("events", "words", "change"),
    [
        (PARTIAL[0], "Use as is", TextChange.USE_AS_IS),
        (PARTIAL[1], "Use as is", TextChange.USE_AS_IS),
        ([WRITTEN, DONE], "Leave out", TextChange.LEAVE_OUT),
        ([WRITTEN, on.failed(NAME), ACCEPTED], "Leave out", TextChange.LEAVE_OUT),
        (
            [WRITTEN, DONE, MUTED],
            "Take back in",
            TextChange.TAKE_BACK_IN,
        ),
        ([WRITTEN, DONE, MUTED, BACK], "Leave out", TextChange.LEAVE_OUT),
    ],
)
def test_the_menu_offers_the_one_thing_that_can_be_made_of_a_text(
    qtbot: QtBot, show: ShowPanel, events: list[RunEvent], words: str, change: TextChange
) -> None:
    panel = show(_live(*events), NAME)
    entry = panel.menu().change
    assert (entry.isVisible(), entry.text()) == (True, words)
    with qtbot.waitSignal(panel.change_requested) as asked:
        entry.trigger()
    assert asked.args == [SLOT, change]


@pytest.mark.parametrize("events", [[], [WRITTEN], [on.stopped(NAME)], [on.failed(NAME)]])
def test_without_a_text_or_while_it_is_written_nothing_is_offered(
    qtbot: QtBot, show: ShowPanel, events: list[RunEvent]
) -> None:
    panel = show(_live(*events), NAME)
    assert not panel.menu().change.isVisible()
    assert not panel.body.card.use.isVisible()
    with qtbot.assertNotEmitted(panel.change_requested):
        panel.change_text()


def test_the_partial_text_of_an_interrupted_run_can_be_used(show: ShowPanel) -> None:
    panel = show(_live(WRITTEN), NAME, is_live=False)
    assert panel.menu().change.text() == "Use as is"


def test_a_failed_worker_offers_its_text_on_the_card_by_keyboard(
    qtbot: QtBot, show: ShowPanel
) -> None:
    panel = show(_live(*PARTIAL[0]), NAME)
    with qtbot.waitActive(panel):
        panel.activateWindow()
    card = panel.body.card
    card.retry.setFocus()
    QTest.keyClick(card.retry, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.use
    assert card.use.text() == "Use as is"
    with qtbot.waitSignal(panel.change_requested) as asked:
        QTest.keyClick(card.use, Qt.Key.Key_Space)
    assert asked.args == [SLOT, TextChange.USE_AS_IS]
    links = panel.body.note.findChildren(LinkButton)
    assert all(one.isHidden() for one in links), "it is offered once"


@pytest.mark.parametrize(
    ("events", "words", "change"),
    [
        (PARTIAL[1], "Use as is", TextChange.USE_AS_IS),
        (
            [WRITTEN, DONE, MUTED],
            "Take back in",
            TextChange.TAKE_BACK_IN,
        ),
    ],
)
def test_below_a_text_that_does_not_count_a_link_lets_it_count(
    qtbot: QtBot, show: ShowPanel, events: list[RunEvent], words: str, change: TextChange
) -> None:
    panel = show(_live(*events), NAME)
    (link,) = panel.body.note.findChildren(LinkButton)
    assert (link.isVisible(), link.text()) == (True, words)
    with qtbot.waitSignal(panel.change_requested) as asked:
        link.click()
    assert asked.args == [SLOT, change]


def test_an_accepted_text_says_that_it_is_partial_and_not_that_it_failed(show: ShowPanel) -> None:
    panel = show(_live(*PARTIAL[0], ACCEPTED), NAME)
    assert panel.header.chip == "Done"
    assert panel.body.card.isHidden()
    assert panel.body.partial.isHidden()
    assert panel.body.note.text == (
        "A partial text that you accepted. All but its torn last statement counts."
    )


@pytest.mark.parametrize(
    ("events", "change", "words"),
    [
        (PARTIAL[0], ACCEPTED, "The partial text of Channel Strategist counts now"),
        ([WRITTEN, DONE], MUTED, "Channel Strategist is left out"),
        ([WRITTEN, DONE, MUTED], BACK, "Channel Strategist finished, 5 words"),
    ],
)
def test_what_became_of_a_text_is_announced(
    qtbot: QtBot, show_grid: ShowGrid, events: list[RunEvent], change: RunEvent, words: str
) -> None:
    run = _live(*events)
    grid = show_grid(run)
    with qtbot.waitSignal(grid.announce) as said:
        grid.show_run(on.after(run, change))
    assert said.args == [words]
