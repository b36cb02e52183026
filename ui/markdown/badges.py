"""The badge of a contradiction: number, shape of its topic, and whether it is decided."""

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from ui.markdown.style import BadgeColours, TopicShape

BADGE_PX = 18

_CORNER_PX = 4
_EDGE_PX = 1.4
_NUMBER_PX = 11


class QuoteStatus(StrEnum):
    """Whether a contradiction still stands, as its badge and its quotes show it."""

    DECIDED = "decided"
    """Filled; a solid line."""
    OPEN = "open"
    """Outlined; a dashed line."""
    OUT_OF_DATE = "out_of_date"
    """Dashed and grey; a dotted line. A text it rests on has changed since."""


def paint_badge(
    painter: QPainter,
    rect: QRectF,
    number: int,
    topic_shape: TopicShape,
    colours: BadgeColours,
    status: QuoteStatus,
) -> None:
    """Paint a badge into ``rect``, which should be a square of about `BADGE_PX`."""
    colour = QColor(colours.out_of_date if status is QuoteStatus.OUT_OF_DATE else colours.base)
    pen = QPen(colour, _EDGE_PX, j=Qt.PenJoinStyle.RoundJoin)
    if status is QuoteStatus.OUT_OF_DATE:
        pen.setDashPattern([2, 1.6])
    is_filled = status is QuoteStatus.DECIDED
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(colour if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(_outline(rect, topic_shape))
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.Bold)
    font.setPixelSize(round(_NUMBER_PX * rect.height() / BADGE_PX) - (number > 9))
    painter.setFont(font)
    painter.setPen(QColor(colours.on_base) if is_filled else colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


def _outline(rect: QRectF, shape: TopicShape) -> QPainterPath:
    inner = rect.adjusted(_EDGE_PX / 2, _EDGE_PX / 2, -_EDGE_PX / 2, -_EDGE_PX / 2)
    path = QPainterPath()
    match shape:
        case TopicShape.CIRCLE:
            path.addEllipse(inner)
        case TopicShape.SQUARE:
            path.addRoundedRect(inner, _CORNER_PX, _CORNER_PX)
        case TopicShape.DIAMOND:
            path.addPolygon(_polygon(inner, 4, -90, 1.08))
        case TopicShape.HEXAGON:
            path.addPolygon(_polygon(inner, 6, 0, 1.04))
        case TopicShape.PENTAGON:
            path.addPolygon(_polygon(inner.translated(0, 0.8), 5, -90, 1.08))
    path.closeSubpath()
    return path


def _polygon(rect: QRectF, corners: int, first_degrees: float, scale: float) -> QPolygonF:
    """A regular polygon; ``scale`` makes up for the area its corners lose."""
    centre, radius = rect.center(), scale * rect.width() / 2
    angles = [math.radians(first_degrees + 360 * corner / corners) for corner in range(corners)]
    return QPolygonF(
        [centre + QPointF(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
    )
