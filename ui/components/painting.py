"""What the painted components have in common."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

CHIP_RADIUS = 5
CONTROL_RADIUS = 6
CARD_RADIUS = 8


def smooth_painter(widget: QWidget) -> QPainter:
    """A painter for a widget's own paintEvent."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(widget.layoutDirection())
    return painter


def fill_rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    edge_px: float = 1.0,
) -> None:
    """Paint a rounded rectangle whose edge lies inside of ``rect``."""
    half = edge_px / 2 if edge else 0
    painter.setPen(QPen(edge, edge_px) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)


def paint_icon(painter: QPainter, theme: Theme, icon: Icon, role: Role, rect: QRect) -> None:
    """Paint an icon that fills ``rect``, as sharp as the screen allows."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect.topLeft(), theme.pixmap(icon, role, rect.width(), ratio))


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """Where ``rect`` lies when the text runs from right to left; unchanged otherwise."""
    from PySide6.QtWidgets import QStyle  # Its many enums would delay the first paint.

    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)
