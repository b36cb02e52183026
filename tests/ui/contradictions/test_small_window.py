"""The contradictions alone in the smallest window: its height belongs to the quotes."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.contradictions.quotes import quote_tops
from tests.ui.dock import verified
from tests.ui.dock.screens import clipped, said, settle, shown
from ui.contradictions.focus_page import FocusPage
from ui.contradictions.focus_view import FocusView
from ui.contradictions.ruling.decision_pane import DecisionPane
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.ruling.option_card import OptionCard
from ui.contradictions.ruling.options import OWN_WORDS
from ui.controllers.rules_controller import decision_of
from ui.theme.style import Look
from ui.theme.theme import Theme

_LINE_PX = 22


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, look: Look) -> FocusView:
    view = shown(qtbot, FocusView(theme, RulingDesk(decision_of)), 900, 500)
    view.show_run(verified.verified())
    view.select(1)
    settle()
    return view


def decision(view: FocusView) -> DecisionPane:
    assert isinstance(view.page, FocusPage)
    return view.page.decision


def test_all_options_stand_in_one_row_with_their_whole_names(view: FocusView) -> None:
    cards = [one for one in decision(view).findChildren(OptionCard) if one.isVisible()]
    assert len({card.y() for card in cards}) == 1
    words = said(decision(view))
    for name in ("Keep A", "Keep B", "Own words", "Leave open"):
        assert name in words
    assert clipped(view) == []


def test_both_quotes_have_at_least_four_lines(view: FocusView) -> None:
    bottom = decision(view).mapTo(view, decision(view).rect().topLeft()).y()
    assert bottom - max(quote_tops(view)) >= 4 * _LINE_PX


def test_own_words_get_a_line_of_their_own_once_they_are_chosen(view: FocusView) -> None:
    pane = decision(view)
    assert not pane.field.isVisible()
    pane.choose(OWN_WORDS)
    settle()
    assert pane.field.isVisible()
    assert pane.field.width() > 500
    assert clipped(view) == []


def test_the_field_returns_to_its_card_when_there_is_room(view: FocusView) -> None:
    pane = decision(view)
    pane.choose(OWN_WORDS)
    view.resize(900, 800)
    settle()
    assert isinstance(pane.field.parent(), OptionCard)
    assert pane.field.isVisible()
