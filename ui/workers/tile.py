"""A worker in the overview: number, name, state, and a sketch of its text."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.components.painting import START, fill_rounded, mirrored, paint_icon, smooth_painter
from ui.components.state_chip import ChipState, state_icon
from ui.components.tool_tips import plain_tool_tip
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.sketch import Sketch

TILE_PX = 79
_LEFT_PX, _RIGHT_PX = 26, 9
_BAR_PX = 3
_SKETCH_TOP_PX, _ROW_PX = 50, 5


@dataclass(frozen=True, slots=True)
class TileContent:
    """What a tile shows.

    Attributes:
        number: from 1; the digit that goes to it.
        name: whose text it is.
        state: gives the icon.
        line: the state in words, and how far it is.
        sketch: its text from afar.
        reader: where it is shown, such as "Left"; empty while it is out of sight.
        is_open: whether a reader shows it.
        spoken: all of it for screen readers.
    """

    number: int
    name: str
    state: ChipState
    line: str
    sketch: Sketch = field(default_factory=Sketch)
    reader: str = ""
    is_open: bool = False
    spoken: str = ""


class Tile(QAbstractButton):
    """Shows a `TileContent`; a click opens the worker in the focused reader.

    Attributes:
        chosen: whether Shift was held, which means the other reader.
    """

    chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._content: TileContent | None = None
        self._has_shift = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._say_chosen)
        theme.changed.connect(self._restyle)

    @property
    def content(self) -> TileContent | None:
        """What it shows."""
        return self._content

    def show_content(self, content: TileContent) -> None:
        """Show a worker as it is now."""
        if content != self._content:
            self._content = content
            self.setAccessibleName(content.spoken)
            self.setToolTip(plain_tool_tip(content.name))
            self.update()

    def sizeHint(self) -> QSize:
        """A row of the overview."""
        return QSize(self._theme.fonts.px(120), self._theme.fonts.px(TILE_PX))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether Shift is held."""
        self._has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint background, words and sketch."""
        content = self._content
        if content is None:
            return
        painter = smooth_painter(self)
        color = self._theme.color
        if content.is_open or self.underMouse():
            fill = Role.SELECT if content.is_open else Role.HOVER
            painter.fillRect(self.rect(), color(fill))
        if content.is_open:
            bar = QRect(0, 0, _BAR_PX, self.height())
            painter.fillRect(mirrored(self, bar), color(Role.ACCENT))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), color(Role.LINE))
        self._paint_words(painter, content)
        self._paint_sketch(painter, content)

    def _paint_words(self, painter: QPainter, content: TileContent) -> None:
        px, color = self._theme.fonts.px, self._theme.color
        width = self.width()
        self._write(painter, QRect(12, px(9), 14, px(18)), str(content.number), _NUMBER, Role.TEXT3)
        end = width - _RIGHT_PX
        if content.reader:
            font = self._theme.fonts.font(_NUMBER)
            painter.setFont(font)
            room = painter.fontMetrics().horizontalAdvance(content.reader) + 1
            place = QRect(end - room, px(9), room, px(18))
            self._write(painter, place, content.reader, _NUMBER, Role.ACCENT)
            end -= room + 6
        name = QRect(_LEFT_PX, px(9), end - _LEFT_PX, px(18))
        weight = QFont.Weight.DemiBold if content.is_open else QFont.Weight.Medium
        self._write(painter, name, content.name, TextStyle.CONTROL, Role.TEXT, weight)
        icon, role = state_icon(content.state)
        size = px(14)
        place = QRect(_LEFT_PX, px(28) + (px(16) - size) // 2, size, size)
        paint_icon(painter, self._theme, icon, role, mirrored(self, place))
        left = _LEFT_PX + size + 5
        line = QRect(left, px(28), width - _RIGHT_PX - left, px(16))
        self._write(painter, line, content.line, TextStyle.META, role)
        painter.setPen(color(Role.TEXT))

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        style: TextStyle,
        role: Role,
        weight: QFont.Weight | None = None,
    ) -> None:
        font = self._theme.fonts.font(style, is_tabular=style is TextStyle.META)
        if weight is not None:
            font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, rect.width())
        painter.drawText(mirrored(self, rect), int(START), shown)

    def _paint_sketch(self, painter: QPainter, content: TileContent) -> None:
        px, color = self._theme.fonts.px, self._theme.color
        room = self.width() - _LEFT_PX - _RIGHT_PX - 12
        for index, share in enumerate(content.sketch.rows):
            top = px(_SKETCH_TOP_PX) + index * px(_ROW_PX)
            row = QRect(_LEFT_PX, top, round(room * share), 2)
            painter.fillRect(mirrored(self, row), color(Role.LINE2))
        for index, role in content.sketch.ticks:
            top = px(_SKETCH_TOP_PX) + index * px(_ROW_PX)
            tick = QRect(self.width() - _RIGHT_PX - 7, top, 7, 3)
            fill_rounded(painter, QRectF(mirrored(self, tick)), 1.5, color(role))

    def _say_chosen(self) -> None:
        self.chosen.emit(self._has_shift)
        self._has_shift = False

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


_NUMBER = TextStyle.META_STRONG
