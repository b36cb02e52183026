"""How the user rules: options, keys, what saving would change, in the dock and alone."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.ruling import Ruling, RulingKind
from tests.builders import BRIEF, a_side
from tests.ui.contradictions.quotes import quote_tops
from tests.ui.dock import verified
from tests.ui.dock.screens import button, clipped, said, settle, shown
from ui.contradictions.findings import findings_of
from ui.contradictions.focus_page import FocusPage
from ui.contradictions.focus_view import FocusView
from ui.contradictions.ruling.choice_row import ChoiceRow
from ui.contradictions.ruling.decision_pane import DecisionPane
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.ruling.options import holding, options_of
from ui.contradictions.side_text import SideText
from ui.controllers.rules_controller import decision_of
from ui.dock.dock import SynthesizerDock
from ui.theme.style import Look
from ui.theme.theme import Theme

RUN = verified.verified()
KEEP_A = Ruling(kind=RulingKind.KEEP, side=0)
KEEP_B = Ruling(kind=RulingKind.KEEP, side=1)


@pytest.fixture
def dock(qtbot: QtBot, theme: Theme) -> SynthesizerDock:
    dock = shown(qtbot, SynthesizerDock(theme, desk=RulingDesk(decision_of)), 560, 900)
    dock.show_run(RUN)
    settle()
    return dock


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> FocusView:
    view = shown(qtbot, FocusView(theme, RulingDesk(decision_of)), 1200, 800)
    view.show_run(RUN)
    settle()
    return view


def choices(dock: SynthesizerDock, number: int) -> ChoiceRow:
    dock.select_contradiction(number)
    settle()
    card = dock.found.list.item(number).card
    assert card is not None
    assert card.choices is not None
    return card.choices


def decision(view: FocusView) -> DecisionPane:
    settle()
    assert isinstance(view.page, FocusPage)
    return view.page.decision


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def test_options_have_letters_values_and_what_the_side_commits_to() -> None:
    options = options_of(RUN.contradiction(1), RUN)
    assert [(one.label, one.key, one.value) for one in options] == [
        ("Keep A", "A", "11 May"),
        ("Keep B", "B", "25 May"),
        ("Own words", "W", ""),
        ("Leave open", "O", ""),
        ("Not a contradiction", "D", ""),
    ]
    assert options[0].text == "Everything goes live on 11 May 2027 at nine"


def test_three_sides_can_be_kept_and_a_fourth_takes_no_letter_from_another() -> None:
    found = RUN.contradiction(1)
    third = a_side(
        "Metrics Designer", "# Metrics\n\n- Paying accounts: 4,000", "Paying accounts: 4,000"
    )
    fourth = a_side("Channel Strategist", "nobody calls", "nobody calls")
    options = options_of(found.model_copy(update={"sides": (*found.sides, third, fourth)}))
    assert [one.key for one in options] == ["A", "B", "C", "", "W", "O", "D"]


def test_what_holds_is_marked() -> None:
    assert holding(RUN.contradiction(1)) == "keep_0"
    assert holding(RUN.contradiction(2)) == ""
    assert holding(verified.ruled().contradiction(1)) == "keep_1"


def test_a_click_chooses_and_saving_is_a_second_step(dock: SynthesizerDock, qtbot: QtBot) -> None:
    row = choices(dock, 1)
    with qtbot.assertNotEmitted(dock.ruled):
        button(row, "Keep B: 25 May").click()
    words = said(row)
    assert "Rewrites 2 of 4 plan sections: Audience, Timeline. The rest stays as it is." in words
    assert (
        "This departs from the brief, which says: “The public launch is fixed for 11 May 2027.”"
        in words
    )
    with qtbot.waitSignal(dock.ruled) as saved:
        button(row, "Save decision").click()
    assert saved.args == [1, KEEP_B]


def test_cancel_goes_back_to_what_holds(dock: SynthesizerDock) -> None:
    row = choices(dock, 1)
    button(row, "Keep B: 25 May").click()
    button(row, "Cancel").click()
    assert "Save decision" not in said(row)
    assert button(row, "Keep A: 11 May").isChecked()
    assert not button(row, "Keep B: 25 May").isChecked()


def test_not_a_contradiction_is_in_the_menu(dock: SynthesizerDock, qtbot: QtBot) -> None:
    row = choices(dock, 2)
    [none, *_rest] = [one for one in row.menu().actions() if one.text()]
    assert none.text().startswith("Not a contradiction")
    none.trigger()
    assert "Shown last from now on" in said(row)
    with qtbot.waitSignal(dock.ruled) as saved:
        button(row, "Save decision").click()
    assert saved.args == [2, Ruling(kind=RulingKind.NOT_A_CONTRADICTION)]


def test_own_words_are_written_and_saved_with_enter(dock: SynthesizerDock, qtbot: QtBot) -> None:
    row = choices(dock, 2)
    button(row, "Own words").click()
    assert not button(row, "Save decision").isEnabled()
    assert focused() is row.field
    QTest.keyClicks(row.field, "Call whoever asks for it.")
    with qtbot.waitSignal(dock.ruled) as saved:
        press(Qt.Key.Key_Return)
    assert saved.args == [2, Ruling(kind=RulingKind.OWN_WORDS, text="Call whoever asks for it.")]


def test_letters_choose_only_while_the_group_has_the_keyboard(
    dock: SynthesizerDock, qtbot: QtBot
) -> None:
    row = choices(dock, 2)
    dock.found.list.item(2).row.setFocus()
    press(Qt.Key.Key_B)
    assert row.chosen is None
    row.focus_choice()
    press(Qt.Key.Key_B)
    assert row.chosen is not None
    assert row.chosen.label == "Keep B"
    with qtbot.waitSignal(dock.ruled) as saved:
        press(Qt.Key.Key_Return)
    assert saved.args == [2, KEEP_B]


def test_letters_are_letters_in_the_field(dock: SynthesizerDock) -> None:
    row = choices(dock, 2)
    row.focus_choice()
    press(Qt.Key.Key_W)
    QTest.keyClicks(focused(), "about")
    assert row.field.text() == "about"
    assert row.chosen is not None
    assert row.chosen.label == "Own words"


def test_esc_gives_up_the_choice_and_then_closes_the_card(dock: SynthesizerDock) -> None:
    row = choices(dock, 2)
    row.focus_choice()
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Escape)
    assert row.chosen is None
    assert dock.selected_number == 2
    press(Qt.Key.Key_Escape)
    assert dock.selected_number is None


def test_a_ruled_card_says_so_and_offers_to_undo(dock: SynthesizerDock, qtbot: QtBot) -> None:
    dock.show_run(verified.ruled())
    choices(dock, 1)
    words = said(dock.found)
    assert "Decided by you" in words
    assert "This ruling departs from the brief." in words
    with qtbot.waitSignal(dock.undo_wanted) as undone:
        button(dock.found, "Undo ruling").click()
    assert undone.args == [1]


def test_a_choice_begun_in_the_dock_goes_on_alone(qtbot: QtBot, theme: Theme) -> None:
    desk = RulingDesk()
    dock = shown(qtbot, SynthesizerDock(theme, desk=desk))
    view = shown(qtbot, FocusView(theme, desk), 1200, 800)
    for place in (dock, view):
        place.show_run(RUN)
    row = choices(dock, 2)
    button(row, "Own words").click()
    QTest.keyClicks(row.field, "Call whoever asks.")
    view.select(1)
    view.select(2)
    assert decision(view).field.text() == "Call whoever asks."


def test_the_ladder_the_cards_and_what_is_missing(view: FocusView) -> None:
    view.select(2)
    words = said(view)
    for part in ("Your decision", "Keep A", "Keep B", "Own words", "Leave open"):
        assert part in words
    assert "A demo call for every account" in words
    assert [one for one in ("A", "B", "W", "O", "D") if one not in words.split("\n")] == []
    save = decision(view).save_button
    assert not save.isEnabled()
    assert save.toolTip() == "Choose what should hold."


def test_alone_by_keyboard_a_house_rule_is_saved(view: FocusView, qtbot: QtBot) -> None:
    view.select(2)
    view.focus_decision()
    press(Qt.Key.Key_A)
    pane = decision(view)
    assert "Rewrites 2 of 4 plan sections: Audience, Channels. The rest stays as it is." in said(
        pane
    )
    pane.house_rule.setFocus()
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(view.ruled) as saved:
        press(Qt.Key.Key_Return)
    assert saved.args == [2, KEEP_A.model_copy(update={"is_house_rule": True})]


def test_what_stays_open_cannot_be_a_house_rule(view: FocusView, qtbot: QtBot) -> None:
    view.select(2)
    pane = decision(view)
    pane.choose("keep_0")
    pane.choose_house_rule(True)
    pane.choose("leave_open")
    assert not pane.house_rule.isEnabled()
    with qtbot.waitSignal(view.ruled) as saved:
        pane.save_button.click()
    assert saved.args == [2, Ruling(kind=RulingKind.LEAVE_OPEN)]


def test_after_saving_the_next_that_waits_is_shown_with_the_keyboard_in_its_decision(
    view: FocusView,
) -> None:
    view.select(1)
    view.focus_decision()
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_Return)
    assert view.selected_number == 1  # nothing is saved until the run says so
    view.show_run(verified.ruled())
    assert view.selected_number == 2
    assert decision(view).isAncestorOf(focused())


def test_one_that_is_worth_a_look_says_that_two_looks_disagreed_and_can_be_ruled_on(
    view: FocusView, qtbot: QtBot
) -> None:
    view.select(3)
    words = said(view)
    assert "Two looks at these sentences disagreed; no rule decides." in words
    assert "One says they clash: Sixteen thousand cannot bring four thousand accounts." in words
    assert "One says they fit: One is money, the other is a count." in words
    with qtbot.waitSignal(view.ruled):
        decision(view).choose("keep_1")
        decision(view).save()


def test_worth_a_look_minor_and_dismissed_are_folded_in_this_order(dock: SynthesizerDock) -> None:
    words = said(dock.found)
    assert "2 found, 1 needs you, 1 worth a look" in words
    rows = [
        dock.found.list.item(2).row,
        button(dock.found, "Worth a look (1)"),
        button(dock.found, "Dismissed (1)"),
    ]
    tops = [one.mapTo(dock, one.rect().topLeft()).y() for one in rows]
    assert tops == sorted(tops)
    assert "Money and accounts" not in words
    button(dock.found, "Worth a look (1)").click()
    assert "Money and accounts" in said(dock.found)


def test_the_list_says_what_was_checked(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, FocusView(theme), 1200, 900)
    view.show_run(verified.verified(skips=True))
    words = said(view.list)
    said_of_all = "5 candidates: 3 confirmed (1 dismissed), 1 worth a look, 1 compatible."
    assert f"5 of 6 pairs read. {said_of_all}" in words
    assert "All 8 quotes were found word for word." in words
    assert (
        "Not read side by side: Timeline Planner and Metrics Designer. The two texts do not fit "
        "the model's window." in words
    )
    assert verified.WHY in words


def test_each_is_counted_among_its_like(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, FocusView(theme), 1200, 900)
    view.show_run(verified.verified())
    counted = []
    for number in (1, 2, 3, 4):
        view.select(number)
        assert view.page is not None
        counted += [one for one in said(view.page).splitlines() if re.fullmatch(r"\d of \d", one)]
    assert counted == ["1 of 2", "2 of 2", "1 of 1", "1 of 1"]


def test_the_log_shows_both_quotes_and_why_they_fit(view: FocusView, qtbot: QtBot) -> None:
    button(view, "Show the compatible one").click()
    assert view.page is not None
    words = said(view.page)
    assert "Search money and activation" in words
    assert "“Search · 12,000”" in words
    assert "“Activated: 45 percent”" in words
    assert "A look said that they fit: One is money, the other is a count" in words
    with qtbot.waitSignal(view.place_shown) as shown_place:
        button(view.page, "Show in panel: A, Channel Strategist").click()
    assert shown_place.args[0].document_id == "specialist/channel-strategist"


def test_dismissed_ones_stay_and_can_be_taken_back(view: FocusView) -> None:
    view.select(4)
    assert "Not a contradiction, by your word." in said(view)
    assert findings_of(RUN).dismissed[0].number == 4


@pytest.mark.parametrize(("width", "height", "scale"), [(900, 500, 1.0), (1100, 800, 1.5)])
@pytest.mark.parametrize("number", [1, 3])
def test_no_word_of_a_decision_is_clipped(
    qtbot: QtBot, theme: Theme, look: Look, width: int, height: int, scale: float, number: int
) -> None:
    theme.set_font_scale(scale)
    view = shown(qtbot, FocusView(theme, RulingDesk(decision_of)), width, height)
    view.show_run(RUN)
    view.select(number)
    decision(view).choose("keep_1")
    settle()
    assert clipped(view) == []


def test_every_option_says_what_it_does_to_screen_readers(view: FocusView) -> None:
    view.select(2)
    pane = decision(view)
    for one in pane._buttons.values():
        name = one.accessibleName() or one.text()
        assert name
        assert one.accessibleDescription() or name == "Own words"
    assert pane.field.accessibleName() == "Decision in your own words"


def test_a_choice_made_in_one_run_is_forgotten_in_another() -> None:
    desk = RulingDesk()
    desk.show_run(RUN)
    desk.choose(1, replace(desk.choice(1), option="keep_1"))
    desk.show_run(RUN.model_copy(update={"id": "another"}))
    assert desk.choice(1).option == ""


def test_the_dock_leads_to_the_log_and_to_whether_the_parts_fit(
    dock: SynthesizerDock, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dock.compatible_wanted):
        button(dock, "Show the compatible one").click()
    with qtbot.waitSignal(dock.alignment_wanted):
        button(dock, "Do the parts fit? 2 misfits, 1 gap").click()


def test_none_found_names_the_pairs_that_were_not_read(qtbot: QtBot, theme: Theme) -> None:
    run = verified.verified(skips=True).model_copy(update={"contradictions": ()})
    skipped = "Not read side by side: Timeline Planner and Metrics Designer."
    dock = shown(qtbot, SynthesizerDock(theme))
    view = shown(qtbot, FocusView(theme), 1000, 700)
    for place in (dock, view):
        place.show_run(run)
        words = said(place)
        assert "None found. 5 of 6 pairs were read" in words
        assert skipped in words


def test_three_sides_stand_beside_each_other_in_the_smallest_window(
    qtbot: QtBot, theme: Theme, look: Look
) -> None:
    found = RUN.contradiction(1)
    brief = a_side("brief", BRIEF.text, "The public launch is fixed for 11 May 2027.")
    three = found.model_copy(update={"sides": (*found.sides, brief)})
    view = shown(qtbot, FocusView(theme, RulingDesk(decision_of)), 900, 470)
    view.show_run(RUN.model_copy(update={"contradictions": (three,)}))
    decision(view).choose("keep_1")
    settle()
    assert isinstance(view.page, FocusPage)
    sides = view.page.sides
    assert clipped(view) == []
    texts = sides.findChildren(SideText)
    assert [text.horizontalScrollBar().maximum() for text in texts] == [0, 0, 0]
    tops = quote_tops(view)
    assert len(tops) == 3
    assert 0 < max(tops) < view.height()


def test_what_can_be_saved_comes_into_view(qtbot: QtBot, theme: Theme) -> None:
    dock = shown(qtbot, SynthesizerDock(theme, desk=RulingDesk(decision_of)), 492, 520)
    dock.show_run(RUN)
    row = choices(dock, 1)
    row.choose("keep_1")
    settle()
    view = dock.found.list.viewport()

    def is_seen() -> bool:
        button = row.save_button
        top = button.mapTo(view, button.rect().topLeft()).y()
        return top >= 0 and top + button.height() <= view.height()

    qtbot.waitUntil(is_seen)


def test_where_some_are_worth_a_look_nobody_says_that_none_was_found(dock: SynthesizerDock) -> None:
    dock.show_run(RUN.model_copy(update={"contradictions": (verified.worth_a_look(1),)}))
    words = said(dock.found)
    assert "None found" not in words
    assert "1 worth a look" in words
