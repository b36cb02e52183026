"""What a panel says in every state of a worker."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.contribution import WaitingReason
from models.events import RunEvent
from models.failure import Failure, FailureKind
from models.run import Run
from tests.ui.workers import staging as on
from tests.ui.workers.conftest import ShowPanel
from ui.components.labels import WrapLabel
from ui.workers.panel import WorkerPanel
from ui.workers.placeholder import GUTTER_PX
from ui.workers.status import Elapsed

NAME = "Channel Strategist"


def _said(panel: WorkerPanel) -> str:
    """What stands in the place of text."""
    shown = panel.body.placeholder.shown
    assert shown is not None
    assert panel.body.placeholder.isVisible()
    return f"{shown.title}. {shown.text}"


def _live(*events: RunEvent) -> Run:
    return on.after(on.a_live_run(), *events)


def test_a_queued_worker_says_that_nothing_is_wrong(show: ShowPanel) -> None:
    panel = show(_live(on.queued(NAME)), "Messaging Specialist")
    assert panel.header.chip == "Queued"
    assert panel.header.meta == "next to start · qwen3:8b"
    assert _said(panel).startswith("Next in line. Starts when a worker before it is done.")
    assert "Nothing is wrong" in _said(panel)


def test_a_later_worker_says_its_place_in_line(show: ShowPanel) -> None:
    panel = show(_live(), "Timeline Planner")
    assert panel.header.meta == "number 3 in line · qwen3:8b"
    assert _said(panel).startswith("Number 3 in line")


def test_the_place_in_line_moves_up_when_others_begin(show: ShowPanel) -> None:
    run = _live()
    show(run, "Timeline Planner")
    run = on.after(run, on.writing("Messaging Specialist"), on.writing(NAME))
    panel = show(run, "Timeline Planner")
    assert _said(panel).startswith("Next in line")


def test_a_loading_worker_names_its_model_and_counts_seconds(show: ShowPanel) -> None:
    panel = show(_live(on.waiting(NAME, WaitingReason.LOADING)), NAME)
    assert panel.header.chip == "Loading model"
    assert _said(panel).startswith("Loading qwen3:8b. The server is reading the model into memory.")
    assert panel.body.placeholder.shown is not None
    assert panel.body.placeholder.shown.is_under_way
    panel.show_elapsed(Elapsed(in_situation_s=13))
    assert panel.header.meta == "13 s so far · qwen3:8b"


def test_a_loading_worker_says_how_long_it_took_before(show: ShowPanel) -> None:
    first = "Messaging Specialist"
    run = _live(on.writing(first), on.finished(first), on.waiting(NAME, WaitingReason.LOADING))
    assert _said(show(run, NAME)).endswith("It took 12 s before in this run.")


def test_a_reading_worker_says_so_and_after_a_minute_that_silence_is_usual(
    show: ShowPanel,
) -> None:
    panel = show(_live(on.waiting(NAME, WaitingReason.READING_OR_SLOT)), NAME)
    assert panel.header.chip == "Reading"
    assert _said(panel).startswith("Reading the prompt. qwen3:8b is loaded.")
    panel.show_elapsed(Elapsed(in_situation_s=59))
    assert "No word" not in _said(panel)
    panel.show_elapsed(Elapsed(in_situation_s=61))
    assert "No word for 1 min 1 s. The model may be reading a long prompt." in _said(panel)
    assert panel.header.stop.isVisible()


def test_a_worker_without_a_slot_says_who_has_them(show: ShowPanel) -> None:
    panel = show(_live(on.waiting(NAME, WaitingReason.SLOT)), NAME)
    assert panel.header.chip == "Waiting"
    assert _said(panel).startswith("Waiting for a free slot. qwen3:8b is writing for other")


def test_placeholders_begin_where_text_will(show: ShowPanel) -> None:
    panel = show(_live(on.waiting(NAME, WaitingReason.LOADING)), NAME)
    page = panel.body.placeholder.widget()
    assert page is not None
    assert min(one.x() for one in page.findChildren(WrapLabel)) == GUTTER_PX


def test_a_writing_worker_shows_its_words_as_they_come(show: ShowPanel) -> None:
    run = _live(on.writing(NAME, "# Motion\n\nNobody "))
    panel = show(run, NAME)
    assert panel.header.chip == "Writing"
    run = on.after(run, on.writing(NAME, "calls.", at_s=21))
    show(run, NAME)
    assert panel.view is not None
    assert panel.view.toPlainText() == "Motion\nNobody calls."
    assert panel.view.markdown == on.newest(run, NAME).text
    panel.show_elapsed(Elapsed(in_situation_s=14, tokens_per_s=30.6))
    assert panel.header.meta == "14 s · about 31 tokens/s · 4 words · qwen3:8b"


def test_a_finished_worker_shows_exactly_what_arrived(show: ShowPanel) -> None:
    run = _live()
    for piece in (
        "# Mo",
        "tion\n\n| a | b |\n|--",
        "-|---|\n| 1 | 2 ",
        "|\n\n```py\nx = List<",
        "T>",
    ):
        run = on.after(run, on.writing(NAME, piece))
        show(run, NAME)
    run = on.after(run, on.finished(NAME))
    panel = show(run, NAME)
    assert panel.view is not None
    assert panel.view.markdown == on.newest(run, NAME).text
    assert "x = List<T>" in panel.view.toPlainText()
    assert panel.header.chip == "Done"
    assert panel.header.meta.startswith("40 s · 31 tokens/s · 17 words")
    assert panel.body.note.isHidden()


def test_an_answer_cut_at_the_limit_says_so(show: ShowPanel) -> None:
    panel = show(_live(on.writing(NAME), on.finished(NAME, is_cut=True)), NAME)
    assert panel.header.chip == "Done"
    assert panel.body.note.text.startswith("Cut at the length limit.")
    assert panel.body.note.isVisible()


def test_a_stopped_worker_keeps_its_words_and_counts_them(show: ShowPanel) -> None:
    panel = show(_live(on.writing(NAME), on.stopped(NAME)), NAME)
    assert panel.header.chip == "Stopped"
    assert panel.body.note.text.startswith("Stopped at 12 words.")
    assert panel.view is not None
    assert "nobody calls" in panel.view.toPlainText()


def test_a_worker_stopped_before_its_first_word_says_so(show: ShowPanel) -> None:
    panel = show(_live(on.stopped(NAME)), NAME)
    assert _said(panel).startswith("Stopped before the first word.")


def test_a_failed_worker_says_why_and_that_nothing_was_made_up(show: ShowPanel) -> None:
    panel = show(_live(on.failed(NAME)), NAME)
    card = panel.body.card
    assert panel.header.chip == "Failed"
    assert card.isVisible()
    assert card.said.startswith("It needs 9.1 GB and 6.4 GB is free")
    assert "No text was written, and none was made up." in card.said
    assert "choose a smaller model" in card.said


def test_details_of_a_failure_are_shown_on_request(show: ShowPanel) -> None:
    card = show(_live(on.failed(NAME)), NAME).body.card
    assert "9.1 GiB" not in card.said
    card.details.click()
    assert "9.1 GiB" in card.said
    assert card.details.text() == "Hide details"
    card.details.click()
    assert "9.1 GiB" not in card.said


def test_a_failure_without_details_offers_none(show: ShowPanel) -> None:
    bare = Failure(kind=FailureKind.SERVER_BUSY, message="The queue is full.")
    card = show(_live(on.failed(NAME, bare)), NAME).body.card
    assert card.retry.isVisible()
    assert card.details.isHidden()


def test_a_worker_that_failed_midway_shows_what_had_arrived(show: ShowPanel) -> None:
    panel = show(_live(on.writing(NAME), on.failed(NAME)), NAME)
    assert "What had arrived is kept below." in panel.body.card.said
    assert panel.body.partial.text() == "Partial text, 12 words, not used in the plan"
    assert panel.view is not None
    assert "nobody calls" in panel.view.toPlainText()


def test_of_a_worker_that_failed_with_nothing_but_blanks_no_text_is_labelled(
    show: ShowPanel,
) -> None:
    panel = show(_live(on.writing(NAME, "\n \n"), on.failed(NAME)), NAME)
    assert "No text was written, and none was made up." in panel.body.card.said
    assert panel.body.partial.isHidden()


def test_in_a_low_panel_the_card_leaves_room_for_the_text(
    show: ShowPanel, panel: WorkerPanel
) -> None:
    panel.resize(320, 240)
    show(_live(on.writing(NAME), on.failed(NAME)), NAME)
    assert "What had arrived" not in panel.body.card.said
    panel.body.card.details.click()
    assert "What had arrived" in panel.body.card.said


def test_an_interrupted_worker_says_so_and_can_be_run_again(show: ShowPanel) -> None:
    panel = show(_live(on.writing(NAME)), NAME, is_live=False)
    assert panel.header.chip == "Interrupted"
    assert panel.body.note.text.startswith("Interrupted at 12 words.")
    assert panel.header.rerun.isVisible()
    assert panel.header.stop.isHidden()


def test_the_thinking_is_folded_apart_from_the_answer(show: ShowPanel) -> None:
    run = _live(on.thinking(NAME, "Who reads this? "), on.thinking(NAME, "Freelancers."))
    panel = show(run, NAME)
    fold = panel.body.fold
    assert panel.header.chip == "Thinking"
    assert _said(panel).startswith("Thinking before it writes.")
    panel.show_elapsed(Elapsed(in_situation_s=12))
    assert fold.label == "Thinking · 12 s, 4 words"
    assert not fold.is_unfolded
    assert fold.text == ""
    panel = show(on.after(run, on.writing(NAME)), NAME)
    assert panel.view is not None
    assert "Freelancers" not in panel.view.toPlainText()


def test_unfolded_thinking_grows_as_plain_text(show: ShowPanel) -> None:
    run = _live(on.thinking(NAME, "Who <b>reads</b> "))
    fold = show(run, NAME).body.fold
    fold.button.click()
    assert fold.text == "Who <b>reads</b> "
    run = on.after(run, on.thinking(NAME, "this?"))
    show(run, NAME)
    assert fold.text == "Who <b>reads</b> this?"
    fold.button.click()
    run = on.after(run, on.thinking(NAME, " More."))
    show(run, NAME)
    assert fold.text == "Who <b>reads</b> this?", "what is folded costs nothing"
    fold.button.click()
    assert fold.text == "Who <b>reads</b> this? More."


def test_a_finished_answer_says_how_long_it_thought(show: ShowPanel) -> None:
    run = _live(on.thinking(NAME, "Who?"), on.writing(NAME), on.finished(NAME))
    assert show(run, NAME).body.fold.label == "Thinking · 6 s, 1 word"


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], "queued"),
        ([on.waiting(NAME, WaitingReason.LOADING)], "loading model"),
        ([on.waiting(NAME, WaitingReason.READING_OR_SLOT)], "reading"),
        ([on.thinking(NAME, "Hm.")], "thinking"),
        ([on.writing(NAME)], "writing"),
        ([on.writing(NAME), on.finished(NAME)], "done"),
        ([on.stopped(NAME)], "stopped"),
        ([on.failed(NAME)], "failed"),
    ],
)
def test_screen_readers_hear_number_name_and_state(
    show: ShowPanel, events: list[RunEvent], state: str
) -> None:
    panel = show(_live(*events), NAME)
    assert panel.accessibleName() == f"Worker 2, Channel Strategist, {state}"


def test_a_panel_shown_the_same_again_does_nothing(
    show: ShowPanel, panel: WorkerPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _live(on.writing(NAME))
    show(run, NAME)
    monkeypatch.setattr(panel.body, "show_status", lambda status: pytest.fail("drawn again"))
    show(on.after(run, on.writing("Messaging Specialist")), NAME)


def test_a_left_out_text_says_so(show: ShowPanel) -> None:
    run = _live(on.writing(NAME), on.finished(NAME), on.muted(NAME))
    assert show(run, NAME).body.note.text == "Left out of the plan."


def test_the_focus_stays_in_the_panel_when_the_first_word_comes(
    qtbot: QtBot, show: ShowPanel, panel: WorkerPanel
) -> None:
    show(_live(), NAME)
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.focus_text()
    assert QApplication.focusWidget() is panel.body.placeholder
    show(_live(on.writing(NAME)), NAME)
    assert QApplication.focusWidget() is panel.body.newest
