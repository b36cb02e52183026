"""Whether the parts fit: what is said, where it leads, at any width."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.alignment import (
    Alignment,
    AlignmentCell,
    Aspect,
    Misalignment,
    MisalignmentKind,
)
from tests.ui.dock import verified
from tests.ui.dock.screens import button, clipped, said, settle, shown
from ui.alignment.page import AlignmentPage
from ui.alignment.words import summary_line
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.source_text import SourceText
from ui.contradictions.focus_view import FocusView
from ui.theme.style import Look
from ui.theme.theme import Theme
from ui.theme.tokens import Role

RUN = verified.verified()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> FocusView:
    view = shown(qtbot, FocusView(theme), 1200, 800)
    view.show_run(RUN)
    view.show_alignment()
    settle()
    return view


def page(view: FocusView) -> AlignmentPage:
    assert isinstance(view.page, AlignmentPage)
    return view.page


def test_the_last_row_asks_whether_the_parts_fit_and_opens_the_page(
    qtbot: QtBot, theme: Theme
) -> None:
    view = shown(qtbot, FocusView(theme), 1200, 800)
    view.show_run(RUN)
    assert "2 misfits, 1 gap" in said(view.list)
    button(view, "Do the parts fit?").click()
    assert isinstance(view.page, AlignmentPage)
    assert view.list.alignment.isChecked()
    view.select(1)
    assert not isinstance(view.page, AlignmentPage)


def test_misfits_and_gaps_stand_before_the_matrix_with_their_sources(
    view: FocusView, qtbot: QtBot
) -> None:
    words = said(page(view))
    for part in (
        "Nobody does it",
        "Nobody owns the launch e-mail.",
        "Not in the calendar",
        "Asked in the brief, answered by nobody",
        "“The budget is EUR 60,000.”",
    ):
        assert part in words
    with qtbot.waitSignal(view.place_shown) as asked:
        button(page(view), "Show in panel: Channel Strategist").click()
    assert asked.args[0].document_id == "specialist/channel-strategist"
    with qtbot.waitSignal(view.place_shown) as asked:
        button(page(view), "Show in brief").click()
    assert asked.args[0].document_id == "brief"


def test_empty_cells_are_said_to_be_empty(view: FocusView) -> None:
    names = [one.accessibleName() for one in page(view).findChildren(QWidget)]
    assert "Launch e-mail: no text says anything about channel" in names
    assert said(page(view)).splitlines().count("—") == 18  # of 24 cells


def _ground(label: QWidget) -> QColor:
    """The colour that a label stands on."""
    around = label.parentWidget()
    assert around is not None
    return around.grab().toImage().pixelColor(1, 1)


def test_empty_cells_that_do_not_fit_stand_out(view: FocusView, theme: Theme) -> None:
    tinted = [
        label.accessibleName()
        for label in page(view).findChildren(WrapLabel)
        if label.text() == "—" and _ground(label) == theme.color(Role.WARN_T)
    ]
    assert tinted == [
        "Launch e-mail: does not fit, for lack of owner",
        "Creator partnerships: does not fit, for lack of date",
    ]


def test_the_values_of_the_matrix_are_text_and_no_wall_of_links(view: FocusView) -> None:
    (cell,) = [one for one in page(view).findChildren(SourceText) if one.text() == "EUR 16,000"]
    (label,) = cell.findChildren(WrapLabel)
    assert not label.font().underline()
    QApplication.sendEvent(cell, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert label.font().underline()
    QApplication.sendEvent(cell, QEvent(QEvent.Type.Leave))
    assert not label.font().underline()


def test_the_last_row_begins_where_those_above_do(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, FocusView(theme), 1200, 800)
    view.show_run(RUN)
    settle()
    lefts = {
        label.mapTo(view, QPoint(0, 0)).x()
        for label in view.list.findChildren(ElidedLabel)
        if label.text() in ("Public launch date", "Do the parts fit?")
    }
    assert len(lefts) == 1


def test_a_cell_leads_to_the_sentence_it_was_taken_from(view: FocusView, qtbot: QtBot) -> None:
    cells = [one for one in page(view).findChildren(SourceText) if one.text() == "EUR 16,000"]
    with qtbot.waitSignal(view.place_shown) as asked:
        cells[0].click()
    assert asked.args[0].document_id == "specialist/channel-strategist"


@pytest.mark.parametrize(("width", "scale"), [(640, 1.0), (1000, 1.0), (640, 1.5)])
def test_it_can_be_read_at_any_width(
    qtbot: QtBot, theme: Theme, look: Look, width: int, scale: float
) -> None:
    theme.set_font_scale(scale)
    page = shown(qtbot, AlignmentPage(theme, verified.an_alignment(), RUN), width, 500)
    settle()
    assert clipped(page) == []
    assert page.horizontalScrollBar().maximum() == 0
    assert "4,000 paying accounts" in said(page)


@pytest.mark.parametrize(
    ("alignment", "line"),
    [
        (verified.an_alignment(), "2 misfits, 1 gap"),
        (Alignment(), "No misfits found"),
        (Alignment(gaps=verified.an_alignment().gaps), "1 gap"),
    ],
)
def test_how_much_does_not_fit(alignment: Alignment, line: str) -> None:
    assert summary_line(alignment) == line


def test_a_matrix_by_code_alone_says_so(qtbot: QtBot, theme: Theme) -> None:
    drawn = Alignment(is_by_code=True)
    page = shown(qtbot, AlignmentPage(theme, drawn, RUN), 900, 500)
    assert "no model has read the texts for it" in said(page)
    assert "No text plans an activity that could be listed." in said(page)


def test_what_the_reader_must_know_stands_at_the_top(qtbot: QtBot, theme: Theme) -> None:
    drawn = Alignment(notes=("Treasurer is missing.", "6 of 30 activities are not listed."))
    page = shown(qtbot, AlignmentPage(theme, drawn, RUN), 900, 500)
    assert "Treasurer is missing." in said(page)
    assert "6 of 30 activities are not listed." in said(page)


def test_whom_channels_reach_has_a_column_where_a_text_says_so(qtbot: QtBot, theme: Theme) -> None:
    drawn = verified.an_alignment()
    row = drawn.rows[0]
    reached = AlignmentCell(aspect=Aspect.REACHES, says="Pensioners", sources=row.sources)
    misfit = Misalignment(kind=MisalignmentKind.OTHER_AUDIENCE, text="It may not reach them.")
    told = drawn.model_copy(
        update={
            "rows": (row.model_copy(update={"cells": (*row.cells, reached)}), *drawn.rows[1:]),
            "misalignments": (misfit,),
        }
    )
    page = shown(qtbot, AlignmentPage(theme, told, RUN), 1000, 500)
    settle()
    for words in ("Reaches", "Pensioners", "Reaches others"):
        assert words in said(page)
    assert clipped(page) == []
    before = shown(qtbot, AlignmentPage(theme, drawn, RUN), 1000, 500)
    assert "Reaches" not in said(before)
