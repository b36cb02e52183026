"""What a place says while there is nothing to show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class EmptyState(QWidget):
    """What a place says while it is empty: a heading, what happens next, and what can be done."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        icon: Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without an icon the heading stands where the first line of text will appear."""
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if icon is not None:
            self._column.addWidget(IconMark(theme, icon, size_px=24))
            self._column.addSpacing(8)
        style = TextStyle.HEADING if icon is None else TextStyle.TITLE
        self._column.addWidget(WrapLabel(theme, title, style))
        self._column.addWidget(WrapLabel(theme, text, TextStyle.BODY, Role.TEXT2))

    def add(self, widget: QWidget, *, is_wide: bool = False) -> None:
        """Add a link, a button, or with ``is_wide`` a bar, below."""
        self._column.addSpacing(6)
        alignment = Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignLeading
        self._column.addWidget(widget, 0, alignment)
