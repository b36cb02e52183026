import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from models.activity import RunStatus
from models.summary import RunSummary
from tests.ui.sidebar.test_wording import a_summary
from ui.components.buttons import IconButton
from ui.components.labels import WrapLabel
from ui.sidebar.rail import Rail
from ui.sidebar.run_model import Day, day_of
from ui.sidebar.sidebar import RunsSidebar
from ui.theme.style import Look
from ui.theme.theme import Scheme, Theme

# Half past midnight for the user, and still the day before in UTC.
NOW = datetime(2026, 11, 24, 0, 30, tzinfo=timezone(timedelta(hours=2)))

RUNS = (
    a_summary("r5", title="Ledgerling", started_at=NOW - timedelta(minutes=10)),
    a_summary("r4", title="Spring pricing", started_at=NOW - timedelta(minutes=20)),
    a_summary("r3", title="Clinic opening", started_at=NOW - timedelta(hours=2)),
    a_summary("r2", title="Bike-share pilot", started_at=NOW - timedelta(days=2)),
    a_summary("r1", title="Water filters", started_at=NOW - timedelta(days=30)),
)


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme, look: Look) -> RunsSidebar:
    made = RunsSidebar(theme)
    qtbot.addWidget(made)
    made.resize(216, 700)
    with qtbot.waitActive(made):
        made.show()
    return made


def _view(sidebar: RunsSidebar) -> QListView:
    view = sidebar.findChild(QListView)
    assert isinstance(view, QListView)
    return view


def _rows(sidebar: RunsSidebar) -> list[str]:
    model = _view(sidebar).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _spoken(sidebar: RunsSidebar, title: str) -> str:
    index = _index(_view(sidebar).model(), title)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def _index(model: QAbstractItemModel, title: str) -> QModelIndex:
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return next(one for one in rows if one.data() == title)


def _selected(sidebar: RunsSidebar) -> list[str]:
    return [str(one.data()) for one in _view(sidebar).selectionModel().selectedIndexes()]


def _press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget.window().windowHandle(), key)


def test_runs_stand_under_the_day_they_began(sidebar: RunsSidebar) -> None:
    sidebar.show_runs(RUNS, NOW)
    assert _rows(sidebar) == [
        *("Today", "Ledgerling", "Spring pricing"),
        *("Yesterday", "Clinic opening"),
        *("Earlier", "Bike-share pilot", "Water filters"),
    ]


def test_days_are_those_of_the_users_calendar() -> None:
    just_after_midnight = NOW - timedelta(minutes=29)
    assert day_of(just_after_midnight, NOW) is Day.TODAY
    assert day_of(NOW - timedelta(minutes=31), NOW) is Day.YESTERDAY
    assert day_of(NOW - timedelta(hours=25), NOW) is Day.EARLIER
    assert day_of(NOW + timedelta(hours=30), NOW) is Day.TODAY, "a clock that was set back"


def test_without_runs_it_says_how_to_get_one(sidebar: RunsSidebar) -> None:
    said = sidebar.findChild(WrapLabel)
    assert isinstance(said, WrapLabel)
    assert said.isVisible()
    assert said.text() == "Nothing here yet. Write a brief, choose a team, press Run."
    sidebar.show_runs(RUNS, NOW)
    assert not said.isVisible()


def test_without_a_match_it_says_where_was_searched(qtbot: QtBot, sidebar: RunsSidebar) -> None:
    sidebar.show_runs(RUNS, NOW)
    with qtbot.waitSignal(sidebar.search_wanted) as searched:
        QTest.keyClicks(_field(sidebar), "zebra")
    assert searched.args == ["zebra"]
    sidebar.show_runs((), NOW)
    said = sidebar.findChild(WrapLabel)
    assert isinstance(said, WrapLabel)
    assert said.text() == "No run has these words. Briefs, texts and plans were searched."


def _field(sidebar: RunsSidebar) -> QLineEdit:
    field = sidebar.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def test_typing_searches_once_after_a_pause_and_enter_at_once(
    qtbot: QtBot, sidebar: RunsSidebar
) -> None:
    searched: list[str] = []
    sidebar.search_wanted.connect(searched.append)
    with qtbot.waitSignal(sidebar.search_wanted):
        QTest.keyClicks(_field(sidebar), "launch")
    assert searched == ["launch"]
    QTest.keyClick(_field(sidebar), Qt.Key.Key_Return)
    assert searched == ["launch", "launch"]


