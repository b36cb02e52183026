"""Labels, banners, steps, progress and fields."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.components.banner import Banner, Notice, Tone
from ui.components.buttons import LinkButton
from ui.components.empty_state import EmptyState
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.progress import IndeterminateBar
from ui.components.search_field import SearchField
from ui.components.state_chip import ChipState
from ui.components.step_row import Step, StepRow
from ui.theme.theme import Theme

SENTENCE = "It needs 9.1 GB and 6.4 GB is free while mistral-small:24b is loaded."


def test_a_long_line_is_shortened_but_kept_in_full(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(theme, SENTENCE)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    assert not label.is_elided
    label.resize(80, label.height())
    assert label.is_elided
    assert label.text() == SENTENCE


def test_text_from_models_is_never_taken_for_html(qtbot: QtBot, theme: Theme) -> None:
    for label in (ElidedLabel(theme, "<b>List</b>"), WrapLabel(theme, "<b>List</b>")):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_wrapped_text_grows_as_it_gets_narrower(qtbot: QtBot, theme: Theme) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    column = QVBoxLayout(outer)
    inner = QVBoxLayout()
    column.addLayout(inner)
    label = WrapLabel(theme, SENTENCE)
    inner.addWidget(label)
    outer.resize(600, 300)
    with qtbot.waitExposed(outer):
        outer.show()
    wide = label.height()
    outer.resize(160, 300)
    assert label.height() == label.heightForWidth(label.width())
    assert label.height() >= 3 * wide
    label.setText("Short.")
    assert label.heightForWidth(label.width()) == wide


def test_lines_of_wrapped_text_are_kept(qtbot: QtBot, theme: Theme) -> None:
    label = WrapLabel(theme, "one\ntwo\nthree")
    qtbot.addWidget(label)
    assert label.heightForWidth(400) == 3 * WrapLabel(theme, "one").heightForWidth(400)


def test_a_banner_says_title_text_and_action(qtbot: QtBot, theme: Theme) -> None:
    notice = Notice(Tone.WARN, "Plan from 3 of 4 workers", "Metrics Designer failed.")
    banner = Banner(theme, notice)
    qtbot.addWidget(banner)
    banner.add_action(LinkButton(theme, "Retry failed"))
    assert banner.accessibleName() == notice.title
    assert banner.accessibleDescription() == notice.text
    banner.show_notice(Notice(Tone.ERR, "Cloud model refused"))
    shown = [label.text() for label in banner.findChildren(WrapLabel) if not label.isHidden()]
    assert shown == ["Cloud model refused"]


def test_a_step_says_where_it_is(qtbot: QtBot, theme: Theme) -> None:
    row = StepRow(theme, Step(ChipState.WAITING, "Contradictions", "0 of 6 pairs so far"))
    qtbot.addWidget(row)
    assert row.accessibleName() == "Contradictions, Waiting"
    before = row.sizeHint().height()
    row.show_step(Step(ChipState.READING, "Contradictions", "2 of 6 pairs so far", 1 / 3))
    assert row.accessibleName() == "Contradictions, Reading"
    assert row.accessibleDescription() == "2 of 6 pairs so far"
    assert row.sizeHint().height() == before, "the rows below must not move"


def test_the_bar_moves_only_while_it_is_seen_and_may(qtbot: QtBot, theme: Theme) -> None:
    bar = IndeterminateBar(theme, "Loading qwen3:8b")
    qtbot.addWidget(bar)
    assert not bar.is_moving
    with qtbot.waitExposed(bar):
        bar.show()
    assert bar.is_moving
    theme.set_motion_reduced(True)
    assert not bar.is_moving
    theme.set_motion_reduced(False)
    assert bar.is_moving
    bar.hide()
    assert not bar.is_moving


def test_a_search_can_be_cleared(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme, "Search runs")
    qtbot.addWidget(field)
    assert field.accessibleName() == "Search runs"
    clear = field.actions()[-1]
    assert not clear.isVisible()
    QTest.keyClicks(field, "launch")
    assert clear.isVisible()
    clear.trigger()
    assert field.text() == ""
    assert not clear.isVisible()


def test_an_empty_place_says_what_happens_next(qtbot: QtBot, theme: Theme) -> None:
    state = EmptyState(theme, "Next in line", "Starts when qwen3:8b has loaded.")
    qtbot.addWidget(state)
    assert state.accessibleName() == "Next in line"
    assert state.accessibleDescription() == "Starts when qwen3:8b has loaded."


def test_rows_are_no_higher_than_their_words(qtbot: QtBot, theme: Theme) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    column = QVBoxLayout(outer)
    rows = (
        StepRow(theme, Step(ChipState.DONE, "Workers", "4 of 4 done", 1.0)),
        Banner(theme, Notice(Tone.INFO, "Checked 4 of 6 pairs", SENTENCE)),
        EmptyState(theme, "Next in line", SENTENCE),
    )
    for row in rows:
        column.addWidget(row)
    column.addStretch()
    outer.resize(300, 900)
    with qtbot.waitExposed(outer):
        outer.show()
    for row in rows:
        assert row.height() == row.heightForWidth(row.width())
