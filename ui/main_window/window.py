"""The main window: a frame of runs, pages and status around whatever is shown.

What stands in the frame is imported where it is made: the frame is painted before, alone.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.components.frame_sizes import RAIL_PX, SIDEBAR_PX, STATUS_STRIP_PX
from ui.components.pane import Hairline, Pane
from ui.main_window.banners import Banners
from ui.main_window.menus import menu_titles
from ui.ready.columns import ColumnsSketch
from ui.theme.theme import Theme
from ui.theme.tokens import Role

if TYPE_CHECKING:
    from models.run import Run
    from ui.first_run.page import FirstRunPage
    from ui.main_window.commands import Commands
    from ui.main_window.run_page import RunPage
    from ui.main_window.status_strip import StatusStrip
    from ui.ready.page import ReadyPage
    from ui.sidebar.rail import Rail
    from ui.sidebar.sidebar import RunsSidebar

_SIDEBAR_FROM_PX = 1360
_RAIL_FROM_PX = 1200
_SMALLEST = (900, 600)
_USUAL = (1440, 900)


class MainWindow(QMainWindow):
    """Holds the pages; what they ask for is wired in ``ui.main_window.wiring``.

    Attributes:
        closing: the user wants to close; who may be asked first sets ``may_close``, now or later.
        first_run_page_made: `first_run_page` was made, because it is needed now.
        run_page_made: `run_page` was made, because it is needed now.
        page_changed: another page is shown.
        banners: what is said on top of the pages.
        commands: what the menus offer.
        ready_page: prepares a run.
        sidebar: lists the runs.
        rail: stands for the sidebar in a narrower window.
        status_strip: what a run can prove about itself.
    """

    closing = Signal()
    first_run_page_made = Signal()
    run_page_made = Signal()
    page_changed = Signal()

    commands: "Commands"
    ready_page: "ReadyPage"
    sidebar: "RunsSidebar"
    rail: "Rail"
    status_strip: "StatusStrip"

    def __init__(self, theme: Theme) -> None:
        """Stand as an empty frame that can be painted at once."""
        super().__init__()
        self.theme = theme
        self.may_close = True
        self._first_run_page: FirstRunPage | None = None
        self._run_page: RunPage | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(ColumnsSketch(theme))
        self.banners = Banners(theme)
        self._wants_sidebar: bool | None = None
        # Where the parts of the frame will stand, then those parts.
        self._sidebar_place: QWidget = Pane(theme, Role.CHROME)
        self._rail_place: QWidget = Pane(theme, Role.CHROME)
        self._strip_place: QWidget = Pane(theme, Role.CHROME)
        self._lay_out()
        self.setWindowTitle(_application_name())
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        for title in menu_titles():
            self.menuBar().addMenu(title)

    def add_ready_page(self) -> None:
        """Put commands and the page for a new run into the frame; called once, before all else."""
        from ui.main_window.commands import Commands
        from ui.ready.page import ReadyPage

        self.commands = Commands(self)
        self.commands.fill(self.menuBar())
        self.ready_page = ReadyPage(self.theme)
        sketch = self.page
        self._pages.addWidget(self.ready_page)
        self._pages.setCurrentWidget(self.ready_page)
        self._pages.removeWidget(sketch)
        sketch.deleteLater()

    def add_surroundings(self) -> None:
        """Put what stands around the pages into the frame; called once, after the first page."""
        from ui.main_window.status_strip import StatusStrip
        from ui.sidebar.rail import Rail
        from ui.sidebar.sidebar import RunsSidebar

        self.sidebar = RunsSidebar(self.theme)
        self.rail = Rail(self.theme)
        self.status_strip = StatusStrip(self.theme)
        self._sidebar_place = _replaced(self._sidebar_place, self.sidebar)
        self._rail_place = _replaced(self._rail_place, self.rail)
        self._strip_place = _replaced(self._strip_place, self.status_strip)

    @property
    def first_run_page(self) -> "FirstRunPage":
        """Says how to set up Ollama; made when first needed."""
        if self._first_run_page is None:
            from ui.first_run.page import FirstRunPage

            self._first_run_page = FirstRunPage(self.theme)
            self._pages.addWidget(self._first_run_page)
            self.first_run_page_made.emit()
        return self._first_run_page

    @property
    def run_page(self) -> "RunPage":
        """Shows a run; made when first needed."""
        if self._run_page is None:
            from ui.main_window.run_page import RunPage

            self._run_page = RunPage(self.theme)
            self._run_page.top_bar.view_shown.connect(lambda: self._fit(self.width()))
            self._pages.addWidget(self._run_page)
            self.run_page_made.emit()
        return self._run_page

    @property
    def has_first_run_page(self) -> bool:
        """Whether `first_run_page` was needed yet."""
        return self._first_run_page is not None

    @property
    def has_run_page(self) -> bool:
        """Whether `run_page` was needed yet."""
        return self._run_page is not None

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        page = self._pages.currentWidget()
        assert page is not None, "there is always a page"
        return page

    @property
    def is_showing_run(self) -> bool:
        """Whether a run is shown."""
        return self.page is self._run_page

    def show_page(self, page: QWidget) -> None:
        """Show a page and put the focus where work goes on."""
        if page is not self.page:
            self._pages.setCurrentWidget(page)
            self._fit(self.width())
            self.page_changed.emit()
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        if page is not self._run_page:
            self.setWindowTitle(_application_name())

    def show_run(self, run: "Run", *, is_working: bool) -> None:
        """Show the newest state of a run."""
        from datetime import datetime

        self.run_page.show_run(run, is_working=is_working)
        self.status_strip.show_run(run, datetime.now().astimezone())
        if not self.is_showing_run:
            self.show_page(self.run_page)
            self.run_page.focus_first()
        self.setWindowTitle(f"{run.brief.title} — {_application_name()}")

    def show_problem(self, message: str, remedy: str, key: str = "") -> None:
        """Say on top of the page what cannot be done; see `Banners` for the key."""
        self.banners.show_problem(message, remedy, key)
        self.announce(f"{message} {remedy}".strip())

    def come_to_front(self) -> None:
        """Show the window to somebody who has lost it out of sight."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def announce(self, text: str) -> None:
        """Have a change of state read out; tokens never come here."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def toggle_sidebar(self) -> None:
        """Show or hide the runs, until the window's width changes its form."""
        self._wants_sidebar = self.sidebar.isHidden()
        self._fit(self.width())

    def find_run(self) -> None:
        """Put the focus into the search of runs."""
        self._wants_sidebar = True
        self._fit(self.width())
        self.sidebar.focus_search()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in the order of UI.md §2."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the wiring ask first if work would stop."""
        if not self.may_close:
            self.closing.emit()
        event.setAccepted(self.may_close)

    def changeEvent(self, event: QEvent) -> None:
        """Forget the toggled sidebar when the window changes its state, such as to full screen."""
        if event.type() == QEvent.Type.WindowStateChange:
            self._wants_sidebar = None
        super().changeEvent(event)

    def _fit(self, width_px: int) -> None:
        is_wide = width_px >= _SIDEBAR_FROM_PX and not self._is_showing_contradictions
        shows_sidebar = is_wide if self._wants_sidebar is None else self._wants_sidebar
        self._sidebar_place.setVisible(shows_sidebar)
        self._sidebar_line.setVisible(shows_sidebar)
        shows_rail = not shows_sidebar and width_px >= _RAIL_FROM_PX
        self._rail_place.setVisible(shows_rail)
        self._rail_line.setVisible(shows_rail)
        if self._run_page is not None:
            self._run_page.top_bar.show_toggle(is_wanted=not shows_rail)

    @property
    def _is_showing_contradictions(self) -> bool:
        """Whether both texts stand beside each other, which need the room of the runs."""
        page = self._run_page
        return page is not None and self.is_showing_run and page.top_bar.is_showing_contradictions

    def _lay_out(self) -> None:
        px = self.theme.fonts.px
        self._sidebar_place.setFixedWidth(px(SIDEBAR_PX))
        self._rail_place.setFixedWidth(px(RAIL_PX))
        self._strip_place.setFixedHeight(px(STATUS_STRIP_PX))
        self._sidebar_line = Hairline(self.theme, Qt.Orientation.Vertical)
        self._rail_line = Hairline(self.theme, Qt.Orientation.Vertical)
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self._pages, 1)
        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar_place)
        row.addWidget(self._sidebar_line)
        row.addWidget(self._rail_place)
        row.addWidget(self._rail_line)
        row.addWidget(pages, 1)
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(upper, 1)
        whole.addWidget(Hairline(self.theme))
        whole.addWidget(self._strip_place)
        self.setCentralWidget(centre)
        self._fit(_USUAL[0])


def _application_name() -> str:
    return QApplication.applicationDisplayName() or "Parallel Workers"


def _replaced(place: QWidget, part: QWidget) -> QWidget:
    """Put a part of the window where its place was kept; returns the part."""
    parent = place.parentWidget()
    layout = parent.layout() if parent is not None else None
    assert layout is not None, "places are laid out"
    layout.replaceWidget(place, part)
    part.setVisible(not place.isHidden())
    place.deleteLater()
    return part
