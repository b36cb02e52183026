"""The parts of Qt's own widgets that we draw: boxes, radios, combo boxes, arrows, the ring."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from ui.theme.tokens import Role, Tokens

RING_PX = 2
"""Width of the focus ring, and of the gap inside it."""

_CONTROL_RADIUS = 6


def draw_focus_ring(painter: QPainter, tokens: Tokens, rect: QRect) -> None:
    """Draw the ring inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens[Role.ACCENT], RING_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = RING_PX / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), 8, 8)
    painter.restore()


def draw_indicator(
    painter: QPainter, tokens: Tokens, rect: QRect, state: QStyle.StateFlag, *, is_round: bool
) -> None:
    """Draw a check box, or with ``is_round`` a radio button."""
    is_on = bool(state & QStyle.StateFlag.State_On)
    is_partly_on = bool(state & QStyle.StateFlag.State_NoChange)
    is_enabled = bool(state & QStyle.StateFlag.State_Enabled)
    fill, edge, mark = Role.SURFACE, Role.CTRL, Role.ON_ACCENT
    if not is_enabled:
        fill, edge, mark = Role.SUNKEN, Role.LINE2, Role.TEXT3
    elif is_on or is_partly_on:
        fill = edge = Role.ACCENT_FILL
    box = QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75)
    radius = box.width() / 2 if is_round else 4.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens[edge], 1.5))
    painter.setBrush(tokens[fill])
    painter.drawRoundedRect(box, radius, radius)
    if is_on and is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens[mark])
        painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5)
    elif is_on or is_partly_on:
        painter.setPen(_round_pen(QPen(tokens[mark], box.width() / 10)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_tick(box) if is_on else _dash(box))
    painter.restore()


def draw_combo_box(
    painter: QPainter, tokens: Tokens, rect: QRect, arrow: QRect, *, is_enabled: bool
) -> None:
    """Draw the box and the arrow of a combo box; Fusion writes the text."""
    fill, edge = (Role.SURFACE, Role.CTRL) if is_enabled else (Role.SUNKEN, Role.LINE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tokens[edge])
    painter.setBrush(tokens[fill])
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, _CONTROL_RADIUS, _CONTROL_RADIUS)
    draw_arrow_down(painter, tokens, arrow)
    painter.restore()


def draw_arrow_down(painter: QPainter, tokens: Tokens, rect: QRect) -> None:
    """Draw an arrow in the middle of ``rect``."""
    center, reach = QRectF(rect).center(), rect.height() / 6
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_round_pen(QPen(tokens[Role.TEXT2], 1.4)))
    painter.drawPolyline(
        [
            center + QPointF(-reach, -reach / 2),
            center + QPointF(0, reach / 2),
            center + QPointF(reach, -reach / 2),
        ]
    )
    painter.restore()


def _round_pen(pen: QPen) -> QPen:
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _tick(box: QRectF) -> QPainterPath:
    path = QPainterPath(_at(box, 0.26, 0.53))
    path.lineTo(_at(box, 0.43, 0.69))
    path.lineTo(_at(box, 0.74, 0.34))
    return path


def _dash(box: QRectF) -> QPainterPath:
    path = QPainterPath(_at(box, 0.28, 0.5))
    path.lineTo(_at(box, 0.72, 0.5))
    return path


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())
