"""Flush panes in rows, with hairlines between them that can be dragged."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class PaneRows(QWidget):
    """Shows widgets in rows; columns of equal rows stay in line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._rows: tuple[int, ...] = ()
        self._shown: list[QWidget] = []
        self._splitters: list[QSplitter] = []
        self._outer: QSplitter | None = None
        self._is_dragged = False

    @property
    def shown(self) -> Sequence[QWidget]:
        """The widgets, row by row."""
        return tuple(self._shown)

    def show_rows(self, rows: tuple[int, ...], widgets: Sequence[QWidget]) -> None:
        """Show so many widgets in each row. Widgets that are not shown any more are hidden."""
        for one in widgets:
            # Before it gets its place: a splitter leaves no room for who is hidden, and a text
            # that is laid out in a passing width loses its place.
            one.show()
        if rows == self._rows and len(widgets) == len(self._shown):
            self._replace(widgets)
        else:
            self._build(rows, widgets)
        for one in self._shown:
            if one not in widgets:
                one.setParent(self)
                one.hide()
        self._rows, self._shown = rows, list(widgets)
        self._even_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room evenly, until the user shares it otherwise."""
        super().resizeEvent(event)
        if self._outer is not None:
            self._outer.setGeometry(self.rect())
        self._even_out()

    def _even_out(self) -> None:
        if self._is_dragged or self._outer is None:
            return
        self._outer.setSizes([self.height()] * len(self._splitters))
        for row in self._splitters:
            row.setSizes([self.width()] * row.count())

    def _replace(self, widgets: Sequence[QWidget]) -> None:
        """Put other widgets into the same places, whose sizes stay as they were dragged."""
        places = [
            (splitter, index) for splitter in self._splitters for index in range(splitter.count())
        ]
        for (splitter, index), one in zip(places, widgets, strict=True):
            if splitter.widget(index) is one:
                continue
            sizes = splitter.sizes()
            if one in self._shown:
                # It comes from another place, which would close: something stands in for it.
                _stand_in(one)
            old = splitter.replaceWidget(index, one)
            if old is not None and old.parent() is None:
                self._keep(old)
            splitter.setSizes(sizes)

    def _keep(self, one: QWidget) -> None:
        if isinstance(one, _StandIn):
            one.deleteLater()
        else:
            one.setParent(self)

    def _build(self, rows: tuple[int, ...], widgets: Sequence[QWidget]) -> None:
        old, self._outer = self._outer, _splitter(Qt.Orientation.Vertical)
        self._outer.splitterMoved.connect(self._dragged)
        self._splitters = []
        self._is_dragged = False
        left = iter(widgets)
        for count in rows:
            row = _splitter(Qt.Orientation.Horizontal)
            for _ in range(count):
                row.addWidget(next(left))
            row.splitterMoved.connect(self._align)
            self._splitters.append(row)
            self._outer.addWidget(row)
        # Placed without a layout, which would do so only later: a frame in between would flicker.
        self._outer.setParent(self)
        self._outer.setGeometry(self.rect())
        self._outer.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _dragged(self) -> None:
        self._is_dragged = True

    def _align(self) -> None:
        """Drag the same columns of all rows together."""
        self._is_dragged = True
        moved = self.sender()
        if not isinstance(moved, QSplitter):
            return
        for other in self._splitters:
            if other is not moved and other.count() == moved.count():
                other.setSizes(moved.sizes())


class _StandIn(QWidget):
    """Holds a place for a moment."""


def _stand_in(one: QWidget) -> None:
    splitter = one.parent()
    if isinstance(splitter, QSplitter):
        splitter.replaceWidget(splitter.indexOf(one), _StandIn())


def _splitter(orientation: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    # Qt widens the area that can be grabbed around a line of 1 px.
    splitter.setHandleWidth(1)
    return splitter
