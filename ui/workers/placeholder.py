"""What stands where the first line of text will appear."""

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.components.labels import WrapLabel
from ui.components.progress import IndeterminateBar
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.wording import Instead, translate

GUTTER_PX = 44
"""Text begins here; badges of quotes stand before it."""

MARGIN_PX = 18
_TOP_PX = 10


class Placeholder(QScrollArea):
    """Shows an `Instead`. It begins where text does, so that nothing jumps when text comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._shown: Instead | None = None
        self._title = WrapLabel(theme, style=TextStyle.HEADING)
        self._text = WrapLabel(theme, style=TextStyle.BODY, role=Role.TEXT2)
        self._bar = IndeterminateBar(theme, translate("Workers", "Under way"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(GUTTER_PX, _TOP_PX, MARGIN_PX, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(12)
        column.addWidget(self._bar)
        column.addStretch()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)
        # The pane behind it has the right colour in every theme.
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    @property
    def shown(self) -> Instead | None:
        """What it says."""
        return self._shown

    def show_instead(self, instead: Instead) -> None:
        """Say what is so."""
        if instead == self._shown:
            return
        self._shown = instead
        self.setAccessibleName(instead.title)
        self.setAccessibleDescription(instead.text)
        self._title.setText(instead.title)
        self._text.setText(instead.text)
        self._bar.setVisible(instead.is_under_way)
