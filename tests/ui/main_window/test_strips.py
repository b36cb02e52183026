"""What stands around a run: the bar above it, its brief, and the strip at the bottom."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.brief import Brief
from models.call import Call, CallMetrics, CallOutcome, CallPurpose, Phase
from models.run import Run
from tests.builders import a_run
from tests.ui.dock import runs
from tests.ui.dock.screens import said, settle, shown
from tests.ui.sheets import RESOURCES
from ui.main_window.brief_strip import BriefStrip
from ui.main_window.status_strip import StatusStrip, parallelism
from ui.main_window.top_bar import TopBar
from ui.theme.fonts import TextStyle
from ui.theme.theme import Scheme, Theme


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme(RESOURCES, Scheme.LIGHT)


def a_call(started_s: float, ended_s: float, load_s: float = 0) -> Call:
    """A worker's call that read and wrote from when its model was there."""
    span = ended_s - started_s - load_s
    return Call(
        purpose=CallPurpose(phase=Phase.CONSULT),
        llm="qwen3:8b",
        outcome=CallOutcome.COMPLETE,
        metrics=CallMetrics(total_s=span + load_s, load_s=load_s, prompt_s=1, answer_s=span - 1),
        started_s=started_s,
        ended_s=ended_s,
    )


def with_calls(run: Run, *calls: Call) -> Run:
    return run.model_copy(update={"calls": calls})


@pytest.mark.parametrize(
    ("calls", "factor"),
    [
        ([a_call(0, 20), a_call(0, 20)], 2),
        ([a_call(0, 20), a_call(20, 40)], 1),
        ([a_call(0, 30, load_s=10), a_call(0, 30, load_s=10)], 2),
        ([a_call(0, 20), a_call(0, 20), a_call(900, 920)], 1.5),
    ],
    ids=["side by side", "in turn", "loading first", "one asked again much later"],
)
def test_parallelism_counts_only_while_somebody_was_asked(calls: list[Call], factor: float) -> None:
    assert parallelism(with_calls(a_run(), *calls)) == pytest.approx(factor)


def test_parallelism_is_so_far_until_all_have_ended(qtbot: QtBot, theme: Theme) -> None:
    strip = shown(qtbot, StatusStrip(theme), 900, 28)
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    strip.show_run(with_calls(a_run(), a_call(0, 20)), now)
    assert "of 4 · slots unknown" in said(strip)
    strip.show_run(with_calls(runs.consulting(), a_call(0, 20)), now)
    assert "of 4 so far · slots unknown" in said(strip)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 25, 12, 0, tzinfo=UTC), "24 November, "),
        (datetime(2027, 2, 1, 12, 0, tzinfo=UTC), "24 November 2026, "),
    ],
)
def test_the_day_of_saving_is_said_in_words(
    qtbot: QtBot, theme: Theme, now: datetime, day: str
) -> None:
    strip = shown(qtbot, StatusStrip(theme), 900, 28)
    strip.show_run(a_run(), now)
    assert f"Saved {day}" in said(strip)


@pytest.mark.parametrize(
    ("width", "views_are_named", "again_is_named"),
    [(900, False, False), (1100, True, False), (1280, True, True)],
)
def test_the_bar_gives_way_as_it_gets_narrower(
    qtbot: QtBot, theme: Theme, width: int, views_are_named: bool, again_is_named: bool
) -> None:
    bar = shown(qtbot, TopBar(theme), width, 50)
    bar.show_run(a_run(), is_working=False, is_stale=False)
    bar.fit(width)
    settle()
    assert ("Contradictions" in painted(bar)) is views_are_named
    assert ("Run again" in painted(bar)) is again_is_named


def painted(bar: TopBar) -> str:
    """The words of the buttons that are wide enough to show them."""
    wide = [
        one for one in bar.findChildren(QAbstractButton) if one.isVisible() and one.width() > 60
    ]
    return " ".join(one.text() for one in wide)


def test_an_open_brief_is_set_to_be_read(qtbot: QtBot, theme: Theme) -> None:
    strip = shown(qtbot, BriefStrip(theme), 1400, 400)
    strip.show_brief(a_run().brief)
    strip.toggle()
    settle()
    (whole,) = strip.findChildren(QPlainTextEdit)
    assert whole.font().pixelSize() == theme.fonts.font(TextStyle.BRIEF).pixelSize()
    assert whole.viewport().width() <= theme.fonts.px(720)
    assert whole.viewport().x() >= 30


def test_the_line_of_the_brief_does_not_repeat_the_title(qtbot: QtBot, theme: Theme) -> None:
    strip = shown(qtbot, BriefStrip(theme), 900, 40)
    strip.show_brief(Brief(text="# Launch of Soundings\n\nTarnwick makes a platform."))
    assert "Tarnwick makes a platform." in said(strip).splitlines()
    strip.show_brief(Brief(text="Launch of Soundings"))
    assert "Launch of Soundings" in said(strip).splitlines()
