"""A line to be copied into a terminal."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.buttons import IconButton
from ui.components.labels import WrapLabel
from ui.components.painting import CONTROL_RADIUS, fill_rounded, smooth_painter
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class CopyLine(QWidget):
    """Shows a line exactly as it is, with a button that copies it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No line yet."""
        super().__init__(parent)
        self._theme = theme
        self._line = MonoLabel(theme, style=TextStyle.SMALL)
        self._button = IconButton(theme, Icon.COPY, self.tr("Copy line"))
        self._button.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._line, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self.update)

    @property
    def line(self) -> str:
        """What is copied."""
        return self._line.text()

    def show_line(self, line: str) -> None:
        """Show another line."""
        self._line.setText(line)
        self._button.set_icon(Icon.COPY)
        self._button.setAccessibleDescription(line)
        self.setAccessibleName(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        color = self._theme.color
        fill_rounded(
            smooth_painter(self), self.rect(), CONTROL_RADIUS, color(Role.SUNKEN), color(Role.LINE)
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line)
        self._button.set_icon(Icon.CHECK)
        said = QAccessibleAnnouncementEvent(self._button, self.tr("Copied"))
        QAccessible.updateAccessibility(said)


class MonoLabel(WrapLabel):
    """Wrapping text in the fixed-width font, for what must be read letter by letter."""

    def _restyle(self) -> None:
        super()._restyle()
        self.setFont(self._theme.fonts.mono(self._text_style))
        self._claim_height()
