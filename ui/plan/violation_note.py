"""A decision that the plan does not fully reflect."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.plan import Violation
from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton
from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.plan import words
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class ViolationNote(QWidget):
    """Says which decision, what is wrong, and which sentence of the plan it is.

    Attributes:
        activated: the number of the contradiction, which the user wants to see.
    """

    activated = Signal(int)

    def __init__(self, theme: Theme, violation: Violation, parent: QWidget | None = None) -> None:
        """Show ``violation``."""
        super().__init__(parent)
        icon = IconMark(theme, Icon.WARNING, Role.WARN)
        title = words.violation_title(violation)
        column = QVBoxLayout()
        column.setSpacing(0)
        if violation.number:
            link = LinkButton(theme, title, size=ButtonSize.COMPACT)
            link.clicked.connect(lambda: self.activated.emit(violation.number))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            column.addWidget(WrapLabel(theme, title, TextStyle.SMALL_STRONG))
        column.addWidget(WrapLabel(theme, violation.message, TextStyle.SMALL, Role.TEXT2))
        if violation.quote:
            quote = f"“{violation.quote.strip()}”"
            column.addWidget(WrapLabel(theme, quote, TextStyle.SMALL, Role.TEXT2))
        icons = QVBoxLayout()
        icons.setContentsMargins(0, 4, 0, 0)
        icons.addWidget(icon)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(icons)
        row.setAlignment(icons, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
