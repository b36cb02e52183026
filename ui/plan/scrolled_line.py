"""A line below a header, which is there only while text is hidden above it."""

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.components.pane import Hairline
from ui.theme.theme import Theme


class ScrolledLine(Hairline):
    """Says that there is more above."""

    def __init__(
        self, theme: Theme, area: QAbstractScrollArea, parent: QWidget | None = None
    ) -> None:
        """The line above ``area``; its room is kept, so that nothing moves when it comes."""
        super().__init__(theme, parent=parent)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        area.verticalScrollBar().valueChanged.connect(lambda value: self.setVisible(value > 0))
        self.hide()
