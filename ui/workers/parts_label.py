"""A line of facts, of which the last ones give way where room is short."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent

from ui.components.labels import ElidedLabel
from ui.components.painting import START, smooth_painter

SEPARATOR = " · "


class PartsLabel(ElidedLabel):
    """Shows as many parts as fit, the first ones first; none but the first is ever cut."""

    def show_parts(self, parts: Sequence[str]) -> None:
        """Show these facts; the tooltip and screen readers have all of them."""
        text = SEPARATOR.join(parts)
        if text != self.text():
            self.setText(text)

    @property
    def shown(self) -> str:
        """What fits."""
        parts = self.text().split(SEPARATOR)
        while len(parts) > 1 and self._width_of(SEPARATOR.join(parts)) > self.width():
            parts.pop()
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(SEPARATOR.join(parts), mode, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = smooth_painter(self)
        painter.setPen(self._theme.color(self._role))
        painter.drawText(self.rect(), START, self.shown)
