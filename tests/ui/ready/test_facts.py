import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from models.brief import Fact
from tests.ui.ready.builders import DRAFT
from tests.ui.ready.handling import buttons, press, shown_texts, type_words
from ui.ready.draft import Draft, FactLine
from ui.ready.page import ReadyPage

BUDGET = Fact(subject="Launch budget", value="EUR 60,000")
PRICE = Fact(subject="Paid tier", value="EUR 9 a month")
LAUNCH = Fact(subject="Opening", value="11 May  2027")


def _facts(page: ReadyPage) -> list[str]:
    return [f"{one.subject}: {one.value}" for one in page.draft.facts]


def _proposed(page: ReadyPage) -> list[str]:
    return [one.accessibleDescription() for one in buttons(page, "Keep")]


@pytest.fixture
def proposing(page: ReadyPage) -> ReadyPage:
    """Two facts of three are proposed: one is fixed already, if written with other spaces."""
    page.show_proposed_facts((BUDGET, LAUNCH, PRICE))
    return page


def test_what_is_fixed_already_is_not_proposed(proposing: ReadyPage) -> None:
    assert _proposed(proposing) == ["Launch budget: EUR 60,000", "Paid tier: EUR 9 a month"]
    assert "Proposed from your brief" in shown_texts(proposing)
    assert _facts(proposing) == ["Public launch: 11 May 2027"], "a proposal is no fact"


def test_keep_makes_it_a_fact_that_can_be_edited(proposing: ReadyPage) -> None:
    buttons(proposing, "Keep")[0].click()
    assert _facts(proposing)[-1] == "Launch budget: EUR 60,000"
    assert _proposed(proposing) == ["Paid tier: EUR 9 a month"]


def test_a_kept_fact_is_not_proposed_again_after_it_was_edited(
    proposing: ReadyPage,
) -> None:
    buttons(proposing, "Keep")[0].click()
    fields = [one for one in proposing.findChildren(QLineEdit) if one.text() == "EUR 60,000"]
    QTest.keyClicks(fields[0], " for the quarter")
    proposing.show_proposed_facts((BUDGET, PRICE))
    assert _proposed(proposing) == ["Paid tier: EUR 9 a month"]


def test_a_refused_proposal_stays_away(proposing: ReadyPage) -> None:
    buttons(proposing, "Do not propose this")[0].click()
    proposing.show_proposed_facts((BUDGET, PRICE))
    assert _proposed(proposing) == ["Paid tier: EUR 9 a month"]


def test_a_removed_fact_is_not_proposed_again_for_this_brief(proposing: ReadyPage) -> None:
    buttons(proposing, "Remove this fact")[0].click()
    proposing.show_proposed_facts((LAUNCH,))
    assert _proposed(proposing) == []
    proposing.show_draft(proposing.draft)
    proposing.show_proposed_facts((LAUNCH,))
    assert _proposed(proposing) == [], "the draft remembers it"
    proposing.show_draft(Draft(text="Another brief about 11 May 2027."))
    proposing.show_proposed_facts((LAUNCH,))
    assert _proposed(proposing) == ["Opening: 11 May  2027"]


def test_keep_all_keeps_all(proposing: ReadyPage) -> None:
    buttons(proposing, "Keep all")[0].click()
    assert len(_facts(proposing)) == 3
    assert _proposed(proposing) == []
    assert "Proposed from your brief" not in shown_texts(proposing)


def test_what_was_removed_can_be_put_back_where_it_was(page: ReadyPage) -> None:
    lines = (*DRAFT.facts, FactLine(subject="Price", value="EUR 9"))
    page.show_draft(DRAFT.model_copy(update={"facts": lines}))
    buttons(page, "Remove this fact")[0].click()
    assert _facts(page) == ["Price: EUR 9"]
    assert "“Public launch” was removed." in shown_texts(page)
    buttons(page, "Put it back")[0].click()
    assert _facts(page) == ["Public launch: 11 May 2027", "Price: EUR 9"]
    assert buttons(page, "Put it back") == []


def test_facts_are_written_by_keyboard_alone(page: ReadyPage) -> None:
    buttons(page, "Add fact")[0].setFocus()
    press(page, Qt.Key.Key_Space)
    type_words(page, "Price")
    press(page, Qt.Key.Key_Return)
    type_words(page, "EUR 9")
    press(page, Qt.Key.Key_Return)
    type_words(page, "People")
    assert _facts(page) == ["Public launch: 11 May 2027", "Price: EUR 9", "People: "]


def test_a_row_left_empty_is_used_before_another_is_added(page: ReadyPage) -> None:
    for _click in range(3):
        buttons(page, "Add fact")[0].click()
    assert len(buttons(page, "Remove this fact")) == 2
    assert _facts(page) == ["Public launch: 11 May 2027"]


def test_the_keyboard_is_never_left_on_a_row_that_is_gone(proposing: ReadyPage) -> None:
    buttons(proposing, "Keep")[0].setFocus()
    press(proposing, Qt.Key.Key_Space)
    assert buttons(proposing, "Keep")[0].hasFocus()
    press(proposing, Qt.Key.Key_Space)
    assert buttons(proposing, "Add fact")[0].hasFocus()
    for left in (2, 1):
        buttons(proposing, "Remove this fact")[0].setFocus()
        press(proposing, Qt.Key.Key_Space)
        assert len(buttons(proposing, "Remove this fact")) == left
        assert buttons(proposing, "Remove this fact")[0].hasFocus()
    press(proposing, Qt.Key.Key_Space)
    assert buttons(proposing, "Add fact")[0].hasFocus()


def test_proposals_that_stay_keep_the_keyboard(proposing: ReadyPage) -> None:
    keep = buttons(proposing, "Keep")[1]
    keep.setFocus()
    proposing.show_proposed_facts((PRICE, Fact(subject="Team", value="six people")))
    assert keep.hasFocus()
    assert _proposed(proposing) == ["Paid tier: EUR 9 a month", "Team: six people"]


def test_without_facts_it_says_what_they_are_for(page: ReadyPage) -> None:
    page.show_draft(Draft())
    assert any(one.startswith("None yet. Every worker gets them") for one in shown_texts(page))
    buttons(page, "Add fact")[0].click()
    assert not any(one.startswith("None yet.") for one in shown_texts(page))
