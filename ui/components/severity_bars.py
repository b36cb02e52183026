"""How much harm a contradiction would do: three bars and a word."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from models.contradiction import Severity
from ui.components.painting import START, fill_rounded, mirrored, smooth_painter
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate

_BARS = {Severity.LOW: 1, Severity.MEDIUM: 2, Severity.HIGH: 3}
_BAR_PX = 3.0
_STEP_PX = 4.5
_HEIGHTS_PX = (4.5, 7.0, 10.0)
_GAP_PX = 6


def severity_word(severity: Severity) -> str:
    """What a severity is called."""
    return {
        Severity.LOW: translate("SeverityBars", "Low"),
        Severity.MEDIUM: translate("SeverityBars", "Medium"),
        Severity.HIGH: translate("SeverityBars", "High"),
    }[severity]


class SeverityBars(QLabel):
    """Shows a severity."""

    def __init__(self, theme: Theme, severity: Severity, parent: QWidget | None = None) -> None:
        """Show ``severity``."""
        super().__init__(parent)
        self._theme = theme
        self._severity = severity
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_severity(severity)

    def show_severity(self, severity: Severity) -> None:
        """Show another severity."""
        self._severity = severity
        self.setText(severity_word(severity))
        spoken = self.tr("Severity: {word}")
        self.setAccessibleName(spoken.format(word=self.text().lower()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Bars and word."""
        text = self.fontMetrics().horizontalAdvance(self.text()) + 1
        height = max(self._theme.fonts.line_px(TextStyle.SMALL), self.fontMetrics().height())
        return QSize(self._bars_px + _GAP_PX + text, height)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars and word."""
        painter = smooth_painter(self)
        scale, color = self._theme.fonts.scale, self._theme.color
        bottom = (self.height() + _HEIGHTS_PX[-1] * scale) / 2
        area = mirrored(self, QRect(0, 0, self._bars_px, self.height()))
        for index, height in enumerate(_HEIGHTS_PX):
            is_on = index < _BARS[self._severity]
            left = area.left() + index * _STEP_PX * scale
            bar = QRectF(left, bottom - height * scale, _BAR_PX * scale, height * scale)
            if is_on or not self._theme.tokens.is_high_contrast:
                fill_rounded(painter, bar, 1, color(Role.TEXT2 if is_on else Role.LINE2))
            else:
                fill_rounded(painter, bar, 1, None, color(Role.LINE2), 0.8)
        painter.setPen(color(Role.TEXT2))
        left_px = self._bars_px + _GAP_PX
        text = QRect(left_px, 0, self.width() - left_px, self.height())
        painter.drawText(mirrored(self, text), START, self.text())

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.SMALL))
        self.updateGeometry()
        self.update()

    @property
    def _bars_px(self) -> int:
        return self._theme.fonts.px(2 * _STEP_PX + _BAR_PX)
