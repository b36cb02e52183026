"""Thin progress lines: a known share, and work whose length nobody knows."""

from PySide6.QtCore import QEasingCurve, QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.components.painting import fill_rounded, smooth_painter
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_HEIGHT_PX = 4
_STEPS = 1000
_PERIOD_MS = 1600
_CHUNK = 0.24
"""Width of the moving part, as a share of the whole."""


class _Line(QProgressBar):
    """A progress bar 4 px high; a QProgressBar, so that screen readers can say how far it is."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As thin as a line."""
        return QSize(160, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Still visible."""
        return QSize(24, _HEIGHT_PX)

    def _paint_part(self, painter: QPainter, role: Role, start: float, end: float) -> None:
        """Paint from ``start`` to ``end``, both from 0 to 1, mirrored where text is."""
        width = self.width()
        left, right = max(0.0, start) * width, min(1.0, end) * width
        if self.isRightToLeft():
            left, right = width - right, width - left
        part = QRectF(left, 0, right - left, self.height())
        fill_rounded(painter, part, self.height() / 2, self._theme.color(role))

    def _paint_trough(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        # A line in full strength would drown the part that is done.
        fill, edge = (Role.SURFACE, Role.LINE) if tokens.is_high_contrast else (Role.LINE, None)
        radius = self.height() / 2
        edge_color = tokens[edge] if edge else None
        fill_rounded(painter, self.rect(), radius, tokens[fill], edge_color)


class ShareBar(_Line):
    """A share that is known, such as two of four workers."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Nothing done yet."""
        super().__init__(theme, name, parent)
        self.setRange(0, _STEPS)
        self.setValue(0)

    def show_share(self, share: float) -> None:
        """Fill up to ``share``, from 0 to 1."""
        self.setValue(round(share * _STEPS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint trough and share."""
        painter = smooth_painter(self)
        self._paint_trough(painter)
        if self.value():
            self._paint_part(painter, Role.ACCENT_FILL, 0, self.value() / _STEPS)


class IndeterminateBar(_Line):
    """Something is under way; it takes 1.6 s to pass, and stands still for reduced motion."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """It moves while it is visible."""
        super().__init__(theme, name, parent)
        self.setRange(0, 0)
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(_PERIOD_MS)
        self._motion.setLoopCount(-1)
        self._motion.setStartValue(-_CHUNK)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._motion.valueChanged.connect(self.update)
        theme.changed.connect(self._move_if_allowed)

    @property
    def is_moving(self) -> bool:
        """Whether it moves now."""
        return self._motion.state() is QVariantAnimation.State.Running

    def showEvent(self, event: QShowEvent) -> None:
        """Move."""
        super().showEvent(event)
        self._move_if_allowed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._motion.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint trough and chunk, or stripes."""
        painter = smooth_painter(self)
        self._paint_trough(painter)
        if self._theme.is_motion_reduced:
            stripes = max(1, self.width() // 16)
            for stripe in range(stripes):
                start = stripe / stripes
                self._paint_part(painter, Role.ACCENT_FILL, start, start + 0.5 / stripes)
        else:
            start = float(self._motion.currentValue())
            self._paint_part(painter, Role.ACCENT_FILL, start, start + _CHUNK)

    def _move_if_allowed(self) -> None:
        if self.isVisible() and not self._theme.is_motion_reduced:
            self._motion.start()
        else:
            self._motion.stop()
