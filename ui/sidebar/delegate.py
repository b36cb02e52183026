"""Paints the rows of the list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.components.painting import CENTER, CONTROL_RADIUS, START, fill_rounded, paint_icon
from ui.sidebar.run_model import ROW_ROLE, Day, RunRow
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_ROW_PX = 46
_HEADING_PX = 26
_SIDE_PX = 8
"""Free at both sides of the tint of a row."""
_ICON_LEFT_PX = 15
_TEXT_LEFT_PX = 38
_TEXT_RIGHT_PX = 16
_RING_PX = 2


class RunDelegate(QStyledItemDelegate):
    """Paints headings and runs in the colours of the theme."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Paint for ``parent``."""
        super().__init__(parent)
        self._theme = theme
        self.shows_cursor = False
        """Whether the keyboard is used, so that the row it is at has a ring."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows of one height, and headings of another."""
        is_heading = isinstance(index.data(ROW_ROLE), Day)
        return QSize(0, self._theme.fonts.px(_HEADING_PX if is_heading else _ROW_PX))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row, rect, direction = index.data(ROW_ROLE), option.rect, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(direction)
        if isinstance(row, Day):
            painter.setFont(self._theme.fonts.font(TextStyle.META_STRONG))
            painter.setPen(self._theme.color(Role.TEXT3))
            left = self._theme.fonts.px(_ICON_LEFT_PX)
            place = QStyle.visualRect(direction, rect, rect.adjusted(left, 0, 0, 0))
            painter.drawText(place, START, row.title)
        elif isinstance(row, RunRow):
            self._paint_box(painter, option, rect)
            self._paint_run(painter, row, rect, direction, option.state)
        painter.restore()

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state, states, color = option.state, QStyle.StateFlag, self._theme.color
        is_high_contrast = self._theme.tokens.is_high_contrast
        box = rect.adjusted(_SIDE_PX, 1, -_SIDE_PX, -1)
        if state & states.State_Selected:
            # The tint alone says which run is shown; where tints are faint, an edge says it too.
            edge = color(Role.TEXT) if is_high_contrast else None
            fill_rounded(painter, box, CONTROL_RADIUS, color(Role.SELECT), edge)
        elif state & states.State_MouseOver:
            fill_rounded(painter, box, CONTROL_RADIUS, color(Role.HOVER))
        if self.shows_cursor and state & states.State_HasFocus:
            fill_rounded(painter, box, CONTROL_RADIUS, None, color(Role.ACCENT), _RING_PX)

    def _paint_run(
        self,
        painter: QPainter,
        row: RunRow,
        rect: QRect,
        direction: Qt.LayoutDirection,
        state: QStyle.StateFlag,
    ) -> None:
        words, fonts = row.words, self._theme.fonts
        is_shown = bool(state & QStyle.StateFlag.State_Selected)
        title_font = fonts.font(TextStyle.HEADING if is_shown else TextStyle.CONTROL)
        title_px, detail_px = fonts.line_px(TextStyle.HEADING), fonts.line_px(TextStyle.META)
        top = rect.top() + (rect.height() - title_px - detail_px) // 2
        left = rect.left() + fonts.px(_TEXT_LEFT_PX)
        width = rect.right() + 1 - _TEXT_RIGHT_PX - left
        side = fonts.px(16)
        icon = QRect(
            rect.left() + fonts.px(_ICON_LEFT_PX), top + (title_px - side) // 2, side, side
        )
        visual = QStyle.visualRect(direction, rect, icon)
        paint_icon(painter, self._theme, words.icon, words.icon_role, visual)
        title = QStyle.visualRect(direction, rect, QRect(left, top, width, title_px))
        _paint_line(painter, title, words.title, title_font, self._theme.color(Role.TEXT))
        detail = QRect(left, top + title_px, width, detail_px)
        detail.setWidth(width - self._paint_tag(painter, words.tag, detail, rect, direction))
        place = QStyle.visualRect(direction, rect, detail)
        meta = fonts.font(TextStyle.META, is_tabular=True)
        _paint_line(painter, place, words.detail, meta, self._theme.color(Role.TEXT2))

    def _paint_tag(
        self,
        painter: QPainter,
        tag: str,
        line: QRect,
        row: QRect,
        direction: Qt.LayoutDirection,
    ) -> int:
        """Paint a tag at the end of a line; says how much of the line it takes."""
        if not tag:
            return 0
        font = self._theme.fonts.font(TextStyle.META)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(tag) + 10, metrics.height() + 2
        place = QRect(
            line.right() + 1 - width, line.top() + (line.height() - height) // 2, width, height
        )
        visual = QStyle.visualRect(direction, row, place)
        fill_rounded(painter, visual, 4, None, self._theme.color(Role.LINE2))
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(visual, CENTER, tag)
        return width + 6


def _paint_line(painter: QPainter, place: QRect, text: str, font: QFont, color: QColor) -> None:
    painter.setFont(font)
    painter.setPen(color)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, START, elided)
