"""The list view: what is shown is tinted, where the keyboard is has a ring."""

from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from models.summary import RunSummary
from ui.sidebar.delegate import RunDelegate
from ui.sidebar.run_model import RunModel
from ui.theme.theme import Theme


class RunList(QListView):
    """Lists runs. Arrow keys and letters move the ring; Enter or a click chooses.

    Attributes:
        chosen: the id of the run that the user wants to see.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No runs."""
        super().__init__(parent)
        self._runs = RunModel(self)
        self._painter = RunDelegate(theme, self)
        self._shown_id = ""
        self.setAccessibleName(self.tr("Runs"))
        self.setModel(self._runs)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def runs(self) -> RunModel:
        """What is listed."""
        return self._runs

    def show_runs(self, runs: tuple[RunSummary, ...], now: datetime) -> None:
        """List these runs; the reader's place in the list is kept."""
        current = self._runs.run_at(self.currentIndex())
        scrolled = self.verticalScrollBar().value()
        self._runs.fill(runs, now)
        if current is not None:
            self._move_to(self._runs.index_of(current.id))
        self.select(self._shown_id)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)

    def select(self, run_id: str) -> None:
        """Mark the run that is shown; an empty id marks none."""
        self._shown_id = run_id
        index = self._runs.index_of(run_id)
        flags = QItemSelectionModel.SelectionFlag
        if index.isValid():
            self.selectionModel().select(index, flags.ClearAndSelect)
        else:
            self.selectionModel().clearSelection()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """What is shown changes only when a run is chosen, not while the keys pass over others."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter; leave arrows and letters to Qt."""
        self._set_cursor_shown(True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the ring away: the pointer shows where the user is."""
        self._set_cursor_shown(False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the ring on a run."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            shown = self._runs.index_of(self._shown_id)
            self._move_to(shown if shown.isValid() else self._runs.first_run)
        self._set_cursor_shown(event.reason() is not Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._set_cursor_shown(False)

    def _move_to(self, index: QModelIndex) -> None:
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _set_cursor_shown(self, is_shown: bool) -> None:
        self._painter.shows_cursor = is_shown
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        run = self._runs.run_at(index)
        if run is not None:
            self.select(run.id)
            self.chosen.emit(run.id)
