"""A row of tabs over one reader, for windows too narrow to show panels side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.components.painting import CENTER, START, mirrored, paint_icon, smooth_painter
from ui.components.state_chip import ChipState, state_icon
from ui.components.tool_tips import plain_tool_tip
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.wording import translate

TABS_PX = 38
_PADDING_PX = 12
_GAP_PX = 6
_NAMED_PX = 104
"""A tab narrower than this says only the worker's number."""

_CURRENT_PX = 150
_NUMBERED_PX = 52


@dataclass(frozen=True, slots=True)
class TabContent:
    """What a tab shows.

    Attributes:
        number: from 1; the digit that goes to it.
        name: whose text it is.
        state: gives the icon.
        quotes: how many quotes of contradictions stand in its text.
        spoken: all of it for screen readers.
    """

    number: int
    name: str
    state: ChipState
    quotes: int = 0
    spoken: str = ""


class WorkerTabs(QWidget):
    """A tab for each worker; one is the current one.

    Attributes:
        chosen: the index of the worker whose tab was clicked.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No worker yet."""
        super().__init__(parent)
        self._theme = theme
        self._tabs: list[Tab] = []
        self._current = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Workers", "Workers"))
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def tabs(self) -> Sequence["Tab"]:
        """The tabs, in team order."""
        return tuple(self._tabs)

    def show_workers(self, contents: Sequence[TabContent], current: int) -> None:
        """Show all workers as they are now; ``current`` is the one that is read."""
        while len(self._tabs) > len(contents):
            self._tabs.pop().deleteLater()
        while len(self._tabs) < len(contents):
            self._add()
        self._current = current
        for index, (tab, content) in enumerate(zip(self._tabs, contents, strict=True)):
            tab.show_content(content, is_current=index == current)
        self._share_room()

    def resizeEvent(self, event: object) -> None:
        """Give each tab its share."""
        self._share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from tab to tab with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = [index for index, tab in enumerate(self._tabs) if tab.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        step = -step if self.isRightToLeft() else step
        index = (focused[0] + step) % len(self._tabs)
        self._tabs[index].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(index)

    def _add(self) -> None:
        tab, index = Tab(self._theme), len(self._tabs)
        tab.clicked.connect(lambda: self.chosen.emit(index))
        self._tabs.append(tab)
        self._row.addWidget(tab)

    def _share_room(self) -> None:
        """All alike, or, where names have no room, numbers and the current one's name."""
        if not self._tabs:
            return
        px = self._theme.fonts.px
        is_named = self.width() / len(self._tabs) >= px(_NAMED_PX)
        for index, tab in enumerate(self._tabs):
            is_wide = is_named or index == self._current
            tab.set_named(is_wide)
            self._row.setStretch(index, _share(is_named, is_wide))

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.fonts.px(TABS_PX))
        self._share_room()


def _share(is_named: bool, is_wide: bool) -> int:
    if is_named:
        return 1
    return _CURRENT_PX if is_wide else _NUMBERED_PX


class Tab(QAbstractButton):
    """Shows a `TabContent`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._content: TabContent | None = None
        self._is_current = False
        self._is_named = True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def content(self) -> TabContent | None:
        """What it shows."""
        return self._content

    @property
    def is_current(self) -> bool:
        """Whether its worker is read."""
        return self._is_current

    def show_content(self, content: TabContent, *, is_current: bool) -> None:
        """Show a worker as it is now."""
        if (content, is_current) == (self._content, self._is_current):
            return
        self._content, self._is_current = content, is_current
        self.setAccessibleName(content.spoken)
        self.setToolTip(plain_tool_tip(content.name))
        self.update()

    def set_named(self, is_named: bool) -> None:
        """Say the name, or only the number."""
        if is_named != self._is_named:
            self._is_named = is_named
            self.update()

    def sizeHint(self) -> QSize:
        """A share of the row."""
        px = self._theme.fonts.px
        return QSize(px(_CURRENT_PX), px(TABS_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint plate, icon, name and count."""
        content = self._content
        if content is None:
            return
        painter = smooth_painter(self)
        self._paint_plate(painter)
        size = self._theme.fonts.px(14)
        icon, role = state_icon(content.state)
        place = QRect(_PADDING_PX, (self.height() - size) // 2, size, size)
        paint_icon(painter, self._theme, icon, role, mirrored(self, place))
        left, right = place.right() + 1 + _GAP_PX, self.width() - _PADDING_PX
        if content.quotes and self._is_named:
            painter.setFont(self._theme.fonts.font(TextStyle.META_STRONG))
            painter.setPen(self._theme.color(Role.TEXT2))
            count = str(content.quotes)
            room = painter.fontMetrics().horizontalAdvance(count) + 2
            rect = QRect(right - room, 0, room, self.height())
            painter.drawText(mirrored(self, rect), int(CENTER), count)
            right -= room + _GAP_PX
        font = self._theme.fonts.font(TextStyle.BODY)
        if self._is_current:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.TEXT if self._is_current else Role.TEXT2))
        text = content.name if self._is_named else str(content.number)
        rect = QRect(left, 0, right - left, self.height())
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, right - left)
        painter.drawText(mirrored(self, rect), int(START), shown)

    def _paint_plate(self, painter: QPainter) -> None:
        color = self._theme.color
        fill = Role.HOVER if self.underMouse() else Role.CHROME
        painter.fillRect(self.rect(), color(Role.SURFACE if self._is_current else fill))
        end = QRect(self.width() - 1, 0, 1, self.height())
        painter.fillRect(mirrored(self, end), color(Role.LINE))
        if self._is_current:
            painter.fillRect(QRect(0, 0, self.width(), 2), color(Role.ACCENT))
        else:
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), color(Role.LINE))
