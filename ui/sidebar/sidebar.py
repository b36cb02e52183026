"""The sidebar: new run, search, and all stored runs."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from models.summary import RunSummary
from ui.components.buttons import SecondaryButton
from ui.components.frame_sizes import SIDEBAR_PX
from ui.components.labels import WrapLabel
from ui.components.pane import Hairline, Pane
from ui.components.search_field import SearchField
from ui.sidebar.live_row import LiveRow
from ui.sidebar.run_list import RunList
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_SEARCH_DELAY_MS = 200


class RunsSidebar(Pane):
    """Lists the stored runs.

    Attributes:
        run_chosen: the id of the run that the user wants to see.
        new_run_wanted: the user wants to write another brief.
        search_wanted: the words that the runs listed should have; empty for all.
    """

    run_chosen = Signal(str)
    new_run_wanted = Signal()
    search_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """List nothing yet."""
        super().__init__(theme, Role.CHROME, parent)
        self.setAccessibleName(self.tr("Stored runs"))
        self._runs: tuple[RunSummary, ...] = ()
        self._now: datetime | None = None
        self._list = RunList(theme)
        self._list.chosen.connect(self.run_chosen)
        self._live = LiveRow(self)
        self._live.due.connect(self._put_live)
        self._build(theme)
        self._build_search()
        theme.changed.connect(self._resize)
        self._resize()

    @property
    def is_searching(self) -> bool:
        """Whether only some runs are wanted."""
        return bool(self._field.text().strip())

    def show_runs(self, runs: tuple[RunSummary, ...], now: datetime) -> None:
        """List ``runs``, the newest first, in groups of the days before ``now``."""
        self._runs, self._now = runs, now
        self._list_runs()

    def show_live(self, run: RunSummary | None) -> None:
        """Show how the run at work goes on; none is at work if there is none."""
        self._live.show(run)

    def select(self, run_id: str) -> None:
        """Mark the run that is shown; an empty id marks none."""
        self._list.select(run_id)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def focus_runs(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow down lead from the field into what was found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_down = event.key() == Qt.Key.Key_Down
            if watched is self._field and is_down and self._list.runs.rowCount():
                self.focus_runs()
                return True
        return super().eventFilter(watched, event)

    def _build(self, theme: Theme) -> None:
        new_run = SecondaryButton(theme, self.tr("New run"), Icon.ADD)
        new_run.clicked.connect(self.new_run_wanted)
        self._field = SearchField(theme, self.tr("Search runs"))
        self._empty = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        empty = QWidget()
        around = QVBoxLayout(empty)
        around.setContentsMargins(15, 10, 12, 0)
        around.addWidget(self._empty)
        around.addStretch()
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(9)
        top.addWidget(new_run)
        top.addWidget(self._field)
        self._below = QStackedLayout()
        self._below.addWidget(self._list)
        self._below.addWidget(empty)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._below, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(Hairline(theme, Qt.Orientation.Vertical))
        self._show_emptiness()

    def _build_search(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_SEARCH_DELAY_MS)
        self._typing.timeout.connect(self._search)
        self._field.textChanged.connect(lambda _text: self._typing.start())
        self._field.returnPressed.connect(self._search)
        self._field.installEventFilter(self)

    def _search(self) -> None:
        self._typing.stop()
        self.search_wanted.emit(self._field.text().strip())

    def _list_runs(self) -> None:
        if self._now is None:
            return
        live = self._live.run
        runs = tuple(live if live and one.id == live.id else one for one in self._runs)
        is_new = live is not None and all(one.id != live.id for one in runs)
        # Whether a run fits a search is not for us to say.
        if live is not None and is_new and not self.is_searching:
            runs = (live, *runs)
        self._list.show_runs(runs, self._now)
        self._show_emptiness()

    def _put_live(self, run: RunSummary) -> None:
        if not self._list.runs.replace(run) and not self.is_searching:
            self._list_runs()

    def _show_emptiness(self) -> None:
        is_empty = self._list.runs.rowCount() == 0
        if self.is_searching:
            self._empty.setText(
                self.tr("No run has these words. Briefs, texts and plans were searched.")
            )
        else:
            self._empty.setText(
                self.tr("Nothing here yet. Write a brief, choose a team, press Run.")
            )
        self._below.setCurrentIndex(1 if is_empty else 0)

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.fonts.px(SIDEBAR_PX))
