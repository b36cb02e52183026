"""A quote as panels light it: words on its topic's colour, a line below, a bar beside them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.team import Topic
from ui.components.labels import ZoomedLabel
from ui.components.painting import smooth_painter
from ui.components.topic_badge import Badge, BadgeStatus, TopicBadge
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

GUTTER_PX = 48
"""What stands left of the words, at 100 %."""

_PADDING_PX = 3
_CORNER_PX = 3
_BAR_PX = 2.5
_BAR_GAP_PX = 6.0


class LitQuote(ZoomedLabel):
    """The words of a quote, selected."""

    def __init__(self, theme: Theme, quote: str, topic: Topic, status: BadgeStatus) -> None:
        """Show ``quote``; open ones have a dashed line, those out of date a dotted one."""
        self._topic = topic
        self._status = status
        super().__init__(theme, quote, TextStyle.READING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour under each line, then the words."""
        painter = smooth_painter(self)
        layout = self._laid_out(self.width())
        is_old = self._status is BadgeStatus.OUT_OF_DATE
        for number in range(layout.lineCount()):
            box = layout.lineAt(number).naturalTextRect().adjusted(-_PADDING_PX, 0, _PADDING_PX, 0)
            box = box.intersected(QRectF(self.rect()))
            if not is_old:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color(Role.selected_quote(self._topic)))
                painter.drawRoundedRect(box, _CORNER_PX, _CORNER_PX)
            painter.setPen(self._line())
            y = box.bottom() + 1
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.end()
        super().paintEvent(event)

    def _line(self) -> QPen:
        is_old = self._status is BadgeStatus.OUT_OF_DATE
        role = Role.TEXT3 if is_old else Role.of_topic(self._topic)
        pen = QPen(self._theme.color(role), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if self._status is BadgeStatus.OPEN:
            pen.setDashPattern([3, 1.5])
        elif is_old:
            pen.setDashPattern([1.2, 2])
        return pen


class QuoteGutter(QWidget):
    """Badge and side letter of a quote, and the bar beside its words."""

    def __init__(self, theme: Theme, badge: Badge) -> None:
        """Show ``badge``."""
        super().__init__()
        self._theme = theme
        self._badge = badge
        self._mark = TopicBadge(theme, badge, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The width of a panel's gutter."""
        return QSize(self._theme.fonts.px(GUTTER_PX), self._mark.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the badge at the first line."""
        hint = self._mark.sizeHint()
        line = self._theme.fonts.line_px(TextStyle.READING)
        x = self.width() - hint.width() if self.isRightToLeft() else 0
        self._mark.setGeometry(x, max(0, (line - hint.height()) // 2), *hint.toTuple())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        if self._badge.status is BadgeStatus.OUT_OF_DATE:
            return
        x = _BAR_GAP_PX if self.isRightToLeft() else self.width() - _BAR_PX - _BAR_GAP_PX
        bar = QRectF(x, 1, _BAR_PX, self.height() - 1)
        QPainter(self).fillRect(bar, self._theme.color(Role.of_topic(self._badge.topic)))
