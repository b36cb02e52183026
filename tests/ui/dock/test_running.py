"""The dock while a plan is on its way."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.comparison import CompareLevel, CompareMode, FinderChoice
from models.events import (
    ActivityKind,
    ActivityStarted,
    FinderChosen,
    NoticeGiven,
    SectionTextAdded,
)
from models.run import Run
from tests.builders import a_run
from tests.ui.dock import runs, verified
from tests.ui.dock.screens import said, settle, shown
from ui.components.state_chip import ChipState
from ui.dock.bar import SynthesizerBar, bar_line
from ui.dock.dock import SynthesizerDock
from ui.dock.elapsed import minutes
from ui.dock.steps import steps_of
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


def sentences(run: Run) -> list[str]:
    return [step.sentence for step in steps_of(run)]


@pytest.fixture
def dock(qtbot: QtBot, theme: Theme) -> SynthesizerDock:
    return shown(qtbot, SynthesizerDock(theme, clock=lambda: 0.0))


def test_while_workers_write_each_step_says_what_it_waits_for() -> None:
    assert sentences(runs.consulting()) == [
        "1 of 4 done, 1 writing, 1 loading, 1 queued",
        "How they are looked for is chosen as the texts come in",
        "Brief, hard limits, arithmetic, topic owner; what is left comes to you",
        "One document with a mark after every decided sentence",
    ]


def test_a_failed_and_a_stopped_worker_are_counted_apart() -> None:
    assert sentences(runs.three_of_four())[0] == "3 of 4 done, 1 failed"
    assert sentences(runs.three_of_four("stopped"))[0] == "3 of 4 done, 1 stopped"


def test_between_workers_and_comparing_the_finder_is_chosen() -> None:
    assert sentences(runs.consulted())[1] == "How they are looked for is chosen next"


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (CompareMode.QUICK, "One call reads all 4 texts together. It is slow here."),
        (CompareMode.PAIR, "0 of 6 pairs read. It is slow here."),
        (CompareMode.LEDGER, "Commitments are compared, topic by topic. It is slow here."),
    ],
)
def test_while_texts_are_compared_the_step_says_how_and_why(
    mode: CompareMode, sentence: str
) -> None:
    choice = FinderChoice(mode=mode, why="It is slow here.")
    step = steps_of(runs.fold(runs.comparing(), FinderChosen(at_s=62, choice=choice)))[1]
    assert (step.state, step.sentence) == (ChipState.READING, sentence)


def test_pairs_are_counted_while_workers_still_write() -> None:
    step = steps_of(verified.finding())[1]
    assert step.state is ChipState.READING
    assert step.sentence == (
        "Each pair is read as soon as both workers are done; 1 of 6 so far. " + verified.WHY
    )


def test_checking_says_which_of_how_many() -> None:
    step = steps_of(verified.checking())[1]
    assert step.sentence == "Checking 2 of 3, each by itself"
    assert step.share == pytest.approx(1 / 3)


def test_candidates_and_commitments_are_shown_while_others_write(dock: SynthesizerDock) -> None:
    dock.show_run(verified.finding(), is_live=True)
    words = said(dock.found)
    assert "Public launch date" in words
    assert "Money and accounts" in words
    assert words.count("Not checked yet") == 2
    assert "Commitments so far" in words
    assert "from Messaging Specialist" in words
    assert "Everything goes live on 11 May 2027 at nine" in words
    assert "Contradictions stand here" not in words


def test_a_candidate_that_was_looked_at_twice_says_so(dock: SynthesizerDock) -> None:
    dock.show_run(verified.checking(), is_live=True)
    words = said(dock.found)
    assert "Confirmed" in words
    assert words.count("Not checked yet") == 2


def test_an_update_moves_nothing_but_what_it_writes(dock: SynthesizerDock) -> None:
    dock.show_run(verified.ruled())
    settle()
    before = {one.text.accessibleName(): one.y() for one in dock.plan.document.panes}
    dock.show_run(verified.updating(), is_live=True)
    settle()
    assert not dock.progress.isVisible()
    assert "Updating 2 sections; the rest stays as it is" in said(dock.plan)
    assert "Solo freelancers" in said(dock.plan)
    places = [one.y() for one in dock.plan.document.panes]
    assert places == list(before.values())


def test_a_section_that_waits_for_its_update_shows_what_it_said_until_the_first_word(
    dock: SynthesizerDock, theme: Theme
) -> None:
    run = verified.updating()
    dock.show_run(run, is_live=True)
    pane = dock.plan.document.panes[2]
    assert "The public launch is on 11 May 2027" in said(pane)
    assert "Waiting" in said(pane)
    whole = pane.text.extraSelections()[0]
    assert len(whole.cursor.selectedText()) == len(pane.text.toPlainText())
    assert whole.format.foreground().color() == theme.color(Role.TEXT3)
    run = runs.fold(run, SectionTextAdded(at_s=412, section_id="timeline", text="It is on"))
    dock.show_run(run, is_live=True)
    assert pane.text.toPlainText() == "It is on"
    assert not pane.text.extraSelections()
    assert "Writing" in said(pane)


def test_while_decisions_are_made_they_are_counted() -> None:
    assert sentences(runs.deciding())[1:3] == ["4 texts were read together", "0 of 2 decided"]


def test_while_the_plan_is_written_sections_are_counted() -> None:
    steps = steps_of(runs.planning())
    assert [one.sentence for one in steps] == [
        "4 of 4 done",
        "2 found",
        "1 decided, 1 needs you",
        "1 of 4 sections written",
    ]
    assert steps[3].share == 0.25


def test_when_all_is_done_the_plan_is_written_and_checked() -> None:
    assert sentences(runs.planned())[3] == "Written and checked"


def test_the_header_names_the_model_and_what_it_waits_for(dock: SynthesizerDock) -> None:
    dock.show_run(runs.consulting(), is_live=True)
    assert "qwen3:8b" in said(dock)
    assert "Waiting for 3 workers" in said(dock)


def test_an_empty_place_says_what_will_come_and_the_plan_has_none(dock: SynthesizerDock) -> None:
    dock.show_run(runs.consulting(), is_live=True)
    words = said(dock)
    assert "Found so far" in words
    assert "Contradictions stand here as soon as they are found" in words
    assert "None found" not in words
    assert not dock.plan.isVisible()


@pytest.mark.parametrize(("run", "is_live"), [(runs.consulting(), True), (a_run(), False)])
def test_title_and_footnote_of_what_was_found_begin_below_each_other(
    dock: SynthesizerDock, run: Run, is_live: bool
) -> None:
    dock.show_run(run, is_live=is_live)
    settle()
    titles = ("Found so far", "Contradictions")
    starts = {
        label.mapTo(dock, QPoint(0, 0)).x()
        for label in dock.found.findChildren(QLabel)
        if label.text() in titles or label.text().startswith(("Contradictions stand", "6 of 6"))
    }
    assert starts == {20 if is_live else 16}


def test_contradictions_are_shown_before_they_are_decided(dock: SynthesizerDock) -> None:
    dock.show_run(runs.deciding(), is_live=True)
    assert "Public launch date" in said(dock.found)
    assert "Not decided yet" in said(dock.found)
    assert "2 found" in said(dock.found)


def test_sections_are_read_while_they_are_written(dock: SynthesizerDock) -> None:
    dock.show_run(runs.planning(), is_live=True)
    words = said(dock.plan)
    assert "Solo freelancers lead every headline." in words
    assert "People sign up" in words
    assert "1 of 4 sections written" in words
    run = runs.fold(
        runs.planning(), SectionTextAdded(at_s=92, section_id="channels", text=" on the site")
    )
    dock.show_run(run, is_live=True)
    assert "People sign up on the site" in said(dock.plan)
    dock.show_run(runs.planned(), is_live=False)
    assert "People sign up on the site with no call" in said(dock.plan)


def test_the_time_goes_on_between_events(qtbot: QtBot, theme: Theme) -> None:
    now = [100.0]
    dock = shown(qtbot, SynthesizerDock(theme, clock=lambda: now[0]))
    dock.show_run(runs.consulting(), is_live=True)
    assert dock.elapsed.figures.text() == "0:53"
    now[0] += 70
    dock.elapsed.tick()
    assert dock.elapsed.figures.text() == "2:03"
    assert said(dock.elapsed) == "2:03\nelapsed"


def test_the_time_of_a_stored_run_taken_up_again_begins_anew(dock: SynthesizerDock) -> None:
    run = runs.fold(
        runs.planned(),
        ActivityStarted(at_s=90_000, activity_id=7, activity=ActivityKind.COMPARE),
        NoticeGiven(at_s=90_012, text="The texts were shortened to fit."),
    )
    dock.show_run(run, is_live=True)
    assert dock.elapsed.figures.text() == "0:12"
    assert "The plan below stays until the new one begins" in said(dock)


def test_steps_and_time_vanish_when_the_run_has_ended(dock: SynthesizerDock) -> None:
    dock.show_run(runs.planning(), is_live=True)
    assert dock.progress.isVisible()
    dock.show_run(runs.planned(), is_live=False)
    assert not dock.progress.isVisible()
    assert not dock.elapsed.isVisible()
    assert "Found so far" not in said(dock)


def test_a_low_dock_shows_only_the_step_under_way(qtbot: QtBot, theme: Theme) -> None:
    dock = shown(qtbot, SynthesizerDock(theme), height=560)
    dock.show_run(runs.planning(), is_live=True)
    assert [row.isVisible() for row in dock.progress.rows] == [False, False, False, True]


def test_asking_one_worker_again_leaves_the_plan_as_it_is(dock: SynthesizerDock) -> None:
    run = runs.under_way_again(runs.planned())
    dock.show_run(run, is_live=True)
    assert not dock.progress.isVisible()
    assert "Timeline Planner has been writing again since 10:58" in said(dock.plan)
    assert not dock.plan.header.write_again.isVisible()


def test_the_same_run_is_not_shown_twice(dock: SynthesizerDock) -> None:
    run = runs.planning()
    dock.show_run(run, is_live=True)
    pane = dock.plan.document.panes[0]
    dock.show_run(run, is_live=True)
    assert dock.plan.document.panes[0] is pane


@pytest.mark.parametrize(
    ("run", "is_live", "line"),
    [
        (runs.consulting(), True, "1 of 4 done, 1 writing, 1 loading, 1 queued"),
        (runs.planning(), True, "4 of 4 done · 2 found, 1 needs you"),
        (runs.quick(), False, "2 found, 1 needs you"),
        (
            runs.quick(()),
            False,
            "None found. One call read all 4 texts together; 2 close calls turned out compatible.",
        ),
        (runs.three_of_four(), False, "Plan from 3 of 4 workers · 2 found, 1 needs you"),
        (runs.rerun(a_run()), False, "Plan out of date: Timeline Planner re-run"),
        (verified.ruled(), False, "Plan out of date: R1 decided anew"),
        (
            runs.quick((), CompareLevel.CODE_ONLY),
            False,
            "None found. No model could compare the texts; code compared typed values only, such "
            "as dates and amounts.",
        ),
    ],
)
def test_the_bar_says_it_in_one_line(
    qtbot: QtBot, theme: Theme, run: Run, is_live: bool, line: str
) -> None:
    bar = SynthesizerBar(theme)
    qtbot.addWidget(bar)
    bar.show_run(run, is_live=is_live)
    assert bar.line.text() == line


def test_the_bar_updates_a_plan_that_is_out_of_date_unless_the_dock_above_does(
    qtbot: QtBot, theme: Theme
) -> None:
    bar = shown(qtbot, SynthesizerBar(theme), 900, 40)
    bar.show_run(a_run())
    assert not bar.update_button.isVisible()
    bar.show_run(runs.rerun(a_run()))
    assert bar.update_button.text() == "Update 4 sections"
    with qtbot.waitSignal(bar.update_requested):
        bar.update_button.click()
    bar.show_open(is_open=True)
    assert not bar.update_button.isVisible()


@pytest.mark.parametrize(
    ("run", "icon"),
    [
        (runs.three_of_four(), Icon.WARNING),
        (a_run(), Icon.QUESTION),
    ],
)
def test_only_what_waits_for_the_user_says_so_in_the_bar(run: Run, icon: Icon) -> None:
    assert bar_line(run, is_live=False)[0] is icon


def test_the_bar_opens_the_dock(qtbot: QtBot, theme: Theme) -> None:
    bar = SynthesizerBar(theme)
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.opened):
        bar.show_button.click()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (53.9, "0:53"), (3729, "1:02:09"), (-1, "0:00")]
)
def test_durations_stand_as_on_a_clock(seconds: float, words: str) -> None:
    assert minutes(seconds) == words