def test_a_run_is_chosen_by_keyboard_alone(qtbot: QtBot, sidebar: RunsSidebar) -> None:
    sidebar.show_runs(RUNS, NOW)
    sidebar.select("r5")
    sidebar.focus_search()
    _press(sidebar, Qt.Key.Key_Down)
    assert _view(sidebar).hasFocus()
    _press(sidebar, Qt.Key.Key_Down)
    _press(sidebar, Qt.Key.Key_Down)
    assert _view(sidebar).currentIndex().data() == "Clinic opening", "headings are passed over"
    assert _selected(sidebar) == ["Ledgerling"], "what is shown changes only with Enter"
    with qtbot.waitSignal(sidebar.run_chosen) as chosen:
        _press(sidebar, Qt.Key.Key_Return)
    assert chosen.args == ["r3"]
    assert _selected(sidebar) == ["Clinic opening"]


def test_letters_find_a_run(sidebar: RunsSidebar) -> None:
    sidebar.show_runs(RUNS, NOW)
    sidebar.focus_runs()
    _press(sidebar, Qt.Key.Key_W)
    assert _view(sidebar).currentIndex().data() == "Water filters"


def test_a_click_chooses_and_a_click_on_a_heading_does_not(
    qtbot: QtBot, sidebar: RunsSidebar
) -> None:
    sidebar.show_runs(RUNS, NOW)
    view = _view(sidebar)

    def click(title: str) -> None:
        place = view.visualRect(_index(view.model(), title)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with qtbot.assertNotEmitted(sidebar.run_chosen):
        click("Today")
    with qtbot.waitSignal(sidebar.run_chosen) as chosen:
        click("Spring pricing")
    assert chosen.args == ["r4"]


def test_the_readers_place_is_kept_when_the_list_is_made_again(sidebar: RunsSidebar) -> None:
    sidebar.resize(216, 220)
    many = _many(100)
    sidebar.show_runs(many, NOW)
    sidebar.select(many[40].id)
    view = _view(sidebar)
    view.setCurrentIndex(_index(view.model(), many[50].title))
    view.verticalScrollBar().setValue(1000)
    sidebar.show_runs((*RUNS[:1], *many), NOW)
    assert view.verticalScrollBar().value() == 1000
    assert view.currentIndex().data() == many[50].title
    assert _selected(sidebar) == [many[40].title]


def test_selecting_a_run_that_is_not_listed_selects_none(sidebar: RunsSidebar) -> None:
    sidebar.show_runs(RUNS, NOW)
    sidebar.select("r5")
    sidebar.select("")
    assert _selected(sidebar) == []
    sidebar.select("r9")
    sidebar.show_runs((a_summary("r9", title="New", started_at=NOW), *RUNS), NOW)
    assert _selected(sidebar) == ["New"], "it is marked as soon as it is listed"


def _running(done: int, **changes: Any) -> RunSummary:
    facts = {"title": "Ledgerling", "status": RunStatus.RUNNING, "started_at": NOW, "done": done}
    return a_summary("r5", **(facts | changes))


@pytest.fixture
def changes_of(sidebar: RunsSidebar) -> Callable[[], list[str]]:
    """What happened to the list since the runs were shown."""
    sidebar.show_runs(RUNS, NOW)
    seen: list[str] = []
    model = _view(sidebar).model()
    model.dataChanged.connect(lambda first, _last: seen.append(str(first.data())))
    model.modelReset.connect(lambda: seen.append("reset"))
    return lambda: seen


def test_the_run_at_work_changes_its_own_row_at_most_twice_a_second(
    qtbot: QtBot, sidebar: RunsSidebar, changes_of: Callable[[], list[str]]
) -> None:
    for done in (0, 1, 2, 3):
        sidebar.show_live(_running(done))
    assert changes_of() == ["Ledgerling"]
    assert "Running · 0 of 4 done" in _spoken(sidebar, "Ledgerling")
    with qtbot.waitSignal(_view(sidebar).model().dataChanged):
        pass
    assert changes_of() == ["Ledgerling"] * 2
    assert "Running · 3 of 4 done" in _spoken(sidebar, "Ledgerling"), "the last state is shown"


def test_when_work_ends_its_last_state_is_shown_at_once(
    sidebar: RunsSidebar, changes_of: Callable[[], list[str]]
) -> None:
    sidebar.show_live(_running(1))
    sidebar.show_live(_running(4, status=RunStatus.COMPLETE, contradictions=2))
    sidebar.show_live(None)
    assert "Plan ready · 2 contradictions" in _spoken(sidebar, "Ledgerling")
    assert changes_of() == ["Ledgerling"] * 2


def test_a_run_that_has_just_begun_is_listed_first(sidebar: RunsSidebar) -> None:
    sidebar.show_runs(RUNS[1:], NOW)
    sidebar.show_live(_running(0))
    assert _rows(sidebar)[:3] == ["Today", "Ledgerling", "Spring pricing"]


def test_an_older_list_does_not_set_the_run_at_work_back(sidebar: RunsSidebar) -> None:
    sidebar.show_live(_running(3))
    sidebar.show_runs(RUNS, NOW)
    assert "Running · 3 of 4 done" in _spoken(sidebar, "Ledgerling")


def test_a_run_at_work_is_not_put_among_search_results(qtbot: QtBot, sidebar: RunsSidebar) -> None:
    with qtbot.waitSignal(sidebar.search_wanted):
        QTest.keyClicks(_field(sidebar), "pricing")
    sidebar.show_runs(RUNS[1:2], NOW)
    sidebar.show_live(_running(0))
    assert _rows(sidebar) == ["Today", "Spring pricing"]


def test_new_run_is_asked_for_with_a_key(qtbot: QtBot, sidebar: RunsSidebar) -> None:
    sidebar.focus_search()
    _press(sidebar, Qt.Key.Key_Backtab)
    with qtbot.waitSignal(sidebar.new_run_wanted):
        _press(sidebar, Qt.Key.Key_Space)


def test_rows_are_read_out_whole(sidebar: RunsSidebar) -> None:
    sidebar.show_runs((a_summary(is_demo=True, started_at=NOW),), NOW)
    view = _view(sidebar)
    spoken = QAccessible.queryAccessibleInterface(view).child(1).text(QAccessible.Text.Name)
    assert spoken.startswith("Ledgerling 1.0 launch, Sample, Plan ready · none found")


def test_titles_are_never_taken_for_markup(sidebar: RunsSidebar) -> None:
    sidebar.show_runs((a_summary(title="<b>a & b</b>", started_at=NOW),), NOW)
    hint = _view(sidebar).model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert hint.startswith("<p>&lt;b>a &amp; b&lt;/b><br>")


def _many(count: int) -> tuple[RunSummary, ...]:
    return tuple(
        a_summary(f"m{one}", title=f"Run {one}", started_at=NOW - timedelta(hours=one))
        for one in range(count)
    )


def test_500_runs_are_shown_in_less_than_a_tenth_of_a_second(sidebar: RunsSidebar) -> None:
    many = _many(500)
    taken_s = []
    for _attempt in range(3):
        sidebar.show_runs((), NOW)
        began = time.perf_counter()
        sidebar.show_runs(many, NOW)
        sidebar.grab()
        taken_s.append(time.perf_counter() - began)
    assert min(taken_s) < 0.1


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_is_painted_in_every_look(
    sidebar: RunsSidebar, theme: Theme, scale: float, scheme: Scheme
) -> None:
    sidebar.show_runs(RUNS, NOW)
    sidebar.select("r4")
    theme.set_font_scale(scale)
    theme.set_scheme(scheme)
    view = _view(sidebar)
    assert sidebar.width() == round(216 * scale)
    row = view.visualRect(_index(view.model(), "Spring pricing"))
    assert row.height() == round(46 * scale)
    inside = view.viewport().mapTo(sidebar, row.topLeft() + QPoint(12, row.height() - 6))
    shown = sidebar.grab().toImage().pixelColor(inside).name()
    assert shown == {"light": "#e1e9fa", "dark": "#24304c"}[scheme.value]


def test_the_rail_offers_the_same(qtbot: QtBot, theme: Theme, look: Look) -> None:
    rail = Rail(theme)
    qtbot.addWidget(rail)
    buttons = {one.accessibleName(): one for one in rail.findChildren(IconButton)}
    assert list(buttons) == ["Show runs", "New run", "Search runs"]
    for name, signal in zip(
        buttons, (rail.runs_wanted, rail.new_run_wanted, rail.search_wanted), strict=True
    ):
        with qtbot.waitSignal(signal):
            buttons[name].click()
