"""The line between the contradictions and the plan."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.dock.found_part import FoundPart

_LEAST_PLAN = 0.3
"""The share of the height that the plan keeps."""


class Division(QSplitter):
    """Gives the list what it needs and the plan the rest, until the user moves the line.

    A double click on the line lets it go again.
    """

    def __init__(self, found: FoundPart, plan: QWidget, parent: QWidget | None = None) -> None:
        """``found`` above ``plan``."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._found = found
        self._plan = plan
        self._is_moved = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(found)
        self.addWidget(plan)
        self.setStretchFactor(1, 1)
        self.handle(1).setAccessibleName(self.tr("Line between contradictions and plan"))
        found.list.contents.installEventFilter(self)
        self.handle(1).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for a card that opens; notice when the user moves the line."""
        kinds = QEvent.Type
        match event.type():
            case kinds.LayoutRequest | kinds.Resize if watched is not self.handle(1):
                self.share()
            case kinds.MouseMove if watched is self.handle(1):
                # Known before it moves: moving lays the list out, which would share again.
                self._is_moved = True
            case kinds.MouseButtonDblClick if watched is self.handle(1):
                self._is_moved = False
                self.share()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the plan's share."""
        self.share()
        super().resizeEvent(event)
        self.share()

    def share(self) -> None:
        """Divide the height."""
        least = round(_LEAST_PLAN * self.height())
        if self._plan.minimumHeight() != least:
            self._plan.setMinimumHeight(least)
        if self._is_moved or self._plan.isHidden() or self._found.isHidden():
            return
        room = self.height() - self.handleWidth()
        wanted = min(self._found.content_height, room - least)
        if self.sizes()[:1] != [wanted]:
            self.setSizes([wanted, room - wanted])
