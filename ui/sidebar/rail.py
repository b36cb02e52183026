"""What stands for the sidebar where there is no room for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import IconButton
from ui.components.frame_sizes import RAIL_PX
from ui.components.pane import Hairline, Pane
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class Rail(Pane):
    """Three icons.

    Attributes:
        runs_wanted: the user wants to see the list of runs.
        new_run_wanted: the user wants to write another brief.
        search_wanted: the user wants to find a run.
    """

    runs_wanted = Signal()
    new_run_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """All icons, from top to bottom."""
        super().__init__(theme, Role.CHROME, parent)
        self.setAccessibleName(self.tr("Stored runs"))
        column = QVBoxLayout()
        column.setContentsMargins(0, 11, 0, 11)
        column.setSpacing(8)
        for icon, name, signal in (
            (Icon.SIDEBAR, self.tr("Show runs"), self.runs_wanted),
            (Icon.ADD, self.tr("New run"), self.new_run_wanted),
            (Icon.SEARCH, self.tr("Search runs"), self.search_wanted),
        ):
            button = IconButton(theme, icon, name)
            button.clicked.connect(signal)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(Hairline(theme, Qt.Orientation.Vertical))
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.fonts.px(RAIL_PX))
