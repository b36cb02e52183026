"""The runs as a list of rows, in groups of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from models.summary import RunSummary
from ui.components.tool_tips import plain_tool_tip
from ui.sidebar.wording import RowWords, words_for

translate = QCoreApplication.translate

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself: a `Day` for a heading, a `RunRow` for a run."""

_Index = QModelIndex | QPersistentModelIndex


class Day(Enum):
    """A group of runs, by the user's calendar."""

    TODAY = auto()
    YESTERDAY = auto()
    EARLIER = auto()

    @property
    def title(self) -> str:
        """The group's heading."""
        return {
            Day.TODAY: translate("RunsSidebar", "Today"),
            Day.YESTERDAY: translate("RunsSidebar", "Yesterday"),
            Day.EARLIER: translate("RunsSidebar", "Earlier"),
        }[self]


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run and what is said about it."""

    run: RunSummary
    words: RowWords


def day_of(moment: datetime, now: datetime) -> Day:
    """The group of a run; both are taken to the calendar that ``now`` is in."""
    then = moment.astimezone(now.tzinfo).date()
    # A clock that was set back must not move runs of today under "Earlier".
    if then >= now.date():
        return Day.TODAY
    return Day.YESTERDAY if then == now.date() - timedelta(days=1) else Day.EARLIER


class RunModel(QAbstractListModel):
    """Headings and runs, the newest run first."""

    def __init__(self, parent: QObject) -> None:
        """No runs."""
        super().__init__(parent)
        self._rows: list[Day | RunRow] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are; rows have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What views, the delegate and screen readers ask for."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, Day):
            return row.title if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.words.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(row.words.hint)
            case _:
                return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only runs can be chosen; the keyboard passes over headings."""
        if isinstance(self._rows[index.row()], Day):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def fill(self, runs: Iterable[RunSummary], now: datetime) -> None:
        """Show these runs, in this order within each day."""
        groups: dict[Day, list[RunRow]] = {day: [] for day in Day}
        for run in runs:
            groups[day_of(run.started_at, now)].append(RunRow(run, words_for(run)))
        self.beginResetModel()
        self._rows = []
        for day, rows in groups.items():
            if rows:
                self._rows += [day, *rows]
        self.endResetModel()

    def replace(self, run: RunSummary) -> bool:
        """Show a newer state of one run in its row; says whether the run is listed."""
        index = self.index_of(run.id)
        if not index.isValid():
            return False
        self._rows[index.row()] = RunRow(run, words_for(run))
        self.dataChanged.emit(index, index)
        return True

    def index_of(self, run_id: str) -> QModelIndex:
        """Where a run is; an invalid index if it is not listed."""
        for place, row in enumerate(self._rows):
            if isinstance(row, RunRow) and row.run.id == run_id:
                return self.index(place)
        return QModelIndex()

    def run_at(self, index: _Index) -> RunSummary | None:
        """The run of a row; none for headings."""
        row = self._rows[index.row()] if index.isValid() else None
        return row.run if isinstance(row, RunRow) else None

    @property
    def first_run(self) -> QModelIndex:
        """The first row that can be chosen; an invalid index if there is none."""
        return self.index(1) if self._rows else QModelIndex()
