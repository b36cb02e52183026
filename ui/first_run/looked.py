"""Where was looked for Ollama, and what was found there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.first_run.copy_line import MonoLabel
from ui.first_run.guide import Place
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class LookedList(QWidget):
    """A line for each place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No place yet."""
        super().__init__(parent)
        self._theme = theme
        self._places: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        label = WrapLabel(theme, self.tr("Where we looked"), TextStyle.LABEL, Role.TEXT2)
        self._column.addWidget(label)

    def show_places(self, places: tuple[Place, ...]) -> None:
        """Show places, and what was found at each."""
        if self._places is not None:
            self._places.hide()
            self._places.deleteLater()
        self._places = QWidget()
        grid = QGridLayout(self._places)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, place in enumerate(places):
            icon, role = (Icon.CHECK, Role.OK) if place.is_good else (Icon.CLOSE, Role.TEXT3)
            grid.addWidget(IconMark(self._theme, icon, role), line, 0, top)
            name = MonoLabel(self._theme, place.name, TextStyle.SMALL, Role.TEXT2)
            said = WrapLabel(self._theme, place.found, TextStyle.SMALL, Role.TEXT2)
            grid.addWidget(name, line, 1, top)
            grid.addWidget(said, line, 2, top)
        self._column.addWidget(self._places)
