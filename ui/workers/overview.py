"""The list of all workers beside the readers, for teams too large to show every text at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.components.pane import Pane
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.forms import OVERVIEW_PX
from ui.workers.tile import Tile, TileContent
from ui.workers.wording import translate


class Overview(Pane):
    """A tile for each worker.

    Attributes:
        chosen: the index of a worker, and whether it is meant for the other reader.
    """

    chosen = Signal(int, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No worker yet."""
        super().__init__(theme, Role.CHROME, parent)
        self._tiles: list[Tile] = []
        self._page = QWidget()
        self._list = QVBoxLayout(self._page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        # The tiles are what is focused.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self.setAccessibleName(translate("Workers", "Workers"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def tiles(self) -> Sequence[Tile]:
        """The tiles, in team order."""
        return tuple(self._tiles)

    def show_workers(self, contents: Sequence[TileContent]) -> None:
        """Show all workers as they are now."""
        while len(self._tiles) > len(contents):
            self._tiles.pop().deleteLater()
        while len(self._tiles) < len(contents):
            self._add()
        for tile, content in zip(self._tiles, contents, strict=True):
            tile.show_content(content)

    def reveal(self, index: int) -> None:
        """Scroll to a tile."""
        if index < len(self._tiles):
            self._scroll.ensureWidgetVisible(self._tiles[index], 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from tile to tile with the arrow keys."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        focused = [index for index, tile in enumerate(self._tiles) if tile.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        index = max(0, min(len(self._tiles) - 1, focused[0] + step))
        self._tiles[index].setFocus(Qt.FocusReason.TabFocusReason)
        self.reveal(index)

    def _add(self) -> None:
        tile = Tile(self._theme)
        index = len(self._tiles)
        tile.chosen.connect(lambda is_other: self.chosen.emit(index, is_other))
        self._tiles.append(tile)
        self._list.insertWidget(index, tile)

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.fonts.px(OVERVIEW_PX))
