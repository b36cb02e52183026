"""The main window: a frame of runs, pages and status around whatever is shown."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.run import Run
from ui.components.banner import Banner, Notice, Tone
from ui.components.buttons import IconButton
from ui.components.pane import Hairline
from ui.first_run.page import FirstRunPage
from ui.main_window.commands import Commands
from ui.main_window.run_page import RunPage
from ui.main_window.status_strip import StatusStrip
from ui.ready.page import ReadyPage
from ui.sidebar.rail import Rail
from ui.sidebar.sidebar import RunsSidebar
from ui.theme.icons import Icon
from ui.theme.theme import Theme

_SIDEBAR_FROM_PX = 1360
_RAIL_FROM_PX = 1200
_SMALLEST = (900, 600)
_USUAL = (1440, 900)


class MainWindow(QMainWindow):
    """Holds the pages; what they ask for is wired in ``ui.main_window.wiring``.

    Attributes:
        closing: the user wants to close; who may be asked first sets ``may_close``, now or later.
    """

    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show the page for a new run."""
        super().__init__()
        self.theme = theme
        self.may_close = True
        self.commands = Commands(self)
        self.ready_page = ReadyPage(theme)
        self.first_run_page = FirstRunPage(theme)
        self.run_page = RunPage(theme)
        self.sidebar = RunsSidebar(theme)
        self.rail = Rail(theme)
        self.status_strip = StatusStrip(theme)
        self._pages = QStackedWidget()
        for page in (self.ready_page, self.first_run_page, self.run_page):
            self._pages.addWidget(page)
        self._banners = QVBoxLayout()
        self._wants_sidebar: bool | None = None
        self._lay_out()
        self.setWindowTitle(_application_name())
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self.commands.fill(self.menuBar())

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        page = self._pages.currentWidget()
        assert page is not None, "there is always a page"
        return page

    @property
    def is_showing_run(self) -> bool:
        """Whether a run is shown."""
        return self.page is self.run_page

    def show_page(self, page: QWidget) -> None:
        """Show a page and put the focus where work goes on."""
        if page is not self.page:
            self._pages.setCurrentWidget(page)
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        if page is not self.run_page:
            self.setWindowTitle(_application_name())

    def show_run(self, run: Run, *, is_working: bool) -> None:
        """Show the newest state of a run."""
        self.run_page.show_run(run, is_working=is_working)
        self.status_strip.show_run(run, datetime.now().astimezone())
        if not self.is_showing_run:
            self.show_page(self.run_page)
            self.run_page.focus_first()
        self.setWindowTitle(f"{run.brief.title} — {_application_name()}")

    def show_problem(self, message: str, remedy: str) -> None:
        """Say on top of the page what cannot be done, until closed; the same one only once."""
        for index in range(self._banners.count()):
            item = self._banners.itemAt(index)
            banner = item.widget() if item else None
            if banner is not None and banner.property("message") == message:
                return
        banner = Banner(self.theme, Notice(Tone.WARN, message, remedy))
        banner.setProperty("message", message)
        close = IconButton(self.theme, Icon.CLOSE, self.tr("Close this message"))
        close.clicked.connect(banner.deleteLater)
        banner.add_action(close)
        self.show_banner(banner)
        self.announce(f"{message} {remedy}".strip())

    def show_banner(self, banner: Banner) -> None:
        """Put a banner on top of the page."""
        self._banners.addWidget(banner)

    def come_to_front(self) -> None:
        """Show the window to somebody who has lost it out of sight."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def announce(self, text: str) -> None:
        """Have a change of state read out; tokens never come here."""
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
        is_wide = width_px >= _SIDEBAR_FROM_PX
        shows_sidebar = is_wide if self._wants_sidebar is None else self._wants_sidebar
        self.sidebar.setVisible(shows_sidebar)
        self._sidebar_line.setVisible(shows_sidebar)
        shows_rail = not shows_sidebar and width_px >= _RAIL_FROM_PX
        self.rail.setVisible(shows_rail)
        self._rail_line.setVisible(shows_rail)

    def _lay_out(self) -> None:
        self._sidebar_line = Hairline(self.theme, Qt.Orientation.Vertical)
        self._rail_line = Hairline(self.theme, Qt.Orientation.Vertical)
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._banners)
        column.addWidget(self._pages, 1)
        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.sidebar, self._sidebar_line, self.rail, self._rail_line):
            row.addWidget(widget)
        row.addWidget(pages, 1)
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(upper, 1)
        whole.addWidget(Hairline(self.theme))
        whole.addWidget(self.status_strip)
        self.setCentralWidget(centre)
        self._fit(_USUAL[0])


def _application_name() -> str:
    return QApplication.applicationDisplayName() or "Parallel Workers"
