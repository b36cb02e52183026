"""Which sentences are lit in a panel, and how."""

from models.contradiction import Contradiction, ContradictionStatus
from models.events import ContradictionWithdrawn
from models.run import Run
from tests.builders import TEXTS, a_run
from tests.ui.workers import staging as on
from tests.ui.workers.conftest import ShowPanel
from ui.markdown.badges import QuoteStatus
from ui.markdown.quotes import QuoteMark
from ui.workers.quotes import quotes_in, slots_of

PLANNER = "Timeline Planner"


def _marks(run: Run, name: str = PLANNER, selected: int | None = None) -> tuple[QuoteMark, ...]:
    return quotes_in(on.newest(run, name), run, run.contradictions, selected)


def _again(run: Run, name: str, text: str) -> Run:
    run = on.after(run, on.asked_again(run, name))
    return on.after(run, on.writing(name, text, at_s=1030), on.finished(name))


def test_a_side_is_lit_exactly_where_it_stands() -> None:
    date, motion = _marks(a_run())
    text = TEXTS[PLANNER]
    assert text[date.start : date.end] == "The public launch is on 25 May 2027."
    assert (date.number, date.side) == (1, "B")
    assert text[motion.start : motion.end] == "Every account gets a demo call."
    assert [date.status, motion.status] == [QuoteStatus.DECIDED, QuoteStatus.OPEN]


def test_the_others_fall_back_while_one_is_selected() -> None:
    date, motion = _marks(a_run(), selected=1)
    assert (date.selected, date.dimmed) == (True, False)
    assert (motion.selected, motion.dimmed) == (False, True)


def test_selecting_one_that_is_gone_dims_nothing() -> None:
    assert not any(mark.dimmed for mark in _marks(a_run(), selected=9))


def test_withdrawn_ones_are_not_shown() -> None:
    run = on.after(a_run(), ContradictionWithdrawn(at_s=400, number=1, reason="gone"))
    assert run.contradiction(1).status is ContradictionStatus.WITHDRAWN
    assert [mark.number for mark in _marks(run)] == [2]


def test_after_a_re_run_the_other_sides_are_out_of_date() -> None:
    run = _again(a_run(), PLANNER, "Something else entirely.")
    assert _marks(run) == ()
    for name in ("Messaging Specialist", "Channel Strategist"):
        assert [mark.status for mark in _marks(run, name)] == [QuoteStatus.OUT_OF_DATE]


def test_words_that_stand_again_in_a_newer_text_are_lit_as_out_of_date() -> None:
    run = _again(a_run(), PLANNER, "# New\n\nThe public launch is on 25 May 2027.\n")
    (mark,) = _marks(run)
    assert on.newest(run, PLANNER).text[mark.start : mark.end].startswith("The public launch")
    assert mark.status is QuoteStatus.OUT_OF_DATE


def test_words_that_stand_twice_in_a_newer_text_are_not_guessed() -> None:
    run = _again(a_run(), PLANNER, "The public launch is on 25 May 2027. " * 2)
    assert _marks(run) == ()


def test_an_earlier_version_shows_its_own_quotes() -> None:
    run = _again(a_run(), PLANNER, "Something else.")
    marks = quotes_in(run.earlier_versions[0], run, run.contradictions)
    assert [mark.number for mark in marks] == [1, 2]
    assert {mark.status for mark in marks} == {QuoteStatus.OUT_OF_DATE}


def test_a_text_left_out_makes_its_contradictions_out_of_date() -> None:
    run = on.after(a_run(), on.muted("Channel Strategist"))
    assert [mark.status for mark in _marks(run)] == [QuoteStatus.DECIDED, QuoteStatus.OUT_OF_DATE]


def test_a_quote_can_be_scrolled_to(show: ShowPanel) -> None:
    run = a_run()
    panel = show(run, PLANNER)
    panel.show_contradictions(run.contradictions, 1)
    assert panel.scroll_to_quote(1)
    assert not panel.scroll_to_quote(7)


def test_the_brief_is_no_worker() -> None:
    run = a_run()
    found: Contradiction = run.contradiction(1)
    assert slots_of(found, run) == ("messaging-specialist", "timeline-planner")
