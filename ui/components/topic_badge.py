"""The badge of a contradiction: its number, in its topic's shape and colour."""

import math
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.team import Topic
from ui.components.painting import CENTER, START, mirrored, smooth_painter
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate

BADGE_PX = 18

_TIP_PX = 2
"""Points of diamonds and pentagons reach out of the square."""
_TIPS = QMarginsF(_TIP_PX, _TIP_PX, _TIP_PX, _TIP_PX)


class BadgeStatus(StrEnum):
    """What the fill says."""

    OPEN = "open"
    """Outline."""
    DECIDED = "decided"
    """Filled."""
    OUT_OF_DATE = "out of date"
    """Dashed and grey."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge shows.

    Attributes:
        number: the contradiction's; stable for the life of the run.
        topic: gives shape and colour.
        status: gives the fill.
        side: A, B or C beside a quote; empty elsewhere.
        decided_by: the rule, such as "brief"; only for screen readers.
    """

    number: int
    topic: Topic
    status: BadgeStatus = BadgeStatus.OPEN
    side: str = ""
    decided_by: str = ""

    @property
    def spoken(self) -> str:
        """The badge in words, such as "Contradiction 3, side B, When, decided by brief"."""
        parts = [translate("TopicBadge", "Contradiction {number}").format(number=self.number)]
        if self.side:
            parts.append(translate("TopicBadge", "side {side}").format(side=self.side))
        parts.append(topic_name(self.topic))
        if self.status is BadgeStatus.DECIDED and self.decided_by:
            parts.append(translate("TopicBadge", "decided by {rule}").format(rule=self.decided_by))
        else:
            words = {
                BadgeStatus.OPEN: translate("TopicBadge", "open"),
                BadgeStatus.DECIDED: translate("TopicBadge", "decided"),
                BadgeStatus.OUT_OF_DATE: translate("TopicBadge", "out of date"),
            }
            parts.append(words[self.status])
        return ", ".join(parts)


def topic_name(topic: Topic) -> str:
    """What a topic is called."""
    return {
        Topic.WHO: translate("TopicBadge", "Who and promise"),
        Topic.HOW: translate("TopicBadge", "How"),
        Topic.WHEN: translate("TopicBadge", "When"),
        Topic.MUCH: translate("TopicBadge", "How much"),
        Topic.OWN: translate("TopicBadge", "Who decides"),
    }[topic]


class TopicBadge(QWidget):
    """Shows a `Badge`."""

    def __init__(
        self, theme: Theme, badge: Badge, size_px: int = BADGE_PX, parent: QWidget | None = None
    ) -> None:
        """Show ``badge``; headings have larger ones."""
        super().__init__(parent)
        self._theme = theme
        self._badge = badge
        self._size_px = size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_badge(badge)

    def show_badge(self, badge: Badge) -> None:
        """Show another badge."""
        self._badge = badge
        self.setAccessibleName(badge.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The shape, and the letter beside it."""
        side = self._side_px
        letter = self.fontMetrics().horizontalAdvance("M") if self._badge.side else 0
        return QSize(side + letter, side)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shape, number and letter."""
        painter = smooth_painter(self)
        painter.setFont(self.font())
        side = self._side_px
        shape = mirrored(self, QRect(0, (self.height() - side) // 2, side, side))
        paint_badge(painter, self._theme, self._badge, QRectF(shape).marginsRemoved(_TIPS))
        if self._badge.side:
            left = side
            rest = QRect(left, 0, self.width() - left, self.height())
            painter.setPen(self._theme.color(badge_role(self._badge)))
            painter.drawText(mirrored(self, rest), START, self._badge.side)

    @property
    def _side_px(self) -> int:
        return self._theme.fonts.px(self._size_px) + 2 * _TIP_PX

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.META_STRONG))
        self.updateGeometry()
        self.update()


def badge_role(badge: Badge) -> Role:
    """The colour of a badge's edge and letter."""
    is_old = badge.status is BadgeStatus.OUT_OF_DATE
    return Role.TEXT2 if is_old else Role.of_topic(badge.topic)


def paint_badge(painter: QPainter, theme: Theme, badge: Badge, rect: QRectF) -> None:
    """Paint a badge without its letter into the square ``rect``; gutters use it directly."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.color(badge_role(badge))
    is_filled = badge.status is BadgeStatus.DECIDED
    pen = QPen(color, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if badge.status is BadgeStatus.OUT_OF_DATE:
        pen.setWidthF(1.2)
        pen.setDashPattern([2.4, 1.8])
    painter.setPen(pen)
    painter.setBrush(color if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(_shape(badge.topic, rect))
    font = theme.fonts.font(TextStyle.META_STRONG)
    font.setWeight(font.Weight.Bold)
    digits = len(str(badge.number))
    font.setPixelSize(max(6, round(rect.height() * (0.6, 0.5, 0.38)[min(digits, 3) - 1])))
    painter.setFont(font)
    painter.setPen(theme.color(Role.BADGE_TEXT) if is_filled else color)
    # A pentagon's middle lies below that of its square.
    low = rect.height() * 0.04 if badge.topic is Topic.OWN else 0.0
    painter.drawText(rect.translated(0, low), int(CENTER), str(badge.number))
    painter.restore()


def _shape(topic: Topic, square: QRectF) -> QPainterPath:
    path = QPainterPath()
    match topic:
        case Topic.WHO:
            path.addEllipse(square.adjusted(0.5, 0.5, -0.5, -0.5))
        case Topic.HOW:
            path.addPolygon(_polygon(square, 4, reach=1.1))
            path.closeSubpath()
        case Topic.WHEN:
            path.addRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        case Topic.MUCH:
            path.addPolygon(_polygon(square, 6, reach=1.05, turn=math.pi / 6))
            path.closeSubpath()
        case Topic.OWN:
            path.addPolygon(_polygon(square.translated(0, square.height() * 0.04), 5, reach=1.05))
            path.closeSubpath()
    return path


def _polygon(square: QRectF, corners: int, reach: float, turn: float = 0.0) -> QPolygonF:
    """A regular polygon; points may ``reach`` out of the square, to look as large as a circle."""
    center, radius = square.center(), square.width() / 2 * reach
    angles = [turn - math.pi / 2 + 2 * math.pi * corner / corners for corner in range(corners)]
    return QPolygonF(
        [center + QPointF(radius * math.cos(one), radius * math.sin(one)) for one in angles]
    )
