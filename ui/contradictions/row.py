"""A contradiction in one row, for the dock, and in two lines, for the focus view."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.labels import ElidedLabel
from ui.components.state_chip import ChipState, StateChip
from ui.components.topic_badge import TopicBadge
from ui.contradictions.findings import Finding
from ui.contradictions.words import badge_of, chip_of, status_line, title_of
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_LEFT_TO_PARENT = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListRow(QAbstractButton):
    """A row that can be pressed. Arrows and Esc are left to the list it stands in.

    It stands in a `RowSlot`, which paints what lies under it.
    """

    def __init__(self, theme: Theme, height_px: int, parent: QWidget | None = None) -> None:
        """``height_px`` is that of the design; larger text makes the row higher."""
        super().__init__(parent)
        self._theme = theme
        self._height_px = height_px
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """As high as the design says, or as its words need."""
        layout = self.layout()
        content = layout.minimumSize() if layout else QSize(0, 0)
        height = max(self._theme.fonts.px(self._height_px), content.height())
        return QSize(content.width(), height)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it."""
        if event.key() in _LEFT_TO_PARENT:
            event.ignore()  # a button would move the focus to any neighbour
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self._repaint_slot()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        super().leaveEvent(event)
        self._repaint_slot()

    def checkStateSet(self) -> None:
        """Show that it is open or selected, or is not."""
        super().checkStateSet()
        self._repaint_slot()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but its parts is to be seen."""

    @property
    def fill(self) -> Role | None:
        """What lies under it."""
        return Role.HOVER if self.underMouse() or self.isDown() else None

    def _repaint_slot(self) -> None:
        if (slot := self.parentWidget()) is not None:
            slot.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class RowSlot(QWidget):
    """Holds a row, whose fill reaches from edge to edge.

    The row itself is inset, so that its focus ring has room inside of a scroll area.
    """

    INSET_PX = 6

    def __init__(self, theme: Theme, row: ListRow) -> None:
        """Hold ``row``."""
        super().__init__()
        self._theme = theme
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(self.INSET_PX, 0, self.INSET_PX, 0)
        column.addWidget(row)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the fill of the row."""
        if fill := self._row.fill:
            QPainter(self).fillRect(self.rect(), self._theme.color(fill))


class _Title(ElidedLabel):
    """A title that stands out while its card is open."""

    def set_open(self, is_open: bool) -> None:
        """Stand out, or not."""
        self._text_style = TextStyle.HEADING if is_open else TextStyle.CONTROL
        self._restyle()


class ContradictionRow(ListRow):
    """Badge, title and status in 38 px; pressed, it opens and closes the card below it."""

    def __init__(self, theme: Theme, finding: Finding, parent: QWidget | None = None) -> None:
        """Show ``finding``, closed."""
        super().__init__(theme, 38, parent)
        self.setCheckable(True)
        self._badge = TopicBadge(theme, badge_of(finding))
        self._title = _Title(theme, style=TextStyle.CONTROL)
        self._chip = StateChip(theme, chip_of(finding))
        row = QHBoxLayout(self)
        row.setContentsMargins(16 - RowSlot.INSET_PX, 0, 14 - RowSlot.INSET_PX, 0)
        row.setSpacing(10)
        row.addWidget(self._badge)
        row.addWidget(self._title, 1)
        row.addWidget(self._chip)
        for part in (self._badge, self._title, self._chip):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._title.set_open)
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Show where the contradiction is now."""
        self._badge.show_badge(badge_of(finding))
        self._title.setText(title_of(finding.found))
        self._chip.show_chip(chip_of(finding))
        self.setAccessibleName(f"{badge_of(finding).spoken}: {title_of(finding.found)}")
        self.setAccessibleDescription(self._chip.text())
        self.updateGeometry()

    @property
    def fill(self) -> Role | None:
        """The card below an open row has its own ground."""
        return None if self.isChecked() else super().fill

    def event(self, event: QEvent) -> bool:
        """Offer the whole title where a part of it is hidden."""
        if event.type() == QEvent.Type.ToolTip:
            return self._title.event(event)
        return super().event(event)


class TallRow(ListRow):
    """Badge, title and status below it in 54 px; the selected one is filled."""

    def __init__(self, theme: Theme, finding: Finding, parent: QWidget | None = None) -> None:
        """Show ``finding``."""
        super().__init__(theme, 54, parent)
        self.setCheckable(True)
        self._badge = TopicBadge(theme, badge_of(finding))
        self._title = ElidedLabel(theme, style=TextStyle.CONTROL)
        self._status = ElidedLabel(theme, style=TextStyle.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._status)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(14 - RowSlot.INSET_PX, 4, 14 - RowSlot.INSET_PX, 4)
        row.setSpacing(10)
        row.addWidget(self._badge)
        row.addLayout(words, 1)
        for part in (self._badge, self._title, self._status):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Show where the contradiction is now."""
        self._badge.show_badge(badge_of(finding))
        self._title.setText(title_of(finding.found))
        self._status.setText(status_line(finding))
        needs_look = chip_of(finding).state in (ChipState.NEEDS_YOU, ChipState.OUT_OF_DATE)
        self._status.set_role(Role.WARN if needs_look else Role.TEXT2)
        self.setAccessibleName(f"{badge_of(finding).spoken}: {title_of(finding.found)}")
        self.setAccessibleDescription(self._status.text())

    def nextCheckState(self) -> None:
        """Pressing the selected one leaves it selected."""
        self.setChecked(True)

    @property
    def fill(self) -> Role | None:
        """The selected one is filled."""
        return Role.SELECT if self.isChecked() else super().fill

    def event(self, event: QEvent) -> bool:
        """Offer the whole title where a part of it is hidden."""
        if event.type() == QEvent.Type.ToolTip:
            return self._title.event(event)
        return super().event(event)
